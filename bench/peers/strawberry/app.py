"""The schema and the application, with Strawberry's own caches of parsed and validated documents."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from typing import Any

import strawberry
from fastapi import FastAPI
from sqlalchemy import func, select
from sqlalchemy.orm import undefer
from strawberry import ID
from strawberry.extensions import ParserCache, ValidationCache
from strawberry.fastapi import GraphQLRouter

from bench.peers.strawberry import writing
from bench.peers.strawberry.context import get_context
from bench.peers.strawberry.types import (
    Connection,
    Conversation,
    Info,
    InputError,
    Lead,
    Message,
    Onboarding,
    Turn,
    UserError,
    Workshop,
)
from carbot.ids import from_gid
from tenants.models import chat, leads
from tenants.models.chat import ConversationStatus
from tenants.models.figures import DailyFigure, FigureGrouping, FigureMetric
from tenants.models.leads import LeadStatus
from tenants.models.workshops import Workshop as WorkshopRow


@strawberry.input
class LeadFilter:
    """Which leads."""

    status: list[LeadStatus] | None = None


@strawberry.input
class ConversationFilter:
    """Which conversations."""

    status: list[ConversationStatus] | None = None


@strawberry.input
class MessageSendInput:
    """A line."""

    text: str


@strawberry.input
class LeadUpdateInput:
    """Changes of a lead."""

    note: str | None = strawberry.UNSET
    wish: str | None = strawberry.UNSET
    preferred_time: str | None = strawberry.UNSET


@strawberry.input
class DateRangeInput:
    """Whole days, both ends included."""

    start: date
    end: date


@strawberry.type
class FigurePoint:
    """One day's count of one value."""

    start: date
    value: str
    count: int


@strawberry.type
class Analytics:
    """Figures of a range of days."""

    range: strawberry.Private[DateRangeInput]

    @strawberry.field
    async def series(self, info: Info, metric: FigureMetric, group_by: FigureGrouping) -> list[FigurePoint]:
        """A metric by day and value, zeros included."""
        figures = await info.context.all(
            select(DailyFigure).where(
                DailyFigure.metric == metric, DailyFigure.day.between(self.range.start, self.range.end)
            )
        )
        parts = {figure.day: figure.groups[group_by.value] for figure in figures}
        values = sorted({value for found in parts.values() for value in found})
        days = [self.range.start + timedelta(days=n) for n in range((self.range.end - self.range.start).days + 1)]
        return [
            FigurePoint(start=day, value=value, count=parts.get(day, {}).get(value, 0))
            for day in days
            for value in values
        ]


@strawberry.type
class MessageSendPayload:
    """What became of a line."""

    message: Message | None
    turn: Turn | None
    errors: list[UserError]


@strawberry.type
class LeadUpdatePayload:
    """What became of a change."""

    lead: Lead | None
    errors: list[UserError]


def _connection(info: Info, model: Any, order: tuple[Any, ...], status: Any, first: int, wrap: Any) -> Connection[Any]:
    conditions = () if status is None else (model.status.in_(status),)
    reading: asyncio.Task[Any] | None = None

    async def page() -> Any:
        nonlocal reading
        if reading is None:
            statement = select(model).where(*conditions).order_by(*order).limit(first + 1)
            reading = asyncio.create_task(info.context.all(statement))
        return await reading

    async def count() -> int:
        found = await info.context.execute(select(func.count()).select_from(model).where(*conditions))
        return int(found.scalar_one())

    return Connection(size=first, rows=page, count=count, wrap=wrap)


@strawberry.type
class Query:
    """What can be read."""

    @strawberry.field
    async def workshop(self, info: Info) -> Workshop | None:
        """The caller's workshop."""
        (row,) = await info.context.all(select(WorkshopRow).options(undefer("*")))
        done = Onboarding(
            profile=row.has_profile,
            opening_hours=row.has_opening_hours,
            services=row.has_services,
            client_key=row.has_client_key,
            widget_seen=row.has_seen_widget,
            first_lead=row.has_lead,
        )
        return Workshop(id=ID(row.gid), is_open_now=row.is_open_now, onboarding=done)

    @strawberry.field
    async def lead(self, info: Info, id: ID) -> Lead | None:
        """One lead."""
        found = await info.context.all(select(leads.Lead).where(leads.Lead.id == from_gid("lead", id)))
        return Lead.of(found[0]) if found else None

    @strawberry.field
    def analytics(self, range: DateRangeInput) -> Analytics:
        """Figures."""
        return Analytics(range=range)

    @strawberry.field
    async def leads(self, info: Info, filter: LeadFilter | None = None, first: int = 25) -> Connection[Lead]:
        """Leads, newest first."""
        model = leads.Lead
        order = (model.created_at.desc(), model.id.desc())
        return _connection(info, model, order, filter and filter.status, first, Lead.of)

    @strawberry.field
    async def conversations(
        self, info: Info, filter: ConversationFilter | None = None, first: int = 25
    ) -> Connection[Conversation]:
        """Conversations, the one with the latest message first."""
        model = chat.Conversation
        order = (model.last_message_at.desc(), model.id.desc())
        return _connection(info, model, order, filter and filter.status, first, Conversation.of)


@strawberry.type
class Mutation:
    """What can be changed."""

    @strawberry.mutation
    async def message_send(
        self, info: Info, conversation_id: ID, input: MessageSendInput, idempotency_key: str
    ) -> MessageSendPayload:
        """Send a line as a visitor."""
        text = input.text.strip()
        key = from_gid("conversation", conversation_id)
        if not text or key is None:
            return MessageSendPayload(message=None, turn=None, errors=[_error("REQUIRED", "text")])
        message, turn = await writing.send(info.context, key, text, idempotency_key, datetime.now(UTC))
        return MessageSendPayload(message=Message.of(message), turn=Turn.of(turn) if turn else None, errors=[])

    @strawberry.mutation
    async def lead_update(self, info: Info, id: ID, input: LeadUpdateInput) -> LeadUpdatePayload:
        """Change a lead."""
        changes = {name: value for name, value in vars(input).items() if value is not strawberry.UNSET}
        key = from_gid("lead", id)
        lead = await writing.update(info.context, key, changes, datetime.now(UTC)) if key else None
        if lead is None:
            return LeadUpdatePayload(lead=None, errors=[_error("NOT_FOUND", "id")])
        return LeadUpdatePayload(lead=Lead.of(lead), errors=[])


def _error(code: str, field: str) -> InputError:
    return InputError(code=code, message=code.capitalize(), path=[field])


_CACHES = (lambda: ParserCache(maxsize=500), lambda: ValidationCache(maxsize=500))
schema = strawberry.Schema(Query, Mutation, types=[InputError], extensions=_CACHES)
app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
app.include_router(GraphQLRouter(schema, context_getter=get_context, graphql_ide=None), prefix="/graphql")
