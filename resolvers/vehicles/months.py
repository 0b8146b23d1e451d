"""Months as the law counts them: a period begins in a month and ends with the last day of another."""

from calendar import monthrange
from datetime import date


def months_after(start: date, months: int) -> date:
    """The last day of the month so many months after the month of `start`."""
    number = start.year * 12 + start.month - 1 + months
    year, month = divmod(number, 12)
    return date(year, month + 1, monthrange(year, month + 1)[1])


def same_day(start: date, months: int) -> date:
    """The same day so many months on, or the last day of a shorter month (§ 188 (3) BGB)."""
    last = months_after(start, months)
    return last.replace(day=min(start.day, last.day))


def months_between(earlier: date, later: date) -> int:
    """How many months lie between the months of two days; negative when the second is before the first."""
    return (later.year - earlier.year) * 12 + later.month - earlier.month
