"""The database as its owner sees it, and workshops with one row in every table."""

from collections.abc import Awaitable, Callable, Iterator

import psycopg
import pytest
from psycopg.rows import dict_row
from sqlalchemy import Engine, create_engine

from carbot.outside import Outside
from carbot.settings import Settings
from tests.support.api import make_workshop
from tests.tenancy.catalog import Catalog, read_catalog
from tests.tenancy.furnish import Furnished, furnish

Furnish = Callable[[], Awaitable[Furnished]]


@pytest.fixture(scope="session")
def owner_url(settings: Settings) -> str:
    """Where carbot_owner connects."""
    return settings.database_url


@pytest.fixture(scope="session")
def catalog(owner_url: str) -> Catalog:
    """The catalogs of a database that all migrations have built."""
    with psycopg.connect(owner_url, row_factory=dict_row) as connection:
        return read_catalog(connection)


@pytest.fixture(scope="session")
def owner_engine(owner_url: str) -> Iterator[Engine]:
    """The ORM past the walls, for what no process of the product may write."""
    engine = create_engine(owner_url.replace("postgresql://", "postgresql+psycopg://", 1))
    yield engine
    engine.dispose()


@pytest.fixture
def new_furnished(outside: Outside, owner_engine: Engine) -> Furnish:
    """Makes workshops that have one row in every table of a workshop."""

    async def make() -> Furnished:
        return furnish(owner_engine, await make_workshop(outside))

    return make


@pytest.fixture
async def furnished(new_furnished: Furnish) -> Furnished:
    """A workshop with one row in every table."""
    return await new_furnished()


@pytest.fixture
async def other_furnished(new_furnished: Furnish) -> Furnished:
    """Somebody else's workshop with one row in every table."""
    return await new_furnished()
