"""Browsers for the stories, against the API with relay and worker at work."""

import os
from collections.abc import AsyncIterator, Iterator

import pytest
from playwright.async_api import Browser, BrowserContext, Page, async_playwright, expect

from carbot.embedded.host_site import host_site
from carbot.embedded.processes import free_port
from tests.support.browser import ARGUMENTS, find_chromium

_PATIENCE_MS = 20_000
expect.set_options(timeout=_PATIENCE_MS)


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    """One Chromium for all stories of a worker."""
    chromium = find_chromium()
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(
            executable_path=chromium.program, env={**os.environ, **chromium.environment}, args=list(ARGUMENTS)
        )
        yield started
        await started.close()


@pytest.fixture
async def context(browser: Browser) -> AsyncIterator[BrowserContext]:
    """A fresh profile that speaks German."""
    made = await browser.new_context(
        locale="de-DE", timezone_id="Europe/Berlin", viewport={"width": 1280, "height": 900}
    )
    made.set_default_timeout(_PATIENCE_MS)
    yield made
    await made.close()


@pytest.fixture
async def page(context: BrowserContext) -> Page:
    """A page of it."""
    return await context.new_page()


@pytest.fixture
def host_page(api_url: str) -> Iterator[str]:
    """An ordinary website on another site than the API; `?key=` says which client key its script tag carries."""
    with host_site(free_port(), api=api_url, client_key="ck_none") as address:
        yield address
