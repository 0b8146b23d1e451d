"""What upkeep is made of: the rules' findings, each with this workshop's own service and its price, as any price is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from resolvers.assistant.language import Language
from resolvers.assistant.tools import Quote, ServiceHit, Tools
from resolvers.assistant.upkeep.questions import Season
from resolvers.vehicles.upkeep import Inspection, Need, Unsaid, inspection_from_text, is_heavy, upkeep_from_text

_MOST_NEEDS = 5
_MOST_IN_SEASON = 6
_MONTHS = {
    Season.WINTER: (10, 11, 12, 1, 2),
    Season.SPRING: (3, 4, 5),
    Season.SUMMER: (5, 6, 7, 8),
    Season.AUTUMN: (9, 10, 11),
}


@dataclass(frozen=True, slots=True)
class Needed:
    """What a vehicle may need, the most urgent first, each with what this workshop asks for it; what is unsaid."""

    needs: tuple[tuple[Need, Quote | None], ...]
    unsaid: tuple[Unsaid, ...]


@dataclass(frozen=True, slots=True)
class Inspected:
    """The next inspection, and what this workshop asks for it; None is what cannot be told.

    `is_heavy` says that no month would help: the vehicle's weight decides.
    """

    inspection: Inspection | None
    quote: Quote | None = None
    is_heavy: bool = False


@dataclass(frozen=True, slots=True)
class SeasonalServices:
    """What this workshop offers for a season."""

    season: Season
    quotes: tuple[Quote, ...]


async def needs(tools: Tools, said: str, today: date, language: Language) -> Needed:
    """What the vehicle that a text speaks of may need."""
    upkeep = upkeep_from_text(said, today, language.value)
    shown = upkeep.needs[:_MOST_NEEDS]
    quotes = await _quotes(tools, [need.library_id for need in shown], said)
    return Needed(tuple((need, quotes.get(need.library_id)) for need in shown), upkeep.unsaid)


async def inspection(tools: Tools, said: str, today: date) -> Inspected:
    """When the vehicle that a text speaks of must be inspected."""
    found = inspection_from_text(said, today)
    if found is None:
        return Inspected(None, is_heavy=is_heavy(said))
    quotes = await _quotes(tools, [found.library_id], said)
    return Inspected(found, quotes.get(found.library_id))


async def seasonal_services(tools: Tools, season: Season, said: str) -> SeasonalServices:
    """What this workshop offers for a season, for the vehicle that a text speaks of."""
    hits = await tools.services_in_season(_MONTHS[season])
    quotes = await _of(tools, hits[:_MOST_IN_SEASON], said)
    return SeasonalServices(season, tuple(quotes))


async def _quotes(tools: Tools, library_ids: Sequence[str], said: str) -> dict[str, Quote]:
    """What the workshop asks for services of the library, by their ids there; the first of several counts."""
    hits = {hit.library_id: hit for hit in reversed(await tools.services_from_library(library_ids))}
    quotes = await _of(tools, list(hits.values()), said)
    return {quote.service.library_id: quote for quote in quotes if quote.service.library_id is not None}


async def _of(tools: Tools, hits: Sequence[ServiceHit], said: str) -> list[Quote]:
    quotes = {quote.service.id: quote for quote in await tools.quote_prices([hit.id for hit in hits], said)}
    return [quotes.get(hit.id, Quote(hit)) for hit in hits]
