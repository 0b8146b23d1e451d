"""Reads the months people name of a vehicle: when it was registered first, and when its last inspection (HU) was."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from resolvers.vehicles.words import fold

_NAMES = (
    r"jan\w*|ocak\w*|stycz\w*",
    r"feb\w*|subat\w*|lut\w*",
    r"mar\w*|maerz|mrz",
    r"apr\w*|nisan\w*|kwie\w*",
    r"mai|may\w*|maj\w*",
    r"jun\w*|haziran\w*|czerw\w*",
    r"jul\w*|temmuz\w*|lip\w*",
    r"aug\w*|agustos\w*|sierp\w*",
    r"sep\w*|eylul\w*|wrze\w*",
    r"okt\w*|oct\w*|ekim\w*|pazdz\w*",
    r"nov\w*|kasim\w*|listop\w*",
    r"dez\w*|dec\w*|aralik\w*|grud\w*",
)
_YEAR = r"((?:19|20)\d\d)(?!\d)"
_IN_FIGURES = re.compile(
    rf"(?<![\d.,/-])(?:\d{{1,2}}[./-])?(0?[1-9]|1[0-2])(?:[./-]{_YEAR}|/(\d\d)(?![\d/]))|(?<!\d){_YEAR}-(0[1-9]|1[0-2])"
)
_IN_WORDS = tuple(re.compile(rf"\b(?:{name}),? '?{_YEAR}|{_YEAR} (?:{name})\b") for name in _NAMES)
_LAST_HU = re.compile(
    r"(?:letzt|zuletzt|last|previous|\bson\b|ostatni)[^?!]{0,40}$|(?:tuv|tuev|hu|hauptuntersuchung) (?:war|neu|gemacht|"
    r"bestanden|im|seit|was|passed|done)\b[^?!]{0,20}$|\bneue\w* (?:tuv|tuev|hu)\b[^?!]{0,12}$"
)
_UNTIL = re.compile(r"\b(?:bis|gultig|gueltig|until|till|valid|expires?|noch|do|wazn\w*|kadar)\b[^?!]{0,14}$")
_WAS_HU = re.compile(r"^\W*(?:war|was|hatte|wurde|had)\b[^?!]{0,24}\b(?:tuv|tuev|hu|inspection|mot)\b")
_TWO_DIGITS = 2000
_LOOK_BACK, _LOOK_AHEAD = 60, 45


@dataclass(frozen=True, slots=True)
class MonthsSaid:
    """The first days of the months named; None is what was not said."""

    first_registration: date | None = None
    last_hu: date | None = None


def months_said(text: str, today: date) -> MonthsSaid:
    """What a text says of both. Months to come and ends of a term ("TÜV bis 05/2027") are neither."""
    folded = fold(text)
    registered: list[date] = []
    inspected: list[date] = []
    end = 0
    for start, stop, month in sorted(_months_in(folded)):
        before, after = folded[max(end, start - _LOOK_BACK) : start], folded[stop : stop + _LOOK_AHEAD]
        end = stop
        if month > today or _UNTIL.search(before):
            continue
        is_inspection = _LAST_HU.search(before) or _WAS_HU.search(after)
        (inspected if is_inspection else registered).append(month)
    return MonthsSaid(min(registered, default=None), max(inspected, default=None))


def _months_in(folded: str) -> Iterator[tuple[int, int, date]]:
    for found in _IN_FIGURES.finditer(folded):
        month, year, short, iso_year, iso_month = found.groups()
        whole = int(year or iso_year or _TWO_DIGITS + int(short or 0))
        yield found.start(), found.end(), date(whole, int(month or iso_month), 1)
    for number, pattern in enumerate(_IN_WORDS, 1):
        for found in pattern.finditer(folded):
            yield found.start(), found.end(), date(int(found[1] or found[2]), number, 1)
