"""Another address: proved by the password and by its mail, told to the one before, the same in every workshop."""

import asyncio
from collections import Counter
from typing import Any

import pytest
from pwdlib.hashers.argon2 import Argon2Hasher

from tests.support.api import PASSWORD, Api, TestWorkshop
from tests.support.mailbox import Mailbox
from tests.support.rows import Rows

from .documents import ASK_RESET, RESET, SIGN_IN
from .test_confirm import token_of

REQUEST = """mutation ($input: EmailChangeRequestInput!) {
  emailChangeRequest(input: $input) { email errors { code message path } } }"""
CONFIRM = "mutation ($token: String!) { emailChangeConfirm(token: $token) { email errors { code message path } } }"
AUDIT = "{ auditEntries { edges { node { action actorName fields } } } }"
MEMBERS = "{ members { email } }"
EXPIRED = {
    "email": None,
    "errors": [
        {
            "code": "LINK_EXPIRED",
            "message": "Dieser Link ist abgelaufen oder wurde schon benutzt. Bitte fordern Sie einen neuen an.",
            "path": ["token"],
        }
    ],
}


async def ask(api: Api, workshop: TestWorkshop, mailbox: Mailbox, address: str) -> str:
    """Ask for another address; the token of the link that came there."""
    answer = await api.as_(workshop.owner).one(REQUEST, input={"newEmail": address, "currentPassword": PASSWORD})
    assert answer == {"email": address, "errors": []}
    *_, mail = await mailbox.wait_for(address)
    return token_of(mail.links)


async def test_the_new_address_counts_once_it_is_confirmed(
    api: Api, dashboard: Api, workshop: TestWorkshop, mailbox: Mailbox, address: str
) -> None:
    owner = workshop.owner
    token = await ask(api, workshop, mailbox, address)
    before = await api.as_(owner).one(MEMBERS)

    confirmed = await api.one(CONFIRM, token=token)

    assert before == [{"email": owner.email}]
    assert confirmed == {"email": address, "errors": []}
    assert await api.as_(owner).one(MEMBERS) == [{"email": address}]
    (notice,) = await mailbox.wait_for(owner.email)
    assert any("/forgot-password" in link for link in notice.links)
    old = await dashboard.one(SIGN_IN, input={"email": owner.email, "password": PASSWORD})
    new = await dashboard.one(SIGN_IN, input={"email": address, "password": PASSWORD})
    assert ([error["code"] for error in old["errors"]], new["errors"]) == (["WRONG_CREDENTIALS"], [])
    entries = [edge["node"] for edge in (await api.as_(owner).one(AUDIT))["edges"]]
    assert entries == [
        {"action": "person.signed_in", "actorName": "Ada Meister", "fields": []},
        {"action": "person.email_changed", "actorName": "Ada Meister", "fields": ["email"]},
        {"action": "person.email_change_requested", "actorName": "Ada Meister", "fields": []},
    ]
    assert await api.one(CONFIRM, token=token) == EXPIRED


async def test_who_does_not_know_the_password_changes_nothing(
    api: Api, workshop: TestWorkshop, mailbox: Mailbox, address: str
) -> None:
    refused = await api.as_(workshop.owner).one(
        REQUEST, input={"newEmail": address, "currentPassword": "geraten und falsch"}
    )

    assert refused == {
        "email": None,
        "errors": [
            {
                "code": "WRONG_PASSWORD",
                "message": "Das bisherige Passwort stimmt nicht.",
                "path": ["input", "currentPassword"],
            }
        ],
    }
    assert (await api.as_(workshop.owner).one(AUDIT))["edges"] == []


@pytest.mark.parametrize(
    ("wanted", "code"), [("keine Adresse", "INVALID_EMAIL"), ("", "REQUIRED"), (None, "EMAIL_UNCHANGED")]
)
async def test_an_address_that_cannot_be_is_refused(
    api: Api, workshop: TestWorkshop, wanted: str | None, code: str
) -> None:
    email = workshop.owner.email.upper() if wanted is None else wanted

    refused = await api.as_(workshop.owner).one(REQUEST, input={"newEmail": email, "currentPassword": PASSWORD})

    assert [(error["code"], error["path"]) for error in refused["errors"]] == [(code, ["input", "newEmail"])]


async def test_a_known_address_gets_the_same_answer_and_no_link(
    api: Api, workshop: TestWorkshop, other_workshop: TestWorkshop, mailbox: Mailbox
) -> None:
    known = other_workshop.owner.email

    answer = await api.as_(workshop.owner).one(REQUEST, input={"newEmail": known, "currentPassword": PASSWORD})

    assert answer == {"email": known, "errors": []}
    (told,) = await mailbox.wait_for(known)
    assert not any("token=" in link for link in told.links)


async def test_every_path_verifies_exactly_one_password(
    api: Api, workshop: TestWorkshop, other_workshop: TestWorkshop, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: Counter[str] = Counter()
    real = Argon2Hasher.verify

    def counted(self: Argon2Hasher, *arguments: Any) -> bool:
        calls["verify"] += 1
        return real(self, *arguments)

    monkeypatch.setattr(Argon2Hasher, "verify", counted)

    counts = []
    for email, password in ((address, PASSWORD), (other_workshop.owner.email, PASSWORD), (address, "falsch"), ("", "")):
        calls.clear()
        await api.as_(workshop.owner).one(REQUEST, input={"newEmail": email, "currentPassword": password})
        counts.append(calls["verify"])

    assert counts == [1, 1, 1, 1]


async def test_of_two_who_want_one_address_the_first_to_confirm_has_it(
    api: Api, workshop: TestWorkshop, other_workshop: TestWorkshop, mailbox: Mailbox, address: str
) -> None:
    for each in (workshop, other_workshop):
        await api.as_(each.owner).one(REQUEST, input={"newEmail": address, "currentPassword": PASSWORD})
    tokens = [token_of(mail.links) for mail in await mailbox.wait_for(address, count=2)]

    answers = await asyncio.gather(*(api.one(CONFIRM, token=token) for token in tokens))

    assert sorted(answers, key=str) == sorted([{"email": address, "errors": []}, EXPIRED], key=str)


async def test_a_new_password_makes_the_change_void(
    api: Api, dashboard: Api, workshop: TestWorkshop, mailbox: Mailbox, address: str
) -> None:
    token = await ask(api, workshop, mailbox, address)
    await mailbox.wait_for(workshop.owner.email)
    await dashboard.one(ASK_RESET, email=workshop.owner.email)
    _, reset = await mailbox.wait_for(workshop.owner.email, count=2)
    await dashboard.one(RESET, token=token_of(reset.links), password="ein ganz anderes Passwort")

    assert await api.one(CONFIRM, token=token) == EXPIRED


async def test_a_link_of_another_kind_or_age_is_no_good(
    api: Api, dashboard: Api, workshop: TestWorkshop, mailbox: Mailbox, address: str, rows: Rows
) -> None:
    token = await ask(api, workshop, mailbox, address)
    await mailbox.wait_for(workshop.owner.email)
    await dashboard.one(ASK_RESET, email=workshop.owner.email)
    _, reset = await mailbox.wait_for(workshop.owner.email, count=2)
    rows(
        "UPDATE email_links SET expires_at = now() WHERE purpose = 'CHANGE_EMAIL' AND account_id = %s",
        workshop.owner.account_id,
    )

    answers = [await api.one(CONFIRM, token=each) for each in (token, token_of(reset.links), "erfunden")]

    assert answers == [EXPIRED] * 3
