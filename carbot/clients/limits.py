"""Rate limits: counted atomically in Redis, and in the process while Redis does not answer."""

import asyncio
import math
import time
from enum import StrEnum

import structlog
from limits import RateLimitItem, parse
from limits.aio.storage import MemoryStorage, RedisStorage
from limits.aio.strategies import FixedWindowRateLimiter
from redis.exceptions import RedisError

from carbot.errors import RateLimited
from carbot.ids import keyed_hash
from carbot.settings import Settings

_log = structlog.get_logger()


class RateClass(StrEnum):
    """What is limited; each class has a limit for the caller and one for the address."""

    AUTH = "AUTH"
    REGISTER = "REGISTER"
    CHAT = "CHAT"
    EMAIL = "EMAIL"


_LIMITS: dict[RateClass, tuple[str, str]] = {
    RateClass.AUTH: ("5 per 15 minutes", "20 per 15 minutes"),
    RateClass.REGISTER: ("3 per hour", "3 per hour"),
    RateClass.CHAT: ("10 per minute", "60 per minute"),
    RateClass.EMAIL: ("10 per hour", "20 per hour"),
}


class RateLimiter:
    """Counts for all processes together. `check` waits for Redis no longer than the settings allow."""

    def __init__(self, settings: Settings) -> None:
        self._secret = settings.secret_key.get_secret_value()
        self._timeout = settings.redis_timeout.total_seconds()
        self._shared = FixedWindowRateLimiter(RedisStorage(f"async+{settings.redis_url}", implementation="redispy"))
        self._local = FixedWindowRateLimiter(MemoryStorage())
        self._limits = {
            rate_class: tuple(_times(parse(limit), settings.rate_limit_factor) for limit in limits)
            for rate_class, limits in _LIMITS.items()
        }

    async def check(self, rate_class: RateClass, subjects: tuple[str, str]) -> None:
        """Count one request of a caller from an address. Raises RateLimited with the seconds to wait."""
        names = [keyed_hash(self._secret, rate_class.value, subject).hex()[:32] for subject in subjects]
        counted = list(zip(self._limits[rate_class], ("caller", "address"), names, strict=True))
        try:
            async with asyncio.timeout(self._timeout):
                wait = await _count(self._shared, rate_class, counted)
        except (RedisError, OSError, TimeoutError):
            _log.warning("limits.redis_unreachable")
            wait = await _count(self._local, rate_class, counted)
        if wait:
            raise RateLimited(wait)


async def _count(
    limiter: FixedWindowRateLimiter, rate_class: RateClass, counted: list[tuple[RateLimitItem, str, str]]
) -> int:
    """Count one request under each limit; the seconds to wait, or 0 when all allow it."""
    for limit, kind, name in counted:
        if not await limiter.hit(limit, rate_class.value, kind, name):
            window = await limiter.get_window_stats(limit, rate_class.value, kind, name)
            return max(1, math.ceil(window.reset_time - time.time()))
    return 0


def _times(limit: RateLimitItem, factor: int) -> RateLimitItem:
    return type(limit)(limit.amount * factor, limit.multiples, limit.namespace)
