"""Codes, tokens and secrets: good for whom they were made, once, for as much as was granted, and kept as hashes."""

import asyncio
from typing import Any

import httpx2
import pytest

from carbot.settings import Settings
from tests.partners.asking import Asking, look, refused
from tests.support.api import Api, Refused, TestWorkshop
from tests.support.partners import (
    CALLBACK,
    ROTATE,
    bearer,
    credentials_token,
    own_program,
    register,
)
from tests.support.rows import Rows

LEADS = "{ leads(first: 5) { totalCount } }"


@pytest.mark.parametrize(
    ("changes", "answer"),
    [
        ({"code_verifier": "x" * 43}, (400, "invalid_grant")),
        ({"code_verifier": None}, (400, "invalid_request")),
        ({"redirect_uri": f"{CALLBACK}/"}, (400, "invalid_grant")),
        ({"redirect_uri": None}, (400, "invalid_grant")),
        ({"client_secret": "cbs_falsch"}, (401, "invalid_client")),
        ({"client_secret": None}, (401, "invalid_client")),
        ({"client_id": None}, (401, "invalid_client")),
        ({"code": "unbekannt"}, (400, "invalid_grant")),
        ({"code": "\0"}, (400, "invalid_request")),
        ({"grant_type": "password"}, (400, "unsupported_grant_type")),
        ({"grant_type": None}, (400, "unsupported_grant_type")),
    ],
)
async def test_a_code_is_good_for_whom_it_was_made_only(
    workshop: TestWorkshop, asking: Asking, changes: dict[str, str | None], answer: tuple[int, str]
) -> None:
    code = await asking.code(workshop.owner)

    wrong = await asking.spend(code, **changes)
    right = await asking.spend(code)

    assert refused(wrong) == answer
    assert wrong.headers["cache-control"] == "no-store"
    assert right.status_code == 200


async def test_a_code_is_not_another_apps(
    workshop: TestWorkshop, asking: Asking, settings: Settings, api_url: str
) -> None:
    other = Asking(register(settings, api_url, "leads:read"), asking.proof, asking.http)
    code = await asking.code(workshop.owner)

    assert refused(await other.spend(code)) == (400, "invalid_grant")
    assert (await asking.spend(code)).status_code == 200


async def test_a_code_shown_twice_ends_what_came_of_it(api: Api, workshop: TestWorkshop, asking: Asking) -> None:
    code = await asking.code(workshop.owner)
    tokens = (await asking.spend(code)).json()

    again = await asking.spend(code)

    assert refused(again) == (400, "invalid_grant")
    with pytest.raises(Refused, match="not good"):
        await api.as_(bearer(tokens["access_token"])).run(LEADS)
    assert refused(await asking.refresh(tokens["refresh_token"])) == (400, "invalid_grant")


async def test_of_many_who_show_a_code_at_once_one_gets_tokens(workshop: TestWorkshop, asking: Asking) -> None:
    code = await asking.code(workshop.owner)

    answers = await asyncio.gather(*(asking.spend(code) for _ in range(10)))

    assert sorted(each.status_code for each in answers) == [200, *[400] * 9]


async def test_an_old_code_is_no_good(workshop: TestWorkshop, asking: Asking, rows: Rows) -> None:
    code = await asking.code(workshop.owner)
    rows("UPDATE authorization_codes SET expires_at = now() WHERE workshop_id = %s", workshop.id)

    assert refused(await asking.spend(code)) == (400, "invalid_grant")


async def test_of_twenty_refreshes_at_once_one_wins_and_the_reuse_ends_the_family(
    api: Api, workshop: TestWorkshop, asking: Asking
) -> None:
    tokens = (await asking.spend(await asking.code(workshop.owner))).json()

    answers = await asyncio.gather(*(asking.refresh(tokens["refresh_token"]) for _ in range(20)))

    assert sorted(each.status_code for each in answers) == [200, *[400] * 19]
    (winner,) = [each.json() for each in answers if each.status_code == 200]
    with pytest.raises(Refused, match="not good"):
        await api.as_(bearer(winner["access_token"])).run(LEADS)
    assert refused(await asking.refresh(winner["refresh_token"])) == (400, "invalid_grant")


async def test_a_refresh_token_is_not_anothers_and_grants_no_more(
    workshop: TestWorkshop, asking: Asking, settings: Settings, api_url: str
) -> None:
    other = Asking(register(settings, api_url, "leads:read"), asking.proof, asking.http)
    tokens = (await asking.spend(await asking.code(workshop.owner))).json()

    theirs = await other.refresh(tokens["refresh_token"])
    wider = await asking.refresh(tokens["refresh_token"], scope="leads:read leads:write")
    access = await asking.refresh(tokens["access_token"])
    right = await asking.refresh(tokens["refresh_token"], scope="leads:read")

    assert refused(theirs) == (400, "invalid_grant")
    assert refused(wider) == (400, "invalid_scope")
    assert refused(access) == (400, "invalid_grant")
    assert right.status_code == 200


async def test_credentials_get_what_was_granted_and_no_more(
    api: Api, http: httpx2.AsyncClient, workshop: TestWorkshop
) -> None:
    program = await own_program(api, workshop, "leads:read", "services:read")

    less = await credentials_token(http, program, scope="leads:read")
    wider = await credentials_token(http, program, scope="leads:read leads:write")
    wrong = await credentials_token(http, {**program, "secret": "cbs_falsch"})
    twice = await http.post(
        "/oauth/token",
        content="grant_type=client_credentials&client_id=a&client_id=b",
        headers={"content-type": "application/x-www-form-urlencoded"},
    )
    as_json = await http.post("/oauth/token", json={"grant_type": "client_credentials"})

    assert less.json()["scope"] == "leads:read"
    partner = api.as_(bearer(less.json()["access_token"]))
    assert (await partner.one(LEADS)) == {"totalCount": 0}
    with pytest.raises(Refused) as beyond:
        await partner.run("{ services(first: 1) { totalCount } }")
    assert beyond.value.code == "FORBIDDEN"
    assert refused(wider) == (400, "invalid_scope")
    assert refused(wrong) == (401, "invalid_client")
    assert wrong.headers["www-authenticate"].startswith("Basic")
    assert refused(twice) == (400, "invalid_request")
    assert refused(as_json) == (400, "invalid_request")


async def test_a_program_of_ones_own_cannot_ask_for_consent_or_codes(
    api: Api, http: httpx2.AsyncClient, workshop: TestWorkshop, asking: Asking
) -> None:
    program = await own_program(api, workshop)
    client_id = program["installation"]["clientId"]

    page = await look(http, workshop.owner, asking.page(client_id=client_id))
    code = await asking.spend("egal", client_id=client_id, client_secret=program["secret"])

    assert page.status_code == 400
    assert refused(code) == (400, "unauthorized_client")


async def test_a_new_secret_ends_the_old_one(api: Api, http: httpx2.AsyncClient, workshop: TestWorkshop) -> None:
    program = await own_program(api, workshop)

    made = await api.as_(workshop.owner).one(ROTATE, id=program["installation"]["id"])

    assert made["errors"] == []
    assert refused(await credentials_token(http, program)) == (401, "invalid_client")
    assert (await credentials_token(http, {**program, "secret": made["secret"]})).status_code == 200


async def test_an_old_token_is_no_good(api: Api, http: httpx2.AsyncClient, workshop: TestWorkshop, rows: Rows) -> None:
    program = await own_program(api, workshop)
    token = (await credentials_token(http, program)).json()["access_token"]
    rows("UPDATE partner_tokens SET expires_at = now() WHERE workshop_id = %s", workshop.id)

    with pytest.raises(Refused) as gone:
        await api.as_(bearer(token)).run(LEADS)

    assert gone.value.code == "UNAUTHENTICATED"


@pytest.mark.parametrize("token", ["cbp_", "cbp_x", "cbp_" + "x" * 5000])
async def test_a_token_that_is_none_is_nobodys_and_not_silently_ignored(api: Api, token: str) -> None:
    who = bearer(token)

    for document in (LEADS, "{ viewer { kind } }"):
        with pytest.raises(Refused) as gone:
            await api.as_(who).run(document)
        assert gone.value.code == "UNAUTHENTICATED"


async def test_a_refresh_token_or_a_secret_opens_nothing_else(
    api: Api, http: httpx2.AsyncClient, workshop: TestWorkshop, asking: Asking
) -> None:
    program = await own_program(api, workshop)
    tokens = (await asking.spend(await asking.code(workshop.owner))).json()

    for useless in (tokens["refresh_token"], program["secret"], program["installation"]["clientId"]):
        with pytest.raises(Refused) as gone:
            await api.as_(bearer(useless)).run("{ viewer { kind } }")
        assert gone.value.code == "UNAUTHENTICATED"


async def test_introspection_tells_a_client_of_its_own_tokens_only(
    api: Api, http: httpx2.AsyncClient, workshop: TestWorkshop, asking: Asking
) -> None:
    program = await own_program(api, workshop)
    mine = {"client_id": asking.app.client_id, "client_secret": asking.app.secret}
    theirs = {"client_id": program["installation"]["clientId"], "client_secret": program["secret"]}
    tokens = (await asking.spend(await asking.code(workshop.owner))).json()

    async def told(client: dict[str, Any], token: str) -> dict[str, Any]:
        said: dict[str, Any] = (await http.post("/oauth/introspect", data={**client, "token": token})).json()
        return said

    access, refresh = await told(mine, tokens["access_token"]), await told(mine, tokens["refresh_token"])
    assert (access["active"], access["scope"], access["client_id"]) == (True, "leads:read", asking.app.client_id)
    assert access["exp"] - access["iat"] == pytest.approx(3600, abs=2)
    assert (refresh["active"], refresh["token_type"]) == (True, "refresh_token")
    assert await told(theirs, tokens["access_token"]) == {"active": False}
    assert await told(mine, "cbp_unbekannt") == {"active": False}
    assert (await told({}, tokens["access_token"]))["error"] == "invalid_client"
    assert (await told(mine, ""))["error"] == "invalid_request"


async def test_a_token_is_given_back_by_its_owner_only(
    api: Api, http: httpx2.AsyncClient, workshop: TestWorkshop, asking: Asking
) -> None:
    program = await own_program(api, workshop)
    theirs = {"client_id": program["installation"]["clientId"], "client_secret": program["secret"]}
    mine = {"client_id": asking.app.client_id, "client_secret": asking.app.secret}
    tokens = (await asking.spend(await asking.code(workshop.owner))).json()
    partner = api.as_(bearer(tokens["access_token"]))

    foreign = await http.post("/oauth/revoke", data={**theirs, "token": tokens["access_token"]})
    unknown = await http.post("/oauth/revoke", data={**mine, "token": "cbp_unbekannt"})
    still = await partner.one(LEADS)
    given_back = await http.post("/oauth/revoke", data={**mine, "token": tokens["access_token"]})

    assert [foreign.status_code, unknown.status_code, given_back.status_code] == [200, 200, 200]
    assert still == {"totalCount": 0}
    with pytest.raises(Refused, match="not good"):
        await partner.run(LEADS)
    assert (await asking.refresh(tokens["refresh_token"])).status_code == 200


async def test_secrets_and_tokens_are_stored_as_hashes(
    api: Api, http: httpx2.AsyncClient, workshop: TestWorkshop, asking: Asking, rows: Rows
) -> None:
    program = await own_program(api, workshop)
    code = await asking.code(workshop.owner)
    tokens = (await asking.spend(code)).json()
    told = [program["secret"], code, tokens["access_token"], tokens["refresh_token"], asking.app.secret]

    stored = "".join(
        str(row)
        for table in ("installations", "authorization_codes", "partner_tokens", "partner_apps", "idempotency_keys")
        for row in rows(f"SELECT t::text FROM {table} t")
    )

    assert [secret for secret in told if secret in stored] == []


async def test_a_secret_is_told_once_also_to_who_asks_again_with_a_key(
    api: Api, workshop: TestWorkshop, rows: Rows
) -> None:
    owner = api.as_(workshop.owner)
    document = """mutation ($key: String) { installationCreate(idempotencyKey: $key,
      input: {name: "Kasse", scopes: ["leads:read"]}) { secret errors { code } } }"""

    first = await owner.one(document, key="zugang-001")
    again = await owner.one(document, key="zugang-001")

    assert first["secret"].startswith("cbs_")
    assert again == {"secret": None, "errors": [{"code": "DONE_ALREADY"}]}
    assert rows.count("installations", workshop.id) == 1


async def test_what_a_partner_may_not_see_of_an_answer_is_missing_twice(
    api: Api, http: httpx2.AsyncClient, workshop: TestWorkshop
) -> None:
    program = await own_program(api, workshop, "leads:write")
    partner = api.as_(bearer((await credentials_token(http, program)).json()["access_token"]))
    document = """mutation { leadCreate(idempotencyKey: "partner-01", input: {kind: QUESTION, name: "Grete",
      phone: "0171 2345678"}) { lead { id conversation { id } assignee { name } } errors { code } } }"""

    first, again = [(await partner.send(document)).json() for _ in range(2)]

    assert {error["extensions"]["code"] for error in first.get("errors", [])} <= {"FORBIDDEN"}
    assert first["data"] == again["data"]
    assert [(e["path"], e["extensions"]) for e in first.get("errors", [])] == [
        (e["path"], e["extensions"]) for e in again.get("errors", [])
    ]


@pytest.mark.parametrize(
    ("given", "errors"),
    [
        ({"name": "", "scopes": ["leads:read"]}, [("REQUIRED", "name")]),
        ({"name": "Kasse", "scopes": []}, [("REQUIRED", "scopes")]),
        ({"name": "Kasse", "scopes": ["leads:delete"]}, [("UNKNOWN_SCOPE", "scopes")]),
        ({"name": "x" * 81, "scopes": ["openid"]}, [("TOO_LONG", "name"), ("UNKNOWN_SCOPE", "scopes")]),
    ],
)
async def test_faults_of_a_program_are_told_together(
    api: Api, workshop: TestWorkshop, rows: Rows, given: dict[str, Any], errors: list[tuple[str, str]]
) -> None:
    document = """mutation ($input: InstallationCreateInput!) { installationCreate(input: $input) {
      installation { id } secret errors { code path } } }"""

    answer = await api.as_(workshop.owner).one(document, input=given)

    assert (answer["installation"], answer["secret"]) == (None, None)
    assert [(error["code"], error["path"][-1]) for error in answer["errors"]] == errors
    assert rows.count("installations", workshop.id) == 0
