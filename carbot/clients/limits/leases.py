"""Leased limits: a process takes tokens of a caller's budget in blocks, so that a request need not ask Redis.

The first block of a window is taken on credit and reported afterwards, all callers of a moment in one round trip. So
several processes together let pass at most the limit and one block for each of them; one process exactly the limit.
"""

import asyncio
import math
import time
from collections.abc import Iterable
from dataclasses import dataclass

import structlog
from limits import RateLimitItem
from redis.asyncio import Redis
from redis.exceptions import RedisError

from carbot.errors import RateLimited
from carbot.ids import keyed_hash

_BLOCKS = 10
_MOST_AT_ONCE = 200
_SWEEP_SECONDS = 30.0
_REST_SECONDS = 1.0
# For each key: take what is owed, then as many of the wanted tokens as the limit still holds.
_LEASE = """
local answer = {}
for place, key in ipairs(KEYS) do
  local owed, wanted = tonumber(ARGV[place * 4 - 3]), tonumber(ARGV[place * 4 - 2])
  local limit, window = tonumber(ARGV[place * 4 - 1]), tonumber(ARGV[place * 4])
  local used = redis.call('INCRBY', key, owed)
  local granted = math.max(0, math.min(wanted, limit - used))
  if granted > 0 then used = redis.call('INCRBY', key, granted) end
  local ends = redis.call('PTTL', key)
  if ends < 0 then
    redis.call('PEXPIRE', key, window)
    ends = window
  end
  answer[#answer + 1] = used
  answer[#answer + 1] = granted
  answer[#answer + 1] = ends
end
return answer
"""
_log = structlog.get_logger()


@dataclass(slots=True, eq=False)
class Budget:
    """What one caller may still do in this window, as this process knows it."""

    key: str
    limit: int
    block: int
    window: float
    ends: float
    left: int
    owed: int
    elsewhere: int
    taken: int
    waiting: int = 0

    @property
    def is_low(self) -> bool:
        """Whether less than half a block is left."""
        return self.left * 2 < self.block

    @property
    def remaining(self) -> int:
        """How many more requests will pass; other processes may hold some of them."""
        return self.left + self.elsewhere

    @property
    def resets_in(self) -> float:
        """Seconds until all is there again."""
        return max(0.0, self.ends - time.monotonic())


class Leases:
    """The budgets of this process's callers. `spend` waits only for a caller whose block is used up."""

    def __init__(self, redis: Redis, secret: str, timeout: float, *, sweep_every: float = _SWEEP_SECONDS) -> None:
        self._redis = redis
        self._lease = redis.register_script(_LEASE)
        self._secret = secret
        self._timeout = timeout
        self._sweep_every = sweep_every
        self._budgets: dict[tuple[str, str], Budget] = {}
        self._wanted: set[Budget] = set()
        self._answered = asyncio.Event()
        self._asking: asyncio.Task[None] | None = None
        self._rests_until = 0.0
        self._swept_at = 0.0

    def __len__(self) -> int:
        """How many callers are remembered."""
        return len(self._budgets)

    def budget(self, limit: RateLimitItem, purpose: str, subject: str) -> Budget:
        """A caller's budget as it is now; nothing is spent."""
        budget = self._budgets.get((purpose, subject))
        if budget is None or time.monotonic() >= budget.ends:
            budget = self._begin(limit, purpose, subject)
        return budget

    def spend_leased(self, limit: RateLimitItem, purpose: str, subject: str) -> Budget | None:
        """Spend a token this process has; None where it must ask for some. Raises RateLimited where none is left."""
        budget = self._budgets.get((purpose, subject))
        if budget is None or time.monotonic() >= budget.ends:
            budget = self._begin(limit, purpose, subject)
        if budget.left:
            budget.left -= 1
            if budget.owed or (budget.is_low and budget.elsewhere):
                self._want(budget)
            return budget
        if not budget.elsewhere:
            raise RateLimited(max(1, math.ceil(budget.resets_in)))
        self._want(budget)
        return None

    async def spend(self, limit: RateLimitItem, purpose: str, subject: str) -> Budget:
        """Spend a token, asking for more where there is none. Raises RateLimited."""
        while (spent := self.spend_leased(limit, purpose, subject)) is None:
            budget = self._budgets[purpose, subject]
            budget.waiting += 1
            try:
                await self._answered.wait()
            finally:
                budget.waiting -= 1
        return spent

    async def settle(self) -> None:
        """Wait until what is owed was reported."""
        if self._asking is not None:
            await self._asking

    def _begin(self, limit: RateLimitItem, purpose: str, subject: str) -> Budget:
        block = max(1, limit.amount // _BLOCKS)
        window = limit.get_expiry()
        name = keyed_hash(self._secret, purpose, subject).hex()[:32]
        budget = Budget(
            key=f"carbot:lease:{purpose}:{limit.amount}:{name}",
            limit=limit.amount,
            block=block,
            window=window,
            ends=time.monotonic() + window,
            left=block,
            owed=block,
            elsewhere=limit.amount - block,
            taken=block,
        )
        self._budgets[purpose, subject] = budget
        return budget

    def _want(self, budget: Budget) -> None:
        self._wanted.add(budget)
        if self._asking is None or self._asking.done():
            self._asking = asyncio.get_running_loop().create_task(self._ask())

    async def _ask(self) -> None:
        """Ask for all that is wanted until nothing is; what comes in meanwhile goes together in the next round."""
        while self._wanted:
            wanted = [self._wanted.pop() for _ in range(min(len(self._wanted), _MOST_AT_ONCE))]
            try:
                if time.monotonic() < self._rests_until:
                    raise TimeoutError
                async with asyncio.timeout(self._timeout):
                    await self._ask_redis(wanted)
            except (RedisError, OSError, TimeoutError):
                self._rest()
                for budget in wanted:
                    _help_oneself(budget)
            self._answered.set()
            self._answered = asyncio.Event()
        self._sweep()

    async def _ask_redis(self, wanted: Iterable[Budget]) -> None:
        asked = [(budget, budget.owed, _wish(budget)) for budget in wanted]
        answer = await self._lease(
            keys=[budget.key for budget, _, _ in asked],
            args=[
                number
                for budget, owed, wish in asked
                for number in (owed, wish, budget.limit, int(budget.window * 1000))
            ],
        )
        now = time.monotonic()
        for place, (budget, owed, _) in enumerate(asked):
            used, granted, ends = answer[place * 3 : place * 3 + 3]
            budget.owed -= owed
            budget.taken += granted
            # What was taken on credit and was no longer there is given up, as far as it is unspent.
            budget.left = max(0, budget.left + granted - min(owed, max(0, used - budget.limit)))
            budget.elsewhere = max(0, budget.limit - used)
            budget.ends = now + ends / 1000

    def _rest(self) -> None:
        """After a failure Redis is left alone for a moment, so that nobody else waits for it."""
        if time.monotonic() >= self._rests_until:
            _log.warning("limits.redis_unreachable")
            self._rests_until = time.monotonic() + _REST_SECONDS

    def _sweep(self) -> None:
        """Forget the callers whose window is over."""
        now = time.monotonic()
        if now - self._swept_at > self._sweep_every:
            self._swept_at = now
            self._budgets = {name: budget for name, budget in self._budgets.items() if budget.ends > now}


def _wish(budget: Budget) -> int:
    """How many more tokens to ask for: a block where little is left, and one for everybody who waits."""
    return max(budget.block if budget.is_low else 0, budget.waiting)


def _help_oneself(budget: Budget) -> None:
    """Without Redis the process counts for itself, up to the whole limit; what it takes it owes."""
    granted = max(0, min(_wish(budget), budget.limit - budget.taken))
    budget.left += granted
    budget.taken += granted
    budget.owed += granted
    budget.elsewhere = budget.limit - budget.taken
