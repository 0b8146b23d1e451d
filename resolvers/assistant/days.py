"""The days a message names, in German, English, Turkish and Polish."""

import re
from datetime import date, timedelta

from resolvers.assistant.language import fold, folded_pattern

_WEEKDAYS = (
    r"\bmontags?|monday|pazartesi|poniedzial\w*|\b(?:am|jeden|diesen) mo\b",
    r"dienstags?|tuesday|\bsali\b|wtor\w*|\b(?:am|jeden|diesen) di\b",
    r"mittwochs?|wednesday|çarşamba|\bśrod(?:a|ę|y|zie)\b|\b(?:am|jeden|diesen) mi\b",
    r"donnerstags?|thursday|perşembe|czwart\w*|\b(?:am|jeden|diesen) do\b",
    r"freitags?|friday|\bcuma\b|piat(?:ek|ki|ku)|\b(?:am|jeden|diesen) fr\b",
    r"samstags?|sonnabends?|saturday|cumartesi|\bcmt\b|sobot\w*|\b(?:am|jeden|diesen) sa\b|\bwochenend\w*|\bweekend\w*|"
    r"hafta sonu",
    r"sonntags?|sunday|\bpazar(?:lar|lari| gunu)?\b|niedziel\w*|\b(?:am|jeden|diesen) so\b|\bwochenend\w*|\bweekend\w*|"
    r"hafta sonu",
)
_WEEKDAY_PATTERNS = tuple(re.compile(folded_pattern(pattern)) for pattern in _WEEKDAYS)
_FEASTS = (
    ((12, 24), re.compile(folded_pattern(r"heiligabend|heilig abend|christmas eve|noel arifesi|wigili"))),
    (
        (12, 25),
        re.compile(
            folded_pattern(r"weihnachtstag|weihnachten|christmas(?! eve)|\bxmas\b|noelde|\bświęta|boże narodzenie")
        ),
    ),
    ((12, 31), re.compile(folded_pattern(r"silvester|sylvester|new year'?s eve|yılbaşı|sylwest"))),
    ((1, 1), re.compile(folded_pattern(r"neujahr|new year'?s day|nowy rok"))),
)
_DATE = re.compile(
    r"(?:\b(?:am|vom|bis|zum|der|den|ab|on|od|do|dnia) )?\b(\d{1,2})\. ?(\d{1,2})\.?(?: ?(20\d\d))?(?![\d€])"
    r"(?! ?(?:[a-z]{0,2}d[ct]?i\b|t?f?si\b|tce\b|liter|l\b|diesel|benzin|ccm|i\b|v\b|d\b|turbo|hybrid|puretech|"
    r"ecoboost|bar\b))"
)
_SIZE_OF_ENGINE = re.compile(r"[0-9]\.[0-9]")
_TODAY = re.compile(folded_pattern(r"\bheute\b|\btoday\b|\btonight\b|\bbugün\b|\bdzis(?:iaj)?\b"))
_TOMORROW = re.compile(folded_pattern(r"(?<!guten )\bmorgen\b|\btomorrow\b|\byarın\b|\bjutro\b"))
_DAY_AFTER = re.compile(folded_pattern(r"\bübermorgen\b|\bday after tomorrow\b|öbür gün|\bpojutrze\b"))


def days_of(text: str, today: date) -> tuple[date, ...]:
    """The days a message names, the nearest first: dates, feasts, today, tomorrow, the next of a weekday."""
    folded = fold(text)
    said = (found for found in _DATE.finditer(folded) if not _SIZE_OF_ENGINE.fullmatch(found[0]))
    dates = {day for found in said if (day := _dated(found, today)) is not None}
    dates |= {_next(today, *feast) for feast, pattern in _FEASTS if pattern.search(folded)}
    if _DAY_AFTER.search(folded):
        dates.add(today + timedelta(days=2))
    elif _TODAY.search(folded):
        dates.add(today)
    elif not dates:
        dates = set(weekdays_of(text, today))
        if not dates and _TOMORROW.search(folded):
            dates = {today + timedelta(days=1)}
    return tuple(sorted(dates))


def weekdays_of(text: str, today: date) -> tuple[date, ...]:
    """The next of each weekday that is called by its name, today counting."""
    folded = fold(text)
    return tuple(
        sorted(
            today + timedelta(days=(weekday - today.weekday()) % 7)
            for weekday, pattern in enumerate(_WEEKDAY_PATTERNS)
            if pattern.search(folded)
        )
    )


def _dated(found: re.Match[str], today: date) -> date | None:
    day, month, year = int(found[1]), int(found[2]), found[3]
    try:
        return date(int(year), month, day) if year else _next(today, month, day)
    except ValueError:
        return None


def _next(today: date, month: int, day: int) -> date:
    """The next such day, today counting. Raises ValueError for a day the year does not have."""
    this_year = date(today.year, month, day)
    return this_year if this_year >= today else date(today.year + 1, month, day)
