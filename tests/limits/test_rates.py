"""How often: what is counted lets exactly the limit pass, what is leased asks Redis seldom and stays close to it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from limits import RateLimitItemPerMinute, RateLimitItemPerSecond
from redis.asyncio import Redis

from carbot.clients.limits import Budget, RateClass, RateLimiter
from carbot.clients.limits.leases import Leases
from carbot.embedded.processes import free_port
from carbot.errors import RateLimited
from carbot.ids import new_token
from carbot.settings import Settings
from tests.support.stopwatch import Stopwatch
from tests.support.waiting import until

COUNTED = {
    RateClass.AUTH: (5, 20),
    RateClass.REGISTER: (3, 3),
    RateClass.CHAT: (10, 60),
    RateClass.EMAIL: (10, 20),
    RateClass.UPLOAD: (20, 60),
}
LEASED = {RateClass.API: (300, 60), RateClass.WEBHOOK: (600, 600)}
BLOCK = 30
SECONDS = 5
"""A window that nobody is too slow for and that is over soon."""


@asynccontextmanager
async def processes(settings: Settings, number: int = 1, **changes: object) -> AsyncIterator[list[RateLimiter]]:
    """The limiters of so many API processes, with the limits of production; a busy machine is no fault of Redis."""
    made = settings.model_copy(update={"rate_limit_factor": 1, "redis_timeout": timedelta(seconds=10), **changes})
    async with AsyncExitStack() as stack:
        limiters = [RateLimiter(made) for _ in range(number)]
        for limiter in limiters:
            stack.push_async_callback(limiter.aclose)
        yield limiters


async def passed(*requests: Awaitable[object]) -> int:
    """How many of these pass."""
    answers = await asyncio.gather(*requests, return_exceptions=True)
    assert {type(answer) for answer in answers} <= {type(None), Budget, RateLimited}
    return sum(not isinstance(answer, RateLimited) for answer in answers)


async def spend_all(limiter: RateLimiter, subject: str) -> int:
    """How many requests of a caller pass until one is refused."""
    for number in range(2_000):
        try:
            await limiter.spend(RateClass.API, subject)
        except RateLimited:
            return number
    raise AssertionError("nothing was refused")


def test_every_class_has_its_limits() -> None:
    assert {*COUNTED, *LEASED} == {*RateClass}


@pytest.mark.parametrize("rate_class", COUNTED)
async def test_of_a_hundred_at_once_exactly_the_callers_limit_passes(settings: Settings, rate_class: RateClass) -> None:
    caller = new_token()
    async with processes(settings, 2) as limiters:
        number = await passed(
            *(limiters[each % 2].check(rate_class, (caller, f"{caller}{each}")) for each in range(100))
        )

    assert number == COUNTED[rate_class][0]


@pytest.mark.parametrize("rate_class", COUNTED)
async def test_of_a_hundred_callers_exactly_their_addresss_limit_passes(
    settings: Settings, rate_class: RateClass
) -> None:
    address = new_token()
    async with processes(settings, 2) as limiters:
        number = await passed(
            *(limiters[each % 2].check(rate_class, (f"{address}{each}", address)) for each in range(100))
        )

    assert number == COUNTED[rate_class][1]


@pytest.mark.parametrize("is_known", [True, False])
@pytest.mark.parametrize("rate_class", LEASED)
async def test_one_process_lets_exactly_the_limit_pass(
    settings: Settings, rate_class: RateClass, is_known: bool
) -> None:
    caller = new_token()
    async with processes(settings) as (limiter,):
        number = await passed(*(limiter.spend(rate_class, caller, is_known=is_known) for _ in range(1_000)))

    assert number == LEASED[rate_class][0 if is_known else 1]


async def test_several_processes_let_no_less_pass_and_at_most_a_block_each_more(settings: Settings) -> None:
    caller = new_token()
    async with processes(settings, 4) as limiters:
        numbers = await asyncio.gather(*(spend_all(limiter, caller) for limiter in limiters))

    assert 300 <= sum(numbers) <= 300 + 4 * BLOCK


async def test_a_caller_who_used_it_up_elsewhere_is_refused_here_after_a_block(settings: Settings) -> None:
    caller = new_token()
    async with processes(settings, 2) as (busy, other):
        assert await spend_all(busy, caller) == 300
        assert await spend_all(other, caller) <= BLOCK

        with pytest.raises(RateLimited) as refused:
            await other.spend(RateClass.API, caller)

    assert 0 < refused.value.retry_after <= 60


async def test_callers_do_not_share(settings: Settings) -> None:
    caller = new_token()
    async with processes(settings) as (limiter,):
        assert await spend_all(limiter, caller) == 300

        assert (await limiter.spend(RateClass.API, f"{caller}2")).remaining == 299
        assert (await limiter.spend(RateClass.WEBHOOK, caller)).remaining == 599
        assert (await limiter.spend(RateClass.API, caller, is_known=False)).remaining == 59


async def test_what_is_left_is_told_and_asking_costs_nothing(settings: Settings) -> None:
    caller = new_token()
    async with processes(settings) as (limiter,):
        before = limiter.budget(RateClass.API, caller)
        assert (before.limit, before.remaining) == (300, 300)
        for _ in range(3):
            await limiter.spend(RateClass.API, caller)

        after = limiter.budget(RateClass.API, caller)

    assert (after.limit, after.remaining) == (300, 297)
    assert 55 < after.resets_in <= 60


class Passage:
    """A way to Redis that counts how often scripts are called."""

    def __init__(self, redis_url: str) -> None:
        self._redis = urlsplit(redis_url)
        self.asked = 0

    @asynccontextmanager
    async def open(self, port: int = 0) -> AsyncIterator[str]:
        """The URL of Redis by this way."""
        server = await asyncio.start_server(self._forward, "127.0.0.1", port)
        try:
            yield f"redis://127.0.0.1:{server.sockets[0].getsockname()[1]}{self._redis.path}"
        finally:
            server.close()

    async def _forward(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        assert self._redis.hostname is not None
        there, back = await asyncio.open_connection(self._redis.hostname, self._redis.port)

        async def copy(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
            with suppress(ConnectionError):
                while block := await source.read(1_000_000):
                    self.asked += block.count(b"EVALSHA")
                    target.write(block)
            target.close()

        await asyncio.gather(copy(reader, back), copy(there, writer))


async def test_a_request_seldom_asks_redis(settings: Settings) -> None:
    caller = new_token()
    passage = Passage(settings.redis_url)
    async with passage.open() as url:
        async with processes(settings, redis_url=url) as (limiter,):
            for _ in range(300):
                await limiter.spend(RateClass.API, caller)
        of_one = passage.asked
        async with processes(settings, redis_url=url) as (limiter,):
            for number in range(2_000):
                assert limiter.spend_leased(RateClass.API, f"{caller}{number}") is not None
        of_many = passage.asked - of_one

    assert 5 <= of_one <= 25
    assert 10 <= of_many <= 12


async def test_a_token_that_is_there_is_spent_at_once_and_takes_microseconds(settings: Settings) -> None:
    caller = new_token()
    async with processes(settings, rate_limit_factor=10_000) as (limiter,):
        assert limiter.spend_leased(RateClass.API, caller) is not None
        watch = Stopwatch()
        spent = [limiter.spend_leased(RateClass.API, caller) for _ in range(10_000)]
        took = watch.seconds

    assert None not in spent
    assert took / 10_000 < 0.000_05


@asynccontextmanager
async def leasing(url: str) -> AsyncIterator[Leases]:
    """Leases of one process for windows of any length; callers are forgotten as soon as they may be."""
    async with Redis.from_url(url) as redis:
        leases = Leases(redis, "secret", 1.0, sweep_every=0.0)
        yield leases
        await leases.settle()


async def test_when_the_window_is_over_all_is_there_again(settings: Settings) -> None:
    limit = RateLimitItemPerSecond(5, SECONDS)
    caller = new_token()
    async with leasing(settings.redis_url) as leases:

        async def passes() -> bool:
            return await passed(leases.spend(limit, "TEST", caller)) == 1

        assert [await passes() for _ in range(6)] == [True] * 5 + [False]
        assert await until(passes)


async def test_callers_whose_window_is_over_are_forgotten(settings: Settings) -> None:
    limit = RateLimitItemPerSecond(5, SECONDS)
    name = new_token()
    async with leasing(settings.redis_url) as leases:
        for number in range(500):
            assert leases.spend_leased(limit, "TEST", f"{name}{number}") is not None

        async def forgotten() -> bool:
            await leases.spend(limit, "TEST", new_token())
            return len(leases) < 250

        assert len(leases) == 500
        assert await until(forgotten)


@asynccontextmanager
async def silent_server() -> AsyncIterator[str]:
    """A server that takes connections and says nothing: its Redis URL."""

    async def keep(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    server = await asyncio.start_server(keep, "127.0.0.1", 0)
    try:
        yield f"redis://127.0.0.1:{server.sockets[0].getsockname()[1]}/0"
    finally:
        server.close()


async def test_with_redis_away_each_process_counts_for_itself(settings: Settings) -> None:
    nowhere = f"redis://127.0.0.1:{free_port()}/0"
    caller = new_token()
    async with processes(settings, 2, redis_url=nowhere) as limiters:
        numbers = [await passed(*(limiter.spend(RateClass.API, caller) for _ in range(400))) for limiter in limiters]
        counted = await passed(*(limiters[0].check(RateClass.AUTH, (caller, caller)) for _ in range(100)))

    assert numbers == [300, 300]
    assert counted == 5


async def test_with_redis_hanging_nothing_waits_longer_than_it_may(settings: Settings) -> None:
    caller = new_token()
    longest = 0.0

    async def timed(spend: Callable[[], Awaitable[object]]) -> object:
        nonlocal longest
        watch = Stopwatch()
        try:
            return await spend()
        finally:
            longest = max(longest, watch.seconds)

    waits = settings.redis_timeout
    async with silent_server() as url, processes(settings, redis_url=url, redis_timeout=waits) as (limiter,):
        number = await passed(*(timed(lambda: limiter.spend(RateClass.API, caller)) for _ in range(400)))
        watch = Stopwatch()
        first = [limiter.spend_leased(RateClass.API, f"{caller}{each}") for each in range(50)]
        took = watch.seconds

    assert number == 300
    assert longest < waits.total_seconds() + 0.5
    assert None not in first
    assert took < 0.5


async def test_what_was_spent_without_redis_is_reported_when_it_is_back(settings: Settings) -> None:
    limit = RateLimitItemPerMinute(100)
    caller = new_token()
    passage, port = Passage(settings.redis_url), free_port()
    path = urlsplit(settings.redis_url).path
    async with Redis.from_url(settings.redis_url) as redis, leasing(f"redis://127.0.0.1:{port}{path}") as leases:
        for _ in range(40):
            budget = await leases.spend(limit, "TEST", caller)
        assert await redis.get(budget.key) is None

        async def reported() -> bool:
            await leases.spend(limit, "TEST", caller)
            return int(await redis.get(budget.key) or 0) >= 40

        async with passage.open(port):
            assert await until(reported, every=0.2)
            await leases.settle()
