"""Upkeep in words: a line for each need, with the price where this workshop offers the service."""

from collections.abc import Sequence
from datetime import date

from babel.dates import format_date

from resolvers.assistant.phrases import Wording
from resolvers.assistant.prices import is_priced, line_in_words
from resolvers.assistant.tools import Quote
from resolvers.assistant.upkeep.asking import Inspected, Needed, SeasonalServices
from resolvers.vehicles.upkeep import Unsaid


def needs_in_words(needed: Needed, say: Wording) -> str:
    """What may be due and why, or what must be said first."""
    unsaid = _listed(needed.unsaid, say)
    if not needed.needs:
        return say.upkeep.ask.format(what=unsaid) if unsaid else f"{say.upkeep.nothing} {say.offer_appointment}"
    lines = [
        f"- {line_in_words(quote.service, say)}. {need.reason}" if quote else f"- {need.reason}"
        for need, quote in needed.needs
    ]
    quotes = [quote for _, quote in needed.needs if quote is not None]
    more = [say.upkeep.ask_more.format(what=unsaid)] if unsaid else []
    return "\n".join([say.upkeep.heading, *lines]) + "\n\n" + " ".join([*more, *_closing(quotes, say)])


def inspection_in_words(inspected: Inspected, say: Wording) -> str:
    """When the vehicle must be inspected, and what that costs here."""
    found, words = inspected.inspection, say.upkeep
    if found is None:
        return words.inspection_unknown if inspected.is_heavy else words.inspection_ask
    day = _day(found.due_on, say)
    if found.first_due_on is not None:
        text = words.inspection_counted.format(first=_day(found.first_due_on, say), day=day)
    else:
        text = (words.inspection_overdue if found.is_overdue else words.inspection).format(day=day)
    if inspected.quote is None:
        return f"{text} {say.offer_appointment}"
    closing = " ".join(_closing([inspected.quote], say))
    return f"{text}\n- {line_in_words(inspected.quote.service, say)}\n\n{closing}"


def season_in_words(found: SeasonalServices, say: Wording) -> str:
    """What this workshop offers for a season."""
    season = say.upkeep.seasons[found.season]
    if not found.quotes:
        return f"{say.upkeep.season_empty.format(season=season)} {say.offer_callback}"
    lines = [f"- {line_in_words(quote.service, say)}" for quote in found.quotes]
    heading = say.upkeep.season_heading.format(season=season)
    return "\n".join([heading, *lines]) + "\n\n" + " ".join(_closing(found.quotes, say))


def _closing(quotes: Sequence[Quote], say: Wording) -> list[str]:
    estimate = [say.estimate] if any(is_priced(quote.service) for quote in quotes) else []
    return [*estimate, say.offer_appointment]


def _listed(unsaid: Sequence[Unsaid], say: Wording) -> str:
    return ", ".join(say.upkeep.unsaid[each] for each in unsaid)


def _day(day: date, say: Wording) -> str:
    return format_date(day, format="medium", locale=say.language.value.lower())
