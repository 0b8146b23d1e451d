"""Replies by mail: what a member wrote to a visitor who was gone, with a link that opens the conversation again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy import func, select

from carbot.ids import new_token, token_hash
from resolvers.values import origin_allowed
from tenants.models.assistant import ConversationLink
from tenants.models.chat import Author, Conversation, Message
from tenants.models.keys import ClientKey
from tenants.models.leads import Lead, LeadStatus
from tenants.outbox import Job
from tenants.scope import Scope

GONE_AFTER = timedelta(minutes=2)
LINK_LIFE = timedelta(days=7)
_GIVEN_UP_AFTER = timedelta(hours=1)
_MOST_LINES = 20


@dataclass(frozen=True, slots=True)
class ReplyMailDue(Job):
    """A member has written; if the visitor has not come to see it, it goes by mail."""

    conversation_id: UUID


@dataclass(frozen=True, slots=True)
class ReplyMail:
    """What goes by mail: to whom, and the lines the visitor has not seen, oldest first."""

    conversation: Conversation
    lead: Lead
    lines: Sequence[Message]
    link: str | None


def expect_mail(scope: Scope, conversation: Conversation) -> None:
    """Have what a member writes mailed, if the visitor does not come to see it: one mail for all that is written until
    then."""
    due = conversation.mail_due_at
    if conversation.is_test or (due is not None and due > scope.now - _GIVEN_UP_AFTER):
        return
    _put_off(scope, conversation, GONE_AFTER)


async def read_reply(scope: Scope, conversation_id: UUID, *, own_url: str) -> ReplyMail | timedelta | None:
    """What is to be mailed now, or how long to wait because the visitor was here a moment ago; None for nothing.

    Raises NotFound when the conversation was deleted meanwhile.
    """
    conversation = await scope.get(Conversation, conversation_id)
    seen_at = conversation.visitor_seen_at or conversation.started_at
    lines = await scope.all(
        select(Message)
        .where(
            Message.conversation_id == conversation.id,
            Message.author == Author.MEMBER,
            Message.seq > conversation.mailed_seq,
            Message.sent_at > seen_at,
        )
        .order_by(Message.seq)
        .limit(_MOST_LINES)
    )
    lead = await scope.first(
        select(Lead)
        .where(
            Lead.conversation_id == conversation.id,
            Lead.email.is_not(None),
            Lead.consent_id.is_not(None),
            Lead.status != LeadStatus.SPAM,
        )
        .order_by(Lead.id.desc())
        .limit(1)
    )
    if not lines or lead is None:
        return None
    if seen_at > scope.now - GONE_AFTER:
        return seen_at + GONE_AFTER - scope.now
    return ReplyMail(conversation, lead, lines, await _make_link(scope, conversation, own_url))


async def settle_reply(scope: Scope, conversation_id: UUID, outcome: ReplyMail | timedelta | None) -> None:
    """Write down how far the visitor was told, and look again later where there is a reason to."""
    conversation = await scope.get(Conversation, conversation_id, lock=True)
    conversation.mail_due_at = None
    if isinstance(outcome, timedelta):
        _put_off(scope, conversation, outcome)
    elif outcome is not None:
        conversation.mailed_seq = outcome.lines[-1].seq
        newest = select(func.max(Message.seq)).where(
            Message.conversation_id == conversation.id, Message.author == Author.MEMBER
        )
        if (await scope.execute(newest)).scalar_one() > conversation.mailed_seq:
            _put_off(scope, conversation, GONE_AFTER)


def _put_off(scope: Scope, conversation: Conversation, delay: timedelta) -> None:
    conversation.mail_due_at = scope.now + delay
    scope.enqueue(ReplyMailDue(conversation.id), delay=delay)


async def _make_link(scope: Scope, conversation: Conversation, own_url: str) -> str | None:
    """Where the conversation goes on: on the page it began on if that is the workshop's, else on a page of ours.

    The token stands behind the #, so that no server's log holds it. None without a client key that is good.
    """
    key = await scope.first(select(ClientKey).where(ClientKey.id == conversation.client_key_id))
    if key is None or not key.is_active:
        return None
    token = new_token()
    scope.add(
        ConversationLink(
            conversation_id=conversation.id, token_hash=token_hash(token), expires_at=scope.now + LINK_LIFE
        )
    )
    page = conversation.page
    # A visitor's word for the page is believed only where the workshop has named the site.
    if page is None or not origin_allowed(_origin(page), key.allowed_origins):
        page = f"{own_url}/chat/{key.key}"
    return f"{page}#carbot={conversation.gid}.{token}"


def _origin(page: str) -> str:
    scheme, host, *_ = urlsplit(page)
    return f"{scheme}://{host}"
