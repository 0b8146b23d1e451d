"""The error log, written past the walls and read by operators."""

from collections.abc import AsyncIterator, Iterator

import httpx2
import pytest
from sqlalchemy import Engine, create_engine, text

from carbot.outside import Outside
from carbot.settings import Settings
from resolvers.errors import CriticalErrorFound
from tenants.errors import ErrorRecorder
from tests.support.operators import OperatorPerson, new_operator


@pytest.fixture(scope="session")
def owner(settings: Settings) -> Iterator[Engine]:
    """The database past the walls."""
    engine = create_engine(settings.database_url.replace("postgresql://", "postgresql+psycopg://", 1))
    yield engine
    engine.dispose()


@pytest.fixture(autouse=True)
async def empty_log(outside: Outside, owner: Engine) -> AsyncIterator[None]:
    """A log nobody else has written to, and no operators but the test's."""
    await outside.errors.flush()
    with owner.begin() as connection:
        connection.execute(text("DELETE FROM error_groups"))
    yield
    await outside.errors.flush()
    with owner.begin() as connection:
        connection.execute(text("DELETE FROM error_groups"))
        connection.execute(text("DELETE FROM operators"))


@pytest.fixture
async def operator(http: httpx2.AsyncClient, settings: Settings) -> OperatorPerson:
    """An operator who is signed in."""
    return await new_operator(http, settings)


@pytest.fixture
async def recorder(outside: Outside) -> AsyncIterator[ErrorRecorder]:
    """A recorder of a process of its own."""
    made = ErrorRecorder(outside.database, release="1.2.3", notice=CriticalErrorFound.__name__)
    yield made
    await made.aclose()
