"""Wishes: the times a person would like to come, in the workshop's own hours of the day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from resolvers.values import Checks

_MOST = 3
_AHEAD = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class WishedTime:
    """A day, and the stretch of it that would suit; without a stretch, any time of the day."""

    date: date
    starts_at: time | None = None
    ends_at: time | None = None


def stored_wishes(
    checks: Checks,
    given: Sequence[WishedTime],
    now: datetime,
    zone: str,
    *,
    known: Sequence[dict[str, Any]] = (),
) -> list[dict[str, Any]]:
    """The wishes as they are stored, each once. `zone` is the workshop's: there a day begins and is over.

    Notes more than three, one that is past or more than a year ahead, and half a stretch. What is `known` already may
    stay, though its day has gone by.
    """
    here = now.astimezone(ZoneInfo(zone))
    if len(given) > _MOST:
        checks.refuse("TOO_MANY", "wishedTimes", most=_MOST)
        return []
    below = checks.below("wishedTimes")
    for number, wish in enumerate(given):
        if _stored(wish) not in known:
            _check(below, str(number), wish, here)
    return [_stored(wish) for wish in dict.fromkeys(given)]


def read_wishes(stored: Sequence[dict[str, Any]]) -> tuple[WishedTime, ...]:
    """The wishes of a lead, from what is stored."""
    return tuple(
        WishedTime(
            date.fromisoformat(each["date"]),
            *(time.fromisoformat(each[name]) if each[name] else None for name in ("starts_at", "ends_at")),
        )
        for each in stored
    )


def _check(checks: Checks, place: str, wish: WishedTime, here: datetime) -> None:
    if (wish.starts_at is None) is not (wish.ends_at is None):
        checks.refuse("WISHED_TIME_IS_HALF", place)
    elif wish.starts_at and wish.ends_at and wish.starts_at >= wish.ends_at:
        checks.refuse("ENDS_BEFORE_IT_STARTS", place)
    elif wish.date < here.date() or (wish.date == here.date() and wish.ends_at and wish.ends_at <= here.time()):
        checks.refuse("WISHED_DAY_IS_PAST", place)
    elif wish.date > here.date() + _AHEAD:
        checks.refuse("WISHED_DAY_IS_FAR", place)


def _stored(wish: WishedTime) -> dict[str, Any]:
    return {
        "date": wish.date.isoformat(),
        "starts_at": f"{wish.starts_at:%H:%M}" if wish.starts_at else None,
        "ends_at": f"{wish.ends_at:%H:%M}" if wish.ends_at else None,
    }
