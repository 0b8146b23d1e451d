"""Recordsets: many rows as one parameter, so that writing thousands is a few statements."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Insert,
    Integer,
    Text,
    Uuid,
    cast,
    column,
    func,
    insert,
    literal,
    literal_column,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSON
from sqlalchemy.sql.elements import quoted_name

from tenants.models.base import Base


def recordset(model: type[Base], rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> FromClause:
    """The rows as a table with the model's types; what a row leaves out is null."""
    table: Any = model.__table__
    # The name is the model's own: nothing of a request is in a statement's text.
    kind: ColumnElement[Any] = literal_column(f"NULL::{quoted_name(table.name, quote=False)}")
    told = cast(literal(json.dumps(rows, ensure_ascii=False, default=str), Text()), JSON)
    typed = [column(name, table.c[name].type) for name in columns]
    return func.json_populate_recordset(kind, told).table_valued(*typed, name="given")


def insert_all(model: type[Base], rows: Sequence[Mapping[str, Any]]) -> Insert:
    """One statement that stores rows which all have the same columns."""
    columns = list(rows[0])
    given = recordset(model, rows, columns)
    return insert(model.__table__).from_select(columns, given.select(), include_defaults=False)  # type: ignore[arg-type]


def pairs(numbers: Sequence[int], ids: Sequence[Any]) -> FromClause:
    """Numbers with the ids that belong to them, as a table of `number` and `id`."""
    return (
        func.unnest(literal([*numbers], ARRAY(Integer())), literal([*ids], ARRAY(Uuid())))
        .table_valued(column("number", Integer()), column("id", Uuid()), name="told")
        .render_derived()
    )
