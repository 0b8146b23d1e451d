"""When things happen in the demo: visits spread over four weeks, and the workshop at work only when it is open."""

from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from carbot.demo_data.workshop import Premises
from resolvers.chat.tools import next_opening
from tenants.models.workshops import OpeningInterval, Weekday

DAYS = 28
_EVENING = (time(18, 30), time(21, 45))
_LAST_VISIT = timedelta(minutes=25)


class Calendar:
    """The opening hours of the demo workshop, laid over the days before `now`."""

    def __init__(self, premises: Premises) -> None:
        self.zone = ZoneInfo(premises.workshop.time_zone)
        self.now = premises.now.astimezone(self.zone)
        self._week: list[list[OpeningInterval]] = [
            [each for each in premises.intervals if each.weekday is day] for day in Weekday
        ]
        self._closed = {holiday.date for holiday in premises.holidays} | {
            closure.starts_on + timedelta(days=number)
            for closure in premises.closures
            for number in range((closure.ends_on - closure.starts_on).days + 1)
        }

    def visits(self, evenings: list[bool], chance: Random) -> list[datetime]:
        """A moment for each visit, from old to new: in opening hours, or in the evening where the list says so."""
        spans = {
            is_evening: [span for day in self._days() if (span := self._span(day, is_evening))]
            for is_evening in (False, True)
        }
        last = self.now - _LAST_VISIT
        first = spans[False][0][0]
        step = (last - first) / max(1, len(evenings))
        moments = []
        for number, is_evening in enumerate(evenings):
            aim = first + step * number
            usable = [span for span in spans[is_evening] if span[0] < last]
            opens, closes = min(usable, key=lambda span: abs(span[0] - aim))
            moments.append(opens + (min(closes, last) - opens) * chance.random())
        return moments

    def next_work(self, moment: datetime) -> datetime:
        """When somebody of the workshop can react: now, or when it opens again."""
        here = moment.astimezone(self.zone)
        opening = next_opening(here, self._week, self._closed)
        return here if opening is None or opening <= here else opening

    def is_open(self, moment: datetime) -> bool:
        """Whether the workshop is open."""
        opening = next_opening(moment.astimezone(self.zone), self._week, self._closed)
        return opening is not None and opening <= moment

    def opens_next(self, moment: datetime) -> datetime | None:
        """When it opens again, None while it is open."""
        return None if self.is_open(moment) else next_opening(moment.astimezone(self.zone), self._week, self._closed)

    def last_opening(self, moment: datetime) -> datetime:
        """A morning on which the workshop opened, some hours before the moment at least."""
        here = moment.astimezone(self.zone) - timedelta(hours=12)
        while here.date() in self._closed or not self._week[here.weekday()]:
            here -= timedelta(days=1)
        return datetime.combine(here.date(), self._week[here.weekday()][0].opens_at, self.zone)

    def next_day(self, weekday: Weekday, moment: datetime) -> date:
        """The first such weekday after a moment's day on which the workshop opens."""
        day = moment.astimezone(self.zone).date() + timedelta(days=1)
        while day.weekday() != list(Weekday).index(weekday) or day in self._closed:
            day += timedelta(days=1)
        return day

    def _days(self) -> list[date]:
        today = self.now.date()
        return [today - timedelta(days=back) for back in range(DAYS - 1, -1, -1)]

    def _span(self, day: date, is_evening: bool) -> tuple[datetime, datetime] | None:
        """From opening to closing, or the evening; None on a weekday without hours. Visitors come on holidays too."""
        hours = self._week[day.weekday()]
        if is_evening:
            opens, closes = _EVENING
        elif hours:
            opens, closes = hours[0].opens_at, hours[-1].closes_at
        else:
            return None
        return datetime.combine(day, opens, self.zone), datetime.combine(day, closes, self.zone)
