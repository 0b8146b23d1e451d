"""One's own account: name and language, the sessions there are, and a new password for who knows the old one."""

import httpx2

from tests.support.api import PASSWORD, Api, TestWorkshop
from tests.support.mailbox import Mailbox

from .documents import NOBODY, SIGN_IN, WHO

NEW_PASSWORD = "ein ganz anderes Passwort"
SESSIONS = "{ viewer { session { id } } sessions { id userAgent } }"
UPDATE = """mutation ($input: PersonUpdateInput!) {
  personUpdate(input: $input) { person { name language } errors { code message path } } }"""
CHANGE = """mutation ($input: PasswordChangeInput!) {
  passwordChange(input: $input) { person { email } errors { code message path } } }"""
END = "mutation ($id: ID!) { sessionEnd(id: $id) { isEnded errors { code } } }"


async def test_sessions_are_listed_and_any_of_them_ended(
    dashboard: Api, browser: httpx2.AsyncClient, api: Api, workshop: TestWorkshop
) -> None:
    other = api.as_(workshop.owner)
    browser.headers["user-agent"] = "Werkstatt-Tablet"
    await dashboard.one(SIGN_IN, input={"email": workshop.owner.email, "password": PASSWORD})

    listed = await dashboard.run(SESSIONS)
    (elsewhere,) = (each["id"] for each in listed["sessions"] if each["id"] != listed["viewer"]["session"]["id"])
    ended = await dashboard.one(END, id=elsewhere)

    assert [each["userAgent"] for each in listed["sessions"] if each["id"] != elsewhere] == ["Werkstatt-Tablet"]
    assert ended == {"isEnded": True, "errors": []}
    assert await other.one(WHO) == NOBODY
    assert len((await dashboard.run(SESSIONS))["sessions"]) == 1


async def test_name_and_language_change_where_they_are_shown(api: Api, workshop: TestWorkshop) -> None:
    owner = api.as_(workshop.owner)

    changed = await owner.one(UPDATE, input={"name": "  Ada  Meisterin ", "language": "PL"})
    again = await owner.one(UPDATE, input={})

    assert changed == again == {"person": {"name": "Ada Meisterin", "language": "PL"}, "errors": []}
    assert (await owner.one(WHO))["member"]["name"] == "Ada Meisterin"


async def test_a_name_is_never_empty(api: Api, workshop: TestWorkshop) -> None:
    refused = await api.as_(workshop.owner).one(UPDATE, input={"name": " "})

    assert [(error["code"], error["path"]) for error in refused["errors"]] == [("REQUIRED", ["input", "name"])]


async def test_a_new_password_ends_all_other_sessions(
    dashboard: Api, api: Api, workshop: TestWorkshop, mailbox: Mailbox
) -> None:
    other = api.as_(workshop.owner)
    await dashboard.one(SIGN_IN, input={"email": workshop.owner.email, "password": PASSWORD})

    changed = await dashboard.one(CHANGE, input={"currentPassword": PASSWORD, "newPassword": NEW_PASSWORD})

    assert changed == {"person": {"email": workshop.owner.email}, "errors": []}
    assert (await dashboard.one(WHO))["kind"] == "MEMBER"
    assert await other.one(WHO) == NOBODY
    old = await dashboard.one(SIGN_IN, input={"email": workshop.owner.email, "password": PASSWORD})
    new = await dashboard.one(SIGN_IN, input={"email": workshop.owner.email, "password": NEW_PASSWORD})
    assert [error["code"] for error in old["errors"]] == ["WRONG_CREDENTIALS"]
    assert new["errors"] == []
    (mail,) = await mailbox.wait_for(workshop.owner.email)
    assert any("/forgot-password" in link for link in mail.links)


async def test_who_does_not_know_the_password_sets_none(api: Api, workshop: TestWorkshop) -> None:
    owner = api.as_(workshop.owner)

    guessed = await owner.one(CHANGE, input={"currentPassword": "geraten und falsch", "newPassword": NEW_PASSWORD})
    weak = await owner.one(CHANGE, input={"currentPassword": PASSWORD, "newPassword": "zu kurz"})

    assert guessed == {
        "person": None,
        "errors": [
            {
                "code": "WRONG_PASSWORD",
                "message": "Das bisherige Passwort stimmt nicht.",
                "path": ["input", "currentPassword"],
            }
        ],
    }
    assert [(error["code"], error["path"]) for error in weak["errors"]] == [
        ("PASSWORD_TOO_SHORT", ["input", "newPassword"])
    ]
