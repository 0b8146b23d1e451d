"""Workshops whose past is written line by line, in a database where no worker counts unasked."""

from collections.abc import AsyncIterator
from urllib.parse import urlsplit, urlunsplit

import pytest

from carbot.outside import Outside
from carbot.settings import Settings
from carbot.wiring import connect
from tenants.migrate import migrate
from tenants.provision import provision
from tests.conftest import MakeWorkshop
from tests.figures.history import History
from tests.support.api import TestWorkshop, make_workshop
from tests.support.rows import Rows


@pytest.fixture(scope="session")
def quiet_settings(pg_admin_url: str, settings: Settings) -> Settings:
    """An own database, migrated, which no relay and no worker knows."""
    address = urlsplit(settings.database_url)
    made = settings.model_copy(update={"database_url": urlunsplit(address._replace(path=f"{address.path}_figures"))})
    provision(pg_admin_url, made)
    migrate(made)
    return made


@pytest.fixture(scope="session")
async def quiet(quiet_settings: Settings) -> AsyncIterator[Outside]:
    """What a process works with in that database."""
    made = connect(quiet_settings)
    yield made
    await made.database.close()


@pytest.fixture
def rows(pg_admin_url: str, quiet_settings: Settings) -> Rows:
    """Runs single statements as a superuser there."""
    return Rows(pg_admin_url, quiet_settings)


@pytest.fixture
def new_workshop(quiet: Outside) -> MakeWorkshop:
    """Makes workshops there."""

    async def make(**changes: object) -> TestWorkshop:
        return await make_workshop(quiet, **changes)

    return make


@pytest.fixture
def history(workshop: TestWorkshop, rows: Rows) -> History:
    """A workshop's past there, still empty."""
    return History(workshop, rows)
