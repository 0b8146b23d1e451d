"""Requests that no front end of ours sends: each gets a clear answer, none a crash."""

import json

import httpx2
import pytest

from tests.support.api import Api, TestWorkshop

DEEP = 100_000


async def post(http: httpx2.AsyncClient, body: bytes, kind: str = "application/json") -> httpx2.Response:
    """Send these bytes."""
    return await http.post("/graphql", content=body, headers={"content-type": kind})


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"42",
        b'"text"',
        b"[]",
        b'[{"query": "{ viewer { kind } }"}]',
        b"{}",
        b'{"query": 42}',
        b'{"query": null}',
        b'{"query": ""}',
        b'{"query": "{ viewer { kind } }", "variables": 7}',
        b'{"query": "{ viewer { kind } }", "variables": []}',
        b'{"query": "{ viewer { kind } }", "operationName": "Gibtsnicht"}',
        b'{"query": "\xff\xfe"}',
        b'{"query": "{ viewer { kind } }", "variables": {"a": "\\ud83d"}}',
        b"[" * DEEP,
        b'{"variables":' * 10_000,
        b'{"query": "{ viewer { kind } }", "variables": {"a": ' + b"9" * 5000 + b"}}",
        json.dumps({"query": "{" * 5000}).encode(),
        json.dumps({"query": "{ viewer " + "{ workshop " * 3000 + "}" * 3000 + "}"}).encode(),
    ],
    ids=lambda body: body[:24].decode("latin-1"),
)
async def test_garbage_is_bad_input(http: httpx2.AsyncClient, body: bytes) -> None:
    response = await post(http, body)

    assert response.status_code == 400, response.text
    (error, *_) = response.json()["errors"]
    assert error["extensions"]["code"] == "BAD_INPUT"
    assert "Traceback" not in response.text


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "", "image/png"])
async def test_what_a_form_of_another_page_could_send_is_not_taken(http: httpx2.AsyncClient, kind: str) -> None:
    response = await post(http, b'{"query": "{ viewer { kind } }"}', kind)

    assert response.status_code in (400, 415)
    assert "data" not in response.json()


async def test_five_megabytes_are_refused_while_they_come_in(http: httpx2.AsyncClient) -> None:
    body = json.dumps({"query": "{ viewer { kind } }", "variables": {"text": "x" * 5_000_000}}).encode()

    response = await post(http, body)

    assert response.status_code == 413
    assert response.json() == {
        "errors": [{"message": "The request is too large.", "extensions": {"code": "BAD_INPUT"}}]
    }


async def test_five_megabytes_without_a_length_are_refused_too(http: httpx2.AsyncClient) -> None:
    async def pieces():  # type: ignore[no-untyped-def]  # noqa: ANN202
        for _ in range(80):
            yield b" " * 65_536

    response = await http.post("/graphql", content=pieces(), headers={"content-type": "application/json"})

    assert response.status_code == 413


async def test_other_doors_read_no_megabytes_either(http: httpx2.AsyncClient, workshop: TestWorkshop) -> None:
    headers = {**workshop.owner.values, "content-type": "application/x-www-form-urlencoded"}

    answer = await http.post("/oauth/authorize?client_id=x", content=b"csrf=" + b"x" * 5_000_000, headers=headers)

    assert answer.status_code == 413
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_an_unknown_document_is_named_as_such(http: httpx2.AsyncClient) -> None:
    for wanted in ("gibt-es-nicht", "", 42, {"a": 1}):
        response = await http.post("/graphql", json={"documentId": wanted})

        assert response.status_code == 400
        assert response.json()["errors"][0]["extensions"]["code"] == "UNKNOWN_DOCUMENT"


async def test_an_address_alone_changes_nothing(http: httpx2.AsyncClient, api: Api, workshop: TestWorkshop) -> None:
    headers = {**workshop.owner.values, "accept": "application/json"}
    query = 'mutation { workshopUpdate(input: {name: "Per Adresszeile"}) { errors { code } } }'

    response = await http.get("/graphql", params={"query": query}, headers=headers)

    assert (response.status_code, response.headers["allow"]) == (405, "POST")
    assert response.json()["errors"][0]["extensions"]["code"] == "BAD_INPUT"
    assert (await api.as_(workshop.owner).one("{ workshop { name } }"))["name"] == workshop.name


async def test_a_query_may_be_an_address(http: httpx2.AsyncClient) -> None:
    response = await http.get("/graphql", params={"query": "{ viewer { kind } }"})

    assert response.json()["data"] == {"viewer": {"kind": "ANONYMOUS"}}


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
async def test_other_methods_are_not_taken(http: httpx2.AsyncClient, method: str) -> None:
    response = await http.request(method, "/graphql", json={"query": "{ viewer { kind } }"})

    assert response.status_code == 405


async def test_faults_of_validation_carry_a_code(api: Api) -> None:
    response = await api.send("{ viewer { gibtesnicht } }")

    assert response.status_code == 400
    assert {error["extensions"]["code"] for error in response.json()["errors"]} == {"BAD_INPUT"}


async def test_without_signing_in_nothing_of_a_workshop_is_told(api: Api) -> None:
    response = await api.send("{ workshop { name } leads { totalCount } clientKeys { key } }")

    assert response.json()["data"] == {"workshop": None, "leads": None, "clientKeys": None}
    assert {error["extensions"]["code"] for error in response.json()["errors"]} == {"UNAUTHENTICATED"}
    assert sorted(error["path"][0] for error in response.json()["errors"]) == ["clientKeys", "leads", "workshop"]


@pytest.mark.parametrize(
    "gid", ["", "x", "lead_", "lead_zz", "lead_" + "0" * 32, "_" * 40, "🚗", "session_" + "0" * 32]
)
async def test_an_id_that_is_none_finds_nothing(api: Api, workshop: TestWorkshop, gid: str) -> None:
    answer = await api.as_(workshop.owner).run(
        "query ($id: ID!) { node(id: $id) { id } nodes(ids: [$id]) { id } lead(id: $id) { id } }", id=gid
    )

    assert answer == {"node": None, "nodes": [None], "lead": None}
