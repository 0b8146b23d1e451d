"""GraphiQL in development: from our own host alone, and as whoever is signed in."""

import pytest
from playwright.async_api import Browser, expect

from tests.e2e.test_screens import open_page
from tests.support.api import TestWorkshop

pytestmark = pytest.mark.browser


async def test_graphiql_runs_a_query_as_the_signed_in_member(
    browser: Browser, workshop: TestWorkshop, api_url: str
) -> None:
    page = await open_page(browser, 1440, "light", workshop, api_url)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    await page.goto(f"{api_url}/graphql")
    await page.get_by_role("button", name="Execute query").click()

    await expect(page.get_by_text(workshop.name)).to_be_visible()
    assert [url for url in asked if not url.startswith((api_url, "data:", "blob:"))] == []
    await page.context.close()
