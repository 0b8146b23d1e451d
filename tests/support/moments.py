"""Moments at which a test may begin: what is counted by day or hour falls into one of them."""

import asyncio
import time
from datetime import timedelta

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


async def well_within(period: timedelta, *, left: float = 45.0) -> None:
    """Return while at least so many seconds of this period of UTC are left; just before its end, wait for the next."""
    rest = period.total_seconds() - time.time() % period.total_seconds()
    if rest < left:
        await asyncio.sleep(rest + 0.1)
