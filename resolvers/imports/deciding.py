"""Deciding: what becomes of each row, seen beside the rows before it and the catalogue as it is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from resolvers.imports.faults import Fault
from resolvers.imports.rows import Row
from resolvers.values import sort_name
from tenants.models.imports import ImportField, OnDuplicate, RowAction

_LONGEST_CATEGORY = 80


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The services there are: by category and name, and by name alone, both as they are sorted."""

    exact: Mapping[tuple[str, str], UUID]
    by_name: Mapping[str, Sequence[UUID]]

    @classmethod
    def of(cls, services: Iterable[tuple[UUID, str, str]]) -> "Catalogue":
        """The catalogue of triples of id, name and category; of two that are called the same the first counts."""
        exact: dict[tuple[str, str], UUID] = {}
        by_name: dict[str, list[UUID]] = {}
        for service_id, name, category in services:
            exact.setdefault((category, name), service_id)
            by_name.setdefault(name, []).append(service_id)
        return cls(exact, by_name)


@dataclass(frozen=True, slots=True)
class Decision:
    """A row with what becomes of it; of an update, of which service."""

    row: Row
    action: RowAction
    service_id: UUID | None = None


def decide(rows: Iterable[Row], catalogue: Catalogue, on_duplicate: OnDuplicate) -> list[Decision]:
    """What becomes of the rows, in their order. What is named twice in the file counts the first time only."""
    first: dict[object, int] = {}
    decisions = []
    for row in rows:
        if row.faults:
            decisions.append(Decision(row, RowAction.FAULTY))
            continue
        category, name = _folded_category(row), sort_name(row.name)
        found = _found(category, name, catalogue)
        key: object = found[0] if len(found) == 1 else (category, name)
        if key in first:
            decisions.append(_faulty(row, "IMPORT_DUPLICATE_IN_FILE", first=first[key]))
        elif len(found) > 1:
            decisions.append(_faulty(row, "IMPORT_NAME_IS_AMBIGUOUS"))
        else:
            first[key] = row.number
            decisions.append(_decision(row, found, on_duplicate))
    return decisions


def _decision(row: Row, found: Sequence[UUID], on_duplicate: OnDuplicate) -> Decision:
    if not found:
        return Decision(row, RowAction.CREATE)
    action = RowAction.UPDATE if on_duplicate is OnDuplicate.UPDATE else RowAction.SKIP
    return Decision(row, action, found[0])


def _found(category: str, name: str, catalogue: Catalogue) -> Sequence[UUID]:
    if not category:
        return catalogue.by_name.get(name, ())
    exact = catalogue.exact.get((category, name))
    return () if exact is None else (exact,)


def _folded_category(row: Row) -> str:
    return sort_name(row.category or "")[:_LONGEST_CATEGORY]


def _faulty(row: Row, code: str, **values: object) -> Decision:
    fault = Fault(code, ImportField.NAME, row.name[:60], dict(values))
    return Decision(replace(row, faults=(fault,)), RowAction.FAULTY)
