"""Errors: what operators do about the groups of the error log, and who is told of a critical one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import Date, Integer, Select, cast, func, select

from carbot.errors import BadInput, InvalidInput, NotFound
from tenants.models.errors import ErrorDay, ErrorGroup, ErrorStatus
from tenants.models.operators import Operator
from tenants.outbox import Job
from tenants.permissions import Permission
from tenants.scope import Scope
from tenants.use_cases import use_case

_MOST_DAYS = 90
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class CriticalErrorFound(Job):
    """A critical group is new, or came back."""

    group_id: UUID


@dataclass(frozen=True, slots=True)
class CriticalErrorNoticeDue(Job):
    """An operator is to be told of a critical group."""

    group_id: UUID
    operator_id: UUID


@use_case(Permission.ERRORS_WRITE)
async def resolve_group(scope: Scope, group_id: UUID) -> ErrorGroup:
    """Call a group done; the next error of it opens it again. Raises NotFound."""
    return await _settle(scope, group_id, ErrorStatus.RESOLVED, None)


@use_case(Permission.ERRORS_WRITE)
async def mute_group(scope: Scope, group_id: UUID, until: datetime | None) -> ErrorGroup:
    """Leave a group alone, for ever or until a moment; it goes on counting. Raises NotFound, InvalidInput."""
    if until is not None and until <= scope.now:
        raise InvalidInput("ENDS_BEFORE_IT_STARTS", "until")
    return await _settle(scope, group_id, ErrorStatus.MUTED, until)


@use_case(Permission.ERRORS_WRITE)
async def assign_group(scope: Scope, group_id: UUID, operator_id: UUID | None) -> ErrorGroup:
    """Give a group to an operator, or to nobody. Raises NotFound."""
    group = await scope.get(ErrorGroup, group_id, lock=True)
    if operator_id is not None:
        known = await scope.first(select(Operator).where(Operator.id == operator_id, Operator.disabled_at.is_(None)))
        if known is None:
            raise NotFound("operatorId")
    group.assignee_id = operator_id
    await scope.flush()
    return group


async def tell_operators(scope: Scope, group_id: UUID) -> None:
    """Have everybody who runs the platform told of a group."""
    everybody = select(Operator).where(Operator.confirmed_at.is_not(None), Operator.disabled_at.is_(None))
    for operator in await scope.all(everybody):
        scope.enqueue(CriticalErrorNoticeDue(group_id, operator.id))


def check_days(arguments: Mapping[str, Any]) -> None:
    """Let through from one day to ninety. Raises BadInput."""
    if not 1 <= arguments["days"] <= _MOST_DAYS:
        raise BadInput(f"`days` must be between 1 and {_MOST_DAYS}.")


def errors_by_day(days: Any) -> Select[*tuple[Any, ...]]:
    """How many errors there were on each of the last so many days (UTC), oldest first, zeros included."""
    today = cast(func.timezone("UTC", func.now()), Date)
    numbers = func.generate_series(0, days - 1).table_valued("number").render_derived()
    day = cast(today - numbers.c.number, Date)
    counted = select(func.sum(ErrorDay.count)).where(ErrorDay.day == day).scalar_subquery()
    total = cast(func.coalesce(counted, 0), Integer).label("count")
    return select(day.label("day"), total).select_from(numbers).order_by(day)


async def _settle(scope: Scope, group_id: UUID, status: ErrorStatus, until: datetime | None) -> ErrorGroup:
    group = await scope.get(ErrorGroup, group_id, lock=True)
    group.status = status
    group.muted_until = until
    await scope.flush()
    _log.info(
        "error_group.settled", group=str(group_id), status=status.value, operator=str(scope.principal.operator_id)
    )
    return group
