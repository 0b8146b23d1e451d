"""Checking: from the bytes of a file to what would become of each of its rows. Pure, and done beside the event loop."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from resolvers.imports.columns import guess
from resolvers.imports.deciding import Catalogue, Decision, decide
from resolvers.imports.faults import FileRefused
from resolvers.imports.reading import Table, read_table
from resolvers.imports.rows import RowReader
from tenants.models.accounts import Language
from tenants.models.imports import ImportField, OnDuplicate, RowAction
from tenants.models.workshops import Currency

PREVIEWED = 50
_MOST_FAULTS = 500
_SAMPLES = 3
_LONGEST_SAMPLE = 80


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What rows are read beside."""

    currency: Currency
    language: Language
    catalogue: Catalogue
    on_duplicate: OnDuplicate


@dataclass(frozen=True, slots=True)
class Checked:
    """A file with a decision about every row, or why there is none."""

    columns: list[dict[str, Any]]
    table: Table
    decisions: Sequence[Decision]
    failure: dict[str, Any] | None = None

    @property
    def preview(self) -> list[dict[str, Any]]:
        """The first rows as they would be in the catalogue."""
        return [
            {"number": d.row.number, "action": d.action, "category": d.row.category, **d.row.values}
            for d in self.decisions[:PREVIEWED]
        ]

    @property
    def faults(self) -> list[dict[str, Any]]:
        """The first faults, with the head of the column each belongs to."""
        heads = {column["field"]: column["head"] for column in self.columns if column["field"]}
        found = [(d.row.number, fault) for d in self.decisions for fault in d.row.faults]
        return [
            {"row": number, "column": heads.get(fault.field), **asdict(fault)} for number, fault in found[:_MOST_FAULTS]
        ]

    def count(self, action: RowAction) -> int:
        """How many rows end that way."""
        return sum(decision.action is action for decision in self.decisions)


def check_file(content: bytes, beside: Surroundings) -> Checked:
    """Read a file, guess what its columns are, and check its rows."""
    try:
        table = read_table(content, beside.language)
    except FileRefused as refusal:
        return Checked([], Table([], [], []), (), {"code": refusal.code, "values": dict(refusal.values)})
    return check_table(table, guess(table.head), beside)


def check_table(table: Table, fields: Sequence[ImportField | None], beside: Surroundings) -> Checked:
    """Check the rows of a table whose columns hold these fields."""
    reader = RowReader(table.head, fields, beside.currency)
    rows = [reader.read(number, cells) for number, cells in zip(table.numbers, table.rows, strict=True)]
    decisions = decide(rows, beside.catalogue, beside.on_duplicate)
    return Checked([_column(table, at, field) for at, field in enumerate(fields)], table, decisions)


def fields_of(columns: Sequence[Mapping[str, Any]]) -> list[ImportField | None]:
    """The mapping that columns were written down with."""
    return [ImportField(column["field"]) if column["field"] else None for column in columns]


def _column(table: Table, at: int, field: ImportField | None) -> dict[str, Any]:
    samples = [row[at][:_LONGEST_SAMPLE] for row in table.rows[:PREVIEWED] if row[at]]
    return {"position": at, "head": table.head[at], "field": field, "sample": " · ".join(samples[:_SAMPLES])}
