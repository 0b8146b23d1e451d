"""Text search as conditions of lists; how a word is found is written in SQL, in migration 0004."""

from typing import Any

from sqlalchemy import ColumnElement, Index, Select, Text, Uuid, all_, cast, func, select, text
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY, TSVECTOR
from sqlalchemy.orm import InstrumentedAttribute

from tenants.models.filters import bound


def words_index(table: str, *columns: str, more: str | None = None, where: str | None = None) -> Index:
    """The index behind `found_by`, over the keys of some columns and of a list of texts (`more`), in the words
    PostgreSQL stores."""
    written = f"ARRAY[{', '.join(columns)}]"
    return Index(
        f"{table}_words_ix",
        text(f"search.keys(workshop_id, VARIADIC {f'{written} || {more}' if more else written})"),
        postgresql_using="gin",
        postgresql_with={"fastupdate": "off"},
        postgresql_where=text(where) if where else None,
    )


def found_by(kind: str, wanted: Any) -> Select[Any]:
    """The ids of the caller's leads, conversations or services that hold every word of a text."""
    lookup = getattr(func.lookup, f"{kind}_with")
    return select(lookup(bound(wanted, Text()), type_=Uuid()).column_valued("found"))


def holds(written: InstrumentedAttribute[str], wanted: Any) -> ColumnElement[bool]:
    """Whether a text holds every word of another; for lists that are short for another reason."""
    queries = select(func.search.queries(bound(wanted, Text()))).scalar_subquery()
    # The cast makes it one array, made once, instead of the rows of a query.
    return func.search.keys(None, written, type_=TSVECTOR).bool_op("@@")(all_(cast(queries, ARRAY(TSQUERY))))
