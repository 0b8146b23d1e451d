"""The people's side of a conversation: labels of members, the visitor's verdict, and who is typing."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import Select, func, or_, select, update

from resolvers.chat.blocks import require_welcome
from resolvers.values import Checks
from tenants.models.chat import Conversation, Rating
from tenants.outbox import ChangeKind, LiveEvent, Topic
from tenants.permissions import Permission
from tenants.principal import PrincipalKind
from tenants.scope import Scope
from tenants.use_cases import use_case

_MOST_LABELS = 10
_LONGEST_LABEL = 40
_LONGEST_COMMENT = 500
_MOST_KNOWN_LABELS = 100
_SEEN_EVERY = timedelta(seconds=25)


@use_case(Permission.CONVERSATIONS_WRITE)
async def label_conversation(scope: Scope, conversation_id: UUID, labels: Sequence[str]) -> Conversation:
    """Give a conversation exactly these labels, each once. Raises NotFound, Rejected."""
    conversation = await scope.get(Conversation, conversation_id, lock=True)
    checks = Checks()
    wanted: dict[str, str] = {}
    for label in labels:
        if text := checks.line("labels", label, most=_LONGEST_LABEL):
            wanted.setdefault(text.casefold(), text)
    if len(wanted) > _MOST_LABELS:
        checks.refuse("TOO_MANY", "labels", most=_MOST_LABELS)
    checks.done()
    conversation.labels = list(wanted.values())
    await scope.flush()
    scope.announce(Topic.CONVERSATION, conversation.id, ChangeKind.UPDATED)
    return conversation


def known_labels() -> Select[tuple[str, int]]:
    """The labels there are, the most used ones first."""
    each = select(func.unnest(Conversation.labels).label("name")).subquery()
    count = func.count().label("count")
    return (
        select(each.c.name, count).group_by(each.c.name).order_by(count.desc(), each.c.name).limit(_MOST_KNOWN_LABELS)
    )


@use_case(Permission.CHAT_RATE)
async def rate_conversation(
    scope: Scope, conversation_id: UUID, rating: Rating, comment: str | None = None
) -> Conversation:
    """Keep what the visitor thinks; a later verdict takes the place of an earlier one. Raises NotFound, Rejected."""
    require_welcome(scope)
    checks = Checks()
    words = checks.text("comment", comment, most=_LONGEST_COMMENT)
    checks.done()
    conversation = await scope.get(Conversation, conversation_id, lock=True)
    conversation.rating = rating
    conversation.rating_comment = words
    await scope.flush()
    scope.announce(Topic.CONVERSATION, conversation.id, ChangeKind.UPDATED)
    return conversation


@use_case(Permission.CHAT_WRITE)
async def notify_typing(scope: Scope, conversation_id: UUID) -> Conversation:
    """Tell the other side that somebody is typing; nothing is stored. Raises NotFound, VisitorBlocked."""
    require_welcome(scope)
    conversation = await scope.get(Conversation, conversation_id)
    is_visitor = scope.principal.kind is PrincipalKind.VISITOR
    topic = Topic.VISITOR_TYPING if is_visitor else Topic.MEMBER_TYPING
    scope.announce_unstored(LiveEvent(scope.workshop_id, topic, conversation.id, ChangeKind.UPDATED))
    return conversation


async def note_presence(scope: Scope, conversation_id: UUID) -> None:
    """The visitor is looking at the conversation; written down at most every half minute."""
    await scope.execute(
        update(Conversation)
        .where(
            Conversation.id == conversation_id,
            or_(
                Conversation.visitor_seen_at.is_(None),
                Conversation.visitor_seen_at < scope.now - _SEEN_EVERY,
            ),
        )
        .values(visitor_seen_at=scope.now)
        .execution_options(synchronize_session=False)
    )
