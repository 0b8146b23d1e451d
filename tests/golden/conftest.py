"""The golden database and its stage."""

from collections.abc import AsyncIterator, Iterator
from urllib.parse import urlsplit, urlunsplit

import pytest
import structlog
from sqlalchemy import Engine, create_engine

from carbot.outside import Outside
from carbot.settings import Settings
from carbot.wiring import connect
from tenants.migrate import migrate
from tenants.provision import provision
from tests.golden.stage import Stage


@pytest.fixture(scope="session")
def golden_settings(pg_admin_url: str, settings: Settings) -> Settings:
    """A database of its own, migrated, which no relay and no worker knows."""
    address = urlsplit(settings.database_url)
    made = settings.model_copy(update={"database_url": urlunsplit(address._replace(path=f"{address.path}_golden"))})
    provision(pg_admin_url, made)
    migrate(made)
    return made


@pytest.fixture(scope="session")
async def golden_outside(golden_settings: Settings) -> AsyncIterator[Outside]:
    """What a process works with in that database."""
    made = connect(golden_settings)
    yield made
    await made.limiter.aclose()
    await made.database.close()


@pytest.fixture(scope="session")
def golden_owner(golden_settings: Settings) -> Iterator[Engine]:
    """The ORM past the walls."""
    engine = create_engine(golden_settings.database_url.replace("postgresql://", "postgresql+psycopg://", 1))
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
async def stage(golden_outside: Outside, golden_owner: Engine) -> AsyncIterator[Stage]:
    """Both executors in front of the golden database."""
    made = Stage(golden_outside, golden_owner)
    made.reset()
    yield made
    await made.close()


@pytest.fixture(scope="session", autouse=True)
def plain_logs() -> Iterator[None]:
    """Tracebacks in one line each: drawing them takes longer than what is tested."""
    before = structlog.get_config()
    structlog.configure(processors=[structlog.processors.format_exc_info, structlog.processors.JSONRenderer()])
    yield
    structlog.configure(**before)
