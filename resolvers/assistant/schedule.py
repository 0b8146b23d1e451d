"""Opening hours in words."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date

from resolvers.assistant.language import Language
from resolvers.assistant.phrases import Wording
from resolvers.assistant.tools import Hours, Interval

_OUTLOOK = timedelta(days=21)


def is_known(hours: Hours) -> bool:
    """Whether the workshop has said when it opens."""
    return any(hours.week)


def day_in_words(hours: Hours, day: date, say: Wording, *, is_by_name: bool = False) -> str:
    """One sentence about one day, holidays and closures included; by its name rather than "today" if so wished."""
    near = {hours.today: say.today, hours.today + timedelta(days=1): say.tomorrow}
    name = near[day] if day in near and not is_by_name else _day_name(day, say)
    reason = _why_closed(hours, day)
    if reason:
        return say.hours_closed_because.format(day=name, reason=reason)
    intervals = hours.week[day.weekday()]
    if reason is not None or not intervals:
        return say.hours_day_closed.format(day=name)
    return say.hours_day.format(day=name, times=_times(intervals))


def status_in_words(hours: Hours, say: Wording) -> str:
    """Whether it is open now, and if not, when it opens again."""
    if hours.is_open_now:
        return say.open_now
    if hours.opens_next is None:
        return say.closed_now
    opens = hours.opens_next.astimezone(ZoneInfo(hours.timezone))
    return f"{say.closed_now} {say.opens_next.format(day=_moment(opens, say), time=f'{opens:%H:%M}')}"


def handover_in_words(hours: Hours, say: Wording) -> str:
    """That the team knows, and when somebody answers."""
    if hours.is_open_now:
        return say.handover_open
    if hours.opens_next is None:
        return f"{say.handover_told} {say.promises[-1]}"
    zone = ZoneInfo(hours.timezone)
    today = datetime.combine(hours.today, time.min, zone)
    promise = promise_in_words(hours.opens_next.astimezone(zone), today, say)
    return f"{say.handover_told} {say.closed_now} {promise}"


def week_in_words(hours: Hours, say: Wording) -> str:
    """The week as a list, equal days together, then the closures and holidays of the next three weeks."""
    lines = [say.hours_heading]
    start = 0
    for day in range(1, 8):
        if day < 7 and hours.week[day] == hours.week[start]:
            continue
        names = say.weekdays[start] if day - start == 1 else f"{say.weekdays[start]}–{say.weekdays[day - 1]}"
        lines.append(f"- {names}: {_times(hours.week[start]) or say.closed}")
        start = day
    until = hours.today + _OUTLOOK
    for closure in hours.closures:
        if closure.last_day >= hours.today and closure.first_day <= until:
            days = _date(closure.first_day, say.language)
            if closure.last_day != closure.first_day:
                days += f" – {_date(closure.last_day, say.language)}"
            lines.append("- " + say.hours_closure.format(days=_with_reason(days, closure.reason)))
    lines += [
        "- " + say.hours_holiday.format(days=_with_reason(_date(holiday.day, say.language), holiday.name))
        for holiday in hours.holidays
        if hours.today <= holiday.day <= until
    ]
    return "\n".join(lines)


def _why_closed(hours: Hours, day: date) -> str | None:
    """The reason of an extraordinary closing, empty when none was given; None on an ordinary day."""
    for holiday in hours.holidays:
        if holiday.day == day:
            return holiday.name
    for closure in hours.closures:
        if closure.first_day <= day <= closure.last_day:
            return closure.reason or ""
    return None


def _times(intervals: tuple[Interval, ...]) -> str:
    return ", ".join(f"{interval.opens}–{interval.closes}" for interval in intervals)


def _with_reason(days: str, reason: str | None) -> str:
    return f"{days} ({reason})" if reason else days


def _day_name(day: date, say: Wording) -> str:
    return f"{say.weekdays[day.weekday()]} ({_date(day, say.language)})"


def _moment(opens: datetime, say: Wording) -> str:
    return _day_name(opens.date(), say)


def _date(day: date, language: Language) -> str:
    return format_date(day, format="medium", locale=language.value.lower())


_ON_DAYS_PL = ("w poniedziałek", "we wtorek", "w środę", "w czwartek", "w piątek", "w sobotę", "w niedzielę")


def promise_in_words(opens: datetime | None, here: datetime, say: Wording) -> str:
    """When the workshop gets back to somebody who asks now: `opens` as `next_opening` tells it, both local."""
    now, today, tomorrow, this_week, later, unknown = say.promises
    if opens is None:
        return unknown
    if opens <= here:
        return now
    ahead = (opens.date() - here.date()).days
    promise = {0: today, 1: tomorrow}.get(ahead, this_week if ahead < 7 else later)
    is_whole = opens.minute == 0 and say.language is Language.DE
    locale = say.language.value.lower()
    day = _ON_DAYS_PL[opens.weekday()] if say.language is Language.PL else format_date(opens, "EEEE", locale=locale)
    return promise.format(
        time=f"{opens.hour}" if is_whole else f"{opens:%H:%M}",
        day=day,
        date=_date(opens.date(), say.language),
    )
