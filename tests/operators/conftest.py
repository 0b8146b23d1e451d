"""Operators of the platform."""

from collections.abc import Iterator

import httpx2
import pytest
from sqlalchemy import Engine, create_engine, text

from carbot.settings import Settings
from tests.support.operators import OperatorPerson, new_operator


@pytest.fixture
async def operator(http: httpx2.AsyncClient, settings: Settings) -> OperatorPerson:
    """An operator who is enrolled and signed in."""
    return await new_operator(http, settings)


@pytest.fixture(scope="session")
def owner(settings: Settings) -> Iterator[Engine]:
    """The database past the walls."""
    engine = create_engine(settings.database_url.replace("postgresql://", "postgresql+psycopg://", 1))
    yield engine
    engine.dispose()


@pytest.fixture(autouse=True)
def no_operators_stay(owner: Engine) -> Iterator[None]:
    """Operators belong to the whole platform: none of one test is seen by another."""

    def dismiss_all() -> None:
        with owner.begin() as connection:
            connection.execute(text("DELETE FROM operators"))

    dismiss_all()
    yield
    dismiss_all()
