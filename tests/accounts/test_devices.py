"""A sign-in with a browser that is not known: told by mail, and only then."""

from collections.abc import AsyncIterator

import httpx2
import pytest

from resolvers.accounts.devices import browser_name
from tests.support.api import PASSWORD, Api, TestWorkshop
from tests.support.mailbox import Mailbox
from tests.support.rows import Rows

from .documents import SIGN_IN, SIGN_OUT

DEVICE = "carbot_device"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) CriOS/140.0 Mobile/15E148 Safari/604.1"
DEVICES = "SELECT count(*) FROM devices WHERE account_id = %s"


@pytest.fixture
async def another(api_url: str) -> AsyncIterator[httpx2.AsyncClient]:
    """A second browser."""
    headers = {"x-carbot-csrf": "1", "origin": api_url, "user-agent": FIREFOX}
    async with httpx2.AsyncClient(base_url=api_url, headers=headers, timeout=20) as client:
        yield client


async def sign_in(dashboard: Api, email: str) -> None:
    """Sign in with the right password."""
    answer = await dashboard.one(SIGN_IN, input={"email": email, "password": PASSWORD})
    assert answer["errors"] == []


async def test_the_first_browser_is_silent_and_every_other_is_told(
    dashboard: Api, another: httpx2.AsyncClient, workshop: TestWorkshop, mailbox: Mailbox
) -> None:
    email = workshop.owner.email
    await sign_in(dashboard, email)
    await dashboard.one(SIGN_OUT)
    await sign_in(dashboard, email)

    await sign_in(Api(another), email)

    (mail,) = await mailbox.wait_for(email)
    assert "Firefox, Windows" in mail.text
    assert any("/forgot-password" in link for link in mail.links)


async def test_a_browser_that_is_known_again_is_told_once(
    dashboard: Api, another: httpx2.AsyncClient, workshop: TestWorkshop, rows: Rows
) -> None:
    await sign_in(dashboard, workshop.owner.email)
    for _ in range(3):
        await sign_in(Api(another), workshop.owner.email)

    told = rows(
        "SELECT count(*) FROM outbox WHERE kind = 'SignedInElsewhere' AND payload ->> 'account_id' = %s",
        str(workshop.owner.account_id),
    )

    assert told == [(1,)]
    assert rows(DEVICES, workshop.owner.account_id) == [(2,)]


async def test_a_browser_is_each_persons_own(
    dashboard: Api, browser: httpx2.AsyncClient, workshop: TestWorkshop, other_workshop: TestWorkshop, rows: Rows
) -> None:
    await sign_in(dashboard, workshop.owner.email)
    token = browser.cookies[DEVICE]

    await sign_in(dashboard, other_workshop.owner.email)

    assert browser.cookies[DEVICE] == token
    for person in (workshop.owner, other_workshop.owner):
        assert rows(DEVICES, person.account_id) == [(1,)]
    ((stored,),) = rows("SELECT token_hash FROM devices WHERE account_id = %s", workshop.owner.account_id)
    assert token.encode() not in bytes(stored)


async def test_a_refused_sign_in_leaves_no_trace(
    dashboard: Api, browser: httpx2.AsyncClient, workshop: TestWorkshop, rows: Rows
) -> None:
    await dashboard.one(SIGN_IN, input={"email": workshop.owner.email, "password": "ein falsches Passwort"})

    assert dict(browser.cookies) == {}
    assert rows(DEVICES, workshop.owner.account_id) == [(0,)]


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (FIREFOX, "Firefox, Windows"),
        (IPHONE, "Chrome, iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows"),
        ("<script>alert(1)</script>", None),
        ("", None),
        (None, None),
    ],
)
def test_a_browser_is_called_what_people_call_it(user_agent: str | None, name: str | None) -> None:
    assert browser_name(user_agent) == name
