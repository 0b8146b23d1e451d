"""Pictures and words of a service through the browser: chosen, shown, said in four languages, and taken away."""

import pytest
from playwright.async_api import Browser, Page, expect

from tests.images.pictures import jpeg, png
from tests.support.api import Api, TestWorkshop
from tests.support.axe import violations

from .test_screens import PAIRINGS, open_page

pytestmark = pytest.mark.browser

CREATE = (
    """mutation ($input: ServiceCreateInput!) { serviceCreate(input: $input) { service { id } errors { code } } }"""
)
READ = """query { services(first: 1) { edges { node { image { url width } descriptions { language text } } } } }"""
LOGO = "query { widgetSettings { accentColor logo { width height } } }"
OIL = {"name": "Ölwechsel", "categoryName": "Öl", "priceKind": "ON_REQUEST", "description": "Mit Filter"}


async def choose(page: Page, label: str, content: bytes, name: str = "bild.png") -> None:
    """Choose a file in a field for pictures."""
    file = {"name": name, "mimeType": "image/png", "buffer": content}
    await page.get_by_label(f"{label}: Datei").set_input_files(files=[file])  # type: ignore[list-item]


async def service_form(browser: Browser, workshop: TestWorkshop, api_url: str, pairing: tuple[int, str]) -> Page:
    """The form of the one service there is."""
    page = await open_page(browser, *pairing, workshop, api_url)
    await page.goto(f"{api_url}/services")
    await page.get_by_role("button", name="Ölwechsel", exact=True).click()
    await expect(page.get_by_role("dialog")).to_be_visible()
    return page


async def test_a_service_gets_a_picture_and_words_in_another_language(
    browser: Browser, api: Api, api_url: str, workshop: TestWorkshop
) -> None:
    owner = api.as_(workshop.owner)
    await owner.one(CREATE, input=OIL)
    page = await service_form(browser, workshop, api_url, (1280, "light"))
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    languages = page.get_by_role("radiogroup", name="Sprache der Beschreibung")
    words = page.get_by_label("Beschreibung", exact=True)
    await expect(words).to_have_value("Mit Filter")

    await languages.get_by_text("TR", exact=True).click()
    await expect(words).to_have_value("")
    await words.fill("Filtre dahil")
    await choose(page, "Foto", png())
    await expect(page.get_by_role("img", name="Gewähltes Bild")).to_be_visible()
    await page.get_by_role("button", name="Speichern").click()
    await expect(page.get_by_text("Die Leistung wurde gespeichert.")).to_be_visible()

    saved = (await owner.one(READ))["edges"][0]["node"]
    assert saved["descriptions"] == [
        {"language": "DE", "text": "Mit Filter"},
        {"language": "TR", "text": "Filtre dahil"},
    ]
    assert saved["image"]["width"] == 3
    shown = page.locator(f"img[src='{saved['image']['url']}']")
    await expect(shown).to_be_visible()
    assert await shown.evaluate("async (image) => { await image.decode(); return image.naturalWidth; }") == 3

    await page.get_by_role("button", name="Ölwechsel", exact=True).click()
    await page.get_by_role("button", name="Bild entfernen").click()
    await page.get_by_role("button", name="Speichern").click()
    await expect(shown).to_have_count(0)
    assert (await owner.one(READ))["edges"][0]["node"]["image"] is None
    assert faults == []
    await page.context.close()


async def test_what_is_no_picture_is_told_beside_its_field_and_nothing_is_lost(
    browser: Browser, api: Api, api_url: str, workshop: TestWorkshop
) -> None:
    await api.as_(workshop.owner).one(CREATE, input=OIL)
    page = await service_form(browser, workshop, api_url, (1280, "light"))

    await choose(page, "Foto", b"x" * (5 * 1024 * 1024 + 1), "riese.png")
    await expect(page.get_by_text("Das Bild ist größer als 5 MB.")).to_be_visible()
    await choose(page, "Foto", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "bild.png")
    await page.get_by_label("Name", exact=True).fill("Motorölwechsel")
    await page.get_by_role("button", name="Speichern").click()

    await expect(page.get_by_text("Diese Datei ist kein lesbares Bild.")).to_be_visible()
    await expect(page.get_by_label("Name", exact=True)).to_have_value("Motorölwechsel")
    assert (await api.as_(workshop.owner).one(READ))["edges"][0]["node"]["image"] is None
    await page.context.close()


async def test_the_logo_is_kept_with_the_widgets_settings(
    browser: Browser, api: Api, api_url: str, workshop: TestWorkshop
) -> None:
    page = await open_page(browser, 1280, "light", workshop, api_url)
    await page.goto(f"{api_url}/widget")

    await choose(page, "Ihr Logo", jpeg(6))
    await expect(page.get_by_role("img", name="Gewähltes Bild")).to_be_visible()
    await page.get_by_role("button", name="Widget speichern").click()
    await expect(page.get_by_text("Das Widget wurde gespeichert.")).to_be_visible()

    assert (await api.as_(workshop.owner).one(LOGO))["logo"] == {"width": 8, "height": 8}
    await page.reload()
    shown = page.get_by_role("img", name="Gewähltes Bild")
    assert await shown.evaluate("async (image) => { await image.decode(); return image.naturalWidth; }") == 8
    await page.context.close()


@pytest.mark.parametrize("pairing", PAIRINGS)
async def test_the_form_with_a_picture_has_no_fault(
    browser: Browser, api: Api, api_url: str, workshop: TestWorkshop, pairing: tuple[int, str]
) -> None:
    await api.as_(workshop.owner).one(CREATE, input=OIL)
    page = await service_form(browser, workshop, api_url, pairing)
    await choose(page, "Foto", png(30, 20))
    await expect(page.get_by_role("img", name="Gewähltes Bild")).to_be_visible()

    assert await violations(page) == []
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")
    await page.context.close()
