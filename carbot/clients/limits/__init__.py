"""Rate limits: counted in Redis for all processes together, and in the process while Redis does not answer.

What must be exact is counted there request by request (`check`). What is only to be fair is leased in blocks (`spend`),
so that most requests cost no round trip.
"""

import asyncio
import math
import time
from enum import StrEnum

import structlog
from limits import RateLimitItem, parse
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import FixedWindowRateLimiter
from redis.asyncio import BlockingConnectionPool, Redis
from redis.exceptions import RedisError

from carbot.clients.limits.counts import Counted, Counts
from carbot.clients.limits.leases import Budget, Leases
from carbot.clients.limits.proofs import Proofs
from carbot.errors import RateLimited
from carbot.ids import keyed_hash
from carbot.settings import Settings

__all__ = ["Budget", "RateClass", "RateLimiter"]

_log = structlog.get_logger()


class RateClass(StrEnum):
    """What is limited."""

    AUTH = "AUTH"
    REGISTER = "REGISTER"
    CHAT = "CHAT"
    EMAIL = "EMAIL"
    UPLOAD = "UPLOAD"
    API = "API"
    WEBHOOK = "WEBHOOK"


_CONNECTIONS = 8
_COUNTED: dict[RateClass, tuple[str, str]] = {
    RateClass.AUTH: ("5 per 15 minutes", "20 per 15 minutes"),
    RateClass.REGISTER: ("3 per hour", "3 per hour"),
    RateClass.CHAT: ("10 per minute", "60 per minute"),
    RateClass.EMAIL: ("10 per hour", "20 per hour"),
    RateClass.UPLOAD: ("20 per hour", "60 per hour"),
}
"""For the caller, and for the address it calls from."""

_LEASED: dict[RateClass, tuple[str, str]] = {
    RateClass.API: ("300 per minute", "60 per minute"),
    RateClass.WEBHOOK: ("600 per minute", "600 per minute"),
}
"""For a caller somebody vouches for, and for any other."""


class RateLimiter:
    """Counts for all processes together. Nothing waits for Redis longer than the settings allow."""

    def __init__(self, settings: Settings) -> None:
        self._secret = settings.secret_key.get_secret_value()
        self._timeout = settings.redis_timeout.total_seconds()
        self._pool = BlockingConnectionPool.from_url(
            settings.redis_url,
            max_connections=_CONNECTIONS,
            timeout=self._timeout,
            socket_connect_timeout=self._timeout,
        )
        self._local = FixedWindowRateLimiter(MemoryStorage())
        factor = settings.rate_limit_factor
        self._counted = {
            rate_class: tuple(_times(limit, factor) for limit in limits) for rate_class, limits in _COUNTED.items()
        }
        self._leased = {
            (rate_class, is_known): (_times(limit, factor), f"{rate_class.value}:{'known' if is_known else 'other'}")
            for rate_class, limits in _LEASED.items()
            for is_known, limit in zip((True, False), limits, strict=True)
        }
        redis = Redis(connection_pool=self._pool)
        self._counts = Counts(redis)
        self._leases = Leases(redis, self._secret, self._timeout)
        self.proofs = Proofs(redis, self._secret, self._timeout, settings.proof_threshold * factor)

    async def check(self, rate_class: RateClass, subjects: tuple[str, str]) -> None:
        """Count one request of a caller from an address. Raises RateLimited with the seconds to wait."""
        counted = []
        for limit, kind, subject in zip(self._counted[rate_class], ("caller", "address"), subjects, strict=True):
            name = keyed_hash(self._secret, rate_class.value, subject).hex()[:32]
            counted.append(Counted(limit, f"carbot:count:{rate_class.value}:{kind}:{limit.amount}:{name}"))
        try:
            async with asyncio.timeout(self._timeout):
                wait = await self._counts.hit(counted)
        except (RedisError, OSError, TimeoutError):
            _log.warning("limits.redis_unreachable")
            wait = await _count(self._local, counted)
        if wait:
            raise RateLimited(wait)

    async def spend(self, rate_class: RateClass, subject: str, *, is_known: bool = True) -> Budget:
        """Count one request of a leased class; what is left. Raises RateLimited. Seldom waits: see `spend_leased`."""
        return await self._leases.spend(*self._lease_of(rate_class, subject, is_known))

    def spend_leased(self, rate_class: RateClass, subject: str, *, is_known: bool = True) -> Budget | None:
        """The same without waiting; None where this process must first ask for more: then `spend`."""
        return self._leases.spend_leased(*self._lease_of(rate_class, subject, is_known))

    def budget(self, rate_class: RateClass, subject: str, *, is_known: bool = True) -> Budget:
        """What is left of a leased class; nothing is counted."""
        return self._leases.budget(*self._lease_of(rate_class, subject, is_known))

    async def aclose(self) -> None:
        """Report what was spent on credit, and let go of Redis."""
        await self._leases.settle()
        await self._pool.aclose()

    def _lease_of(self, rate_class: RateClass, subject: str, is_known: bool) -> tuple[RateLimitItem, str, str]:
        return (*self._leased[rate_class, is_known], subject)


async def _count(limiter: FixedWindowRateLimiter, counted: list[Counted]) -> int:
    """Count one request under each limit; the seconds to wait, or 0 when all allow it."""
    for each in counted:
        if not await limiter.hit(each.limit, each.key):
            window = await limiter.get_window_stats(each.limit, each.key)
            return max(1, math.ceil(window.reset_time - time.time()))
    return 0


def _times(text: str, factor: int) -> RateLimitItem:
    limit = parse(text)
    return type(limit)(limit.amount * factor, limit.multiples, limit.namespace)
