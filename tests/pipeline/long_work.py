"""A pool's long work, and how much more memory the process then holds: `python -m tests.pipeline.long_work URL`."""

import asyncio
import gc
import json
import os
import resource
import sys
from pathlib import Path

from tenants.pipeline import PipelinePool, StatementFailed, Step
from tests.pipeline.statements import bind, echo

WARM_UP, RUNS = 4000, 50_000
_RESIDENT = Path("/proc/self/statm")


def resident_bytes() -> int:
    """What the process holds, libpq's share included; where there is no /proc, the most it ever held."""
    if _RESIDENT.exists():
        return int(_RESIDENT.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


async def work(pool: PipelinePool, runs: int) -> None:
    """That many runs by four callers: one in fifty fails, and now and then a statement is new."""

    async def ask(first: int) -> None:
        for number in range(first, runs, 4):
            value = b"%d" % number
            if number % 50:
                assert (await pool.run(bind(number), echo(value)))[1] == [(value,)]
                continue
            try:
                await pool.run(Step(f"SELECT {number}"), Step("SELECT 1 / ($1::int - $1::int)", (value,)))
            except StatementFailed:
                continue

    await asyncio.gather(*map(ask, range(4)))
    gc.collect()


async def _grown(url: str) -> dict[str, int]:
    """What the process holds more after all runs than after the first ones."""
    pool = PipelinePool(url, size=4, wait=60, statement_timeout=60, application_name="long work", prepared=50)
    await work(pool, WARM_UP)
    before = resident_bytes()
    await work(pool, RUNS)
    grown = resident_bytes() - before
    statements = pool.metrics.statements
    await pool.close()
    return {"statements": statements, "bytes": grown}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asyncio.run(_grown(sys.argv[1]))))
