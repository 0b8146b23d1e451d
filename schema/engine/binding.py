"""From a SQLAlchemy statement to what the driver sends: text with $1, $2, … and how to find each parameter."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import Enum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Text, bindparam, cast
from sqlalchemy.dialects.postgresql import JSON
from sqlalchemy.types import TypeEngine

from tenants.statements import numbered

_QUOTED = str.maketrans({'"': '\\"', "\\": "\\\\"})


@dataclass(frozen=True, slots=True)
class Occasion:
    """What parameters are found in: the variables, the request's context, and what a mutation carries."""

    variables: Mapping[str, Any]
    context: Any
    carried: Mapping[str, Any] = field(default_factory=dict)


Find = Callable[[Occasion], Any]


@dataclass(slots=True)
class Parameters:
    """The parameters of a statement being made."""

    finders: dict[str, Find] = field(default_factory=dict)

    def add(self, kind: TypeEngine[Any], find: Find) -> ColumnElement[Any]:
        """A parameter of this SQL type."""
        name = f"p{len(self.finders)}"
        self.finders[name] = find
        return bindparam(name, type_=kind, required=False, value=None)

    def add_json(self, find: Find) -> ColumnElement[Any]:
        """A parameter that is put into the answer as JSON."""
        return cast(self.add(Text(), lambda occasion: json.dumps(find(occasion), ensure_ascii=False)), JSON)


@dataclass(frozen=True, slots=True)
class Bound:
    """A compiled statement; `values` finds the parameters in the order of their numbers."""

    sql: str
    finders: tuple[Find, ...]

    def values(self, occasion: Occasion) -> tuple[bytes | None, ...]:
        """The parameters in PostgreSQL's text format."""
        return tuple([encode(find(occasion)) for find in self.finders])


def compile_statement(statement: Select[*tuple[Any, ...]], parameters: Parameters) -> Bound:
    """Compile once, for many requests."""
    sql, names = numbered(statement)
    return Bound(sql, tuple(parameters.finders[name] for name in names))


def encode(value: Any) -> bytes | None:
    """A Python value as PostgreSQL reads it in text. NUL, which no text can hold, is left out."""
    if value is None:
        return None
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, str):
        return value.replace("\0", "").encode()
    if isinstance(value, bool):
        return b"t" if value else b"f"
    if isinstance(value, bytes):
        return b"\\x" + value.hex().encode()
    if isinstance(value, datetime | date | time):
        return value.isoformat().encode()
    if isinstance(value, list | tuple | frozenset | set):
        return b"{" + b",".join(_item(each) for each in value) + b"}"
    if isinstance(value, int | float | UUID):
        return str(value).encode()
    raise TypeError(f"no parameter: {type(value).__name__}")


def _item(value: Any) -> bytes:
    text = encode(value)
    return b"NULL" if text is None else b'"' + text.decode().translate(_QUOTED).encode() + b'"'
