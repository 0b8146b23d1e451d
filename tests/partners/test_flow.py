"""A partner's program, written with an independent library, is let in by an owner and does its work."""

import asyncio
from typing import Any

import httpx2
import pytest
from oauthlib.oauth2 import BackendApplicationClient, MismatchingStateError
from requests_oauthlib import OAuth2Session

from carbot.settings import Settings
from tests.partners.pkce import challenge_of, verifier
from tests.support.api import Api, Refused, TestWorkshop
from tests.support.partners import (
    CALLBACK,
    REVOKE,
    answer_of,
    bearer,
    credentials_token,
    exchange,
    own_program,
    press,
    register,
)
from tests.support.rows import Rows
from tests.support.waiting import until

ENTER = """mutation { leadCreate(input: {kind: QUESTION, name: "Grete", phone: "0171 2345678"}) {
  lead { id origin assignee { name } events { kind actorName } } errors { code } } }"""
LEADS = "{ leads(first: 5) { totalCount } }"


@pytest.fixture(autouse=True)
def _plain_http(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library talks to a test's server without TLS."""
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")


async def test_an_app_gets_its_tokens_by_code_uses_renews_and_gives_them_back(
    api: Api, http: httpx2.AsyncClient, api_url: str, settings: Settings, workshop: TestWorkshop, rows: Rows
) -> None:
    app = register(settings, api_url)
    session = app.session(scope=["leads:read", "leads:write"])
    address, state = session.authorization_url(f"{api_url}/oauth/authorize")

    returned = await press(http, workshop.owner, address)
    said = answer_of(returned)
    token = await asyncio.to_thread(
        session.fetch_token,
        app.token_url,
        authorization_response=returned.headers["location"],
        client_secret=app.secret,
    )
    entered = await api.as_(bearer(token["access_token"])).run(ENTER)
    renewed = await asyncio.to_thread(
        session.refresh_token, app.token_url, auth=(app.client_id, app.secret), client_id=app.client_id
    )
    await asyncio.to_thread(
        session.post,
        f"{api_url}/oauth/revoke",
        data={"token": renewed["refresh_token"]},
        auth=(app.client_id, app.secret),
        withhold_token=True,
    )

    assert said["state"] == state
    assert said["iss"] == api_url
    assert (token["token_type"], token["expires_in"]) == ("Bearer", 3600)
    assert sorted(token["scope"]) == ["leads:read", "leads:write"]
    assert token["access_token"].startswith("cbp_")
    lead = entered["leadCreate"]["lead"]
    assert lead["origin"] == "PARTNER"
    assert [event["actorName"] for event in lead["events"]] == ["Teilehandel"]
    assert renewed["refresh_token"] != token["refresh_token"]
    with pytest.raises(Refused, match="not good"):
        await api.as_(bearer(renewed["access_token"])).run(LEADS)
    audit = rows("SELECT actor_name, action FROM audit_entries WHERE workshop_id = %s ORDER BY id", workshop.id)
    assert audit == [("Ada Meister", "installation.created"), ("Teilehandel", "lead.created")]


async def test_a_program_of_the_workshops_own_shows_its_secret_and_works(
    api: Api, http: httpx2.AsyncClient, api_url: str, workshop: TestWorkshop
) -> None:
    program = await own_program(api, workshop, "leads:read", "workshop:read")
    client_id = program["installation"]["clientId"]
    session = OAuth2Session(client=BackendApplicationClient(client_id=client_id))

    token = await asyncio.to_thread(
        session.fetch_token, f"{api_url}/oauth/token", client_id=client_id, client_secret=program["secret"]
    )

    assert "refresh_token" not in token
    assert token["installation"] == program["installation"]["id"]
    partner = api.as_(bearer(token["access_token"]))
    assert (await partner.one("{ workshop { name } }")) == {"name": workshop.name}
    viewer = await partner.one("{ viewer { kind permissions person { name } member { name } } }")
    assert viewer == {
        "kind": "PARTNER",
        "permissions": ["LEADS_READ", "WORKSHOP_READ"],
        "person": None,
        "member": None,
    }


async def test_an_app_without_a_secret_proves_itself_by_its_verifier(
    api: Api, http: httpx2.AsyncClient, api_url: str, settings: Settings, workshop: TestWorkshop
) -> None:
    app = register(settings, api_url, "leads:read", is_public=True)
    session = app.session(scope=["leads:read"])
    address, _ = session.authorization_url(f"{api_url}/oauth/authorize")

    returned = await press(http, workshop.owner, address)
    token = await asyncio.to_thread(
        session.fetch_token,
        app.token_url,
        authorization_response=returned.headers["location"],
        include_client_id=True,
    )
    alone = await exchange(http, grant_type="client_credentials", client_id=app.client_id)

    assert (await api.as_(bearer(token["access_token"])).one(LEADS)) == {"totalCount": 0}
    assert (alone.status_code, alone.json()["error"]) == (401, "invalid_client")


async def test_an_installed_app_acts_without_a_person_where_it_says(
    api: Api,
    http: httpx2.AsyncClient,
    api_url: str,
    settings: Settings,
    workshop: TestWorkshop,
    other_workshop: TestWorkshop,
) -> None:
    app = register(settings, api_url, "leads:read")
    session = app.session(scope=["leads:read"])
    await press(http, workshop.owner, session.authorization_url(f"{api_url}/oauth/authorize")[0])
    (installation,) = await api.as_(workshop.owner).one("{ installations { id app { name developer } isOwn } }")
    foreign = (await own_program(api, other_workshop))["installation"]["id"]
    client = {"grant_type": "client_credentials", "client_id": app.client_id, "client_secret": app.secret}

    there = await exchange(http, **client, installation=installation["id"])
    elsewhere = [await exchange(http, **client, installation=where) for where in (foreign, "installation_x", "")]

    assert installation["app"] == {"name": "Teilehandel", "developer": "Teile & Co. GmbH"}
    assert installation["isOwn"] is False
    assert there.json()["scope"] == "leads:read"
    assert [(each.status_code, each.json()["error"]) for each in elsewhere] == [(400, "invalid_grant")] * 3


async def test_a_revoked_installation_is_over_at_once(
    api: Api, http: httpx2.AsyncClient, workshop: TestWorkshop, rows: Rows
) -> None:
    program = await own_program(api, workshop)
    token = (await credentials_token(http, program)).json()["access_token"]
    partner = api.as_(bearer(token))
    assert (await partner.one(LEADS)) == {"totalCount": 0}

    ended = await api.as_(workshop.owner).one(REVOKE, id=program["installation"]["id"])
    again = await api.as_(workshop.owner).one(REVOKE, id=program["installation"]["id"])

    assert ended["installation"]["isActive"] is False
    assert ended == again
    with pytest.raises(Refused) as refused:
        await partner.run(LEADS)
    assert refused.value.code == "UNAUTHENTICATED"
    new = await credentials_token(http, program)
    assert (new.status_code, new.json()["error"]) == (401, "invalid_client")
    actions = rows("SELECT action FROM audit_entries WHERE workshop_id = %s ORDER BY id", workshop.id)
    assert actions == [("installation.created",), ("installation.revoked",)]


async def test_a_code_or_token_of_a_revoked_installation_is_not_exchanged(
    api: Api, http: httpx2.AsyncClient, api_url: str, settings: Settings, workshop: TestWorkshop
) -> None:
    app = register(settings, api_url, "leads:read")
    proof = verifier()
    query = f"response_type=code&client_id={app.client_id}&redirect_uri={CALLBACK}&code_challenge_method=S256"
    page = f"/oauth/authorize?{query}&code_challenge={challenge_of(proof)}"
    codes = [answer_of(await press(http, workshop.owner, page))["code"] for _ in range(2)]
    client = {"client_id": app.client_id, "client_secret": app.secret}
    spend = {**client, "grant_type": "authorization_code", "redirect_uri": CALLBACK, "code_verifier": proof}
    tokens = (await exchange(http, **spend, code=codes[0])).json()
    (installation,) = await api.as_(workshop.owner).one("{ installations { id } }")

    await api.as_(workshop.owner).one(REVOKE, id=installation["id"])

    code = await exchange(http, **spend, code=codes[1])
    refresh = await exchange(http, **client, grant_type="refresh_token", refresh_token=tokens["refresh_token"])
    shown = await http.post("/oauth/introspect", data={**client, "token": tokens["access_token"]})
    assert [(each.status_code, each.json()["error"]) for each in (code, refresh)] == [(400, "invalid_grant")] * 2
    assert shown.json() == {"active": False}


async def test_what_a_program_asks_is_counted_by_day(
    api: Api, http: httpx2.AsyncClient, workshop: TestWorkshop
) -> None:
    program = await own_program(api, workshop)
    partner = api.as_(bearer((await credentials_token(http, program)).json()["access_token"]))
    for _ in range(3):
        await partner.one(LEADS)

    async def counted() -> dict[str, Any] | None:
        (found,) = await api.as_(workshop.owner).one("{ installations { lastUsedAt usage(days: 7) { requests } } }")
        return found if sum(day["requests"] for day in found["usage"]) == 3 else None

    found = await until(counted)
    assert found["lastUsedAt"] is not None


async def test_the_metadata_document_names_every_door(http: httpx2.AsyncClient, api_url: str) -> None:
    said = (await http.get("/.well-known/oauth-authorization-server")).json()

    assert said["issuer"] == api_url
    assert said["grant_types_supported"] == ["authorization_code", "client_credentials", "refresh_token"]
    assert (said["response_types_supported"], said["code_challenge_methods_supported"]) == (["code"], ["S256"])
    for name in ("token", "revocation", "introspection"):
        address = said[f"{name}_endpoint"]
        assert address.startswith(f"{api_url}/oauth/")
        assert (await http.post(address, data={"grant_type": "nothing"})).status_code in (400, 401)


async def test_an_answer_with_another_state_is_not_taken_by_the_app(
    http: httpx2.AsyncClient, api_url: str, settings: Settings, workshop: TestWorkshop
) -> None:
    app = register(settings, api_url, "leads:read")
    session, somebody_elses = app.session(scope=["leads:read"]), app.session(scope=["leads:read"])
    session.authorization_url(f"{api_url}/oauth/authorize")
    address, _ = somebody_elses.authorization_url(f"{api_url}/oauth/authorize")
    returned = await press(http, workshop.owner, address)

    with pytest.raises(MismatchingStateError):
        session.fetch_token(
            app.token_url, authorization_response=returned.headers["location"], client_secret=app.secret
        )


async def test_consent_given_twice_at_once_is_one_installation_and_more_is_added_to_it(
    api: Api, http: httpx2.AsyncClient, api_url: str, settings: Settings, workshop: TestWorkshop, rows: Rows
) -> None:
    app = register(settings, api_url)
    page = f"{api_url}/oauth/authorize"
    less = [app.session(scope=["leads:read"]).authorization_url(page)[0] for _ in range(4)]

    await asyncio.gather(*(press(http, workshop.owner, address) for address in less))
    await press(http, workshop.owner, app.session(scope=["leads:write"]).authorization_url(page)[0])

    (installation,) = await api.as_(workshop.owner).one("{ installations { scopes installedBy } }")
    assert installation == {"scopes": ["leads:read", "leads:write"], "installedBy": "Ada Meister"}
    actions = rows("SELECT action, changes FROM audit_entries WHERE workshop_id = %s ORDER BY id", workshop.id)
    assert actions == [
        ("installation.created", {"fields": ["leads:read"]}),
        ("installation.widened", {"fields": ["leads:write"]}),
    ]


async def test_what_a_token_may_do_shrinks_with_the_installation(
    api: Api, http: httpx2.AsyncClient, workshop: TestWorkshop, rows: Rows
) -> None:
    program = await own_program(api, workshop, "leads:read", "services:read")
    partner = api.as_(bearer((await credentials_token(http, program)).json()["access_token"]))
    before = await partner.one("{ viewer { permissions } }")

    rows("UPDATE installations SET scopes = '{services:read}' WHERE workshop_id = %s", workshop.id)

    after = await partner.one("{ viewer { permissions } }")
    assert (before["permissions"], after["permissions"]) == (
        ["LEADS_READ", "PRICES_READ", "SERVICES_EXPORT", "SERVICES_READ", "VEHICLES_READ"],
        ["PRICES_READ", "SERVICES_EXPORT", "SERVICES_READ", "VEHICLES_READ"],
    )
