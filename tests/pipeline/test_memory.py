"""Fifty thousand runs, good and bad, leave no more behind than a few."""

import asyncio
import json
import sys
import tracemalloc
from itertools import pairwise
from pathlib import Path

import pytest

from tests.pipeline import long_work
from tests.pipeline.conftest import MakePool
from tests.pipeline.long_work import RUNS, WARM_UP, work

BLOCKS = 4
MEGABYTE = 1024 * 1024
ROOT = Path(__file__).parents[2]


def held_by_the_pool() -> int:
    """The bytes that code of the pool and its driver allocated; coverage and other threads allocate beside it."""
    ours = [tracemalloc.Filter(True, f"*/{package}/*") for package in ("tenants/pipeline", "psycopg", "psycopg_pool")]
    return sum(trace.size for trace in tracemalloc.take_snapshot().filter_traces(ours).traces)


@pytest.mark.timeout(180)
async def test_memory_does_not_grow(api_role_url: str) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", long_work.__name__, api_role_url, cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    try:
        said, _ = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()

    grown = json.loads(said)
    assert grown["statements"] == 2 * (RUNS + WARM_UP)
    assert grown["bytes"] < 8 * MEGABYTE


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
