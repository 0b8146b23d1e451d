"""The error log: what broke, how often, and what is done about it."""

from datetime import date, datetime
from enum import Enum
from typing import Any

import strawberry
from strawberry import ID

from resolvers import errors
from schema.core.connections import Connection
from schema.core.context import Info
from schema.core.enums import describe_enum
from schema.core.mutations import mutation
from schema.core.nodes import Node, key_of, key_or_none
from schema.engine.declarations import Argument, column, declared, listing, many, one, rows
from schema.operators import Operator
from tenants import models
from tenants.models.errors import ErrorCategory, ErrorSeverity, ErrorStatus
from tenants.permissions import Permission

describe_enum(ErrorSeverity, "How bad an error is.")
describe_enum(ErrorCategory, "What an error is about.")
describe_enum(ErrorStatus, "What is done about an error.")


class ErrorGroupOrder(Enum):
    """Named orderings of the model."""

    LAST_SEEN = "LAST_SEEN"
    MOST_OFTEN = "MOST_OFTEN"


describe_enum(ErrorGroupOrder, "Orders of the list of errors.")


@declared(models.errors.ErrorDay)
class ErrorDay:
    """How many errors there were on a day (UTC)."""

    day: date = column("The day.")
    count: int = column("How many.")


@declared(models.errors.ErrorOccurrence, is_noun=False)
class ErrorOccurrence:
    """One of the last errors of a group."""

    at: datetime = column("When.")
    release: str = column("The version that was running.")
    reference: str | None = column("What the caller was told to quote; null where nobody was told.")
    stack: str = column("Functions and lines, innermost last, then the types of the errors. No values.")


@declared(models.errors.ErrorGroup, requires=Permission.ERRORS_READ)
class ErrorGroup(Node):
    """Unexpected errors of one type at one place. Nothing in it is personal data."""

    title: str = column("The type of the error, with the message where it is one of our own.")
    place: str = column("The function it comes from.")
    severity: ErrorSeverity = column("How bad it is.")
    category: ErrorCategory = column("What it is about.")
    status: ErrorStatus = column("What is done about it.")
    count: int = column("How often it was seen.")
    first_seen: datetime = column("When it was seen first.")
    last_seen: datetime = column("When it was seen last.")
    opened_at: datetime = column("Since when it is open: seen first, or came back after it was resolved or muted.")
    first_release: str = column("The version it was seen in first.")
    last_release: str = column("The version it was seen in last.")
    muted_until: datetime | None = column("Until when it is left alone; null for ever or where it is not muted.")
    assignee: Operator | None = one("Who looks after it.")
    days: list[ErrorDay] = many("How often on which days, oldest first; days without any are left out.")
    occurrences: list[ErrorOccurrence] = many("The last of them, latest first.")


@strawberry.input(description="Which errors; what is absent does not matter.")
class ErrorGroupFilter:
    """Conditions, all of which must hold."""

    status: list[ErrorStatus] | None = strawberry.field(default=strawberry.UNSET, description="In one of these states.")
    severity: list[ErrorSeverity] | None = strawberry.field(
        default=strawberry.UNSET, description="Of one of these severities."
    )
    category: list[ErrorCategory] | None = strawberry.field(
        default=strawberry.UNSET, description="Of one of these categories."
    )


@strawberry.type
class Query:
    """The error log's part of the root."""

    error_groups: Connection[ErrorGroup] | None = listing(
        models.errors.ErrorGroup,
        "Unexpected errors by what they have in common.",
        orderings=ErrorGroupOrder,
        ordering="LAST_SEEN",
        filter_type=ErrorGroupFilter,
        requires=Permission.ERRORS_READ,
    )
    errors_by_day: list[ErrorDay] | None = rows(
        errors.errors_by_day,
        "How many errors there were on each of the last days (UTC), oldest first, zeros included.",
        arguments={"days": Argument(int, "How many days, up to today, at most 90.", 30)},
        check=errors.check_days,
        requires=Permission.ERRORS_READ,
    )


@strawberry.type
class Mutation:
    """The error log's part of the root."""

    @mutation(errors.resolve_group, "Call errors done; the next one opens the group again.", error_group=ErrorGroup)
    async def error_group_resolve(self, info: Info, id: ID) -> Any:
        return await errors.resolve_group(info.context.scope, key_of(models.errors.ErrorGroup, id))

    @mutation(errors.mute_group, "Leave errors alone, for ever or for a while.", error_group=ErrorGroup)
    async def error_group_mute(self, info: Info, id: ID, until: datetime | None = None) -> Any:
        return await errors.mute_group(info.context.scope, key_of(models.errors.ErrorGroup, id), until)

    @mutation(errors.assign_group, "Give errors to an operator, or to nobody.", error_group=ErrorGroup)
    async def error_group_assign(self, info: Info, id: ID, operator_id: ID | None = None) -> Any:
        return await errors.assign_group(
            info.context.scope,
            key_of(models.errors.ErrorGroup, id),
            key_or_none(models.operators.Operator, operator_id),
        )
