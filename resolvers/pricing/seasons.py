"""Seasons of price rules: days of every year, over new year too, or dates once; which days, and do two share one."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Protocol

_LEAP_YEAR = date(2024, 1, 1)
_YEAR = 366


class Seasonal(Protocol):
    """What may be limited to days: `season_*` are MM-DD of every year, the others dates; all None is always."""

    @property
    def season_start(self) -> str | None: ...
    @property
    def season_end(self) -> str | None: ...
    @property
    def starts_on(self) -> date | None: ...
    @property
    def ends_on(self) -> date | None: ...


def is_seasonal(each: Seasonal) -> bool:
    """Whether it holds on some days only."""
    return each.season_start is not None or each.starts_on is not None


def holds_on(each: Seasonal, day: date) -> bool:
    """Whether it holds on a day; both ends belong to a season."""
    if each.starts_on is not None and each.ends_on is not None:
        return each.starts_on <= day <= each.ends_on
    if each.season_start is not None and each.season_end is not None:
        return _within(each.season_start, each.season_end, f"{day:%m-%d}")
    return True


def share_a_day(one: Seasonal, other: Seasonal) -> bool:
    """Whether there is a day on which both hold."""
    if one.starts_on is not None and one.ends_on is not None:
        if other.starts_on is not None and other.ends_on is not None:
            return one.starts_on <= other.ends_on and other.starts_on <= one.ends_on
        return any(holds_on(other, day) for day in _days(one.starts_on, one.ends_on))
    if other.starts_on is not None:
        return share_a_day(other, one)
    return any(holds_on(one, day) and holds_on(other, day) for day in _days(_LEAP_YEAR, date(2024, 12, 31)))


def _within(start: str, end: str, day: str) -> bool:
    return start <= day <= end if start <= end else day >= start or day <= end


def _days(first: date, last: date) -> Iterator[date]:
    """The days from the first to the last; after four years with a leap day nothing new comes."""
    for number in range(min((last - first).days, 8 * _YEAR) + 1):
        yield first + timedelta(days=number)
