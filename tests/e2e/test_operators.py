"""Those who run the platform, in the browser: from the command to a visit that its workshop can see."""

import base64
import re
from collections.abc import Iterator
from itertools import cycle

import pytest
from playwright.async_api import Browser, BrowserContext, Page, expect

from carbot import operator_accounts
from carbot.ids import new_id
from carbot.outside import Outside
from carbot.settings import Settings
from tests.errors.breaking import in_clean
from tests.support.api import TestWorkshop
from tests.support.axe import violations
from tests.support.operators import OPERATOR_PASSWORD, App, OperatorPerson, new_operator
from tests.support.rows import Rows

from .test_screens import PAIRINGS, check, open_page

pytestmark = pytest.mark.browser

REASON = "Die Preisliste lässt sich nicht einlesen."
SCREENS = ["/operator", "/operator/errors", "/operator/jobs", "/operator/limits", "/operator/health"]


def link_for(settings: Settings, email: str, capsys: pytest.CaptureFixture[str]) -> str:
    """The enrolment link, as the command prints it."""
    operator_accounts.run(settings, "create", email, "Olga Petersen")
    return str(re.findall(r"http\S+token=\S+", capsys.readouterr().out)[0])


async def enrol(page: Page, link: str) -> App:
    """Set password and authenticator app; the app."""
    await page.goto(link)
    await page.get_by_label("Neues Passwort", exact=True).fill(OPERATOR_PASSWORD)
    await page.get_by_role("button", name="Weiter").click()
    secret = (await page.get_by_test_id("totp-secret").inner_text()).replace(" ", "")
    await expect(page.get_by_role("img", name="QR-Code")).to_be_visible()
    assert await violations(page) == []
    app = App(base64.b32decode(secret))
    await page.get_by_label("Code der Authenticator-App").fill(app.code())
    await page.get_by_role("button", name="Bestätigen").click()
    await expect(page.get_by_role("heading", name="Ihre Wiederherstellungscodes")).to_be_visible()
    return app


async def test_from_the_command_to_a_visit_that_the_workshop_sees(
    context: BrowserContext,
    browser: Browser,
    api_url: str,
    settings: Settings,
    workshop: TestWorkshop,
    capsys: pytest.CaptureFixture[str],
) -> None:
    email = f"olga.{new_id().hex[-12:]}@carbot.example"
    page = await context.new_page()
    app = await enrol(page, link_for(settings, email, capsys))
    await page.get_by_role("button", name="Zum Betreiberbereich").click()
    await page.get_by_role("button", name="Abmelden").click()

    await page.get_by_label("E-Mail-Adresse").fill(email)
    await page.get_by_label("Passwort", exact=True).fill(OPERATOR_PASSWORD)
    await page.get_by_label("Code der Authenticator-App").fill("000000")
    await page.get_by_role("button", name="Anmelden").click()
    await expect(page.get_by_text("Die Anmeldung war nicht möglich.")).to_be_visible()
    await page.get_by_label("Code der Authenticator-App").fill(app.code())
    await page.get_by_role("button", name="Anmelden").click()

    await page.get_by_label("Nach Name oder Ort suchen").fill(workshop.name)
    await page.get_by_role("button", name=f"{workshop.name} besuchen").click()
    await page.get_by_role("button", name="Besuch beginnen").click()
    await expect(page.get_by_text("mindestens 10 Zeichen")).to_be_visible()
    await page.get_by_label("Grund").fill(REASON)
    await page.get_by_role("button", name="Besuch beginnen").click()

    banner = page.get_by_text("Besuch vom CarBot-Betrieb (Olga Petersen)")
    await expect(banner).to_be_visible()
    await expect(page.get_by_text(REASON)).to_be_visible()
    await expect(page.get_by_text("noch 15 Minuten")).to_be_visible()
    await page.get_by_role("link", name="Anfragen", exact=True).click()
    await expect(page.get_by_role("heading", name="Anfragen", exact=True)).to_be_visible()
    assert await violations(page) == []

    owners = await open_page(browser, 390, "light", workshop, api_url)
    await owners.goto(f"{api_url}/audit")
    entry = owners.get_by_role("listitem").first
    await expect(entry).to_contain_text("Besuch vom CarBot-Betrieb")
    await expect(entry).to_contain_text(REASON)
    await expect(entry).to_contain_text("CarBot-Betrieb (Olga Petersen)")
    await owners.context.close()

    await page.get_by_role("button", name="Besuch beenden").click()
    await expect(page.get_by_role("heading", name="Werkstätten")).to_be_visible()
    await page.goto(f"{api_url}/leads")
    await expect(page).to_have_url(re.compile("/sign-in"))


async def operators_page(browser: Browser, pairing: tuple[int, str], operator: OperatorPerson, api_url: str) -> Page:
    """A page of the operator area, the operator signed in."""
    page = await open_page(browser, *pairing, None, api_url)
    await page.context.add_cookies([{"name": "carbot_operator", "value": operator.token, "url": api_url}])
    return page


@pytest.mark.parametrize(("path", "pairing"), list(zip(SCREENS, cycle(PAIRINGS), strict=False)))
async def test_a_screen_of_the_operator_area_has_no_fault(
    browser: Browser,
    api_url: str,
    operator: OperatorPerson,
    outside: Outside,
    workshop: TestWorkshop,
    path: str,
    pairing: tuple[int, str],
) -> None:
    outside.errors.record(in_clean(), "leadUpdate", reference="abc123")
    await outside.errors.flush()
    page = await operators_page(browser, pairing, operator, api_url)

    await check(page, f"{api_url}{path}")

    await page.context.close()


async def test_an_error_is_assigned_muted_and_resolved(
    browser: Browser, api_url: str, operator: OperatorPerson, outside: Outside
) -> None:
    outside.errors.record(in_clean(), "leadUpdate", reference="abc123")
    await outside.errors.flush()
    page = await operators_page(browser, (390, "light"), operator, api_url)
    await page.goto(f"{api_url}/operator/errors")

    await page.get_by_role("link", name="ValueError").first.click()
    await expect(page.get_by_text("at leadUpdate").first).to_be_visible()
    assert await violations(page) == []
    await page.get_by_label("Wer sich kümmert").select_option(operator.gid)
    await expect(page.get_by_text("Die Zuständigkeit wurde geändert.")).to_be_visible()
    await page.get_by_role("button", name="Eine Woche stummschalten").click()
    await expect(page.get_by_text("Für eine Woche stummgeschaltet.")).to_be_visible()
    await page.get_by_role("button", name="Als gelöst markieren").click()
    await expect(page.get_by_text("Als gelöst markiert.")).to_be_visible()
    await expect(page.get_by_text("Gelöst", exact=True)).to_be_visible()
    await page.context.close()


@pytest.mark.parametrize("path", SCREENS)
async def test_nobody_is_led_to_the_sign_in(page: Page, api_url: str, path: str) -> None:
    await page.goto(f"{api_url}{path}")

    await expect(page).to_have_url(re.compile("/operator/sign-in$"))
    await expect(page.get_by_role("heading", name="Betrieb")).to_be_visible()
    assert await violations(page) == []


@pytest.fixture
async def operator(http: object, settings: Settings) -> OperatorPerson:
    """An operator who is signed in."""
    return await new_operator(http, settings)  # type: ignore[arg-type]  # the client of the API


@pytest.fixture(autouse=True)
def no_operators_stay(rows: Rows) -> Iterator[None]:
    """Operators belong to the whole platform: none of one test is seen by another."""
    yield
    rows("DELETE FROM operators")
