"""Counted limits: every request is counted in Redis, exactly; all requests of a moment go there together."""

import asyncio
import math
from collections.abc import Sequence
from dataclasses import dataclass

from limits import RateLimitItem
from redis.asyncio import Redis

_MOST_AT_ONCE = 100
# For each request: how many keys it has, then limit and window of each. It is counted under one after the other until
# one refuses; the answer is the milliseconds to wait, or 0.
_COUNT = """
local answer, key, place = {}, 0, 0
while place < #ARGV do
  local many, wait = tonumber(ARGV[place + 1]), 0
  for each = 1, many do
    if wait == 0 then
      local name, used = KEYS[key + each], redis.call('INCR', KEYS[key + each])
      local limit, window = tonumber(ARGV[place + each * 2]), tonumber(ARGV[place + each * 2 + 1])
      local ends = redis.call('PTTL', name)
      if ends < 0 then
        redis.call('PEXPIRE', name, window)
        ends = window
      end
      if used > limit then wait = math.max(1, ends) end
    end
  end
  answer[#answer + 1] = wait
  key, place = key + many, place + 1 + many * 2
end
return answer
"""


@dataclass(frozen=True, slots=True)
class Counted:
    """One request under one limit: the key its window is counted by."""

    limit: RateLimitItem
    key: str


class Counts:
    """Asks Redis for all who ask at the same time."""

    def __init__(self, redis: Redis) -> None:
        self._count = redis.register_script(_COUNT)
        self._waiting: list[tuple[Sequence[Counted], asyncio.Future[int]]] = []
        self._asking: asyncio.Task[None] | None = None

    async def hit(self, request: Sequence[Counted]) -> int:
        """Count one request under each of its limits; the seconds to wait, or 0 when all allow it.

        Raises RedisError or OSError.
        """
        loop = asyncio.get_running_loop()
        answered: asyncio.Future[int] = loop.create_future()
        self._waiting.append((request, answered))
        if self._asking is None or self._asking.done():
            self._asking = loop.create_task(self._ask())
        return await answered

    async def _ask(self) -> None:
        """Ask until nobody waits; who comes meanwhile goes together in the next round."""
        while self._waiting:
            asked, self._waiting = self._waiting[:_MOST_AT_ONCE], self._waiting[_MOST_AT_ONCE:]
            try:
                waits = await self._ask_redis([request for request, _ in asked])
            except Exception as error:
                for _, answered in asked:
                    if not answered.done():
                        answered.set_exception(error)
                continue
            for (_, answered), wait in zip(asked, waits, strict=True):
                if not answered.done():
                    answered.set_result(wait)

    async def _ask_redis(self, requests: Sequence[Sequence[Counted]]) -> list[int]:
        arguments = []
        for request in requests:
            arguments.append(len(request))
            for each in request:
                arguments += (each.limit.amount, each.limit.get_expiry() * 1000)
        keys = [each.key for request in requests for each in request]
        return [math.ceil(wait / 1000) for wait in await self._count(keys=keys, args=arguments)]
