"""Values of filters: the same condition serves a Python value and a parameter of a statement still to be bound."""

from typing import Any

from sqlalchemy import ColumnElement, DateTime, any_, literal
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.types import TypeEngine

MOMENT = DateTime(timezone=True)


def bound(value: Any, kind: TypeEngine[Any]) -> ColumnElement[Any]:
    """The value as SQL of this type; an expression stays what it is."""
    return value if isinstance(value, ColumnElement) else literal(value, kind)


def among(column: InstrumentedAttribute[Any], values: Any) -> ColumnElement[bool]:
    """Whether the column holds one of the values; none where the list is empty."""
    return column == any_(bound(values, ARRAY(column.type)))
