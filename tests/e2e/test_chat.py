"""People in the chat: a member takes over, both sides see the other type, the visitor rates and comes back by mail."""

import re
from uuid import UUID

import pytest
from playwright.async_api import BrowserContext, Page, expect

from carbot.settings import Settings
from tests.e2e.test_story import create_key, fill_profile, register, say
from tests.support.mailbox import Mailbox
from tests.support.rows import Rows

pytestmark = pytest.mark.browser


async def test_a_visitor_speaks_with_a_person_and_comes_back_by_mail(
    context: BrowserContext,
    page: Page,
    api_url: str,
    host_page: str,
    mailbox: Mailbox,
    pg_admin_url: str,
    settings: Settings,
) -> None:
    await register(page, api_url, mailbox)
    await fill_profile(page, api_url)
    key = await create_key(page, api_url, host_page)
    visitor = await context.new_page()
    await visitor.goto(f"{host_page}/kontakt?key={key}")
    await visitor.get_by_role("button", name=re.compile("Chat|Fragen")).first.click()
    await say(visitor, "Wie ist Ihre Adresse?")
    await visitor.get_by_role("button", name="Hilfreich", exact=True).click()
    await expect(visitor.get_by_text("Danke für Ihre Rückmeldung.")).to_be_visible()
    await visitor.get_by_role("button", name="Rückruf", exact=True).click()
    form = visitor.get_by_role("form")
    await form.get_by_label("Name").fill("Jürgen Groß")
    await form.get_by_label("E-Mail", exact=True).fill("juergen@kunde.example")
    await form.get_by_role("checkbox").check()
    await form.get_by_role("button", name="Anfrage senden").click()
    await expect(visitor.get_by_text(re.compile("angekommen. Wir melden uns"))).to_be_visible()

    await page.goto(f"{api_url}/conversations")
    await page.get_by_role("link", name="Jürgen Groß").click()
    await page.get_by_role("button", name="Gespräch übernehmen").click()
    await expect(visitor.get_by_text("Sie sprechen jetzt mit Änne Müller.").first).to_be_visible()
    await expect(page.get_by_text("Der Besucher ist da.")).to_be_visible()
    await page.get_by_label("Ihre Antwort").press_sequentially("Gut")
    await expect(visitor.get_by_role("img", name="Die Antwort wird geschrieben")).to_be_visible()
    await visitor.get_by_role("textbox", name="Ihre Nachricht …").press_sequentially("Hallo")
    await expect(page.get_by_text("Der Besucher schreibt …")).to_be_visible()
    await page.get_by_role("combobox", name="Neues Etikett").fill("Stammkunde")
    await page.get_by_role("button", name="Hinzufügen").click()
    await expect(page.get_by_role("button", name="Etikett Stammkunde entfernen")).to_be_visible()

    await visitor.close()
    rows = Rows(pg_admin_url, settings)
    conversation = UUID(hex=page.url.rpartition("_")[2])
    rows(
        "UPDATE conversations SET visitor_seen_at = now() - interval '10 minutes' WHERE id = %s RETURNING id",
        conversation,
    )
    await page.reload()
    await expect(
        page.get_by_text(re.compile("Der Besucher ist nicht mehr da. Ihre Antwort geht per E-Mail"))
    ).to_be_visible()
    await page.get_by_label("Ihre Antwort").fill("Ihr Wagen ist fertig.")
    await page.get_by_role("button", name="Senden").click()
    await expect(page.get_by_role("log").get_by_text("Ihr Wagen ist fertig.")).to_be_visible()
    rows(
        "UPDATE outbox SET available_at = now() WHERE kind = 'ReplyMailDue' AND payload->>'conversation_id' = %s"
        " RETURNING id",
        str(conversation),
    )
    reply = (await mailbox.wait_for("juergen@kunde.example", count=2))[1]
    link = next(link for link in reply.links if "#carbot=" in link)
    back = await context.new_page()
    # The page of the tests learns of the key by its address, which no conversation keeps.
    page_of_link, _, opened = link.partition("#")
    await back.goto(f"{page_of_link}?key={key}#{opened}" if host_page in link else link)

    await expect(back.get_by_text("Ihr Wagen ist fertig.")).to_be_visible()
    assert "carbot" not in await back.evaluate("location.href.split('#')[1] || ''")
