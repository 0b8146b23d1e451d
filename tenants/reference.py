"""Reference data: plans, service library and public holidays, written by `carbot migrate` and read by everybody."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import holidays
from sqlalchemy import Connection, func, update
from sqlalchemy.dialects.postgresql import insert

from tenants import library, plans
from tenants.models.base import Base
from tenants.models.billing import Plan
from tenants.models.catalogue import LibraryCategory, LibraryService, LibraryServiceText, Service
from tenants.models.workshops import Country, FederalState, PublicHoliday

_YEARS_AHEAD = 5


def fill_reference_tables(connection: Connection) -> None:
    """Bring the reference tables to this version's data; rows of other versions that are still used stay."""
    _upsert(connection, Plan, plans.rows())
    _upsert(connection, LibraryCategory, library.categories())
    _upsert(connection, LibraryService, library.services())
    _upsert(connection, LibraryServiceText, library.texts())
    _renew_words(connection)
    _upsert(connection, PublicHoliday, list(_holidays(datetime.now(UTC).year)))


def _upsert(connection: Connection, model: type[Base], rows: list[dict[str, Any]]) -> None:
    table = model.__table__
    keys = [column.name for column in table.primary_key]
    if not rows:
        return
    statement = insert(model)
    changed = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=changed), rows)


def _renew_words(connection: Connection) -> None:
    """The library, and what was taken over from it, is found by this version's words."""
    connection.execute(update(LibraryService).values(words=func.search.keys(None, LibraryService.search_terms)))
    terms = func.concat_ws(
        " ", func.nullif(func.array_to_string(Service.synonyms, " "), ""), LibraryService.search_terms
    )
    connection.execute(
        update(Service)
        .where(Service.library_service_id == LibraryService.id, Service.search_terms != terms)
        .values(search_terms=terms)
    )


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
