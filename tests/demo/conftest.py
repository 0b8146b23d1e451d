"""The demo workshop in this run's database, and the database itself to look into."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import httpx2
import pytest
from sqlalchemy import create_engine, pool
from sqlalchemy.orm import Session

from carbot.demo_data import DemoWorkshop, seed
from carbot.settings import Settings
from tests.support.api import Api, Headers

SIGN_IN = """mutation ($input: SessionStartInput!) { sessionStart(input: $input) {
  viewer { member { role } workshop { name } } errors { code } } }"""


@pytest.fixture
async def demo(settings: Settings) -> DemoWorkshop:
    """The demo workshop, made by the first test that asks."""
    return await asyncio.to_thread(seed, settings)


@pytest.fixture
async def owner(api_url: str, demo: DemoWorkshop) -> AsyncIterator[Api]:
    """The API as the demo's owner, signed in with the login the demo shows."""
    # A client of one's own: its cookie jar keeps the session.
    async with httpx2.AsyncClient(base_url=api_url, timeout=20) as http:
        member = Api(http).as_(Headers({"x-carbot-csrf": "1"}))
        entered = await member.one(SIGN_IN, input={"email": demo.email, "password": demo.password})
        assert entered == {
            "viewer": {"member": {"role": "OWNER"}, "workshop": {"name": "Kfz-Meisterbetrieb Yılmaz & Sohn"}},
            "errors": [],
        }
        yield member


@pytest.fixture
def database(settings: Settings) -> Iterator[Session]:
    """The whole database as its owner; what a test does there is undone."""
    url = settings.database_url.replace("postgresql://", "postgresql+psycopg://", 1)
    engine = create_engine(url, poolclass=pool.NullPool)
    with Session(engine) as session:
        yield session
        session.rollback()
    engine.dispose()
