"""The reference executor's lists: conditions, orders, pages and their cursors, written out plainly."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import strawberry
from sqlalchemy import ColumnElement, Select, and_, false, inspect, or_

from carbot.errors import BadInput
from carbot.ids import from_gid
from schema.core.connections import MOST_PER_PAGE, read_cursor, write_cursor
from schema.core.scalars import moment
from tenants.models.base import Base
from tenants.models.ordering import Key

_LARGEST = 2**31


@dataclass(frozen=True)
class Edge:
    """One entry of a page."""

    cursor: str
    node: Base


@dataclass(frozen=True)
class PageInfo:
    """Where a page ends."""

    has_next_page: bool
    end_cursor: str | None


@dataclass(frozen=True)
class Page:
    """A page of a list; the total is a function, which is called when it is asked for."""

    edges: list[Edge]
    page_info: PageInfo
    total_count: Callable[[], Awaitable[int]]


Narrow = Callable[[Select[Any]], Select[Any]]
Finish = Callable[[list[Any], Callable[[], Awaitable[int]]], Page]


def page_of(model: type[Base], ordering: str, arguments: Mapping[str, Any]) -> tuple[Narrow, Finish]:
    """How a list is narrowed to a page and one row more, and how the rows become a page. Raises BadInput."""
    keys = _keys(model, ordering)
    last = arguments.get("last")
    size = last if last is not None else arguments.get("first")
    size = MOST_PER_PAGE if size is None else size
    if not 0 <= size <= MOST_PER_PAGE:
        raise BadInput(f"A page has 0 to {MOST_PER_PAGE} entries.")
    after = arguments.get("after")
    beyond = [_beyond(model, keys, read_cursor(ordering, after, len(keys)))] if after else []

    def narrow(every: Select[Any]) -> Select[Any]:
        order = [_directed(model, key, turned=last is not None) for key in keys]
        return every.where(*beyond).order_by(*order).limit(size + 1)

    def finish(rows: list[Any], count: Callable[[], Awaitable[int]]) -> Page:
        shown = rows[:size]
        if last is not None:
            shown.reverse()
        edges = [Edge(_cursor(ordering, keys, row), row) for row in shown]
        has_more = last is None and len(rows) > size
        return Page(edges, PageInfo(has_more, edges[-1].cursor if edges else None), count)

    return narrow, finish


def order_of(model: type[Base], ordering: str) -> list[ColumnElement[Any]]:
    """The ORDER BY of an ordering."""
    return [_directed(model, key) for key in _keys(model, ordering)]


def conditions_of(model: type[Base], given: Any) -> list[ColumnElement[bool]]:
    """The conditions a filter input asks for; each of its fields is named after one of the model's `filter_…`."""
    conditions: list[ColumnElement[bool]] = []
    for name, value in vars(given).items() if given else ():
        if value is strawberry.UNSET or value is None:
            continue
        if isinstance(value, str):
            # No text of PostgreSQL holds a NUL.
            value = value.replace("\0", "")
        if isinstance(value, list):
            value = [each.replace("\0", "") if type(each) is str else each for each in value]
        if name.endswith("_id"):
            value = from_gid(value.rpartition("_")[0], value)
            if value is None:
                conditions.append(false())
                continue
        conditions.append(getattr(model, f"filter_{name}")(value))
    return conditions


def _keys(model: type[Base], ordering: str) -> Sequence[Key]:
    keys: Sequence[Key] = model.orderings[ordering].complete  # type: ignore[attr-defined]  # listed models have them
    return keys


def _directed(model: type[Base], key: Key, *, turned: bool = False) -> ColumnElement[Any]:
    column: ColumnElement[Any] = getattr(model, key.attribute)
    return column.desc() if key.descending != turned else column.asc()


def _beyond(model: type[Base], keys: Sequence[Key], place: Sequence[str]) -> ColumnElement[bool]:
    """Rows after a place: further in the first key that differs."""
    values = [_value(model, key, text) for key, text in zip(keys, place, strict=True)]
    steps = []
    for number, (key, value) in enumerate(zip(keys, values, strict=True)):
        column = getattr(model, key.attribute)
        equal = [getattr(model, keys[each].attribute) == values[each] for each in range(number)]
        steps.append(and_(*equal, column < value if key.descending else column > value))
    return or_(*steps)


def _value(model: type[Base], key: Key, text: str) -> Any:
    kind = inspect(model).columns[key.attribute].type.python_type
    try:
        if kind is datetime:
            return datetime.fromisoformat(text)
        value = kind(text)
        if kind is int and not -_LARGEST <= value < _LARGEST:
            raise ValueError(text)
        return value
    except (ValueError, TypeError, OverflowError) as error:
        raise BadInput("The cursor is not one of this list.") from error


def _cursor(ordering: str, keys: Sequence[Key], row: Base) -> str:
    return write_cursor(ordering, [_text(getattr(row, key.attribute)) for key in keys])


def _text(value: datetime | UUID | str | int) -> str:
    return moment(value) if isinstance(value, datetime) else str(value)
