"""Reference data: the service library and the public holidays, written by `carbot migrate` and read by everybody."""

import csv
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

import holidays
from sqlalchemy import Connection
from sqlalchemy.dialects.postgresql import insert

from tenants.models.base import Base
from tenants.models.catalogue import LibraryCategory, LibraryService, PriceKind
from tenants.models.workshops import Country, FederalState, PublicHoliday

_LIBRARY = Path(__file__).parent / "library" / "services.csv"
_YEARS_AHEAD = 5
_KINDS = {"FIX": PriceKind.FIXED, "SPANNE": PriceKind.RANGE, "AB": PriceKind.FROM, "ANFRAGE": PriceKind.ON_REQUEST}


def fill_reference_tables(connection: Connection) -> None:
    """Bring the reference tables to this version's data; rows of other versions that are still used stay."""
    _upsert(connection, LibraryCategory, list(_categories()))
    _upsert(connection, LibraryService, list(_services()))
    _upsert(connection, PublicHoliday, list(_holidays(datetime.now(UTC).year)))


def _upsert(connection: Connection, model: type[Base], rows: list[dict[str, Any]]) -> None:
    table = model.__table__
    keys = [column.name for column in table.primary_key]
    statement = insert(model)
    changed = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=changed), rows)


def _stable_id(kind: str, name: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"carbot:{kind}:{name}")


def _library() -> list[dict[str, str]]:
    with _LIBRARY.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def _categories() -> Iterator[dict[str, Any]]:
    names = {row["category"]: (row["category_de"], row["category_en"]) for row in _library()}
    for position, (code, (german, english)) in enumerate(names.items(), start=1):
        yield {
            "id": _stable_id("category", code),
            "code": code,
            "name_de": german,
            "name_en": english,
            "position": position,
        }


def _services() -> Iterator[dict[str, Any]]:
    for position, row in enumerate(_library(), start=1):
        kind, low, high = _price(row)
        yield {
            "id": _stable_id("service", f"{row['category']}/{row['name_de']}"),
            "category_id": _stable_id("category", row["category"]),
            "name": row["name_de"],
            "position": position,
            "price_kind": kind,
            "price_min": low,
            "price_max": high,
            "duration_min_minutes": _minutes(row["hours_min"]),
            "duration_max_minutes": _minutes(row["hours_max"]),
        }


def _price(row: dict[str, str]) -> tuple[PriceKind, int | None, int | None]:
    """A fixed price that spans the market is a range until a workshop picks its number."""
    kind = _KINDS[row["price_type"]]
    if kind is PriceKind.ON_REQUEST:
        return kind, None, None
    low, high = (round(float(row[f"price_{end}_gross_eur"]) * 100) for end in ("min", "max"))
    if kind is PriceKind.FIXED and low != high:
        kind = PriceKind.RANGE
    return kind, low, high


def _minutes(hours: str) -> int | None:
    return round(float(hours) * 60) if hours else None


def _holidays(first_year: int) -> Iterator[dict[str, Any]]:
    """The country's holidays under state '', and what a state has beyond them under its code."""
    years = range(first_year, first_year + _YEARS_AHEAD)
    for country in Country:
        national = holidays.country_holidays(country.value, years=years, language="de")
        for day, name in national.items():
            yield {"country": country.value, "state": "", "date": day, "name": name[:80]}
        if country is not Country.DE:
            continue
        for state in FederalState:
            regional = holidays.country_holidays(country.value, subdiv=state.value, years=years, language="de")
            for day, name in regional.items():
                if day not in national:
                    yield {"country": country.value, "state": state.value, "date": day, "name": name[:80]}
