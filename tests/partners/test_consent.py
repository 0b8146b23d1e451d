"""The consent page: only registered addresses, only owners, only our own form, and what is asked for in plain words."""

import html
import re
from urllib.parse import quote

import httpx2
import pytest

from carbot.settings import Settings
from tenants.models.members import Role
from tenants.permissions import SCOPE_PERMISSIONS
from tests.partners.asking import Asking, look
from tests.partners.pkce import verifier
from tests.support.api import Api, Headers, TestWorkshop
from tests.support.partners import (
    CALLBACK,
    answer_of,
    press,
    register,
)
from tests.support.rows import Rows


@pytest.mark.parametrize(
    "address",
    [
        f"{CALLBACK}/",
        f"{CALLBACK}/more",
        f"{CALLBACK}?more=1",
        f"{CALLBACK}#part",
        CALLBACK.removesuffix("k"),
        CALLBACK.upper(),
        CALLBACK.replace("https", "http"),
        "https://partner.example.evil.example/callback",
        "https://evil.example/callback",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        'https://partner.example/"callback"',
        "",
        None,
    ],
)
async def test_a_browser_is_never_sent_to_an_address_that_was_not_registered(
    workshop: TestWorkshop, asking: Asking, address: str | None
) -> None:
    answer = await look(asking.http, workshop.owner, asking.page(redirect_uri=address))

    assert answer.status_code == 400
    assert "location" not in answer.headers


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"code_challenge": None}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge_method": None}, "invalid_request"),
        ({"code_challenge": "zu kurz"}, "invalid_request"),
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"response_type": None}, "unsupported_response_type"),
        ({"scope": "leads:read leads:write"}, "invalid_scope"),
        ({"scope": "everything"}, "invalid_scope"),
    ],
)
async def test_a_wrong_request_goes_back_to_the_app_with_its_state(
    workshop: TestWorkshop, asking: Asking, changes: dict[str, str | None], error: str
) -> None:
    answer = await look(asking.http, workshop.owner, asking.page(**changes))

    said = answer_of(answer)
    assert (said["error"], said["state"]) == (error, "zustand")
    assert "code" not in said


async def test_a_parameter_given_twice_is_no_request(workshop: TestWorkshop, asking: Asking) -> None:
    evil = quote("https://evil.example", safe="")

    answers = [
        await look(asking.http, workshop.owner, f"{asking.page()}&redirect_uri={evil}"),
        await look(asking.http, workshop.owner, f"{asking.page()}&client_id=other"),
    ]

    assert [each.status_code for each in answers] == [400, 400]
    assert not any("location" in each.headers for each in answers)


async def test_an_unknown_app_is_not_asked_about(workshop: TestWorkshop, asking: Asking) -> None:
    answer = await look(asking.http, workshop.owner, asking.page(client_id="cbc_unknown"))

    assert answer.status_code == 400
    assert "Diese App ist hier nicht bekannt" in answer.text


async def test_who_is_not_signed_in_signs_in_and_comes_back(asking: Asking) -> None:
    answer = await look(asking.http, Headers(), asking.page())

    assert answer.status_code == 303
    assert answer.headers["location"] == f"/sign-in?next={quote(asking.page(), safe='')}"


@pytest.mark.parametrize("language", ["DE", "EN", "TR", "PL"])
async def test_the_page_speaks_the_persons_language_and_names_every_scope(
    workshop: TestWorkshop, settings: Settings, http: httpx2.AsyncClient, api_url: str, rows: Rows, language: str
) -> None:
    asking = Asking(register(settings, api_url, *SCOPE_PERMISSIONS), verifier(), http)
    rows("UPDATE accounts SET language = %s WHERE id = %s", language, workshop.owner.account_id)

    page = await look(http, workshop.owner, asking.page(scope=None))

    assert page.status_code == 200
    assert f'<html lang="{language.lower()}">' in page.text
    assert page.text.count("<li>") == len(SCOPE_PERMISSIONS)
    assert workshop.name in page.text


@pytest.mark.parametrize("role", [Role.MANAGER, Role.STAFF, Role.VIEWER])
async def test_only_an_owner_lets_programs_in(
    api: Api, workshop: TestWorkshop, asking: Asking, rows: Rows, role: Role
) -> None:
    member = await workshop.add_member(role)

    answer = await look(asking.http, member, asking.page())
    pressed = await asking.http.post(
        asking.page(), data={"decision": "allow", "csrf": "0" * 64}, headers={"cookie": member.values["cookie"]}
    )

    assert [answer.status_code, pressed.status_code] == [403, 403]
    assert rows.count("installations", workshop.id) == 0


async def test_the_page_cannot_be_framed_and_says_what_is_asked_for(workshop: TestWorkshop, asking: Asking) -> None:
    answer = await look(asking.http, workshop.owner, asking.page())

    policy = answer.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in policy
    assert "form-action 'self' https://partner.example;" in policy
    assert answer.headers["x-frame-options"] == "DENY"
    assert "Anfragen mit Namen, Telefonnummern und E-Mail-Adressen lesen" in answer.text
    assert "Teile &amp; Co. GmbH" in answer.text


@pytest.mark.parametrize(
    "fault", ["no token", "wrong token", "other request", "other session", "other origin", "null origin"]
)
async def test_nobody_elses_page_can_decide(
    workshop: TestWorkshop, other_workshop: TestWorkshop, asking: Asking, rows: Rows, fault: str
) -> None:
    pages = {"other request": asking.page(state="anders")}
    visitor = other_workshop.owner if fault == "other session" else workshop.owner
    shown = await look(asking.http, visitor, pages.get(fault, asking.page()))
    found = re.search(r'name="csrf" value="([0-9a-f]+)"', html.unescape(shown.text))
    assert found
    token = {"no token": "", "wrong token": "0" * 64}.get(fault, found[1])
    headers = {"cookie": workshop.owner.values["cookie"]}
    if fault in ("other origin", "null origin"):
        headers["origin"] = "https://evil.example" if fault == "other origin" else "null"

    answer = await asking.http.post(asking.page(), data={"csrf": token, "decision": "allow"}, headers=headers)

    assert answer.status_code == 403
    assert "location" not in answer.headers
    assert rows.count("installations", workshop.id) == 0
    assert rows.count("authorization_codes", workshop.id) == 0


async def test_who_says_no_is_believed(workshop: TestWorkshop, asking: Asking, rows: Rows) -> None:
    said = answer_of(await press(asking.http, workshop.owner, asking.page(), decision="deny"))

    assert (said["error"], said["state"]) == ("access_denied", "zustand")
    assert rows.count("installations", workshop.id) == 0
