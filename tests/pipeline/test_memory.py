"""Fifty thousand runs, good and bad, leave no more behind than a few."""

import asyncio
import gc
import os
import resource
import tracemalloc
from itertools import pairwise
from pathlib import Path

import pytest

from tenants.pipeline import PipelinePool, StatementFailed, Step
from tests.pipeline.conftest import MakePool
from tests.pipeline.statements import bind, echo

RUNS = 50_000
BLOCKS = 4
RESIDENT = Path("/proc/self/statm")
MEGABYTE = 1024 * 1024


def resident_bytes() -> int:
    """What the process holds, libpq's share included; where there is no /proc, the most it ever held."""
    if RESIDENT.exists():
        return int(RESIDENT.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def held_by_the_pool() -> int:
    """The bytes that code of the pool and its driver allocated; coverage and other threads allocate beside it."""
    ours = [tracemalloc.Filter(True, f"*/{package}/*") for package in ("tenants/pipeline", "psycopg", "psycopg_pool")]
    return sum(trace.size for trace in tracemalloc.take_snapshot().filter_traces(ours).traces)


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


@pytest.mark.timeout(180)
async def test_memory_does_not_grow(make_pool: MakePool) -> None:
    pool = make_pool(size=4, prepared=50)
    await work(pool, 4000)
    resident = resident_bytes()

    await work(pool, RUNS)

    assert pool.metrics.statements == 2 * (RUNS + 4000)
    assert resident_bytes() - resident < 8 * MEGABYTE


async def test_no_objects_are_kept(make_pool: MakePool) -> None:
    pool = make_pool(size=4, prepared=50)
    await work(pool, 2000)
    tracemalloc.start()
    try:
        await work(pool, 500)
        held = [held_by_the_pool()]
        for _ in range(BLOCKS):
            await work(pool, 2000)
            held.append(held_by_the_pool())
    finally:
        tracemalloc.stop()

    # What is kept by run grows in every block.
    assert min(after - before for before, after in pairwise(held)) < 32 * 1024
