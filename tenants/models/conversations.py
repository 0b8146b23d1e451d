"""What is told of a conversation from what hangs on it: what it has used, and whether its visitor can be written to."""

from sqlalchemy import BigInteger, cast, func, select
from sqlalchemy import text as sql

from tenants.models.base import told
from tenants.models.chat import Conversation, Turn
from tenants.models.leads import Lead, LeadStatus

_made = Turn.__table__.alias("made")
_left = Lead.__table__.alias("left_by")

Conversation.tokens = told(
    select(cast(func.coalesce(func.sum(_made.c.tokens), 0), BigInteger))
    .where(_made.c.workshop_id == Conversation.workshop_id, _made.c.conversation_id == Conversation.id)
    .correlate_except(_made)
    .scalar_subquery()
)
Conversation.has_address = told(
    select(sql("1"))
    .where(
        _left.c.workshop_id == Conversation.workshop_id,
        _left.c.conversation_id == Conversation.id,
        _left.c.email.is_not(None),
        _left.c.consent_id.is_not(None),
        _left.c.status != LeadStatus.SPAM.value,
    )
    .correlate_except(_left)
    .exists()
)
