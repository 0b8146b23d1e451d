"""Programs of others and of one's own, as an owner meets them in the browser."""

import asyncio
import re

import httpx2
import pytest
from playwright.async_api import Browser, expect

from carbot.settings import Settings
from tenants.models.members import Role
from tests.support.api import PASSWORD, Api, Refused, TestWorkshop
from tests.support.axe import violations
from tests.support.partners import App, apps_own_page, bearer, credentials_token, own_program, register

from .test_screens import open_page

pytestmark = pytest.mark.browser

LEADS = "{ leads(first: 1) { totalCount } }"


async def test_an_owner_signs_in_lets_an_app_in_and_ends_it(
    browser: Browser,
    api: Api,
    api_url: str,
    settings: Settings,
    workshop: TestWorkshop,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")
    async with apps_own_page() as (callback, asked):
        await let_in(browser, api, register(settings, api_url, callback=callback), workshop, asked)


async def let_in(browser: Browser, api: Api, app: App, workshop: TestWorkshop, asked: list[str]) -> None:
    """The story, as the app's own page sees it too."""
    api_url = app.api_url
    session = app.session(scope=["leads:read"])
    address, state = session.authorization_url(f"{api_url}/oauth/authorize")
    page = await open_page(browser, 390, "light", None, api_url)
    await page.goto(address)
    await page.get_by_label("E-Mail-Adresse").fill(workshop.owner.email)
    await page.get_by_label("Passwort", exact=True).fill(PASSWORD)
    await page.get_by_role("button", name="Anmelden").click()
    await expect(page.get_by_role("heading", name=f"Teilehandel mit {workshop.name} verbinden?")).to_be_visible()
    await expect(page.get_by_role("listitem")).to_have_text(
        ["Anfragen mit Namen, Telefonnummern und E-Mail-Adressen lesen"]
    )
    assert await violations(page) == []

    await page.get_by_role("button", name="Verbinden").click()
    await expect(page.get_by_role("heading", name="Willkommen zurück")).to_be_visible()
    location = next(f"{app.callback}?{path.partition('?')[2]}" for path in asked if path.startswith("/callback?"))
    token = await asyncio.to_thread(
        session.fetch_token, app.token_url, authorization_response=location, client_secret=app.secret
    )
    assert f"state={state}" in location
    assert (await api.as_(bearer(token["access_token"])).one(LEADS)) == {"totalCount": 0}

    await page.goto(f"{api_url}/integrations")
    await expect(page.get_by_role("heading", name="Teilehandel")).to_be_visible()
    await expect(page.get_by_text("Teile & Co. GmbH")).to_be_visible()
    await page.get_by_role("button", name="Aktionen für Teilehandel").click()
    await page.get_by_role("menuitem", name="Zugang beenden").click()
    await page.get_by_role("dialog").get_by_role("button", name="Zugang beenden").click()
    await expect(page.get_by_text("Der Zugang wurde beendet.")).to_be_visible()
    with pytest.raises(Refused, match="not good"):
        await api.as_(bearer(token["access_token"])).run(LEADS)
    await page.context.close()


async def test_an_owner_makes_an_api_access_and_sees_its_secret_once(
    browser: Browser, api: Api, http: httpx2.AsyncClient, api_url: str, workshop: TestWorkshop
) -> None:
    page = await open_page(browser, 1280, "light", workshop, api_url)
    await page.goto(f"{api_url}/integrations")
    await expect(page.get_by_text("Kein Programm verbunden")).to_be_visible()

    await page.get_by_role("button", name="API-Zugang anlegen").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("button", name="Zugang anlegen").click()
    await expect(dialog.get_by_text("Bitte wählen Sie mindestens eines aus.")).to_be_visible()
    await dialog.get_by_label("Name").fill("Warenwirtschaft")
    await dialog.get_by_label("Anfragen mit Kontaktdaten lesen").check()
    assert await violations(page) == []
    await dialog.get_by_role("button", name="Zugang anlegen").click()

    shown = page.get_by_role("dialog", name="Zugangsdaten des Programms")
    secret = await shown.get_by_text(re.compile("^cbs_")).inner_text()
    client_id = await shown.get_by_text(re.compile("^cbi_")).inner_text()
    assert await violations(page) == []
    program = {"installation": {"clientId": client_id}, "secret": secret}
    token = (await credentials_token(http, program)).json()
    assert (await api.as_(bearer(token["access_token"])).one(LEADS)) == {"totalCount": 0}
    await shown.get_by_role("button", name="Ich habe das Geheimnis kopiert").click()

    await expect(page.get_by_role("heading", name="Warenwirtschaft")).to_be_visible()
    await page.reload()
    await expect(page.get_by_role("heading", name="Warenwirtschaft")).to_be_visible()
    assert secret not in await page.content()
    await page.context.close()


async def test_a_manager_does_not_meet_integrations(
    browser: Browser, api: Api, api_url: str, workshop: TestWorkshop
) -> None:
    await own_program(api, workshop)
    manager = await workshop.add_member(Role.MANAGER)
    page = await open_page(browser, 1280, "light", None, api_url)
    await page.context.add_cookies([{"name": "carbot_session", "value": manager.token, "url": api_url}])

    await page.goto(api_url)
    await expect(page.get_by_role("link", name="Team").first).to_be_visible()

    assert await page.get_by_role("link", name="Integrationen").count() == 0
    await page.context.close()
