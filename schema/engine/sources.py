"""Sources: what the fields of an object are read from — a model's row, a select's row, a JSON value, or nothing."""

from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import Boolean, ColumnElement, Date, DateTime, FromClause, Integer, Text, Time, Uuid, cast, inspect
from sqlalchemy.orm import aliased

from schema.engine.arguments import Unplannable
from tenants.models.base import Base

_TYPES: dict[str, Any] = {
    "Int": Integer(),
    "Money": Integer(),
    "Date": Date(),
    "DateTime": DateTime(timezone=True),
    "Time": Time(),
}


class Source(Protocol):
    """Something that has attributes."""

    @property
    def outside(self) -> tuple[Any, ...]:
        """The rows that sub-selects may refer to."""
        ...

    def column(self, attribute: str, kind: str) -> ColumnElement[Any]:
        """An attribute as SQL; `kind` is the GraphQL type it is shown as."""
        ...


@dataclass(frozen=True, slots=True)
class NoSource:
    """The root: it has no attributes."""

    outside: tuple[Any, ...] = ()

    def column(self, attribute: str, kind: str) -> ColumnElement[Any]:
        """There is none."""
        raise Unplannable(f"{attribute} belongs to no row")


@dataclass(frozen=True, slots=True)
class RowSource:
    """A row of a model."""

    entity: Any
    model: type[Base]
    outside: tuple[Any, ...]

    def column(self, attribute: str, kind: str) -> ColumnElement[Any]:
        """A column, expression or hybrid of the model."""
        found: ColumnElement[Any] = getattr(self.entity, attribute)
        return found


@dataclass(frozen=True, slots=True)
class SelectSource:
    """A row of a select."""

    rows: FromClause
    outside: tuple[Any, ...]

    def column(self, attribute: str, kind: str) -> ColumnElement[Any]:
        """A column by its label."""
        return self.rows.c[attribute]


@dataclass(frozen=True, slots=True)
class JsonSource:
    """A JSON object."""

    value: ColumnElement[Any]
    outside: tuple[Any, ...]

    def column(self, attribute: str, kind: str) -> ColumnElement[Any]:
        """A member, as the SQL type its GraphQL type asks for."""
        member = self.value.op("->>")(attribute)
        return cast(member, _TYPES[kind]) if kind in _TYPES else member


def row_of(model: type[Base], source: Source, selectable: Any = None) -> RowSource:
    """A new row of a model below a source; with a selectable, one of its rows."""
    entity: Any = aliased(model) if selectable is None else aliased(model, selectable)
    return RowSource(entity, model, (*source.outside, inspect(entity).selectable))


def argument_type(kind: Any) -> Any:
    """The SQL type of a named GraphQL input type; enums and texts are text."""
    if kind.name == "Boolean":
        return Boolean()
    if kind.name == "ID":
        return Uuid()
    return _TYPES.get(kind.name, Text())
