"""Both event loops: the one the server runs on, and Python's own."""

import asyncio
from collections.abc import Callable

import pytest
import uvloop

from carbot.errors import Unavailable
from tenants.pipeline import StatementFailed, Step
from tests.pipeline.conftest import new_pool
from tests.pipeline.statements import echo, pid, sleep
from tests.support.rows import Rows


@pytest.mark.parametrize("new_loop", [uvloop.new_event_loop, asyncio.new_event_loop], ids=["uvloop", "asyncio"])
def test_everything_works_on_this_loop(
    new_loop: Callable[[], asyncio.AbstractEventLoop], api_role_url: str, rows: Rows
) -> None:
    async def story() -> None:
        pool = new_pool(api_role_url, size=2, statement_timeout=5)
        answers = await asyncio.gather(*(pool.run(echo(b"%d" % number)) for number in range(500)))
        assert answers == [[[(b"%d" % number,)]] for number in range(500)]

        with pytest.raises(StatementFailed):
            await pool.run(echo(b"x"), Step("SELECT 1/0"))

        large = b"x" * 5_000_000
        assert await pool.run(*[echo(large)] * 3) == [[(large,)]] * 3

        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.1):
                await pool.run(sleep(20))

        old = await pid(pool)
        call = asyncio.create_task(pool.run(sleep(20)))
        await asyncio.sleep(0.1)
        rows("SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE application_name = %s", pool.name)
        with pytest.raises(Unavailable):
            await call
        assert await pid(pool) != old

        await pool.close()

    with asyncio.Runner(loop_factory=new_loop) as runner:
        runner.run(asyncio.wait_for(story(), 40))
