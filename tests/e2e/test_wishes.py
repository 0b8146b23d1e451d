"""The times a visitor would like to come: wished in the widget, refused where they are past, read in the dashboard."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Browser, expect

from tests.e2e.test_screens import PAIRINGS, open_page
from tests.support.api import TestWorkshop
from tests.support.axe import violations

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("pairing", PAIRINGS[:2])
async def test_a_visitor_wishes_for_times_and_the_workshop_reads_them(
    browser: Browser, workshop: TestWorkshop, api_url: str, host_page: str, pairing: tuple[int, str]
) -> None:
    today = datetime.now(ZoneInfo("Europe/Berlin")).date()
    key = await workshop.key(host_page)
    visitor = await open_page(browser, *pairing, None, api_url)
    await visitor.goto(f"{host_page}/?key={key.key}")
    await visitor.get_by_role("button", name=re.compile("Chat")).click()
    await visitor.get_by_role("button", name="Rückruf", exact=True).click()
    form = visitor.get_by_role("form")
    await form.get_by_label("Name").fill("Jürgen Groß")
    await form.get_by_label("Telefon").fill("0171 2345678")
    await expect(form.get_by_label("1. Wunschtermin")).to_have_count(0)

    await form.get_by_text("Termin", exact=True).click()
    first, second = (form.get_by_role("group", name=f"{number}. Wunschtermin") for number in (1, 2))
    await first.locator("[type=date]").fill((today + timedelta(days=3)).isoformat())
    await first.get_by_label("Tageszeit").select_option(label="Vormittags")
    await form.get_by_role("button", name="Weiterer Wunschtermin").click()
    await second.locator("[type=date]").fill((today - timedelta(days=3)).isoformat())
    await second.get_by_label("Tageszeit").select_option(label="Uhrzeit …")
    await second.get_by_label("Von").fill("13:30")
    await second.get_by_label("Bis").fill("16:00")
    await form.get_by_role("button", name="Weiterer Wunschtermin").click()
    await expect(form.get_by_role("button", name="Weiterer Wunschtermin")).to_have_count(0)
    await form.get_by_role("checkbox").check()
    await form.get_by_role("button", name="Anfrage senden").click()

    await expect(second.get_by_text("Dieser Termin liegt in der Vergangenheit.")).to_be_visible()
    await expect(second.locator("[type=date]")).to_be_focused()
    assert [fault for fault in await violations(visitor) if "carbot-widget" in fault] == []
    await second.locator("[type=date]").fill((today + timedelta(days=5)).isoformat())
    await form.get_by_role("button", name="Anfrage senden").click()
    await expect(visitor.get_by_text(re.compile("Ihre Anfrage ist bei .* angekommen."))).to_be_visible()
    await visitor.context.close()

    page = await open_page(browser, *pairing, workshop, api_url)
    await page.goto(f"{api_url}/leads")
    await page.get_by_role("link", name="Jürgen Groß").first.click()
    wishes = page.get_by_role("list", name="Wunschtermine").get_by_role("listitem")
    await expect(wishes).to_have_text(
        [
            re.compile(rf"{today + timedelta(days=3):%d.%m.%Y}, 08:00–12:00$"),
            re.compile(rf"{today + timedelta(days=5):%d.%m.%Y}, 13:30–16:00$"),
        ]
    )
    assert await violations(page) == []

    await page.get_by_role("button", name="Weitere Aktionen").click()
    await page.get_by_role("menuitem", name="Angaben bearbeiten").click()
    first, second = (page.get_by_role("group", name=f"{number}. Wunschtermin") for number in (1, 2))
    await first.get_by_role("button", name="1. Wunschtermin entfernen").click()
    await expect(second).to_have_count(0)
    await first.get_by_label("Bis").fill("9")
    await page.get_by_role("button", name="Speichern").click()
    await expect(first.get_by_text("Das Ende muss nach dem Beginn liegen.")).to_be_visible()
    assert await violations(page) == []
    await first.get_by_label("Bis").fill("1530")
    await page.get_by_role("button", name="Wunschtermin hinzufügen").click()
    await second.get_by_label("Tag").fill((today + timedelta(days=8)).isoformat())
    await page.get_by_role("button", name="Speichern").click()
    await expect(wishes).to_have_text(
        [
            re.compile(rf"{today + timedelta(days=5):%d.%m.%Y}, 13:30–15:30$"),
            re.compile(rf"{today + timedelta(days=8):%d.%m.%Y}, ganztägig$"),
        ]
    )
    await page.context.close()
