"""The team and one's own account, as an owner sees them in the browser."""

import pytest
from playwright.async_api import Browser, Page, expect

from tenants.models.members import Role
from tests.support.api import PASSWORD, Api, TestWorkshop

from .test_screens import open_page

pytestmark = pytest.mark.browser

WHO = "{ viewer { kind member { role } } }"
RENAME = "mutation ($name: String!) { personUpdate(input: {name: $name}) { errors { code } } }"
NEW_PASSWORD = "ein ganz anderes Passwort"


async def owners_page(browser: Browser, workshop: TestWorkshop, address: str) -> Page:
    """A page of the dashboard, the owner signed in."""
    page = await open_page(browser, 1280, "light", workshop, address.rpartition("/")[0])
    await page.goto(address)
    return page


async def test_an_owner_gives_a_role_and_removes_a_member(
    browser: Browser, api: Api, api_url: str, workshop: TestWorkshop
) -> None:
    person = await workshop.add_member(Role.STAFF)
    page = await owners_page(browser, workshop, f"{api_url}/team")
    row = page.get_by_role("listitem").filter(has_text=person.email)

    await row.get_by_role("combobox").select_option("VIEWER")
    await expect(page.get_by_text("Die Rolle wurde geändert.")).to_be_visible()
    assert (await api.as_(person).one(WHO))["member"] == {"role": "VIEWER"}

    await row.get_by_role("button", name="entfernen").click()
    await page.get_by_role("button", name="Aus dem Team entfernen", exact=True).click()
    await expect(page.get_by_text("Das Teammitglied wurde entfernt.")).to_be_visible()
    await expect(row).to_have_count(0)
    assert (await api.as_(person).one(WHO))["kind"] == "ANONYMOUS"

    await page.get_by_role("listitem").get_by_role("combobox").select_option("STAFF")
    await expect(page.get_by_text("mindestens eine Inhaberin oder einen Inhaber")).to_be_visible()

    await page.goto(f"{api_url}/audit")
    await expect(page.get_by_role("listitem").first).to_contain_text("Teammitglied entfernt")
    await page.context.close()


async def test_an_owner_narrows_the_activity_log_and_takes_it_along(
    browser: Browser, api: Api, api_url: str, workshop: TestWorkshop
) -> None:
    person = await workshop.add_member(Role.MANAGER)
    await api.as_(person).one(RENAME, name="=HYPERLINK(1)")
    await api.as_(workshop.owner).one(RENAME, name="Ada M.")
    page = await owners_page(browser, workshop, f"{api_url}/audit")
    rows = page.get_by_role("main").get_by_role("listitem")
    await expect(rows).to_have_count(2)

    await page.get_by_label("Wer", exact=True).select_option("=HYPERLINK(1)")
    await page.get_by_label("Ab", exact=True).fill("2026-01-01")
    await expect(rows).to_have_count(1)
    assert "member=member_" in page.url
    assert "from=2026-01-01" in page.url

    async with page.expect_download() as saving:
        await page.get_by_role("button", name="Als CSV speichern").click()
    saved = await saving.value
    lines = (await saved.path()).read_text("utf-8").splitlines()
    assert saved.suggested_filename == "protokoll.csv"
    assert lines[0] == "\ufeffWann;Wer;Was;Geändert;Kennung"
    assert [line.split(";")[2:4] for line in lines[1:]] == [["Eigenes Konto geändert", "Name"]]
    await page.reload()
    await expect(rows).to_have_count(1)

    await page.get_by_label("Bis", exact=True).fill("2026-01-02")
    await expect(page.get_by_text("Kein Eintrag passt zu diesem Filter")).to_be_visible()
    await page.context.close()


async def test_a_person_changes_name_password_and_sees_where_they_are_signed_in(
    browser: Browser, api_url: str, workshop: TestWorkshop
) -> None:
    page = await owners_page(browser, workshop, f"{api_url}/account")

    await page.get_by_label("Ihr Name").fill("Ada Meisterin")
    await page.get_by_role("button", name="Speichern").click()
    await expect(page.get_by_text("Ihr Konto wurde gespeichert.")).to_be_visible()

    await page.get_by_label("Bisheriges Passwort", exact=True).fill("nicht das richtige")
    await page.get_by_label("Neues Passwort", exact=True).fill(NEW_PASSWORD)
    await page.get_by_role("button", name="Passwort ändern").click()
    await expect(page.get_by_text("Das bisherige Passwort stimmt nicht.")).to_be_visible()

    await page.get_by_label("Bisheriges Passwort", exact=True).fill(PASSWORD)
    await page.get_by_role("button", name="Passwort ändern").click()
    await expect(page.get_by_text("Das Passwort wurde geändert.")).to_be_visible()
    await expect(page.get_by_text("Dieses Gerät")).to_be_visible()
    await page.context.close()
