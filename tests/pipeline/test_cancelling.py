"""Callers who go away: their connection is stopped and used again, and nobody ever gets what was another's."""

import asyncio
import random
import time

import pytest

from carbot.errors import Unavailable
from tenants.pipeline import PipelinePool, StatementFailed, Step
from tests.pipeline.conftest import Gate, MakePool, NamedPool
from tests.pipeline.statements import BOUND, bind, echo, pid, sleep
from tests.support.rows import Rows
from tests.support.waiting import until

STUBBORN = """DO $$ BEGIN
  BEGIN PERFORM pg_sleep(20); EXCEPTION WHEN query_canceled THEN PERFORM pg_sleep(20); END;
END $$"""


async def is_running(rows: Rows, pool: NamedPool, what: str) -> None:
    """Returns when a connection of the pool is at work on a statement with this text."""

    async def seen() -> bool:
        query = "SELECT 1 FROM pg_stat_activity WHERE application_name = %s AND state = 'active' AND query LIKE %s"
        return bool(rows(query, pool.name, f"%{what}%"))

    await until(seen)


async def is_free(pool: PipelinePool) -> None:
    """Returns when no connection is busy."""

    async def idle() -> bool:
        return pool.metrics.in_use == 0

    await until(idle)


@pytest.mark.parametrize("steps", [(sleep(20),), (echo(b"x"), sleep(20), sleep(20)), (Step(STUBBORN),)])
async def test_a_long_statement_does_not_hold_its_connection(
    single: NamedPool, rows: Rows, steps: tuple[Step, ...]
) -> None:
    before = await pid(single)
    task = asyncio.create_task(single.run(*steps))
    await is_running(rows, single, "pg_sleep")

    began = time.monotonic()
    task.cancel()
    # Who goes away is told at once, before anything can have come from the server.
    for _ in range(3):
        await asyncio.sleep(0)
    assert task.cancelled()
    after = await pid(single)

    assert time.monotonic() - began < 10
    assert after == before
    assert (single.metrics.open, single.metrics.in_use, single.metrics.errors) == (1, 0, 0)


async def test_a_change_that_was_not_finished_is_undone(single: NamedPool, rows: Rows, notes: str) -> None:
    task = asyncio.create_task(single.run(Step(f"INSERT INTO {notes} VALUES (1, 'a')"), sleep(20)))
    await is_running(rows, single, "pg_sleep")

    task.cancel()

    assert await single.run(Step(f"SELECT * FROM {notes}")) == [[]]


async def test_one_who_still_waits_for_a_connection_leaves_the_queue(single: NamedPool, rows: Rows, gate: Gate) -> None:
    holder = asyncio.create_task(single.run(gate.step))
    await is_running(rows, single, "advisory_xact_lock")
    leaving, staying = (asyncio.create_task(single.run(echo(value))) for value in (b"leaving", b"staying"))
    await asyncio.sleep(0)
    assert single.metrics.waiting == 2

    leaving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await leaving

    assert single.metrics.waiting == 1
    gate.open()
    assert await staying == [[(b"staying",)]]
    assert await holder == [[(b"",)]]
    assert single.metrics.waiting == 0


async def test_one_who_leaves_while_the_connection_is_made_leaves_it_to_others(single: NamedPool) -> None:
    task = asyncio.create_task(single.run(echo(b"x")))
    await asyncio.sleep(0)
    task.cancel()

    with pytest.raises(asyncio.CancelledError):
        await task

    assert await single.run(echo(b"y")) == [[(b"y",)]]
    assert single.metrics.open == 1


async def test_a_time_limit_of_the_caller_is_kept(single: NamedPool) -> None:
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.1):
            await single.run(sleep(20))

    assert await single.run(echo(b"next")) == [[(b"next",)]]


@pytest.mark.parametrize("prepare", [True, False], ids=["prepared", "unprepared"])
async def test_a_thousand_cancellations_leave_nothing_behind(make_pool: MakePool, prepare: bool) -> None:
    pool = make_pool(size=6, prepare=prepare, prepared=8)
    chance = random.Random(random.random())
    cancelled = answered = refused = 0

    async def ask(number: int) -> None:
        """A run whose every answer says whose it is."""
        nonlocal answered, refused
        value = b"%d" % number
        fails, variant = chance.random() < 0.1, chance.randrange(20)
        steps = [bind(number), Step(f"SELECT $1::text, {variant}", (value,)), Step(BOUND)]
        if chance.random() < 0.3:
            steps.insert(chance.randrange(1, 3), sleep(chance.choice([0.001, 0.01, 0.05])))
        if chance.random() < 0.1:
            steps.append(Step("SELECT repeat($1, 100000)", (value,)))
        if fails:
            steps.append(Step("SELECT 1 / ($1::int - $1::int)", (value,)))
        try:
            answers = await pool.run(*steps)
        except StatementFailed as refusal:
            if not fails or (refusal.sqlstate, refusal.step) != ("22012", len(steps) - 1):
                raise
            refused += 1
            return
        assert not fails
        answered += 1
        assert answers[0] == [(value,)]
        rest = [rows for rows in answers[1:] if rows != [(b"",)]]
        assert rest[:2] == [[(value, b"%d" % variant)], [(value,)]]
        assert rest[2:] in ([], [[(value * 100_000,)]])

    number = 0
    while cancelled < 1000:
        tasks = [asyncio.create_task(ask(number + extra)) for extra in range(60)]
        number += len(tasks)
        for task in chance.sample(tasks, 45):
            await asyncio.sleep(chance.choice([0, 0, 0, 0.0005, 0.003]))
            task.cancel()
        outcomes = await asyncio.gather(*tasks, return_exceptions=True)
        cancelled += sum(isinstance(outcome, asyncio.CancelledError) for outcome in outcomes)
        assert [o for o in outcomes if o is not None and not isinstance(o, asyncio.CancelledError)] == []

    assert answered > 50
    assert refused > 5
    await is_free(pool)
    metrics = pool.metrics
    assert (metrics.in_use, metrics.waiting, metrics.errors, metrics.reconnects) == (0, 0, refused, 0)
    # Nothing of a workshop is left on any of the connections.
    answers = await asyncio.gather(*(pool.run(echo(b"%d" % turn), Step(BOUND)) for turn in range(60)))
    assert answers == [[[(b"%d" % turn,)], [(b"",)]] for turn in range(60)]


async def test_a_late_request_to_cancel_never_hits_the_next_call(single: NamedPool) -> None:
    # The statement ends by itself at about the time the request to cancel is sent.
    for attempt in range(40):
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.002):
                await single.run(sleep(0.021 + attempt / 5000))
        try:
            assert await single.run(sleep(0.005), echo(b"mine")) == [[(b"",)], [(b"mine",)]]
        except Unavailable:
            pytest.fail(f"the call after attempt {attempt} was cancelled")
