"""Below an answer stands what it was made from, also on the next page; a verdict takes a word with it."""

import re

import pytest
from playwright.async_api import Browser, expect

from tests.e2e.test_screens import PAIRINGS, open_page
from tests.knowledge.documents import write
from tests.support.api import Api, TestWorkshop
from tests.support.axe import violations

pytestmark = pytest.mark.browser

QUESTION = "Gibt es einen Ersatzwagen?"
ANSWER = "Ja, für 25 € am Tag."


@pytest.mark.parametrize("pairing", PAIRINGS[:2])
async def test_a_visitor_sees_the_source_of_an_answer_and_says_why_it_did_not_help(
    browser: Browser, api: Api, workshop: TestWorkshop, api_url: str, host_page: str, pairing: tuple[int, str]
) -> None:
    await write(api.as_(workshop.owner), QUESTION, ANSWER, language="DE")
    key = await workshop.key(host_page)
    visitor = await open_page(browser, *pairing, None, api_url)
    await visitor.goto(f"{host_page}/?key={key.key}")
    await visitor.get_by_role("button", name=re.compile("Chat")).click()
    field = visitor.get_by_role("textbox", name="Ihre Nachricht …")
    await field.fill(QUESTION)
    await field.press("Enter")

    await expect(visitor.get_by_text(f"Quelle: {QUESTION}")).to_be_visible()
    await visitor.get_by_role("button", name="Nicht hilfreich").click()
    why = visitor.get_by_role("textbox", name="Möchten Sie uns sagen, warum?")
    await why.fill("Ab wann gilt der Preis?")
    assert [fault for fault in await violations(visitor) if "carbot-widget" in fault] == []
    await why.press("Enter")
    await expect(why).to_have_count(0)
    await expect(visitor.get_by_text("Danke für Ihre Rückmeldung.")).to_be_visible()

    await visitor.reload()
    await expect(visitor.get_by_text(f"Quelle: {QUESTION}")).to_be_visible()
    await visitor.context.close()

    page = await open_page(browser, *pairing, workshop, api_url)
    await page.goto(f"{api_url}/conversations")
    await page.locator("a[href*='/conversations/conversation_']").first.click()
    await expect(page.get_by_text("Nicht hilfreich · Ab wann gilt der Preis?")).to_be_visible()
    await page.context.close()
