"""Pools on the test's database, each with a name that PostgreSQL knows its connections by."""

import os
from collections.abc import AsyncIterator, Callable, Iterator
from itertools import count
from typing import Any

import psycopg
import pytest

from carbot.settings import Settings
from tenants.pipeline import PipelinePool, Step
from tenants.roles import DatabaseRole, role_url
from tests.support.rows import Rows

_numbers = count(1)


class NamedPool(PipelinePool):
    """A pool that says what its connections are called in pg_stat_activity."""

    def __init__(self, url: str, **arguments: Any) -> None:
        super().__init__(url, **arguments)
        self.name: str = arguments["application_name"]


MakePool = Callable[..., NamedPool]


def new_pool(url: str, **changes: Any) -> NamedPool:
    """A pool that waits long, unless told otherwise."""
    name = f"pipeline {os.getpid()} {next(_numbers)}"
    told = {"size": 4, "wait": 20.0, "statement_timeout": 20.0, "application_name": name}
    return NamedPool(url, **{**told, **changes})


@pytest.fixture
def api_role_url(settings: Settings) -> str:
    """Where carbot_api connects."""
    return role_url(settings, DatabaseRole.API)


@pytest.fixture
async def make_pool(api_role_url: str) -> AsyncIterator[MakePool]:
    """Makes pools of carbot_api, or of the `url` given, which are closed afterwards."""
    made: list[NamedPool] = []

    def make(url: str = api_role_url, **changes: Any) -> NamedPool:
        made.append(new_pool(url, **changes))
        return made[-1]

    yield make
    for pool in made:
        await pool.close(patience=0.1)


@pytest.fixture(params=[True, False], ids=["prepared", "unprepared"])
def pool(make_pool: MakePool, request: pytest.FixtureRequest) -> NamedPool:
    """A pool, once with prepared statements and once without."""
    return make_pool(prepare=request.param)


@pytest.fixture
def single(make_pool: MakePool) -> NamedPool:
    """A pool of one connection."""
    return make_pool(size=1)


class Gate:
    """Keeps who comes to its `step` until it is opened."""

    def __init__(self, url: str) -> None:
        number = next(_numbers)
        self._keeper = psycopg.connect(url, autocommit=True)
        self._keeper.execute("SELECT pg_advisory_lock(%s)", [number])
        self.step = Step("SELECT pg_advisory_xact_lock_shared($1::int8)", (b"%d" % number,))

    def open(self) -> None:
        """Let all go on."""
        self._keeper.close()


@pytest.fixture
def gate(api_role_url: str) -> Iterator[Gate]:
    """A gate that is closed."""
    made = Gate(api_role_url)
    yield made
    made.open()


@pytest.fixture
def notes(rows: Rows) -> Iterator[str]:
    """A table without walls that carbot_api may do anything with: (id, text), the text unique when all is done."""
    rows("CREATE TABLE pipeline_notes (id int PRIMARY KEY, text text UNIQUE DEFERRABLE INITIALLY DEFERRED)")
    rows("GRANT ALL ON pipeline_notes TO carbot_api")
    yield "pipeline_notes"
    rows("DROP TABLE pipeline_notes")
