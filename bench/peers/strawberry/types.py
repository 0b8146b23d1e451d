"""The types: each made from a row, related rows through data loaders."""

from __future__ import annotations

import base64
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Any, Generic, TypeAlias, TypeVar

import strawberry

from bench.peers.strawberry.context import Context
from tenants import models
from tenants.models.chat import Author, ConversationStatus, TurnAction, TurnStatus
from tenants.models.figures import FigureGrouping, FigureMetric
from tenants.models.leads import LeadKind, LeadStatus

Info: TypeAlias = strawberry.Info[Context, None]
NodeType = TypeVar("NodeType")

for _kind in (Author, ConversationStatus, FigureGrouping, FigureMetric, LeadKind, LeadStatus, TurnAction, TurnStatus):
    strawberry.enum(_kind)


def _cursor(row: Any) -> str:
    return base64.b64encode(f"{row.created_at.isoformat()},{row.id}".encode()).decode()


@strawberry.type
class PageInfo:
    """Where a page ends."""

    has_next_page: bool
    end_cursor: str | None


@strawberry.type
class Edge(Generic[NodeType]):
    """One entry of a page."""

    node: NodeType


@strawberry.type
class Connection(Generic[NodeType]):
    """A page. Rows and total are read when they are asked for."""

    size: strawberry.Private[int]
    rows: strawberry.Private[Callable[[], Awaitable[Sequence[Any]]]]
    count: strawberry.Private[Callable[[], Awaitable[int]]]
    wrap: strawberry.Private[Callable[[Any], Any]]

    @strawberry.field
    async def total_count(self) -> int:
        """All there are."""
        return await self.count()

    @strawberry.field
    async def edges(self) -> list[Edge[NodeType]]:
        """The page."""
        return [Edge(node=self.wrap(row)) for row in (await self.rows())[: self.size]]

    @strawberry.field
    async def page_info(self) -> PageInfo:
        """Whether there is more."""
        rows = await self.rows()
        page = rows[: self.size]
        return PageInfo(has_next_page=len(rows) > self.size, end_cursor=_cursor(page[-1]) if page else None)


@strawberry.type
class Message:
    """A line of a conversation."""

    id: strawberry.ID
    seq: int
    author: Author
    text: str
    member_name: str | None
    sent_at: datetime
    source_titles: list[str]

    @classmethod
    def of(cls, row: models.chat.Message) -> Message:
        """From a row."""
        return cls(
            id=strawberry.ID(row.gid),
            seq=row.seq,
            author=row.author,
            text=row.text,
            member_name=row.member_name,
            sent_at=row.sent_at,
            source_titles=row.source_titles if row.author is Author.ASSISTANT else [],  # type: ignore[attr-defined]
        )


@strawberry.type
class MessagePage:
    """Lines of a conversation."""

    edges: list[Edge[Message]]


@strawberry.type
class LeadPrefill:
    """What the visitor has said already."""

    name: str | None
    phone: str | None
    email: str | None
    wish: str | None


@strawberry.type
class Turn:
    """An answer being made."""

    id: strawberry.ID
    status: TurnStatus
    text: str
    action: TurnAction | None
    row: strawberry.Private[models.chat.Turn]

    @strawberry.field
    def prefill(self) -> LeadPrefill | None:
        """For the form."""
        given = self.row.prefill
        return LeadPrefill(**{name: given.get(name) for name in ("name", "phone", "email", "wish")}) if given else None

    @strawberry.field
    async def message(self, info: Info) -> Message | None:
        """The finished answer."""
        found = await info.context.messages.load(self.row.answer_id) if self.row.answer_id else None
        return Message.of(found) if found else None

    @classmethod
    def of(cls, row: models.chat.Turn) -> Turn:
        """From a row."""
        return cls(id=strawberry.ID(row.gid), status=row.status, text=row.text, action=row.action, row=row)


@strawberry.type
class Conversation:
    """A chat."""

    id: strawberry.ID
    status: ConversationStatus
    last_message_at: datetime
    row: strawberry.Private[models.chat.Conversation]

    @strawberry.field
    async def messages(self, info: Info, last: int = 25) -> MessagePage:
        """The last lines, oldest first."""
        rows = await info.context.last_messages.load((self.row.id, last))
        return MessagePage(edges=[Edge(node=Message.of(row)) for row in rows])

    @classmethod
    def of(cls, row: models.chat.Conversation) -> Conversation:
        """From a row."""
        return cls(id=strawberry.ID(row.gid), status=row.status, last_message_at=row.last_message_at, row=row)


@strawberry.type
class ContactDetails:
    """How the person can be reached."""

    name: str
    phone: str | None
    email: str | None


@strawberry.type
class WishedTime:
    """A time somebody would like to come."""

    date: str
    starts_at: str | None
    ends_at: str | None


@strawberry.type
class Lead:
    """An enquiry."""

    id: strawberry.ID
    status: LeadStatus
    kind: LeadKind
    score: int
    wish: str | None
    note: str | None
    preferred_time: str | None
    wished_times: list[WishedTime]
    is_unread: bool
    created_at: datetime
    contact_details: ContactDetails
    row: strawberry.Private[models.leads.Lead]

    @strawberry.field
    async def conversation(self, info: Info) -> Conversation | None:
        """The chat it came from."""
        key = self.row.conversation_id
        found = await info.context.conversations.load(key) if key else None
        return Conversation.of(found) if found else None

    @classmethod
    def of(cls, row: models.leads.Lead) -> Lead:
        """From a row."""
        return cls(
            id=strawberry.ID(row.gid),
            status=row.status,
            kind=row.kind,
            score=row.score,
            wish=row.wish,
            note=row.note,
            preferred_time=row.preferred_time,
            wished_times=[WishedTime(**each) for each in row.wished_times],
            is_unread=row.is_unread,
            created_at=row.created_at,
            contact_details=ContactDetails(name=row.name, phone=row.phone, email=row.email),
            row=row,
        )


@strawberry.type
class Onboarding:
    """What a workshop has done already."""

    profile: bool
    opening_hours: bool
    services: bool
    client_key: bool
    widget_seen: bool
    first_lead: bool


@strawberry.type
class Workshop:
    """The tenant."""

    id: strawberry.ID
    is_open_now: bool
    onboarding: Onboarding


@strawberry.interface
class UserError:
    """A refusal."""

    code: str
    message: str
    path: list[str]


@strawberry.type
class InputError(UserError):
    """The usual kind."""
