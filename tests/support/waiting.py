"""Waiting for a condition, with an end."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, time, timedelta, tzinfo
from typing import TypeVar

Found = TypeVar("Found")


async def until(ask: Callable[[], Awaitable[Found | None]], *, seconds: float = 60.0, every: float = 0.03) -> Found:
    """The first answer that is true; fails with the last one when the time is over."""
    loop = asyncio.get_running_loop()
    ends = loop.time() + seconds
    while not (found := await ask()):
        assert loop.time() < ends, f"it did not happen within {seconds} s; the last answer was {found!r}"
        await asyncio.sleep(every)
    return found


async def enough_of_the_day(zone: tzinfo, *, seconds: int) -> datetime:
    """Now, as soon as the day in a time zone lasts so much longer: for what is told or counted by the day."""

    async def found() -> datetime | None:
        now = datetime.now(zone)
        midnight = datetime.combine(now.date() + timedelta(days=1), time.min, zone)
        return now if midnight - now > timedelta(seconds=seconds) else None

    return await until(found, seconds=seconds + 10, every=0.5)
