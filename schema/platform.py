"""The platform as operators see it: workshops by counts alone, and the jobs that wait or failed."""

from datetime import datetime

import strawberry
from strawberry import ID

from carbot.clients.limits import RateClass
from resolvers import limits
from schema.core.connections import Connection
from schema.core.enums import describe_enum
from schema.engine.declarations import Argument, column, declared, identifier, listing, rows
from tenants import models
from tenants.models.outbox import JobState
from tenants.models.workshops import Country
from tenants.permissions import Permission

describe_enum(JobState, "How far a job is.")
describe_enum(RateClass, "What is limited.")


@declared(models.workshops.Workshop, is_noun=False)
class PlatformWorkshop:
    """A workshop as those who run the platform see it: never its customers."""

    id: ID = identifier("Opaque and stable; says what kind of thing it is.")
    name: str = column("What it is called.")
    city: str | None = column("Where it is.")
    country: Country = column("The country it is in.")
    created_at: datetime = column("When it was registered.")
    member_count: int = column("How many people work with it.")
    leads_lately: int = column("How many enquiries came in during the last 30 days.")
    conversations_lately: int = column("How many conversations were begun during the last 30 days.")


@strawberry.input(description="Which workshops; what is absent does not matter.")
class PlatformWorkshopFilter:
    """Conditions, all of which must hold."""

    search: str | None = strawberry.field(default=strawberry.UNSET, description="The name or the town holds this text.")


@declared(models.outbox.OutboxEntry, is_noun=False)
class Job:
    """Work that is done beside requests. What it is about is not shown."""

    id: ID = identifier("Opaque and stable; says what kind of thing it is.")
    kind: str = column("What happened, such as LeadSubmitted.")
    state: JobState = column("How far it is.")
    created_at: datetime = column("When it came up.")
    available_at: datetime = column("When it is tried next, or was first.")
    attempts: int = column("How often it failed.")
    last_error: str | None = column("Why it failed last.")


@strawberry.input(description="Which jobs; what is absent does not matter.")
class JobFilter:
    """Conditions, all of which must hold."""

    state: list[JobState] | None = strawberry.field(default=strawberry.UNSET, description="In one of these states.")


@declared()
class LimitRefusals:
    """What one source was refused by the rate limits."""

    rate_class: RateClass = column("Which limit refused.")
    source: str = column("Who asked: the beginning of the keyed hash of the address.")
    workshop_name: str | None = column("The workshop it was about; null where none was known.")
    is_by_key: bool = column("Whether it came with a client key.")
    count: int = column("How often.")
    last_hour: datetime = column("The hour it was refused last in.")


@strawberry.type
class Query:
    """The platform's part of the root."""

    platform_workshops: Connection[PlatformWorkshop] | None = listing(
        models.workshops.Workshop,
        "All workshops, newest first.",
        ordering="NEWEST",
        filter_type=PlatformWorkshopFilter,
        requires=Permission.PLATFORM_READ,
    )
    jobs: Connection[Job] | None = listing(
        models.outbox.OutboxEntry,
        "Jobs of all workshops, newest first.",
        ordering="NEWEST",
        filter_type=JobFilter,
        requires=Permission.PLATFORM_READ,
    )
    limit_refusals: list[LimitRefusals] | None = rows(
        limits.top_refusals,
        "Who was refused most by the rate limits, most often first, at most 50.",
        arguments={"hours": Argument(int, "How many hours, up to now, at most 720.", 24)},
        check=limits.check_hours,
        requires=Permission.PLATFORM_READ,
    )
