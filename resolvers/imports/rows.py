"""Rows: what a row of cells says of a service by the catalogue's own rules, and all that is wrong with it."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

from carbot.errors import InvalidInput
from resolvers.catalogue import ServiceChanges, check_service
from resolvers.imports.amounts import read_amount, read_duration, read_kind, read_price, read_yes
from resolvers.imports.columns import positions, unit_of
from resolvers.imports.faults import CellRefused, Fault
from resolvers.values import Checks
from tenants.models.catalogue import PriceKind, Service
from tenants.models.imports import ImportField
from tenants.models.workshops import Currency

_LONGEST_FOUND = 60
_LONGEST_CATEGORY = 80
_FIELD_OF = {
    "name": ImportField.NAME,
    "description": ImportField.DESCRIPTION,
    "synonyms": ImportField.SYNONYMS,
    "priceMin": ImportField.PRICE_MIN,
    "priceMax": ImportField.PRICE_MAX,
    "durationMinMinutes": ImportField.DURATION_MIN,
    "durationMaxMinutes": ImportField.DURATION_MAX,
}
# Where a file has one column for both ends, the fault belongs to it.
_TOGETHER = {
    ImportField.PRICE_MIN: ImportField.PRICE,
    ImportField.PRICE_MAX: ImportField.PRICE,
    ImportField.DURATION_MIN: ImportField.DURATION,
    ImportField.DURATION_MAX: ImportField.DURATION,
}
_SWITCHES: tuple[tuple[ImportField, Literal["is_active", "is_shown_in_chat", "is_shown_on_pages"]], ...] = (
    (ImportField.IS_ACTIVE, "is_active"),
    (ImportField.IS_SHOWN_IN_CHAT, "is_shown_in_chat"),
    (ImportField.IS_SHOWN_ON_PAGES, "is_shown_on_pages"),
)
_SYNONYMS_PARTED_BY = "|"
_PRICES = (ImportField.PRICE, ImportField.PRICE_MIN, ImportField.PRICE_MAX, ImportField.PRICE_KIND)
_DURATIONS = (ImportField.DURATION, ImportField.DURATION_MIN, ImportField.DURATION_MAX)
WRITTEN = (
    "name",
    "sort_name",
    "description",
    "synonyms",
    "price_kind",
    "price_min",
    "price_max",
    "duration_min_minutes",
    "duration_max_minutes",
    "is_active",
    "is_shown_in_chat",
    "is_shown_on_pages",
)
"""The columns of a service that an import writes, in the one list there is of them."""


class _Refused(Exception):
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.code)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it was read. `values` are columns of a service, only those the file says something about."""

    number: int
    category: str | None
    values: Mapping[str, Any]
    faults: Sequence[Fault] = field(default=())

    @property
    def name(self) -> str:
        """The service's name; empty where it is missing."""
        found: str = self.values.get("name", "")
        return found


class RowReader:
    """Reads the rows of one file with one mapping of its columns."""

    def __init__(self, head: Sequence[str], fields: Sequence[ImportField | None], currency: Currency) -> None:
        self._positions = positions(fields)
        self._currency = currency
        self._units = {each: unit_of(head[at]) for each, at in self._positions.items()}

    def read(self, number: int, cells: Sequence[str]) -> Row:
        """One row with all its faults."""
        found = {each: cells[at] for each, at in self._positions.items() if cells[at]}
        faults: list[Fault] = []
        changes: ServiceChanges = {"name": found.get(ImportField.NAME, "")}
        if ImportField.DESCRIPTION in found:
            changes["description"] = found[ImportField.DESCRIPTION]
        if ImportField.SYNONYMS in found:
            changes["synonyms"] = found[ImportField.SYNONYMS].split(_SYNONYMS_PARTED_BY)
        for read in (self._price, self._duration):
            with _noted(faults):
                read(found, changes)
        for each, switch in _SWITCHES:
            with _noted(faults):
                if text := found.get(each):
                    with _cell(each, text):
                        changes[switch] = read_yes(text)
        service = Service()
        checks = Checks()
        check_service(checks, service, changes)
        category = checks.line("categoryName", found.get(ImportField.CATEGORY), most=_LONGEST_CATEGORY)
        told = {fault.field for fault in faults}
        for problem in checks.problems:
            fault = self._fault_of(problem, found)
            if fault.field not in told:
                told.add(fault.field)
                faults.append(fault)
        values = {name: value for name, value in vars(service).items() if name in WRITTEN}
        if not any(each in found for each in _PRICES):
            for name in ("price_kind", "price_min", "price_max"):
                values.pop(name, None)
        if ImportField.SYNONYMS not in found:
            values.pop("synonyms", None)
        if not any(each in found for each in _DURATIONS):
            values.pop("duration_min_minutes", None)
            values.pop("duration_max_minutes", None)
        return Row(number, category, values, tuple(faults))

    def _price(self, found: Mapping[ImportField, str], changes: ServiceChanges) -> None:
        kind: PriceKind | None = None
        low: int | None = None
        high: int | None = None
        for each in _PRICES:
            text = found.get(each)
            if text is None:
                continue
            with _cell(each, text):
                if each is ImportField.PRICE:
                    price = read_price(text, self._currency)
                    kind, low, high = price.kind, price.low, price.high
                elif each is ImportField.PRICE_KIND:
                    kind = read_kind(text)
                elif each is ImportField.PRICE_MIN:
                    price = read_price(text, self._currency)
                    kind, low, high = price.kind, price.low, price.high
                else:
                    high = read_amount(text, self._currency)
                    if ImportField.PRICE_KIND not in found:
                        kind = PriceKind.FIXED if high == low else PriceKind.RANGE
        if low is not None and kind is PriceKind.FIXED and high is not None and high > low:
            # The library calls a fixed price what still has a market's spread.
            kind = PriceKind.RANGE
        if any(each in found for each in _PRICES):
            changes.update({"price_kind": kind, "price_min": low, "price_max": high})

    def _duration(self, found: Mapping[ImportField, str], changes: ServiceChanges) -> None:
        for each in _DURATIONS:
            text = found.get(each)
            if text is None:
                continue
            with _cell(each, text):
                low, high = read_duration(text, unit=self._units[each])
            if high == 0:
                # A list says 0 where it says nothing.
                continue
            if each is not ImportField.DURATION_MAX:
                changes["duration_min_minutes"] = low
            if each is not ImportField.DURATION_MIN:
                changes["duration_max_minutes"] = high

    def _fault_of(self, problem: InvalidInput, found: Mapping[ImportField, str]) -> Fault:
        wanted = _FIELD_OF.get(problem.path[-1], ImportField.CATEGORY)
        if wanted not in self._positions:
            wanted = _TOGETHER.get(wanted, wanted)
        if problem.code == "REQUIRED" and wanted is ImportField.NAME:
            return Fault("IMPORT_NAME_MISSING", wanted, "")
        return Fault(problem.code, wanted, found.get(wanted, "")[:_LONGEST_FOUND], dict(problem.values))


@contextmanager
def _noted(faults: list[Fault]) -> Iterator[None]:
    """A column that is refused is one fault more, and the others are read on."""
    try:
        yield
    except _Refused as refusal:
        faults.append(refusal.fault)


@contextmanager
def _cell(field: ImportField, text: str) -> Iterator[None]:
    """A cell that is refused becomes the fault of its column."""
    try:
        yield
    except CellRefused as refusal:
        raise _Refused(Fault(refusal.code, field, text[:_LONGEST_FOUND], dict(refusal.values))) from refusal
