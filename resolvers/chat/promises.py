"""Promises: when the workshop gets back to a visitor, by its opening hours."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select

from resolvers import assistant
from resolvers.assistant.phrases import wording
from resolvers.assistant.schedule import promise_in_words
from resolvers.chat.tools import next_opening
from tenants.models.accounts import Language
from tenants.models.workshops import Closure, OpeningInterval, PublicHoliday, Weekday, Workshop
from tenants.scope import Scope

_LOOK_AHEAD = timedelta(days=15)


async def promise_of(scope: Scope, language: Language) -> str:
    """When the workshop gets back to whoever asks now. Reads only what a visitor may."""
    workshop = (
        await scope.execute(
            select(Workshop.time_zone, Workshop.country, Workshop.federal_state).where(Workshop.id == scope.workshop_id)
        )
    ).one()
    here = scope.now.astimezone(ZoneInfo(workshop.time_zone))
    intervals = await scope.all(select(OpeningInterval).order_by(OpeningInterval.position))
    until = here.date() + _LOOK_AHEAD
    closed: set[date] = set()
    closures = select(Closure.starts_on, Closure.ends_on).where(
        Closure.ends_on >= here.date(), Closure.starts_on <= until
    )
    for first, last in await scope.execute(closures):
        closed |= {first + timedelta(days=number) for number in range((min(last, until) - first).days + 1)}
    holidays = select(PublicHoliday.date).where(
        PublicHoliday.country == workshop.country,
        or_(PublicHoliday.state == "", PublicHoliday.state == (workshop.federal_state or "")),
        PublicHoliday.date.between(here.date(), until),
    )
    closed |= set((await scope.execute(holidays)).scalars())
    week = [[each for each in intervals if each.weekday is day] for day in Weekday]
    return promise_in_words(next_opening(here, week, closed), here, wording(assistant.Language(language.value)))
