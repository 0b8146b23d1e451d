"""The vehicle check: words and dates in, class, HU with its sticker and recommendations out."""

import pytest
from playwright.async_api import Browser, expect

from tests.e2e.test_screens import open_page
from tests.support.api import TestWorkshop
from tests.support.axe import violations

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
async def test_a_member_looks_at_a_customers_car(
    browser: Browser, api_url: str, workshop: TestWorkshop, width: int, scheme: str
) -> None:
    page = await open_page(browser, width, scheme, workshop, api_url)
    await page.goto(f"{api_url}/vehicles")

    await page.get_by_role("button", name="Prüfen").click()
    await expect(page.get_by_text("Bitte beschreiben Sie das Fahrzeug")).to_be_visible()
    await page.get_by_label("Fahrzeug", exact=True).fill("Golf 7 Diesel, Bj. 2016, 120tkm")
    await page.get_by_label("HSN").fill("0603")
    await page.get_by_label("TSN").fill("BJM")
    await page.get_by_label("Erstzulassung").fill("2016-03-14")
    await page.get_by_label("Letzte HU").fill("2098-02-03")
    await page.get_by_role("button", name="Prüfen").click()

    await expect(page.get_by_text("Volkswagen")).to_be_visible()
    await expect(page.get_by_text("Kompaktklasse", exact=True)).to_be_visible()
    await expect(page.get_by_text("120.000 km", exact=True)).to_be_visible()
    await expect(page.get_by_text("Bis 28.02.2100")).to_be_visible()
    await expect(page.get_by_text("Plakette: braun (2100), oben die 2")).to_be_visible()
    await expect(page.get_by_text("Zahnriemen + Wasserpumpe")).to_be_visible()
    await expect(page.get_by_text("Noch nicht in Ihrem Leistungskatalog.").first).to_be_visible()
    assert await violations(page) == []
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")
    await page.context.close()
