"""What a notice about a lead is made of: the lead, its consent, its chat, and the workshop that is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from tenants.models.chat import Message
from tenants.models.leads import Consent, Lead
from tenants.models.workshops import Workshop
from tenants.scope import Scope

_LONGEST_TRANSCRIPT = 200


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """Everything a notice can say."""

    workshop: Workshop
    lead: Lead
    consent: Consent | None
    transcript: Sequence[Message]


async def read_notice(scope: Scope, lead_id: UUID) -> NoticeFacts:
    """The facts for a notice about a lead. Raises NotFound when the lead was deleted meanwhile."""
    lead = await scope.get(Lead, lead_id)
    return NoticeFacts(
        workshop=await scope.get(Workshop, scope.workshop_id),
        lead=lead,
        consent=await scope.get(Consent, lead.consent_id) if lead.consent_id else None,
        transcript=await scope.all(
            select(Message)
            .where(Message.conversation_id == lead.conversation_id)
            .order_by(Message.seq)
            .limit(_LONGEST_TRANSCRIPT)
        ),
    )
