"""Confirming an address: the link of the mail, once, in time, and straight into the dashboard."""

import asyncio
from urllib.parse import parse_qs, urlsplit

import httpx2

from tests.support.api import Api, TestWorkshop
from tests.support.mailbox import Mailbox
from tests.support.rows import Rows

from .documents import CONFIRM, NOBODY, REGISTER, RESEND, WHO, registration

EXPIRED = {
    "viewer": None,
    "errors": [
        {
            "code": "LINK_EXPIRED",
            "message": "Dieser Link ist abgelaufen oder wurde schon benutzt. Bitte fordern Sie einen neuen an.",
            "path": ["token"],
        }
    ],
}


def token_of(links: tuple[str, ...]) -> str:
    """The token of the first link that has one."""
    return next(parse_qs(urlsplit(link).query)["token"][0] for link in links if "token=" in link)


async def registered(dashboard: Api, address: str, mailbox: Mailbox) -> str:
    """A registration whose link has arrived: the link's token."""
    await dashboard.one(REGISTER, input=registration(address))
    (mail,) = await mailbox.wait_for(address)
    return token_of(mail.links)


async def test_the_link_confirms_signs_in_and_a_welcome_follows(
    dashboard: Api, browser: httpx2.AsyncClient, address: str, mailbox: Mailbox
) -> None:
    token = await registered(dashboard, address, mailbox)
    assert await dashboard.one(WHO) == NOBODY

    answer = await dashboard.one(CONFIRM, token=token)

    assert answer["errors"] == []
    assert answer["viewer"] == {
        "kind": "MEMBER",
        "person": {"name": "Deniz Öztürk", "email": address, "language": "DE", "isEmailConfirmed": True},
        "member": {"name": "Deniz Öztürk", "role": "OWNER"},
        "workshop": {
            "name": "Kfz-Meister Öztürk",
            "country": "DE",
            "currency": "EUR",
            "timeZone": "Europe/Berlin",
            "language": "DE",
            "noticeEmails": [address],
        },
    }
    assert "carbot_session" in browser.cookies
    assert await dashboard.one(WHO) == answer["viewer"]
    confirmation, welcome = await mailbox.wait_for(address, count=2)
    assert confirmation.subject != welcome.subject
    assert "Kfz-Meister Öztürk" in confirmation.text
    assert "Deniz Öztürk" in confirmation.text
    assert "/widget.js" in welcome.text
    assert "data-client-key" in welcome.text


async def test_the_cookie_is_kept_from_scripts_and_other_sites(dashboard: Api, address: str, mailbox: Mailbox) -> None:
    token = await registered(dashboard, address, mailbox)

    response = await dashboard.send(CONFIRM, token=token)

    cookie = response.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "path=/" in cookie
    assert "domain=" not in cookie


async def test_a_used_link_is_refused_and_signs_nobody_in(
    dashboard: Api, api: Api, address: str, mailbox: Mailbox
) -> None:
    token = await registered(dashboard, address, mailbox)
    await dashboard.one(CONFIRM, token=token)

    response = await api.send(CONFIRM, token=token)

    assert response.json()["data"]["emailConfirm"] == EXPIRED
    assert "set-cookie" not in response.headers


async def test_an_old_link_is_refused_and_a_new_one_works(
    dashboard: Api, address: str, mailbox: Mailbox, rows: Rows
) -> None:
    token = await registered(dashboard, address, mailbox)
    rows(
        """UPDATE email_links SET expires_at = now() - interval '1 second'
        WHERE account_id = (SELECT id FROM accounts WHERE email = %s)""",
        address,
    )

    refused = await dashboard.one(CONFIRM, token=token)
    again = await dashboard.one(RESEND, email=address)

    assert refused == EXPIRED
    assert rows("SELECT email_confirmed_at FROM accounts WHERE email = %s", address) == [(None,)]
    assert again == {"email": address, "errors": []}
    *_, mail = await mailbox.wait_for(address, count=2)
    confirmed = await dashboard.one(CONFIRM, token=token_of(mail.links))
    assert confirmed["viewer"]["person"]["isEmailConfirmed"] is True


async def test_an_invented_or_foreign_link_is_refused(dashboard: Api) -> None:
    for token in ("", "x", "🚗" * 20, "a\x00b", "A" * 5000):
        assert await dashboard.one(CONFIRM, token=token) == EXPIRED


async def test_asking_for_the_link_again_says_nothing_about_who_is_known(
    dashboard: Api, address: str, workshop: TestWorkshop, rows: Rows
) -> None:
    unknown = await dashboard.one(RESEND, email=address)
    confirmed = await dashboard.one(RESEND, email=workshop.owner.email)

    assert unknown == {"email": address, "errors": []}
    assert confirmed == {"email": workshop.owner.email, "errors": []}
    asked = "SELECT 1 FROM outbox WHERE kind = 'ConfirmationRequested' AND payload ->> 'account_id' = %s"
    assert rows(asked, str(workshop.owner.account_id)) == []


async def test_of_two_clicks_at_once_one_wins(dashboard: Api, api: Api, address: str, mailbox: Mailbox) -> None:
    token = await registered(dashboard, address, mailbox)

    answers = await asyncio.gather(*(api.send(CONFIRM, token=token) for _ in range(4)))

    outcomes = [answer.json()["data"]["emailConfirm"]["viewer"] is not None for answer in answers]
    assert sorted(outcomes) == [False, False, False, True]
