"""Signing in and out: the same answer for every wrong pair, the same work on every path, https where it matters."""

from collections import Counter
from typing import Any

import httpx2
import pytest
from pwdlib.hashers.argon2 import Argon2Hasher

from tests.support.api import PASSWORD, Api, TestWorkshop
from tests.support.mailbox import Mailbox
from tests.support.rows import Rows

from .documents import NOBODY, REGISTER, SIGN_IN, SIGN_OUT, WHO, registration

WRONG = {
    "viewer": None,
    "errors": [
        {
            "code": "WRONG_CREDENTIALS",
            "message": "E-Mail-Adresse und Passwort passen nicht zusammen.",
            "path": ["input", "password"],
        }
    ],
}


async def test_the_right_password_signs_in(dashboard: Api, workshop: TestWorkshop) -> None:
    answer = await dashboard.one(SIGN_IN, input={"email": f" {workshop.owner.email.upper()}", "password": PASSWORD})

    assert answer["errors"] == []
    assert answer["viewer"]["workshop"]["name"] == workshop.name
    assert await dashboard.one(WHO) == answer["viewer"]


async def test_every_wrong_pair_gets_the_same_answer(
    dashboard: Api, browser: httpx2.AsyncClient, workshop: TestWorkshop, address: str
) -> None:
    pairs = [
        (workshop.owner.email, "ein falsches Passwort"),
        (workshop.owner.email, ""),
        (workshop.owner.email, PASSWORD + " "),
        (workshop.owner.email, "x" * 5000),
        (workshop.owner.email, "a\x00b"),
        (address, PASSWORD),
        ("keine Adresse", PASSWORD),
        ("", PASSWORD),
    ]

    answers = [await dashboard.one(SIGN_IN, input={"email": email, "password": word}) for email, word in pairs]

    assert answers == [WRONG] * len(pairs)
    assert dict(browser.cookies) == {}


async def test_every_path_verifies_exactly_one_password(
    dashboard: Api, workshop: TestWorkshop, address: str, rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    await dashboard.one(REGISTER, input=registration(address))
    calls: Counter[str] = Counter()
    real = Argon2Hasher.verify

    def counted(self: Argon2Hasher, *arguments: Any) -> bool:
        calls["verify"] += 1
        return real(self, *arguments)

    monkeypatch.setattr(Argon2Hasher, "verify", counted)
    pairs = [
        (workshop.owner.email, PASSWORD),
        (workshop.owner.email, "ein falsches Passwort"),
        (f"niemand.{address}", PASSWORD),
        (address, PASSWORD),
        ("keine Adresse", PASSWORD),
    ]

    counts = []
    for email, password in pairs:
        calls.clear()
        await dashboard.one(SIGN_IN, input={"email": email, "password": password})
        counts.append(calls["verify"])

    assert counts == [1] * len(pairs)


async def test_an_address_that_is_not_confirmed_gets_a_new_link_only_for_the_right_password(
    dashboard: Api, browser: httpx2.AsyncClient, address: str, mailbox: Mailbox
) -> None:
    await dashboard.one(REGISTER, input=registration(address))
    await mailbox.wait_for(address)

    guessed = await dashboard.one(SIGN_IN, input={"email": address, "password": "ein falsches Passwort"})
    known = await dashboard.one(SIGN_IN, input={"email": address, "password": PASSWORD})

    assert guessed == WRONG
    assert known == {
        "viewer": None,
        "errors": [
            {
                "code": "EMAIL_NOT_CONFIRMED",
                "message": "Bitte bestätigen Sie zuerst Ihre E-Mail-Adresse. Wir haben Ihnen den Link noch einmal"
                " geschickt.",
                "path": ["input", "email"],
            }
        ],
    }
    assert dict(browser.cookies) == {}
    _, mail = await mailbox.wait_for(address, count=2)
    assert any("/confirm?token=" in link for link in mail.links)


async def test_signing_out_ends_the_session_for_good(
    dashboard: Api, browser: httpx2.AsyncClient, api: Api, workshop: TestWorkshop
) -> None:
    await dashboard.one(SIGN_IN, input={"email": workshop.owner.email, "password": PASSWORD})
    token = browser.cookies["carbot_session"]

    answer = await dashboard.one(SIGN_OUT)

    assert answer == {"isEnded": True, "errors": []}
    assert set(browser.cookies) == {"carbot_device"}
    assert await dashboard.one(WHO) == NOBODY
    stolen = await browser.post(
        "/graphql", json={"query": WHO}, headers={"cookie": f"carbot_session={token}", "x-carbot-csrf": "1"}
    )
    assert stolen.json()["data"]["viewer"] == NOBODY


async def test_one_can_end_only_sessions_of_ones_own(
    api: Api, workshop: TestWorkshop, other_workshop: TestWorkshop, rows: Rows
) -> None:
    ((session,),) = rows("SELECT id FROM sessions WHERE account_id = %s", other_workshop.owner.account_id)

    await api.as_(workshop.owner).run(
        "mutation ($id: ID!) { sessionEnd(id: $id) { isEnded errors { code } } }", id=f"session_{session.hex}"
    )

    assert (await api.as_(other_workshop.owner).one(WHO))["workshop"]["name"] == other_workshop.name


async def test_a_session_idle_for_half_a_day_is_over(api: Api, workshop: TestWorkshop, rows: Rows) -> None:
    rows(
        "UPDATE sessions SET last_used_at = now() - interval '12 hours 1 minute' WHERE account_id = %s",
        workshop.owner.account_id,
    )

    assert await api.as_(workshop.owner).one(WHO) == NOBODY


@pytest.mark.parametrize(
    ("forwarded", "is_safe"),
    [
        ({"x-forwarded-for": "203.0.113.9", "x-forwarded-proto": "http"}, False),
        ({"x-forwarded-for": "203.0.113.9", "x-forwarded-proto": "https"}, True),
        ({}, True),
    ],
    ids=["plain http from afar", "https from afar", "this machine"],
)
async def test_a_password_is_taken_only_where_nobody_can_read_along(
    browser: httpx2.AsyncClient, workshop: TestWorkshop, forwarded: dict[str, str], is_safe: bool
) -> None:
    credentials = {"email": workshop.owner.email, "password": PASSWORD}

    response = await browser.post(
        "/graphql", json={"query": SIGN_IN, "variables": {"input": credentials}}, headers=forwarded
    )

    answer = response.json()["data"]["sessionStart"]
    if is_safe:
        assert answer["errors"] == []
        return
    assert answer == {
        "viewer": None,
        "errors": [
            {
                "code": "HTTPS_REQUIRED",
                "message": "Die Anmeldung braucht eine sichere Verbindung. Bitte öffnen Sie diese Seite mit https://.",
                "path": [],
            }
        ],
    }
    assert "set-cookie" not in response.headers


async def test_somebody_who_is_signed_in_can_sign_in_again(
    dashboard: Api, workshop: TestWorkshop, other_workshop: TestWorkshop
) -> None:
    await dashboard.one(SIGN_IN, input={"email": workshop.owner.email, "password": PASSWORD})

    answer = await dashboard.one(SIGN_IN, input={"email": other_workshop.owner.email, "password": PASSWORD})

    assert answer["errors"] == []
    assert (await dashboard.one(WHO))["workshop"]["name"] == other_workshop.name
