"""A price list comes in through the browser: looked at, mapped, written, taken back; and goes out again."""

import pytest
from playwright.async_api import Browser, Page, expect

from tests.support.api import Api, TestWorkshop
from tests.support.axe import violations

from .test_screens import PAIRINGS, open_page

pytestmark = pytest.mark.browser

LIST = (
    "Gruppe;Was wir machen;Preis\r\n"
    "Öl;Ölwechsel;89-199\r\n"
    "Öl;Filter wechseln;20 $\r\n"
    "Rad;Räderwechsel;39,90\r\n"
    "Lack;Stoßfänger lackieren;auf Anfrage\r\n"
)
NAMES = "{ services(first: 10, orderBy: NAME) { edges { node { name priceMin } } } }"


async def names(api: Api) -> list[str]:
    """What is in the catalogue."""
    return [edge["node"]["name"] for edge in (await api.one(NAMES))["edges"]]


async def import_page(browser: Browser, workshop: TestWorkshop, api_url: str, pairing: tuple[int, str]) -> Page:
    """The screen of the import with the list chosen."""
    page = await open_page(browser, *pairing, workshop, api_url)
    await page.goto(f"{api_url}/services/import")
    file = {"name": "preise.csv", "mimeType": "text/csv", "buffer": LIST.encode("cp1252")}
    await page.get_by_label("Datei mit Leistungen").set_input_files(files=[file])  # type: ignore[list-item]
    await expect(page.get_by_role("heading", name="preise.csv")).to_be_visible()
    return page


async def test_a_price_list_is_imported_and_undone(
    browser: Browser, api: Api, api_url: str, workshop: TestWorkshop, background: None
) -> None:
    owner = api.as_(workshop.owner)
    page = await import_page(browser, workshop, api_url, (1280, "light"))
    apply = page.get_by_role("button", name="Jetzt importieren")
    column = page.get_by_label("Inhalt von Was wir machen")
    await expect(page.get_by_text("4 fehlerhafte Zeilen")).to_be_visible()
    await expect(apply).to_be_disabled()

    await column.select_option(label="Name der Leistung")
    await expect(page.get_by_text("1 fehlerhafte Zeile")).to_be_visible()
    fault = page.get_by_role("list", name="Fehler").get_by_role("listitem")
    await expect(fault).to_contain_text("Zeile 3, Preis")
    await expect(fault).to_contain_text("Rechnen Sie den Betrag in EUR um")
    await expect(page.get_by_role("row", name="Räderwechsel")).to_contain_text("39,90")
    assert await names(owner) == []

    await page.get_by_role("checkbox", name="Fehlerhafte Zeilen weglassen").check()
    await apply.click()
    await expect(page.get_by_text("3 neue Leistungen, 0 geändert.")).to_be_visible()
    assert await names(owner) == ["Ölwechsel", "Räderwechsel", "Stoßfänger lackieren"]

    await page.get_by_role("button", name="Rückgängig", exact=True).click()
    await page.get_by_role("button", name="Import rückgängig machen").click()
    await expect(page.get_by_text("Alle Leistungen sind wieder wie zuvor.")).to_be_visible()
    assert await names(owner) == []
    await page.context.close()


async def test_a_file_that_is_no_table_says_what_to_do(
    browser: Browser, api_url: str, workshop: TestWorkshop, background: None
) -> None:
    page = await open_page(browser, 1280, "light", workshop, api_url)
    await page.goto(f"{api_url}/services/import")
    file = {"name": "alt.xls", "mimeType": "application/vnd.ms-excel", "buffer": b"\xd0\xcf\x11\xe0alt"}
    await page.get_by_label("Datei mit Leistungen").set_input_files(files=[file])  # type: ignore[list-item]

    await expect(page.get_by_role("alert")).to_contain_text("als .xlsx oder .csv")
    await page.get_by_role("link", name="Andere Datei").click()
    await expect(page.get_by_role("link", name="alt.xls")).to_be_visible()
    await page.context.close()


@pytest.mark.parametrize("pairing", PAIRINGS[:2])
async def test_the_import_has_no_fault_while_it_is_looked_at(
    browser: Browser, api_url: str, workshop: TestWorkshop, background: None, pairing: tuple[int, str]
) -> None:
    page = await import_page(browser, workshop, api_url, pairing)
    await expect(page.get_by_text("4 fehlerhafte Zeilen")).to_be_visible()

    assert await violations(page) == []
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")
    await page.context.close()


async def test_the_catalogue_is_saved_as_a_file(
    browser: Browser, api: Api, api_url: str, workshop: TestWorkshop
) -> None:
    enter = "mutation ($i: ServiceCreateInput!) { serviceCreate(input: $i) { errors { code } } }"
    service = {"name": "Ölwechsel", "categoryName": "Öl", "priceKind": "FIXED", "priceMin": 9900}
    await api.as_(workshop.owner).one(enter, i=service)
    page = await open_page(browser, 1280, "light", workshop, api_url)
    await page.goto(f"{api_url}/services")

    for label, ending in (("Preisliste zum Drucken (PDF)", "pdf"), ("CSV-Tabelle", "csv")):
        await page.get_by_role("button", name="Datei", exact=True).click()
        async with page.expect_download() as saving:
            await page.get_by_role("menuitem", name=label).click()
        saved = await saving.value
        assert saved.suggested_filename.startswith("leistungen-")
        assert saved.suggested_filename.endswith(ending)
        assert len((await saved.path()).read_bytes()) > 50
    await expect(page.get_by_role("heading", name="Leistungen", exact=True)).to_be_visible()
    await page.context.close()
