"""Waiting for a condition, with an end."""

import asyncio
from collections.abc import Awaitable, Callable
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
