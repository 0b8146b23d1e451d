"""Browsers: each test has its own, with a cookie jar."""

from collections.abc import AsyncIterator

import httpx2
import pytest

from carbot.ids import new_id
from tests.support.api import Api


@pytest.fixture
async def browser(api_url: str) -> AsyncIterator[httpx2.AsyncClient]:
    """A browser on the dashboard, nobody signed in."""
    headers = {"x-carbot-csrf": "1", "origin": api_url}
    async with httpx2.AsyncClient(base_url=api_url, headers=headers, timeout=20) as client:
        yield client


@pytest.fixture
def dashboard(browser: httpx2.AsyncClient) -> Api:
    """The API as the browser's page calls it."""
    return Api(browser)


@pytest.fixture
def address() -> str:
    """An e-mail address nobody has used."""
    return f"neu.{new_id().hex[-12:]}@werkstatt.example"
