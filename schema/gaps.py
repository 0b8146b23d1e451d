"""Gaps: what visitors asked in vain, and turning it into knowledge."""

from datetime import datetime
from enum import Enum
from typing import Any

import strawberry
from strawberry import ID

from resolvers import knowledge
from schema.catalogue import Service, ServiceCreateInput, service_changes
from schema.chat import Conversation, Message
from schema.core.connections import Connection
from schema.core.context import Info
from schema.core.enums import describe_enum
from schema.core.mutations import mutation
from schema.core.nodes import Node, key_of, key_or_none, present
from schema.engine.declarations import column, declared, listing, one
from schema.knowledge import FaqEntry, FaqEntryCreateInput, as_changes
from tenants import models
from tenants.models.accounts import Language
from tenants.models.gaps import GapOrigin, GapResolution, GapStatus
from tenants.permissions import Permission

describe_enum(GapStatus, "Whether somebody has to do something about a gap.")
describe_enum(GapOrigin, "How a gap was found.")
describe_enum(GapResolution, "What a gap was turned into.")


class GapOrder(Enum):
    """Named orderings of the model."""

    LAST_SEEN = "LAST_SEEN"
    MOST_OFTEN = "MOST_OFTEN"


describe_enum(GapOrder, "Orders of the list of gaps.")


@declared(models.gaps.KnowledgeGap, requires=Permission.KNOWLEDGE_READ)
class KnowledgeGap(Node):
    """A question that could not be answered, or was answered wrong; who asked has been taken out of it."""

    question: str = column("The question as it was written first.")
    language: Language = column("The language of the conversation it was first asked in.")
    origin: GapOrigin = column("How it was found, the last time.")
    note: str | None = column("What a member found wrong.")
    count: int = column("How often it was asked.")
    first_seen_at: datetime = column("When it was asked first.")
    last_seen_at: datetime = column("When it was asked last.")
    conversation: Conversation | None = one("Where it was asked last; null once that was deleted.")
    status: GapStatus = column("Whether somebody has to do something.")
    resolution: GapResolution | None = column("What it was turned into.")
    settled_at: datetime | None = column("When it was resolved or ignored.")
    settled_by: str | None = column("Who did it.")


@strawberry.input(description="Which gaps.")
class KnowledgeGapFilter:
    """All given conditions must hold."""

    status: list[GapStatus] | None = strawberry.field(default=strawberry.UNSET, description="In one of these states.")
    origin: list[GapOrigin] | None = strawberry.field(
        default=strawberry.UNSET, description="Found in one of these ways."
    )
    language: Language | None = strawberry.field(default=strawberry.UNSET, description="First asked in this language.")


@strawberry.input(description="What a gap becomes: exactly one of `service`, `synonymOf` and `faq`.")
class KnowledgeGapResolveInput:
    """All of it is done, or nothing."""

    service: ServiceCreateInput | None = strawberry.field(default=strawberry.UNSET, description="A new service.")
    synonym_of: ID | None = strawberry.field(
        default=strawberry.UNSET, description="The service that is meant: it is found by another name from now on."
    )
    synonym: str | None = strawberry.field(
        default=strawberry.UNSET, description="That name; without it, the question itself."
    )
    faq: FaqEntryCreateInput | None = strawberry.field(default=strawberry.UNSET, description="A new answer.")


@strawberry.type
class Query:
    """The gaps' part of the root."""

    knowledge_gaps: Connection[KnowledgeGap] | None = listing(
        models.gaps.KnowledgeGap,
        "What visitors asked in vain.",
        orderings=GapOrder,
        ordering="LAST_SEEN",
        filter_type=KnowledgeGapFilter,
        requires=Permission.KNOWLEDGE_READ,
    )


@strawberry.type
class Mutation:
    """The gaps' part of the root."""

    @mutation(
        knowledge.resolve_gap,
        "Turn a gap into a service, another name of one, or an answer.",
        gap=KnowledgeGap,
        service=Service,
        faq_entry=FaqEntry,
    )
    async def knowledge_gap_resolve(self, info: Info, id: ID, input: KnowledgeGapResolveInput) -> Any:
        settled = await knowledge.resolve_gap(
            info.context.scope, key_of(models.gaps.KnowledgeGap, id), _answer(present(input))
        )
        return {"gap": settled.gap, "service": settled.service, "faq_entry": settled.faq_entry}

    @mutation(knowledge.ignore_gap, "Leave a gap alone, however often it comes.", gap=KnowledgeGap)
    async def knowledge_gap_ignore(self, info: Info, id: ID) -> Any:
        return await knowledge.ignore_gap(info.context.scope, key_of(models.gaps.KnowledgeGap, id))

    @mutation(knowledge.reopen_gap, "Take up an ignored gap again.", gap=KnowledgeGap)
    async def knowledge_gap_reopen(self, info: Info, id: ID) -> Any:
        return await knowledge.reopen_gap(info.context.scope, key_of(models.gaps.KnowledgeGap, id))

    @mutation(knowledge.mark_wrong, "Say that an answer of the assistant was wrong; it becomes a gap.", message=Message)
    async def message_mark_wrong(self, info: Info, id: ID, note: str | None = None) -> Any:
        return await knowledge.mark_wrong(info.context.scope, key_of(models.chat.Message, id), note)


def _answer(given: dict[str, Any]) -> knowledge.GapAnswer:
    service: Any = given.get("service")
    faq: Any = given.get("faq")
    return knowledge.GapAnswer(
        service=service and service_changes(service),
        synonym_of=key_or_none(models.catalogue.Service, given.get("synonym_of")),
        synonym=given.get("synonym"),
        faq=faq and as_changes(faq),
    )
