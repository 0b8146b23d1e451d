"""Native clients: no cookie, a token for a quarter of an hour, and a refresh token that is good once."""

import asyncio
import json
from typing import Any

import httpx2
import pytest
import websockets

from tests.support.api import Api, Headers, TestWorkshop
from tests.support.rows import Rows

from .documents import REFRESH, VERIFY, WHO, begin, codes, enable, next_code_of

RENAME = 'mutation { personUpdate(input: {name: "Ada Neu"}) { person { name } errors { code } } }'
END = "mutation ($id: ID) { sessionEnd(id: $id) { isEnded errors { code } } }"
SESSIONS = "{ sessions { id kind userAgent } }"
ENDED = {
    "tokens": None,
    "errors": [
        {
            "code": "SESSION_ENDED",
            "message": "Diese Anmeldung ist beendet. Bitte melden Sie sich neu an.",
            "path": ["refreshToken"],
        }
    ],
}


def bearer(tokens: dict[str, Any]) -> Headers:
    """A native client with these tokens."""
    return Headers({"authorization": f"Bearer {tokens['accessToken']}"})


async def sign_in(api: Api, workshop: TestWorkshop) -> dict[str, Any]:
    """The tokens of a native client that has just signed in."""
    tokens: dict[str, Any] = (await begin(api, workshop.owner.email, wantsTokens=True))["tokens"]
    return tokens


async def test_the_sign_in_answers_with_tokens_and_sets_no_cookie(
    dashboard: Api, browser: httpx2.AsyncClient, api: Api, workshop: TestWorkshop
) -> None:
    answer = await begin(dashboard, workshop.owner.email, wantsTokens=True)

    tokens = answer["tokens"]
    assert answer["viewer"] == {
        "kind": "MEMBER",
        "person": {"email": workshop.owner.email},
        "session": {"kind": "NATIVE"},
    }
    assert tokens["accessToken"].startswith("cba_")
    assert tokens["refreshToken"].startswith("cbr_")
    assert dict(browser.cookies) == {}
    assert (await api.as_(bearer(tokens)).run(WHO))["viewer"] == answer["viewer"]


async def test_the_token_needs_no_csrf_header_and_changes_things(api: Api, workshop: TestWorkshop) -> None:
    tokens = await sign_in(api, workshop)

    assert await api.as_(bearer(tokens)).one(RENAME) == {"person": {"name": "Ada Neu"}, "errors": []}


@pytest.mark.parametrize("token", ["cba_unknown", "x", "cbr_a.b"])
@pytest.mark.parametrize("document", [WHO, RENAME], ids=["query", "mutation"])
async def test_a_token_that_is_not_good_is_never_a_nobody(http: httpx2.AsyncClient, token: str, document: str) -> None:
    response = await http.post("/graphql", json={"query": document}, headers={"authorization": f"Bearer {token}"})

    (error,) = response.json()["errors"]
    assert error["extensions"]["code"] == "UNAUTHENTICATED"
    assert not response.json().get("data")


async def test_the_token_is_over_after_a_quarter_of_an_hour(
    api: Api, http: httpx2.AsyncClient, workshop: TestWorkshop, rows: Rows
) -> None:
    tokens = await sign_in(api, workshop)
    rows(
        "UPDATE sessions SET access_expires_at = access_expires_at - interval '15 minutes' WHERE kind = 'NATIVE'"
        " AND account_id = %s",
        workshop.owner.account_id,
    )

    refused = await http.post("/graphql", json={"query": WHO}, headers=bearer(tokens).values)
    refreshed = await api.one(REFRESH, token=tokens["refreshToken"])

    assert refused.json()["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
    assert refreshed["errors"] == []
    assert (await api.as_(bearer(refreshed["tokens"])).run(WHO))["viewer"]["kind"] == "MEMBER"


async def test_neither_of_the_tokens_is_a_cookie(http: httpx2.AsyncClient, api: Api, workshop: TestWorkshop) -> None:
    tokens = await sign_in(api, workshop)

    for token in (tokens["accessToken"], tokens["refreshToken"], tokens["refreshToken"][4:47]):
        headers = {"cookie": f"carbot_session={token}", "x-carbot-csrf": "1"}
        response = await http.post("/graphql", json={"query": "{ viewer { kind } }"}, headers=headers)
        assert response.json()["data"] == {"viewer": {"kind": "ANONYMOUS"}}


async def test_a_refresh_makes_both_tokens_anew(api: Api, http: httpx2.AsyncClient, workshop: TestWorkshop) -> None:
    first = await sign_in(api, workshop)

    second = (await api.one(REFRESH, token=first["refreshToken"]))["tokens"]

    assert first.keys() == second.keys()
    assert all(first[name] != second[name] for name in first)
    old = await http.post("/graphql", json={"query": WHO}, headers=bearer(first).values)
    assert old.json()["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
    assert (await api.as_(bearer(second)).run(WHO))["viewer"]["kind"] == "MEMBER"


async def test_of_twenty_at_once_exactly_one_wins_and_the_family_ends(
    api: Api, workshop: TestWorkshop, rows: Rows
) -> None:
    tokens = await sign_in(api, workshop)

    answers = await asyncio.gather(*(api.one(REFRESH, token=tokens["refreshToken"]) for _ in range(20)))

    won = [answer for answer in answers if answer["tokens"]]
    assert len(won) == 1
    assert [answer for answer in answers if not answer["tokens"]] == [ENDED] * 19
    query = "SELECT count(*) FROM sessions WHERE account_id = %s AND kind = 'NATIVE'"
    assert rows(query, workshop.owner.account_id) == [(0,)]


async def test_a_refresh_token_that_was_used_ends_the_family_although_the_answer_is_an_error(
    api: Api, http: httpx2.AsyncClient, workshop: TestWorkshop
) -> None:
    first = await sign_in(api, workshop)
    second = (await api.one(REFRESH, token=first["refreshToken"]))["tokens"]
    third = (await api.one(REFRESH, token=second["refreshToken"]))["tokens"]

    replayed = await api.one(REFRESH, token=first["refreshToken"])

    assert replayed == ENDED
    assert await api.one(REFRESH, token=third["refreshToken"]) == ENDED
    stolen = await http.post("/graphql", json={"query": WHO}, headers=bearer(third).values)
    assert stolen.json()["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"


async def test_another_sign_in_of_the_same_person_is_another_family(api: Api, workshop: TestWorkshop) -> None:
    lost, kept = await sign_in(api, workshop), await sign_in(api, workshop)
    await api.one(REFRESH, token=lost["refreshToken"])

    await api.one(REFRESH, token=lost["refreshToken"])

    assert (await api.as_(bearer(kept)).run(WHO))["viewer"]["kind"] == "MEMBER"
    assert (await api.as_(workshop.owner).run(WHO))["viewer"]["kind"] == "MEMBER"


@pytest.mark.parametrize("token", ["", "cbr_", "cbr_.", "cbr_a.b", "x" * 5000])
async def test_an_invented_refresh_token_gets_the_same_answer(api: Api, token: str) -> None:
    assert await api.one(REFRESH, token=token) == ENDED


@pytest.mark.parametrize(
    "over", ["expires_at = now() - interval '1 second'", "last_used_at = now() - interval '12 hours 1 second'"]
)
async def test_a_native_session_lives_no_longer_than_a_browsers(
    api: Api, http: httpx2.AsyncClient, workshop: TestWorkshop, rows: Rows, over: str
) -> None:
    tokens = await sign_in(api, workshop)
    rows(f"UPDATE sessions SET {over} WHERE kind = 'NATIVE' AND account_id = %s", workshop.owner.account_id)

    refused = await http.post("/graphql", json={"query": WHO}, headers=bearer(tokens).values)

    assert refused.json()["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
    assert await api.one(REFRESH, token=tokens["refreshToken"]) == ENDED


async def test_it_is_listed_and_ended_like_any_other_session(
    api: Api, http: httpx2.AsyncClient, workshop: TestWorkshop
) -> None:
    tokens = await sign_in(api, workshop)
    listed = {each["kind"]: each["id"] for each in (await api.as_(workshop.owner).run(SESSIONS))["sessions"]}

    await api.as_(workshop.owner).run(END, id=listed["NATIVE"])

    refused = await http.post("/graphql", json={"query": WHO}, headers=bearer(tokens).values)
    assert refused.json()["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
    assert await api.one(REFRESH, token=tokens["refreshToken"]) == ENDED


async def test_a_native_client_signs_out_itself(api: Api, workshop: TestWorkshop) -> None:
    tokens = await sign_in(api, workshop)

    assert await api.as_(bearer(tokens)).one(END) == {"isEnded": True, "errors": []}

    assert await api.one(REFRESH, token=tokens["refreshToken"]) == ENDED


async def test_only_hashes_are_stored(api: Api, workshop: TestWorkshop, rows: Rows) -> None:
    tokens = await sign_in(api, workshop)
    family = tokens["refreshToken"][4:47]

    text = str(rows("SELECT s::text FROM sessions s WHERE account_id = %s", workshop.owner.account_id))

    for secret in (tokens["accessToken"], tokens["refreshToken"], family):
        assert secret not in text
        assert secret.encode().hex() not in text


async def test_with_a_second_factor_the_tokens_come_after_the_code(
    api: Api, dashboard: Api, browser: httpx2.AsyncClient, workshop: TestWorkshop
) -> None:
    secret, _ = await enable(api, workshop.owner)
    begun = await begin(dashboard, workshop.owner.email, wantsTokens=True)

    done = await dashboard.one(VERIFY, input={"token": begun["secondFactor"]["token"], "code": next_code_of(secret)})

    assert begun["tokens"] is None
    assert (codes(done), done["viewer"]["session"]) == ([], {"kind": "NATIVE"})
    assert dict(browser.cookies) == {}
    assert (await api.as_(bearer(done["tokens"])).run(WHO))["viewer"]["kind"] == "MEMBER"


async def test_a_socket_takes_the_token_from_its_first_message(api: Api, api_url: str, workshop: TestWorkshop) -> None:
    tokens = await sign_in(api, workshop)

    assert await asked_by_socket(api_url, f"Bearer {tokens['accessToken']}") == {
        "viewer": {"kind": "MEMBER", "person": {"email": workshop.owner.email}, "session": {"kind": "NATIVE"}}
    }


async def test_a_socket_with_a_token_that_is_not_good_is_closed(api_url: str) -> None:
    with pytest.raises(websockets.ConnectionClosed) as closed:
        await asked_by_socket(api_url, "Bearer cba_unknown")

    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 4403


async def asked_by_socket(api_url: str, authorization: str) -> Any:
    """Who one is, asked over a socket whose first message carries the token."""
    async with websockets.connect(
        api_url.replace("http://", "ws://") + "/graphql",
        close_timeout=1,
        subprotocols=[websockets.Subprotocol("graphql-transport-ws")],
    ) as connection:
        await connection.send(json.dumps({"type": "connection_init", "payload": {"authorization": authorization}}))
        assert json.loads(await connection.recv())["type"] == "connection_ack"
        await connection.send(json.dumps({"type": "subscribe", "id": "1", "payload": {"query": WHO}}))
        async with asyncio.timeout(60):
            while (message := json.loads(await connection.recv()))["type"] != "next":
                assert message["type"] == "ping"
        return message["payload"]["data"]
