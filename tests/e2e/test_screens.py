"""Every screen in German: no accessibility fault, no error in the console, no sideways scrolling; one pairing each."""

import re
from itertools import cycle

import pytest
from playwright.async_api import Browser, Page, expect
from sqlalchemy import update

from tenants.models.keys import ClientKey
from tenants.roles import DatabaseRole
from tests.support.api import Api, TestWorkshop
from tests.support.axe import violations

pytestmark = pytest.mark.browser

SCREENS = [
    "/",
    "/leads",
    "/conversations",
    "/vehicles",
    "/services",
    "/services/library",
    "/services/prices",
    "/services/import",
    "/knowledge",
    "/knowledge?part=faq",
    "/knowledge?part=documents",
    "/hours",
    "/workshop",
    "/keys",
    "/integrations",
    "/widget",
    "/team",
    "/blocks",
    "/audit",
    "/account",
]
OUTSIDE = [
    "/sign-in",
    "/register",
    "/forgot-password",
    "/invitation",
    "/confirm-email",
    "/no-workshop",
    "/legal/imprint",
    "/legal/privacy",
    "/legal/terms",
    "/legal/processing",
]
PAIRINGS = [(1440, "light"), (390, "dark"), (1440, "dark"), (390, "light")]


async def open_page(browser: Browser, width: int, scheme: str, workshop: TestWorkshop | None, api_url: str) -> Page:
    """A page of a fresh profile, signed in where there is a workshop."""
    context = await browser.new_context(
        locale="de-DE",
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    if workshop:
        await context.add_cookies([{"name": "carbot_session", "value": workshop.owner.token, "url": api_url}])
    return await context.new_page()


async def check(page: Page, address: str) -> None:
    """Open an address and look for faults."""
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    await page.goto(address)
    await expect(page.get_by_role("heading").first).to_be_visible()
    await page.wait_for_load_state("networkidle")

    assert await violations(page) == []
    assert faults == []
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")


@pytest.mark.parametrize(("path", "pairing"), list(zip(SCREENS, cycle(PAIRINGS), strict=False)))
async def test_a_screen_of_the_dashboard_has_no_fault(
    browser: Browser, api: Api, api_url: str, workshop: TestWorkshop, path: str, pairing: tuple[int, str]
) -> None:
    await workshop.key("https://www.werkstatt.example")
    create = "mutation ($i: LeadCreateInput!) { leadCreate(input: $i) { errors { code } } }"
    lead = {"kind": "CALLBACK", "name": "Wolfgang von und zu Großenhainichen", "phone": "0171 2345678"}
    await api.as_(workshop.owner).one(create, i=lead)
    page = await open_page(browser, *pairing, workshop, api_url)

    await check(page, f"{api_url}{path}")

    await page.context.close()


@pytest.mark.parametrize(("path", "pairing"), list(zip(OUTSIDE, cycle(PAIRINGS), strict=False)))
async def test_a_screen_before_sign_in_has_no_fault(
    browser: Browser, api_url: str, path: str, pairing: tuple[int, str]
) -> None:
    page = await open_page(browser, *pairing, None, api_url)

    await check(page, f"{api_url}{path}")

    await page.context.close()


async def test_the_actions_of_a_key_are_in_reach_on_a_phone(
    browser: Browser, api_url: str, workshop: TestWorkshop
) -> None:
    key = await workshop.key("https://www.werkstatt.example")
    async with workshop.scope(DatabaseRole.SYSTEM).begin() as scope:
        seen = update(ClientKey).where(ClientKey.id == key.id)
        await scope.execute(
            seen.values(last_seen_at=scope.now, last_seen_origin=f"https://{'lang-' * 12}werkstatt.example")
        )
    page = await open_page(browser, 390, "light", workshop, api_url)
    await page.goto(f"{api_url}/keys")

    actions = page.get_by_role("button", name="Aktionen für Website")
    await expect(actions).to_be_in_viewport(ratio=1)
    await actions.click()
    await expect(page.get_by_role("menuitem", name="Key ersetzen")).to_be_in_viewport(ratio=1)
    await page.context.close()


async def test_the_policy_is_enforced_and_a_breach_would_be_seen(browser: Browser, api_url: str) -> None:
    page = await open_page(browser, 1440, "light", None, api_url)
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    await page.goto(f"{api_url}/sign-in")
    await expect(page.get_by_role("heading").first).to_be_visible()

    await page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.planted = true";
            document.head.append(script);
            document.body.insertAdjacentHTML("beforeend", '<img src="x:y" onerror="window.planted = true">');
            document.body.insertAdjacentHTML("beforeend", '<form action="https://elsewhere.example/"></form>');
        }"""
    )
    reached = await page.evaluate("fetch('https://elsewhere.example/').then(() => true, () => false)")

    assert await page.evaluate("window.planted") is None
    assert reached is False
    refused = [fault for fault in faults if "Content Security Policy" in fault]
    assert {rule for rule in ("script-src", "connect-src", "img-src") if any(rule in fault for fault in refused)} >= {
        "script-src",
        "connect-src",
    }
    await page.context.close()


@pytest.mark.parametrize("pairing", PAIRINGS[:2])
async def test_the_page_of_a_lead_has_no_fault(
    browser: Browser, api: Api, api_url: str, workshop: TestWorkshop, pairing: tuple[int, str]
) -> None:
    create = "mutation ($i: LeadCreateInput!) { leadCreate(input: $i) { lead { id } errors { code } } }"
    lead = {"kind": "APPOINTMENT", "name": "<b>Jürgen</b> 🚗", "email": "j@kunde.example", "wish": "<script>1</script>"}
    made = await api.as_(workshop.owner).one(create, i=lead)
    page = await open_page(browser, *pairing, workshop, api_url)

    await check(page, f"{api_url}/leads/{made['lead']['id']}")

    await expect(page.get_by_text("<b>Jürgen</b> 🚗").first).to_be_visible()
    await page.context.close()


async def test_the_open_widget_has_no_fault_and_a_planted_one_would_be_seen(
    browser: Browser, workshop: TestWorkshop, api_url: str, host_page: str
) -> None:
    key = await workshop.key(host_page)
    page = await open_page(browser, 390, "light", None, api_url)
    await page.goto(f"{host_page}/?key={key.key}")
    await page.get_by_role("button", name=re.compile("Chat")).click()
    await expect(page.get_by_text("Hier antwortet eine KI")).to_be_visible()

    assert [fault for fault in await violations(page) if "carbot-widget" in fault] == []

    await page.evaluate("document.querySelector('carbot-widget').shadowRoot.append(document.createElement('button'))")
    assert any("button-name" in fault and "carbot-widget" in fault for fault in await violations(page))
    await page.context.close()


async def test_before_the_first_click_nothing_is_stored_and_our_api_is_not_asked(
    browser: Browser, workshop: TestWorkshop, api_url: str, host_page: str
) -> None:
    key = await workshop.key(host_page)
    page = await open_page(browser, 1440, "light", None, api_url)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    await page.goto(f"{host_page}/?key={key.key}")
    await expect(page.get_by_role("button", name=re.compile("Chat"))).to_be_visible()

    assert [url for url in asked if url.startswith(api_url)] == [f"{api_url}/widget.js"]
    assert await page.context.cookies() == []
    assert await page.evaluate("sessionStorage.length + localStorage.length") == 0
    await page.context.close()
