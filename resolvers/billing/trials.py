"""Trials: how an organization begins."""

from datetime import datetime

from tenants.models.billing import Subscription, SubscriptionStatus
from tenants.plans import trial


def begun_trial(now: datetime) -> Subscription:
    """What a new organization has, without a card: the trial's plan for its length, then time to read and decide."""
    terms = trial()
    ends = now + terms.length
    return Subscription(
        plan=terms.plan, status=SubscriptionStatus.TRIAL, rights_end_at=ends, read_only_until=ends + terms.grace
    )
