"""The error log, written past the walls and read by operators, in a database where no other test errs."""

from collections.abc import AsyncIterator, Iterator
from urllib.parse import urlsplit, urlunsplit

import httpx2
import pytest
from sqlalchemy import Engine, create_engine, text

from carbot.outside import Outside
from carbot.settings import Settings
from resolvers.errors import CriticalErrorFound
from tenants.errors import ErrorRecorder
from tenants.migrate import migrate
from tenants.provision import provision
from tests.support.instances import another_api, without_cookies
from tests.support.operators import OperatorPerson, new_operator


@pytest.fixture(scope="session")
def log_settings(pg_admin_url: str, settings: Settings) -> Settings:
    """An own database, migrated, which no relay and no worker knows."""
    address = urlsplit(settings.database_url)
    made = settings.model_copy(update={"database_url": urlunsplit(address._replace(path=f"{address.path}_errors"))})
    provision(pg_admin_url, made)
    migrate(made)
    return made


@pytest.fixture(scope="session")
async def outside(log_settings: Settings) -> AsyncIterator[Outside]:
    """What the API on that database works with."""
    async with another_api(log_settings) as (_, made):
        yield made


@pytest.fixture(scope="session")
def api_url(outside: Outside) -> str:
    """The API on that database."""
    return outside.settings.public_url


@pytest.fixture(scope="session")
async def http(api_url: str) -> AsyncIterator[httpx2.AsyncClient]:
    """A client of it without cookies."""
    async with without_cookies(api_url) as client:
        yield client


@pytest.fixture(scope="session")
def owner(log_settings: Settings) -> Iterator[Engine]:
    """That database past the walls."""
    engine = create_engine(log_settings.database_url.replace("postgresql://", "postgresql+psycopg://", 1))
    yield engine
    engine.dispose()


@pytest.fixture(autouse=True)
async def empty_log(outside: Outside, owner: Engine) -> AsyncIterator[None]:
    """A log without the errors of the tests before, and no operators but the test's."""

    async def forget() -> None:
        await outside.errors.flush()
        with owner.begin() as connection:
            connection.execute(text("DELETE FROM error_groups"))
            connection.execute(text("DELETE FROM operators"))

    await forget()
    yield
    await forget()


@pytest.fixture
async def operator(http: httpx2.AsyncClient, log_settings: Settings) -> OperatorPerson:
    """An operator who is signed in."""
    return await new_operator(http, log_settings)


@pytest.fixture
async def recorder(outside: Outside) -> AsyncIterator[ErrorRecorder]:
    """A recorder of a process of its own."""
    made = ErrorRecorder(outside.database, release="1.2.3", notice=CriticalErrorFound.__name__)
    yield made
    await made.aclose()
