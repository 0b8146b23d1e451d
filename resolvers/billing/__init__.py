"""Billing: what an organization has, buys and owes, which tax it bears, and how the operator's books learn of it."""

from resolvers.billing.reading import offered_plans, plan_usage
from resolvers.billing.trials import begun_trial
from resolvers.billing.usage import UNTIL_A_PLAN, count_lead

__all__ = ["UNTIL_A_PLAN", "begun_trial", "count_lead", "offered_plans", "plan_usage"]
