"""Billing periods: months and years from an anchor, the day clamped to the month's last."""

import calendar
from datetime import UTC, datetime, timedelta


def after(start: int, interval: str, count: int) -> int:
    """The second `count` intervals after `start`, on the same day or, in a shorter month, its last."""
    moment = datetime.fromtimestamp(start, UTC)
    if interval in ("day", "week"):
        return start + int(timedelta(days=count * (7 if interval == "week" else 1)).total_seconds())
    months = moment.year * 12 + moment.month - 1 + count * (12 if interval == "year" else 1)
    year, month = divmod(months, 12)
    day = min(moment.day, calendar.monthrange(year, month + 1)[1])
    return int(moment.replace(year=year, month=month + 1, day=day).timestamp())


def next_boundary(anchor: int, interval: str, count: int, second: int) -> int:
    """The first end of a period after a second, counted from the anchor so that the 31st comes back."""
    if second < anchor:
        return anchor
    steps = 1
    while (boundary := after(anchor, interval, steps * count)) <= second:
        steps += 1
    return boundary
