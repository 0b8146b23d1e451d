"""Signing in with a second step, and by another provider, as a person sees it in the browser."""

import re

import pytest
from playwright.async_api import Browser, Page, expect
from pydantic import SecretStr

from carbot.settings import Settings
from tests.factors.documents import code_of, enable, next_code_of
from tests.support.api import PASSWORD, Api, TestWorkshop
from tests.support.axe import violations
from tests.support.instances import another_api
from tests.support.oidc_provider import CLIENT_ID, CLIENT_SECRET, oidc_provider

from .test_screens import open_page

pytestmark = pytest.mark.browser


async def fill_in(page: Page, workshop: TestWorkshop) -> None:
    """E-mail address and password, on the sign-in page."""
    await page.get_by_label("E-Mail-Adresse").fill(workshop.owner.email)
    await page.get_by_label("Passwort", exact=True).fill(PASSWORD)
    await page.get_by_role("button", name="Anmelden", exact=True).click()


async def test_a_person_sets_the_second_step_up_and_signs_in_with_it(
    browser: Browser, api_url: str, workshop: TestWorkshop
) -> None:
    page = await open_page(browser, 1280, "light", workshop, api_url)
    await page.goto(f"{api_url}/account")

    panel = page.locator("section").filter(has=page.get_by_role("heading", name="Anmeldung in zwei Schritten"))
    await panel.get_by_role("button", name="Einrichten").click()
    await panel.get_by_label("Ihr Passwort", exact=True).fill(PASSWORD)
    await panel.get_by_role("button", name="Weiter").click()
    picture = page.get_by_role("img", name="QR-Code für die App")
    await expect(picture).to_be_visible()
    assert await picture.evaluate("image => image.complete && image.naturalWidth > 100")
    secret = (await page.locator("code").inner_text()).replace(" ", "")
    assert await violations(page) == []
    await page.get_by_label("Code", exact=True).fill("000000")
    await page.get_by_role("button", name="Einschalten").click()
    await expect(page.get_by_text("Dieser Code stimmt nicht")).to_be_visible()
    await page.get_by_label("Code", exact=True).fill(code_of(secret))
    await page.get_by_role("button", name="Einschalten").click()
    recovery = page.get_by_role("list", name="Wiederherstellungscodes").get_by_role("listitem")
    await expect(recovery).to_have_count(10)
    kept = await recovery.first.inner_text()
    assert await violations(page) == []
    await page.get_by_role("button", name="Ich habe sie aufbewahrt").click()
    await expect(page.get_by_text("Übrige Wiederherstellungscodes: 10")).to_be_visible()
    await page.context.close()

    page = await open_page(browser, 390, "dark", None, api_url)
    await page.goto(f"{api_url}/sign-in?next=%2Fleads")
    await fill_in(page, workshop)
    await expect(page.get_by_role("heading", name="Zweiter Schritt")).to_be_visible()
    assert await violations(page) == []
    await page.get_by_label("Code", exact=True).fill(next_code_of(secret))
    await page.get_by_role("button", name="Anmelden", exact=True).click()
    await expect(page).to_have_url(re.compile("/leads"))
    await page.context.close()

    page = await open_page(browser, 1280, "light", None, api_url)
    await page.goto(f"{api_url}/sign-in")
    await fill_in(page, workshop)
    await page.get_by_role("button", name="Ich habe meine App nicht dabei").click()
    await page.get_by_label("Wiederherstellungscode", exact=True).fill(kept)
    await page.get_by_role("button", name="Anmelden", exact=True).click()
    await page.wait_for_url(f"{api_url}/")
    await page.goto(f"{api_url}/account")
    await expect(page.get_by_text("Übrige Wiederherstellungscodes: 9")).to_be_visible()
    await page.context.close()


async def test_a_person_signs_in_by_a_provider(
    browser: Browser, settings: Settings, api: Api, workshop: TestWorkshop
) -> None:
    registered = {"oidc_client_id": CLIENT_ID, "oidc_client_secret": SecretStr(CLIENT_SECRET), "oidc_name": "Beispiel"}
    async with (
        oidc_provider() as provider,
        another_api(settings, oidc_issuer=provider.issuer, **registered) as (_, outside),
    ):
        address = outside.settings.public_url
        provider.redirect_uri = f"{address}/auth/oidc/other/callback"
        provider.person = {"sub": "ada", "email": workshop.owner.email, "email_verified": False}
        page = await open_page(browser, 1280, "light", None, address)
        await page.goto(f"{address}/leads")

        await page.get_by_role("link", name="Mit Beispiel anmelden").click()
        await expect(page.get_by_text("Der Anbieter hat Ihre E-Mail-Adresse nicht bestätigt.")).to_be_visible()
        assert await violations(page) == []

        provider.person = {**provider.person, "sub": workshop.owner.email, "email_verified": True}
        await page.get_by_role("link", name="Mit Beispiel anmelden").click()
        await page.wait_for_url(f"{address}/leads")
        await page.goto(f"{address}/account")
        await expect(page.get_by_role("heading", name="Verknüpfte Anmeldungen")).to_be_visible()

        secret, _ = await enable(api, workshop.owner)
        await page.goto(f"{address}/sign-in")
        await page.get_by_role("link", name="Mit Beispiel anmelden").click()
        await page.get_by_label("Code", exact=True).fill(next_code_of(secret))
        assert "challenge" not in page.url
        await page.get_by_role("button", name="Anmelden", exact=True).click()
        await page.wait_for_url(f"{address}/")
        await page.goto(f"{address}/account")
        await page.get_by_role("button", name="Verknüpfung mit Beispiel entfernen").click()
        await expect(page.get_by_text("Die Verknüpfung wurde entfernt.")).to_be_visible()
        await expect(page.get_by_role("heading", name="Verknüpfte Anmeldungen")).to_have_count(0)
        await page.context.close()
