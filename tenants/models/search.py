"""Text search as conditions of lists; how words are found is written in SQL, in migration 0002."""

from typing import Any

from sqlalchemy import ColumnElement, Select, Text, Uuid, func, select
from sqlalchemy.dialects.postgresql import TSVECTOR

from tenants.models.filters import bound


def found_by(kind: str, wanted: Any) -> Select[Any]:
    """The ids of the caller's leads, conversations or services that hold every word of a text."""
    found = getattr(func.lookup, f"{kind}_with")(bound(wanted, Text()), type_=Uuid()).column_valued("found")
    return select(found)


def holds(written: ColumnElement[Any], wanted: Any) -> ColumnElement[bool]:
    """Whether a text holds every word of another; for lists that are short for another reason."""
    keys = func.search_keys(None, written, type_=TSVECTOR())
    return keys.bool_op("@@")(select(func.search_query(bound(wanted, Text()))).scalar_subquery())
