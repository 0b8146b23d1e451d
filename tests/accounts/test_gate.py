"""The gate: a cookie alone proves nothing, because browsers send it along from anywhere."""

import httpx2
import pytest

from tests.support.api import TestWorkshop
from tests.support.rows import Rows

from .documents import WHO

RENAME = 'mutation { workshopUpdate(input: {name: "Übernommen"}) { workshop { name } errors { code } } }'


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ({}, "CSRF"),
        ({"x-carbot-csrf": "1", "origin": "https://evil.example"}, "ORIGIN"),
        ({"x-carbot-csrf": "1", "origin": "null"}, "ORIGIN"),
        ({"x-carbot-csrf": "1", "origin": "http://localhost"}, "ORIGIN"),
        ({"sec-fetch-site": "cross-site"}, "CSRF"),
        ({"sec-fetch-site": "same-site", "content-type": "text/plain"}, "CSRF"),
    ],
)
async def test_a_request_that_another_page_could_have_sent_is_refused(
    http: httpx2.AsyncClient, workshop: TestWorkshop, rows: Rows, headers: dict[str, str], reason: str
) -> None:
    cookie = {"cookie": f"carbot_session={workshop.owner.token}"}

    response = await http.post("/graphql", json={"query": RENAME}, headers={**cookie, **headers})

    (error,) = response.json()["errors"]
    assert (error["extensions"]["code"], error["extensions"]["reason"]) == ("FORBIDDEN", reason)
    assert "data" not in response.json()
    assert rows("SELECT name FROM workshops WHERE id = %s", workshop.id) == [(workshop.name,)]


async def test_our_own_page_is_let_in(http: httpx2.AsyncClient, workshop: TestWorkshop, api_url: str) -> None:
    headers = {"cookie": f"carbot_session={workshop.owner.token}", "x-carbot-csrf": "1", "origin": api_url}

    response = await http.post("/graphql", json={"query": WHO}, headers=headers)

    assert response.json()["data"]["viewer"]["workshop"]["name"] == workshop.name


@pytest.mark.parametrize("token", ["", "x", "A" * 43, "ü", "../..", "a; carbot_session=b"])
async def test_an_invented_session_is_nobody(http: httpx2.AsyncClient, token: str) -> None:
    headers = {"cookie": f"carbot_session={token}".encode(), "x-carbot-csrf": "1"}

    response = await http.post("/graphql", json={"query": "{ viewer { kind } }"}, headers=headers)  # type: ignore[arg-type]

    assert response.json()["data"] == {"viewer": {"kind": "ANONYMOUS"}}
