"""One PostgreSQL and one Valkey for a whole run of the tests, thrown away afterwards (a pytest plugin).

The process that controls the run starts them and names them in `TEST_PG_ADMIN_URL` (a superuser's) and
`TEST_REDIS_URL`; xdist's workers inherit these. Servers named there beforehand are used as they are.
"""

import contextlib
import os
import shutil
import tempfile
from pathlib import Path

import pytest

from carbot.embedded.postgres import postgres
from carbot.embedded.valkey import valkey
from carbot.errors import StartupError

PG_VARIABLE = "TEST_PG_ADMIN_URL"
REDIS_VARIABLE = "TEST_REDIS_URL"


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Start the servers before xdist starts its workers."""
    if hasattr(config, "workerinput") or config.option.collectonly or config.option.help:
        return
    running = contextlib.ExitStack()
    config.add_cleanup(running.close)
    directory = Path(tempfile.mkdtemp(prefix="carbot-tests-"))
    running.callback(shutil.rmtree, directory, ignore_errors=True)
    # Root's unprivileged account has to reach its data below.
    directory.chmod(0o755)
    try:
        if not os.environ.get(PG_VARIABLE):
            database = running.enter_context(postgres(directory / "postgres", durable=False))
            _set(running, PG_VARIABLE, database.url)
        if not os.environ.get(REDIS_VARIABLE):
            queue = running.enter_context(valkey(directory / "valkey", durable=False))
            _set(running, REDIS_VARIABLE, queue.url)
    except StartupError as refusal:
        raise pytest.UsageError(str(refusal)) from None


@pytest.fixture(scope="session")
def pg_admin_url() -> str:
    """The URL of a superuser of the run's PostgreSQL."""
    return os.environ[PG_VARIABLE]


@pytest.fixture(scope="session")
def redis_url() -> str:
    """The URL of database 0 of the run's Valkey; an xdist worker takes a number of its own."""
    return os.environ[REDIS_VARIABLE]


def _set(running: contextlib.ExitStack, name: str, value: str) -> None:
    os.environ[name] = value
    running.callback(os.environ.pop, name, None)
