"""Invitations: a link by mail that makes a member once, takes over no account and tells nobody who is known."""

import asyncio
from collections import Counter
from typing import Any

import httpx2
import pytest
from pwdlib.hashers.argon2 import Argon2Hasher

from tenants.models.members import Role
from tests.accounts.documents import SIGN_IN
from tests.accounts.test_confirm import token_of
from tests.support.api import PASSWORD, Api, Person, TestWorkshop
from tests.support.mailbox import Mailbox
from tests.support.rows import Rows

from .documents import ACCEPT, INVITATIONS, INVITE, LOOK, REGISTER, REVOKE, WHERE

NEW_PASSWORD = "noch ein langes Passwort"
EXPIRED = {
    "code": "LINK_EXPIRED",
    "message": "Dieser Link ist abgelaufen oder wurde schon benutzt. Bitte fordern Sie einen neuen an.",
    "path": ["token"],
}


def entered(token: str, **changes: Any) -> dict[str, Any]:
    """What somebody new enters."""
    return {
        "token": token,
        "name": "Grete Geselle",
        "password": NEW_PASSWORD,
        "language": "DE",
        "acceptsTerms": True,
        "acceptsProcessing": True,
        **changes,
    }


async def invite(api: Api, workshop: TestWorkshop, mailbox: Mailbox, address: str, role: str = "STAFF") -> str:
    """Invite an address; the token of the link that came."""
    before = len(mailbox.all_to(address))
    answer = await api.as_(workshop.owner).one(INVITE, email=address, role=role)
    assert answer["errors"] == []
    *_, mail = await mailbox.wait_for(address, count=before + 1)
    return token_of(mail.links)


async def sign_in(dashboard: Api, address: str, password: str) -> None:
    """Sign the browser in."""
    answer = await dashboard.one(SIGN_IN, input={"email": address, "password": password})
    assert answer["errors"] == []


async def test_somebody_new_registers_signs_in_and_accepts(
    api: Api, dashboard: Api, workshop: TestWorkshop, mailbox: Mailbox, address: str
) -> None:
    token = await invite(api, workshop, mailbox, address)

    offer = await dashboard.one(LOOK, token=token)
    registered = await dashboard.one(REGISTER, input=entered(token))
    nobody = await dashboard.one(WHERE)
    await sign_in(dashboard, address, NEW_PASSWORD)
    person = await dashboard.one(WHERE)
    accepted = await dashboard.one(ACCEPT, token=token)

    told = {"workshopName": workshop.name, "email": address, "role": "STAFF", "invitedBy": "Ada Meister"}
    assert offer == {"offer": told, "errors": []}
    assert registered == {"email": address, "errors": []}
    assert nobody == {"kind": "ANONYMOUS", "member": None, "workshop": None}
    assert person == {"kind": "PERSON", "member": None, "workshop": None}
    member = {"role": "STAFF", "name": "Grete Geselle", "email": address}
    assert accepted == {
        "viewer": {"kind": "MEMBER", "member": member, "workshop": {"name": workshop.name}},
        "errors": [],
    }
    assert await dashboard.one(WHERE) == {
        "kind": "MEMBER",
        "member": {"role": "STAFF"},
        "workshop": {"name": workshop.name},
    }
    assert await api.as_(workshop.owner).one(INVITATIONS) == []


async def test_a_member_of_another_workshop_joins_with_the_account_there_is(
    api: Api, workshop: TestWorkshop, other_workshop: TestWorkshop, mailbox: Mailbox
) -> None:
    guest = other_workshop.owner
    token = await invite(api, workshop, mailbox, guest.email, "VIEWER")

    accepted = await api.as_(guest).one(ACCEPT, token=token)

    assert accepted["errors"] == []
    assert accepted["viewer"]["workshop"] == {"name": workshop.name}
    assert accepted["viewer"]["member"]["role"] == "VIEWER"


async def test_a_known_address_gets_the_same_answer_and_keeps_its_account(
    api: Api, dashboard: Api, workshop: TestWorkshop, other_workshop: TestWorkshop, mailbox: Mailbox, rows: Rows
) -> None:
    known = other_workshop.owner
    token = await invite(api, workshop, mailbox, known.email)
    before = rows("SELECT a::text FROM accounts a WHERE id = %s", known.account_id)

    answer = await dashboard.one(REGISTER, input=entered(token))

    assert answer == {"email": known.email, "errors": []}
    assert rows("SELECT a::text FROM accounts a WHERE id = %s", known.account_id) == before
    _, told = await mailbox.wait_for(known.email, count=2)
    assert any("/sign-in" in link for link in told.links)
    refused = await dashboard.one(SIGN_IN, input={"email": known.email, "password": NEW_PASSWORD})
    assert [error["code"] for error in refused["errors"]] == ["WRONG_CREDENTIALS"]


async def test_known_or_not_a_password_is_hashed_once(
    api: Api,
    dashboard: Api,
    workshop: TestWorkshop,
    other_workshop: TestWorkshop,
    mailbox: Mailbox,
    address: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tokens = [await invite(api, workshop, mailbox, each) for each in (address, other_workshop.owner.email)]
    calls: Counter[str] = Counter()
    for name in ("hash", "verify"):
        _count(monkeypatch, name, calls)

    counts = []
    for token in tokens:
        calls.clear()
        await dashboard.one(REGISTER, input=entered(token))
        counts.append(dict(calls))

    assert counts == [{"hash": 1}, {"hash": 1}]


def _count(monkeypatch: pytest.MonkeyPatch, name: str, calls: Counter[str]) -> None:
    real = getattr(Argon2Hasher, name)

    def counted(self: Argon2Hasher, *arguments: Any, **named: Any) -> Any:
        calls[name] += 1
        return real(self, *arguments, **named)

    monkeypatch.setattr(Argon2Hasher, name, counted)


async def test_used_withdrawn_renewed_old_and_invented_links_are_refused_alike(
    api: Api, dashboard: Api, workshop: TestWorkshop, other_workshop: TestWorkshop, mailbox: Mailbox, rows: Rows
) -> None:
    guest = other_workshop.owner
    owner, invited = api.as_(workshop.owner), dashboard
    await sign_in(dashboard, guest.email, PASSWORD)
    used = await invite(api, workshop, mailbox, guest.email)
    await invited.one(ACCEPT, token=used)
    ((member,),) = rows(
        "DELETE FROM members WHERE workshop_id = %s AND account_id = %s RETURNING id", workshop.id, guest.account_id
    )
    renewed = await invite(api, workshop, mailbox, guest.email)
    old = await invite(api, workshop, mailbox, guest.email)
    rows("UPDATE invitations SET expires_at = now() - interval '1 second' WHERE workshop_id = %s", workshop.id)
    expired = [await invited.one(document, token=old) for document in (LOOK, ACCEPT)]
    withdrawn = await invite(api, workshop, mailbox, guest.email)
    ((invitation,),) = rows("SELECT id FROM invitations WHERE workshop_id = %s", workshop.id)
    assert (await owner.one(REVOKE, id=f"invitation_{invitation.hex}"))["errors"] == []

    for token in (used, renewed, withdrawn, "erfunden", ""):
        expired += [await invited.one(document, token=token) for document in (LOOK, ACCEPT)]

    assert [answer["errors"] for answer in expired] == [[EXPIRED]] * 12
    assert member is not None
    assert rows.count("members", workshop.id) == 1
    refused = await api.one(REGISTER, input=entered(used))
    assert [(error["code"], error["path"]) for error in refused["errors"]] == [("LINK_EXPIRED", ["input", "token"])]


async def test_an_invitation_is_for_its_address_alone(
    api: Api, workshop: TestWorkshop, other_workshop: TestWorkshop, mailbox: Mailbox, address: str, rows: Rows
) -> None:
    token = await invite(api, workshop, mailbox, address)

    refused = await api.as_(other_workshop.owner).one(ACCEPT, token=token)

    assert [error["code"] for error in refused["errors"]] == ["INVITED_ANOTHER"]
    assert rows.count("members", workshop.id) == 1
    assert rows.count("invitations", workshop.id) == 1


async def test_of_two_who_accept_at_once_one_does(
    api: Api, workshop: TestWorkshop, other_workshop: TestWorkshop, mailbox: Mailbox, rows: Rows
) -> None:
    guest = api.as_(other_workshop.owner)
    token = await invite(api, workshop, mailbox, other_workshop.owner.email)

    answers = await asyncio.gather(*(guest.send(ACCEPT, token=token) for _ in range(5)))

    outcomes = [(each.json().get("data") or {}).get("invitationAccept") for each in answers]
    codes = [[error["code"] for error in each["errors"]] for each in outcomes if each]
    assert codes.count([]) == 1
    assert rows.count("members", workshop.id) == 2


async def test_two_invitations_of_one_address_at_once_are_one(
    api: Api, workshop: TestWorkshop, address: str, rows: Rows
) -> None:
    owner = api.as_(workshop.owner)

    answers = await asyncio.gather(*(owner.one(INVITE, email=address, role="STAFF") for _ in range(5)))

    assert [answer["errors"] for answer in answers] == [[]] * 5
    assert len({answer["invitation"]["id"] for answer in answers}) == 1
    assert rows.count("invitations", workshop.id) == 1


async def test_the_answer_is_the_same_whether_the_address_is_known(
    api: Api, workshop: TestWorkshop, other_workshop: TestWorkshop, address: str
) -> None:
    owner = api.as_(workshop.owner)

    known = await owner.one(INVITE, email=other_workshop.owner.email, role="MANAGER")
    unknown = await owner.one(INVITE, email=address, role="MANAGER")

    for answer in (known, unknown):
        del answer["invitation"]["id"]
        assert answer["invitation"].pop("email") in (other_workshop.owner.email, address)
    assert known == unknown == {"invitation": {"role": "MANAGER", "invitedBy": "Ada Meister"}, "errors": []}


async def test_who_works_here_is_not_invited(api: Api, workshop: TestWorkshop, mailbox: Mailbox) -> None:
    member = await workshop.add_member(Role.STAFF)

    refused = await api.as_(workshop.owner).one(INVITE, email=member.email.upper(), role="OWNER")

    assert refused == {
        "invitation": None,
        "errors": [
            {"code": "ALREADY_MEMBER", "message": "Diese Person gehört schon zum Team.", "path": ["input", "email"]}
        ],
    }
    assert mailbox.all_to(member.email) == []


@pytest.mark.parametrize("role", [Role.MANAGER, Role.STAFF, Role.VIEWER, None])
async def test_only_owners_invite_see_and_withdraw(
    api: Api, workshop: TestWorkshop, address: str, role: Role | None
) -> None:
    invited = await api.as_(workshop.owner).one(INVITE, email=address, role="STAFF")
    caller: Person | None = await workshop.add_member(role) if role else None
    someone = api.as_(caller) if caller else api

    answers = [
        (await someone.send(INVITE, email=address, role="OWNER")).json(),
        (await someone.send(REVOKE, id=invited["invitation"]["id"])).json(),
        (await someone.send(INVITATIONS)).json(),
    ]

    code = "FORBIDDEN" if role else "UNAUTHENTICATED"
    assert {answer["errors"][0]["extensions"]["code"] for answer in answers} == {code}
    assert await api.as_(workshop.owner).one(INVITATIONS) == [invited["invitation"]]


async def test_what_is_entered_is_checked_and_the_link_stays_good(
    api: Api, dashboard: Api, browser: httpx2.AsyncClient, workshop: TestWorkshop, mailbox: Mailbox, address: str
) -> None:
    token = await invite(api, workshop, mailbox, address)

    refused = await dashboard.one(
        REGISTER,
        input=entered(token, name=" ", password="kurz", acceptsTerms=False, acceptsProcessing=False),
    )

    assert [(error["code"], error["path"]) for error in refused["errors"]] == [
        ("REQUIRED", ["input", "name"]),
        ("PASSWORD_TOO_SHORT", ["input", "password"]),
        ("TERMS_NOT_ACCEPTED", ["input", "acceptsTerms"]),
        ("PROCESSING_NOT_ACCEPTED", ["input", "acceptsProcessing"]),
    ]
    assert (await dashboard.one(LOOK, token=token))["errors"] == []
    assert dict(browser.cookies) == {}


async def test_the_mail_says_who_invites_and_carries_no_link_of_theirs(
    api: Api, new_workshop: Any, mailbox: Mailbox, address: str
) -> None:
    workshop = await new_workshop(name="Gewinn auf https://evil.example")

    await api.as_(workshop.owner).one(INVITE, email=address, role="STAFF")

    (mail,) = await mailbox.wait_for(address)
    assert "Ada Meister" in mail.text
    assert "evil.example" not in mail.text + mail.html
    assert all("evil" not in link for link in mail.links)
