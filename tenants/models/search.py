"""Text search as conditions of lists: every word must be found, whatever its case, wherever it stands."""

from typing import Any

from sqlalchemy import ColumnElement, Text, func, select

from tenants.models.filters import bound


def holds(written: Any, wanted: Any) -> ColumnElement[bool]:
    """Whether a text holds every word of another."""
    sought = func.btrim(func.lower(bound(wanted, Text())))
    words = func.regexp_split_to_table(sought, r"\s+").table_valued("word").render_derived()
    missing = select(words.c.word).where(func.strpos(func.lower(written), words.c.word) == 0)
    return ~missing.correlate_except(words).exists()
