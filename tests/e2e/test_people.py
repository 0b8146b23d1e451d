"""The team and one's own account, as an owner sees them in the browser."""

import pytest
from playwright.async_api import Browser, Page, expect

from carbot.ids import new_id
from tenants.models.members import Role
from tests.support.api import PASSWORD, Api, TestWorkshop
from tests.support.mailbox import Mailbox

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
    assert (await api.as_(person).one(WHO))["kind"] == "PERSON"

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


async def test_a_new_person_is_invited_twice_and_switches_between_two_workshops(
    browser: Browser,
    page: Page,
    api: Api,
    api_url: str,
    workshop: TestWorkshop,
    other_workshop: TestWorkshop,
    mailbox: Mailbox,
) -> None:
    address = f"grete.{new_id().hex[-12:]}@werkstatt.example"
    owner = await owners_page(browser, workshop, f"{api_url}/team")

    await owner.get_by_label("E-Mail-Adresse").fill(address)
    await owner.get_by_role("button", name="Einladen", exact=True).click()
    await expect(owner.get_by_role("list", name="Offene Einladungen")).to_contain_text(address)
    (mail,) = await mailbox.wait_for(address)
    link = next(link for link in mail.links if "/invitation?token=" in link)

    await page.goto(link)
    await expect(page.get_by_role("heading", name=f"Willkommen bei {workshop.name}")).to_be_visible()
    await page.get_by_label("Ihr Name").fill("Grete Geselle")
    await page.get_by_label("Passwort", exact=True).fill(NEW_PASSWORD)
    for text in ("Nutzungsbedingungen", "Auftragsverarbeitung"):
        await page.get_by_role("checkbox", name=text).check()
    await page.get_by_role("button", name="Einladung annehmen").click()
    await expect(page.get_by_role("navigation").get_by_text(workshop.name)).to_be_visible()
    await expect(page.get_by_role("link", name="Anfragen", exact=True)).to_be_visible()
    await expect(page.get_by_role("link", name="Client-Keys")).to_have_count(0)

    await owner.reload()
    await expect(owner.get_by_role("listitem").filter(has_text=address).get_by_role("combobox")).to_have_value("STAFF")
    await owner.context.close()

    invite = """mutation ($email: EmailAddress!) {
      memberInvite(input: {email: $email, role: VIEWER}) { errors { code } } }"""
    await api.as_(other_workshop.owner).one(invite, email=address)
    _, mail = await mailbox.wait_for(address, count=2)
    await page.goto(next(link for link in mail.links if "/invitation?token=" in link))
    await page.get_by_role("button", name="Einladung annehmen").click()

    switcher = page.get_by_role("navigation").get_by_role("button", name="Wechseln")
    await expect(switcher).to_contain_text(other_workshop.name)
    await switcher.click()
    await page.get_by_role("menuitem", name=workshop.name).click()
    await expect(switcher).to_contain_text(workshop.name)


async def test_another_address_counts_after_its_link(
    browser: Browser, page: Page, api_url: str, workshop: TestWorkshop, mailbox: Mailbox
) -> None:
    address = f"ada.{new_id().hex[-12:]}@anders.example"
    own = await owners_page(browser, workshop, f"{api_url}/account")

    await own.get_by_label("Neue E-Mail-Adresse").fill(address)
    await own.get_by_label("Ihr Passwort", exact=True).fill(PASSWORD)
    await own.get_by_role("button", name="Link senden").click()
    await expect(own.get_by_text(f"Bitte öffnen Sie den Link, den wir an {address} geschickt haben.")).to_be_visible()
    (mail,) = await mailbox.wait_for(address)
    await page.goto(next(link for link in mail.links if "token=" in link))

    await expect(page.get_by_text(f"Ab jetzt melden Sie sich mit {address} an.")).to_be_visible()
    await own.reload()
    await expect(own.get_by_text(f"Sie melden sich mit {address} an.")).to_be_visible()
    await own.context.close()


async def test_who_is_taken_out_of_the_team_is_told(
    browser: Browser, api: Api, api_url: str, workshop: TestWorkshop
) -> None:
    page = await owners_page(browser, workshop, f"{api_url}/leads")
    await expect(page.get_by_role("heading", name="Anfragen", exact=True)).to_be_visible()
    second = await workshop.add_member(Role.OWNER)
    remove = "mutation ($id: ID!) { memberRemove(id: $id) { errors { code } } }"
    assert workshop.owner.member_id is not None
    await api.as_(second).one(remove, id=f"member_{workshop.owner.member_id.hex}")

    await expect(page.get_by_role("heading", name="Sie gehören zurzeit zu keiner Werkstatt")).to_be_visible()
    await page.context.close()
