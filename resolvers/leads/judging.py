"""Judging a stored enquiry: its reasons are kept, and what looks like spam is marked so."""

from datetime import timedelta

from sqlalchemy import func, select

from resolvers.leads.spam import SPAM_FROM, Signs, judge
from tenants.models.chat import Conversation
from tenants.models.leads import Lead, LeadEvent, LeadEventKind, LeadStatus
from tenants.scope import Scope

_SHORTEST_TWIN = 20


async def mark_if_spam(scope: Scope, lead: Lead) -> bool:
    """Keep what speaks for spam, and mark the lead when it is enough; taking that back is `reopen_lead`."""
    begun = (
        await scope.execute(select(Conversation.started_at).where(Conversation.id == lead.conversation_id))
    ).scalar_one_or_none()
    reasons = judge(
        Signs(
            name=lead.name,
            phone=lead.phone,
            email=lead.email,
            wish=lead.wish,
            is_trapped=lead.is_trapped,
            seconds=(lead.created_at - begun).total_seconds() if begun else float("inf"),
            twins=await _twins(scope, lead),
        )
    )
    lead.spam_reasons = [{"code": reason.value, "points": points} for reason, points in reasons]
    if sum(points for _, points in reasons) < SPAM_FROM or lead.status is not LeadStatus.NEW:
        return False
    lead.status = LeadStatus.SPAM
    scope.add(
        LeadEvent(
            lead_id=lead.id,
            kind=LeadEventKind.STATUS_CHANGED,
            at=scope.now,
            from_status=LeadStatus.NEW,
            to_status=LeadStatus.SPAM,
        )
    )
    return True


async def _twins(scope: Scope, lead: Lead) -> int:
    """How many other conversations left the same long wish within a day."""
    if lead.wish is None or len(lead.wish) < _SHORTEST_TWIN:
        return 0
    found = await scope.execute(
        select(func.count(Lead.conversation_id.distinct())).where(
            Lead.wish == lead.wish,
            Lead.conversation_id != lead.conversation_id,
            Lead.created_at > lead.created_at - timedelta(days=1),
        )
    )
    return int(found.scalar_one())
