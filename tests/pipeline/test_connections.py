"""Connections that come and go: made when needed, shared in order, lost without a trace, and closed at the end."""

import asyncio
import os
import signal
import tempfile
import time
from collections.abc import Awaitable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from carbot.embedded.postgres import postgres
from carbot.embedded.processes import free_port, stop
from carbot.embedded.server import Server
from carbot.errors import Unavailable
from tenants.pipeline import PipelinePool, Step
from tests.pipeline.conftest import Gate, MakePool, NamedPool
from tests.pipeline.statements import PID, echo, pid, sleep
from tests.pipeline.test_cancelling import is_running
from tests.support.rows import Rows
from tests.support.waiting import until

GONE = {"code": "UNAVAILABLE", "retryAfter": 5}
BUSY = {"code": "UNAVAILABLE", "retryAfter": 2}


async def hears(call: Awaitable[object]) -> dict[str, object]:
    """What the call that is Unavailable says."""
    with pytest.raises(Unavailable) as refusal:
        await call
    return dict(refusal.value.extensions)


def terminate(rows: Rows, pool: NamedPool) -> int:
    """End all connections of the pool from outside; how many there were."""
    query = "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE application_name = %s"
    return len(rows(query, pool.name))


async def are_at_work(pool: NamedPool, number: int) -> None:
    """Returns when so many connections are busy."""

    async def busy() -> bool:
        return pool.metrics.in_use == number

    await until(busy)


async def test_connections_are_made_when_needed_and_never_too_many(make_pool: MakePool, rows: Rows, gate: Gate) -> None:
    pool = make_pool(size=3)
    assert pool.metrics.open == 0

    await pool.run(PID)
    assert pool.metrics.open == 1

    calls = [asyncio.create_task(pool.run(gate.step, PID)) for _ in range(12)]
    await are_at_work(pool, 3)
    gate.open()
    pids = {answer[1][0] for answer in await asyncio.gather(*calls)}

    assert len(pids) == 3
    assert pool.metrics.open == 3
    found = rows("SELECT count(*) FROM pg_stat_activity WHERE application_name = %s", pool.name)
    assert found == [(3,)]


async def test_who_waits_is_served_in_the_order_of_coming(single: NamedPool) -> None:
    order: list[int] = []

    async def ask(number: int) -> None:
        await single.run(echo(b"x"), sleep(0.005))
        order.append(number)

    await asyncio.gather(*map(ask, range(50)))

    assert order == list(range(50))


async def test_who_waits_too_long_is_told_to_come_back(make_pool: MakePool, gate: Gate) -> None:
    pool = make_pool(size=1, wait=0.2)

    async def is_open() -> bool:
        with suppress(Unavailable):
            await pool.run(PID)
        return pool.metrics.open == 1

    # Who comes first may have to wait too long for the connection itself.
    await until(is_open)
    before = pool.metrics
    holder = asyncio.create_task(pool.run(gate.step, PID))
    await are_at_work(pool, 1)
    began = time.monotonic()

    heard = await asyncio.gather(*(hears(pool.run(PID)) for _ in range(5)))

    assert heard == [BUSY] * 5
    assert 0.19 < time.monotonic() - began < 5
    assert not holder.done()
    gate.open()
    assert len(await holder) == 2
    after = pool.metrics
    assert after.waiting == 0
    assert (after.waits - before.waits, after.errors - before.errors, after.statements - before.statements) == (5, 5, 7)
    assert after.wait_seconds - before.wait_seconds >= 1.0


@pytest.mark.parametrize("prepare", [True, False], ids=["prepared", "unprepared"])
async def test_a_connection_that_is_ended_from_outside(make_pool: MakePool, rows: Rows, prepare: bool) -> None:
    pool = make_pool(size=1, prepare=prepare)
    before = await pid(pool)
    running = asyncio.create_task(pool.run(echo(b"x"), sleep(20)))
    waiting = asyncio.create_task(pool.run(PID))
    await is_running(rows, pool, "pg_sleep")

    assert terminate(rows, pool) == 1

    assert await hears(running) == GONE
    [[(after,)]] = await waiting
    assert after != b"%d" % before
    metrics = pool.metrics
    assert (metrics.open, metrics.in_use, metrics.errors, metrics.reconnects) == (1, 0, 1, 1)


async def test_idle_connections_that_are_ended_are_noticed(make_pool: MakePool, rows: Rows, gate: Gate) -> None:
    pool = make_pool(size=3)
    callers = [asyncio.create_task(pool.run(gate.step)) for _ in range(3)]

    async def all_gone() -> bool:
        return pool.metrics.open == 0

    await are_at_work(pool, 3)
    gate.open()
    await asyncio.gather(*callers)
    assert terminate(rows, pool) == 3
    await until(all_gone)

    assert await pool.run(echo(b"x")) == [[(b"x",)]]
    assert (pool.metrics.open, pool.metrics.errors) == (1, 0)


async def test_a_connection_that_is_ended_while_its_caller_has_gone(single: NamedPool, rows: Rows) -> None:
    await pid(single)
    task = asyncio.create_task(single.run(sleep(20)))
    await is_running(rows, single, "pg_sleep")

    task.cancel()
    terminate(rows, single)

    assert await single.run(echo(b"x")) == [[(b"x",)]]
    assert (single.metrics.open, single.metrics.in_use) == (1, 0)


async def test_a_server_that_says_nothing_any_more(make_pool: MakePool, rows: Rows) -> None:
    # Long enough for what the server does at once, however busy the machine is.
    pool = make_pool(size=1, statement_timeout=2)
    frozen = await pid(pool)
    os.kill(frozen, signal.SIGSTOP)
    try:
        assert await hears(pool.run(echo(b"x"))) == GONE
        assert await pid(pool) != frozen
    finally:
        os.kill(frozen, signal.SIGCONT)


async def test_no_server_is_told_at_once_to_everybody(make_pool: MakePool) -> None:
    pool = make_pool(f"postgresql://carbot_api@127.0.0.1:{free_port()}/carbot", size=4)
    began = time.monotonic()

    heard = await asyncio.gather(*(hears(pool.run(PID)) for _ in range(50)))

    assert heard == [GONE] * 50
    assert time.monotonic() - began < 5
    assert (pool.metrics.open, pool.metrics.waiting, pool.metrics.errors) == (0, 0, 50)


async def test_a_server_that_will_not_have_us(make_pool: MakePool, api_role_url: str) -> None:
    pool = make_pool(f"{api_role_url}_that_is_not_there", size=2)

    assert await hears(pool.run(PID)) == GONE


@pytest.fixture
def restricted_url(rows: Rows, api_role_url: str) -> Iterator[str]:
    """Where a role connects that the server grants two connections at a time."""
    database = api_role_url.rpartition("/")[2]
    rows("CREATE ROLE pipeline_restricted LOGIN PASSWORD 'restricted' CONNECTION LIMIT 2")
    rows(f"GRANT CONNECT ON DATABASE {database} TO pipeline_restricted")
    yield "postgresql://pipeline_restricted:restricted@" + api_role_url.rpartition("@")[2]
    rows(f"REVOKE CONNECT ON DATABASE {database} FROM pipeline_restricted")
    rows("DROP ROLE pipeline_restricted")


async def test_a_server_that_grants_fewer_connections_than_the_pool_would_have(
    make_pool: MakePool, restricted_url: str, gate: Gate
) -> None:
    pool = make_pool(restricted_url, size=8)
    # Of more who connect at the same moment the server may refuse all.
    calls = [asyncio.create_task(pool.run(gate.step, echo(b"%d" % number))) for number in range(2)]
    await are_at_work(pool, 2)

    calls += [asyncio.create_task(pool.run(gate.step, echo(b"%d" % number))) for number in range(2, 60)]
    await asyncio.sleep(0)
    gate.open()
    answers = await asyncio.gather(*calls)

    assert [answer[1] for answer in answers] == [[(b"%d" % number,)] for number in range(60)]
    assert pool.metrics.open == 2
    await pool.close()


@pytest.fixture
def own_server() -> Iterator[Server]:
    """A PostgreSQL that may be stopped."""
    with tempfile.TemporaryDirectory(prefix="carbot-tests-") as made:
        directory = Path(made)
        # Root's unprivileged account has to reach its data below.
        directory.chmod(0o755)
        with postgres(directory / "postgres", durable=False) as server:
            yield server


async def test_a_server_that_is_started_again(make_pool: MakePool, own_server: Server) -> None:
    pool = make_pool(own_server.url, size=4)
    steps = (echo(b"x"), Step("SELECT 1"))
    expected = [[(b"x",)], [(b"1",)]]
    assert await asyncio.gather(*(pool.run(*steps) for _ in range(8))) == [expected] * 8
    running = [asyncio.create_task(pool.run(sleep(20))) for _ in range(6)]

    async def all_at_work() -> bool:
        return (pool.metrics.in_use, pool.metrics.waiting) == (4, 2)

    await until(all_at_work)
    stop(own_server.process, how=signal.SIGINT)
    during = await asyncio.gather(*map(hears, running), hears(pool.run(*steps)))
    assert during == [GONE] * 7
    assert (pool.metrics.open, pool.metrics.waiting) == (0, 0)

    own_server.restart()
    assert await asyncio.gather(*(pool.run(*steps) for _ in range(8))) == [expected] * 8
    assert pool.metrics.reconnects >= 1
    await pool.close()


async def test_a_request_to_cancel_that_may_come_late_hits_nobody(make_pool: MakePool, own_server: Server) -> None:
    pool = make_pool(own_server.url, size=1)
    before = await pid(pool)
    call = asyncio.create_task(pool.run(sleep(3)))

    async def at_work() -> bool:
        return pool.metrics.in_use == 1

    async def let_go() -> bool:
        return pool.metrics.in_use == 0

    await until(at_work)
    # The process that takes requests to cancel hears nothing, while the one at work goes on.
    os.kill(own_server.process.pid, signal.SIGSTOP)
    try:
        call.cancel()
        await until(let_go)
        assert pool.metrics.open == 0
    finally:
        os.kill(own_server.process.pid, signal.SIGCONT)

    assert await pid(pool) != before


async def test_closing_lets_those_who_run_and_wait_finish(single: NamedPool, rows: Rows) -> None:
    running, waiting = (asyncio.create_task(single.run(sleep(0.3), echo(b"x"))) for _ in range(2))
    await is_running(rows, single, "pg_sleep")

    await single.close()

    assert await running == await waiting == [[(b"",)], [(b"x",)]]
    assert (single.metrics.open, single.metrics.in_use) == (0, 0)


async def test_closing_does_not_wait_for_ever(single: NamedPool, rows: Rows) -> None:
    running, waiting = (asyncio.create_task(single.run(sleep(20))) for _ in range(2))
    await is_running(rows, single, "pg_sleep")

    await single.close(patience=0.1)

    assert [await hears(running), await hears(waiting)] == [GONE, GONE]
    assert single.metrics.open == 0

    async def none() -> bool:
        return not rows("SELECT 1 FROM pg_stat_activity WHERE application_name = %s", single.name)

    # The server, too, has stopped: nobody wants what it would find.
    await until(none)


async def test_closing_while_connecting_and_while_cancelling(make_pool: MakePool, rows: Rows) -> None:
    connecting = make_pool(size=2)
    early = asyncio.create_task(connecting.run(PID))
    await asyncio.sleep(0)
    await connecting.close(patience=0)
    assert await hears(early) == GONE

    cancelling = make_pool(size=1)
    late = asyncio.create_task(cancelling.run(sleep(20)))
    await is_running(rows, cancelling, "pg_sleep")
    late.cancel()
    await asyncio.wait([late])
    await cancelling.close(patience=0)

    assert (connecting.metrics.open, cancelling.metrics.open) == (0, 0)


async def test_a_closed_pool_takes_no_calls(pool: PipelinePool) -> None:
    await pool.run(PID)
    await pool.close()
    await pool.close()

    assert await hears(pool.run(PID)) == GONE


async def test_the_urls_own_options_are_kept(make_pool: MakePool, api_role_url: str) -> None:
    pool = make_pool(f"{api_role_url}?options=-c%20work_mem%3D5MB", statement_timeout=1.5)

    answers = await pool.run(Step("SHOW work_mem"), Step("SHOW statement_timeout"), Step("SHOW application_name"))

    assert answers == [[(b"5MB",)], [(b"1500ms",)], [(pool.name.encode(),)]]
