"""Live: streams of changes. An event is an id; what it points to is read again as the subscriber, in short steps."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import AbstractContextManager, suppress
from typing import Any
from uuid import UUID

import strawberry
from strawberry import ID

from carbot.errors import BadInput, Forbidden, Unavailable
from resolvers import chat
from schema.chat import Conversation, LeadPrefill, Message
from schema.core.context import Context, Info, internal
from schema.core.enums import describe_enum
from schema.core.fields import stream
from schema.core.nodes import key_of
from schema.core.requires import requires
from schema.imports import CatalogueImport
from schema.leads import Lead
from tenants import models
from tenants.following import follow
from tenants.live import Draft
from tenants.models.chat import ACTIVE_TURNS, Author, TurnAction, TurnStatus
from tenants.outbox import ChangeKind, LiveEvent, Topic
from tenants.permissions import Permission
from tenants.principal import PrincipalKind
from tenants.scope import Scope
from tenants.use_cases import require

describe_enum(ChangeKind, "What happened to a thing.")
_WATCH_SECONDS = 30


@strawberry.type(description="A lead changed.")
class LeadChange:
    """The lead is null when it was deleted."""

    kind: ChangeKind = strawberry.field(description="What happened.")
    id: ID = strawberry.field(description="Which lead.")
    lead: Lead | None = strawberry.field(description="The lead as it is now.")


@strawberry.type(description="A piece of an answer being made.")
class TurnProgress:
    """Put `text` at `offset` of what you have; an offset beyond that means a piece was missed: read turn(id)."""

    turn_id: ID = strawberry.field(description="Which answer.")
    status: TurnStatus = strawberry.field(description="How far it is.")
    offset: int = strawberry.field(description="Where the piece begins, in UTF-16 code units.")
    text: str = strawberry.field(description="The piece.")
    action: TurnAction | None = strawberry.field(description="What is offered beside the text.")
    prefill: LeadPrefill | None = strawberry.field(description="What to fill the form with.")


@strawberry.type(description="A conversation changed: a new line, a piece of an answer, or its state.")
class ConversationChange:
    """`seq` is the newest line's number; pass the last one seen as afterSeq to miss nothing."""

    kind: ChangeKind = strawberry.field(description="What happened.")
    id: ID = strawberry.field(description="Which conversation.")
    seq: int = strawberry.field(description="The number of the newest line told so far.")
    message: Message | None = strawberry.field(description="A new line.")
    progress: TurnProgress | None = strawberry.field(description="A piece of an answer being made.")
    conversation: Conversation | None = strawberry.field(description="The conversation as it is now.")
    typing: Author | None = strawberry.field(
        default=None, description="Who of the other side is typing; it is over after six seconds, or with their line."
    )


@strawberry.type
class Subscription:
    """Streams end when the session ends, the key is revoked, or after half an hour; clients then come back."""

    @stream("Leads that change.", directives=requires(Permission.LEADS_READ))
    async def lead_changed(self, info: Info) -> AsyncGenerator[LeadChange, None]:
        """Members hear of all leads of their workshop."""
        context: Context = info.context
        with _listening(context, Permission.LEADS_READ) as events:
            async for event in _events(context, events, Topic.LEAD):
                context.reader = context.read(context)
                gid = models.leads.Lead(id=event.subject_id).gid
                lead = await context.reader.by_key(models.leads.Lead, event.subject_id)
                kind = event.kind if lead is not None else ChangeKind.DELETED
                yield LeadChange(kind=kind, id=ID(gid), lead=lead)

    @stream(
        "A conversation's new lines and answers being made; for members without id, all of them.",
        directives=requires(Permission.CHAT_READ),
    )
    async def conversation_changed(
        self, info: Info, id: ID | None = None, after_seq: int | None = None
    ) -> AsyncGenerator[ConversationChange, None]:
        """With an id: everything after `afterSeq` at once, then what comes."""
        context: Context = info.context
        with _listening(context, Permission.CHAT_READ) as events:
            if id is None:
                if not _is_member(context):
                    raise BadInput("A conversation's id is needed.")
                async for event in _events(context, events, Topic.CONVERSATION):
                    yield await _overview(context, event)
                return
            follower = _Follower(context, key_of(models.chat.Conversation, id), after_seq or 0)
            for change in await follower.news():
                yield change
            is_visitor = context.principal.kind is PrincipalKind.VISITOR
            typing = Topic.MEMBER_TYPING if is_visitor else Topic.VISITOR_TYPING
            watch = follower.note_presence if is_visitor else None
            wanted = (Topic.CONVERSATION, Topic.DRAFT, typing)
            async for event in _events(context, events, *wanted, subject=follower.conversation_id, watch=watch):
                if isinstance(event, Draft):
                    if (said := follower.hear(event)) is not None:
                        yield said
                    continue
                if event.topic is typing:
                    yield ConversationChange(
                        kind=event.kind,
                        id=id,
                        seq=follower.seq,
                        message=None,
                        progress=None,
                        conversation=None,
                        typing=Author.MEMBER if is_visitor else Author.VISITOR,
                    )
                    continue
                if event.kind is ChangeKind.DELETED:
                    yield ConversationChange(
                        kind=event.kind, id=id, seq=follower.seq, message=None, progress=None, conversation=None
                    )
                    return
                for change in await follower.news():
                    yield change

    @stream("An import, as it is and whenever it gets on.", directives=requires(Permission.SERVICES_WRITE))
    async def catalogue_import_changed(self, info: Info, id: ID) -> AsyncGenerator[CatalogueImport, None]:
        """Ends where there is none."""
        context: Context = info.context
        key = key_of(models.imports.CatalogueImport, id)
        with _listening(context, Permission.SERVICES_WRITE) as events:
            found = await _import(context, key)
            if found is None:
                return
            yield found
            async for _ in _events(context, events, Topic.IMPORT, subject=key):
                found = await _import(context, key)
                if found is None:
                    return
                yield found


class _Follower:
    """What one subscriber of one conversation has been told, and what is new since."""

    def __init__(self, context: Context, conversation_id: UUID, after_seq: int) -> None:
        self.conversation_id = conversation_id
        self.seq = after_seq
        self._context = context
        self._told: dict[UUID, tuple[str, TurnStatus]] = {}

    async def note_presence(self) -> None:
        """Write down that the visitor is here; missing it once does no harm."""
        context = self._context
        with suppress(Unavailable):
            async with Scope(context.outside.database, context.principal, context.outside.clock).begin() as scope:
                await chat.note_presence(scope, self.conversation_id)

    async def news(self) -> list[ConversationChange]:
        """New lines and pieces, in the order they are to be applied. Raises Forbidden when it is not there."""
        context = self._context
        context.reader = context.read(context)
        scope = Scope(context.outside.database, context.principal, context.outside.clock)
        found = await follow(scope, self.conversation_id, self.seq, by_member=_is_member(context))
        if found is None:
            raise Forbidden("There is no such conversation.")
        changes = []
        for line in found.lines:
            self.seq = line.seq
            changes.append(self._change(found.conversation, message=line))
        pieces = [progress for turn in reversed(found.turns) if (progress := self._stored(turn))]
        changes += [self._change(found.conversation, progress=progress) for progress in pieces]
        return changes or [self._change(found.conversation)]

    def hear(self, draft: Draft) -> ConversationChange | None:
        """What is new in an answer that is being said, before it is stored; what is offered beside it comes later."""
        _, status = self._told.get(draft.turn_id, ("", None))
        if status is not None and status not in ACTIVE_TURNS:
            return None
        progress = self._piece(draft.turn_id, draft.text, TurnStatus.STREAMING)
        return self._change(progress=progress) if progress is not None else None

    def _change(
        self, conversation: Any | None = None, *, message: Any | None = None, progress: TurnProgress | None = None
    ) -> ConversationChange:
        return ConversationChange(
            kind=ChangeKind.UPDATED,
            id=ID(models.chat.Conversation(id=self.conversation_id).gid),
            seq=self.seq,
            message=message,
            progress=progress,
            conversation=conversation,
        )

    def _stored(self, turn: models.chat.Turn) -> TurnProgress | None:
        told, status = self._told.get(turn.id, ("", None))
        if turn.finished_at is not None and status is None:
            return None
        if turn.status is status and told.startswith(turn.text):
            return None  # what is stored lags behind what is said
        return self._piece(turn.id, turn.text, turn.status, turn.action, turn.prefill)

    def _piece(
        self,
        turn_id: UUID,
        text: str,
        status: TurnStatus,
        action: TurnAction | None = None,
        prefill: Mapping[str, Any] | None = None,
    ) -> TurnProgress | None:
        told, before = self._told.get(turn_id, ("", None))
        if (told, before) == (text, status):
            return None
        self._told[turn_id] = (text, status)
        offset = len(told) if text.startswith(told) else 0
        return TurnProgress(
            turn_id=ID(models.chat.Turn(id=turn_id).gid),
            status=status,
            offset=len(text[:offset].encode("utf-16-le")) // 2,
            text=text[offset:],
            action=action,
            prefill=prefill or None,  # type: ignore[arg-type]  # its fields are read from the mapping
        )


async def _import(context: Context, key: UUID) -> Any:
    context.reader = context.read(context)
    return await context.reader.by_key(models.imports.CatalogueImport, key)


def _is_member(context: Context) -> bool:
    return context.principal.kind is PrincipalKind.MEMBER


async def _overview(context: Context, event: LiveEvent) -> ConversationChange:
    context.reader = context.read(context)
    conversation = await context.reader.by_key(models.chat.Conversation, event.subject_id)
    return ConversationChange(
        kind=event.kind if conversation is not None else ChangeKind.DELETED,
        id=ID(models.chat.Conversation(id=event.subject_id).gid),
        seq=conversation.message_count if conversation is not None else 0,
        message=None,
        progress=None,
        conversation=conversation,
    )


def _listening(context: Context, permission: Permission) -> AbstractContextManager[asyncio.Queue[LiveEvent | None]]:
    """The queue of the caller's workshop. Raises Forbidden, Unauthenticated."""
    try:
        scope = Scope(context.outside.database, context.principal, context.outside.clock)
        require(scope, permission)
        return context.outside.hub.subscribe(scope.workshop_id)
    except Exception as error:
        raise internal(error, "subscription") from error


async def _events(
    context: Context,
    queue: asyncio.Queue[LiveEvent | None],
    *topics: Topic,
    subject: UUID | None = None,
    watch: Callable[[], Awaitable[None]] | None = None,
) -> AsyncGenerator[LiveEvent, None]:
    """The wanted events, until the caller's right to hear them ends or the stream has lived long enough.

    `watch` is called at once and every half minute while the stream stands.
    """
    settings = context.outside.settings
    loop = asyncio.get_running_loop()
    ends = loop.time() + settings.subscription_limit.total_seconds()
    check = settings.subscription_check.total_seconds()
    next_check = loop.time() + check
    next_watch = loop.time()
    while loop.time() < ends:
        if watch is not None and loop.time() >= next_watch:
            next_watch = loop.time() + _WATCH_SECONDS
            await watch()
        try:
            event = await asyncio.wait_for(queue.get(), max(0.0, next_check - loop.time()))
            if event is None:
                return
        except TimeoutError:
            event = None
        own = (context.principal.session_id, context.principal.impersonation_id)
        if event is not None and event.topic is Topic.SESSION and event.subject_id in own:
            context.has_ended = True
            return
        if loop.time() >= next_check:
            next_check = loop.time() + check
            if not await context.still_welcome():
                return
        if event is not None and event.topic in topics and subject in (None, event.subject_id):
            yield event
