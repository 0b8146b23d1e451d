"""Documents and bodies made to hurt: each gets its clear answer soon, and the server goes on serving."""

import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx2
import pytest
from graphql import get_introspection_query

from tests.support.api import Api, TestWorkshop
from tests.support.stopwatch import Stopwatch

SECONDS = 2.0
ACCEPT = {"accept": "application/graphql-response+json"}
HEALTHY = "{ workshop { name } }"


@dataclass(frozen=True)
class Prober:
    """Sends what it is told as the owner of a workshop."""

    http: httpx2.AsyncClient
    workshop: TestWorkshop

    async def post(self, content: Any, **headers: str) -> httpx2.Response:
        """Send a body; JSON unless it is bytes."""
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        sent = {"content-type": "application/json", **ACCEPT, **self.workshop.owner.values, **headers}
        return await self.http.post("/graphql", content=body, headers=sent)

    @asynccontextmanager
    async def in_time(self) -> AsyncIterator[None]:
        """What happens within is over in time, and the next ordinary request is answered as ever.

        The server runs in this process: its own seconds count, so that a busy machine is not taken for a slow answer.
        """
        watch, spent = Stopwatch(), time.process_time()
        yield
        took, used = watch.seconds, time.process_time() - spent
        after = await self.post({"query": HEALTHY})
        assert after.json()["data"] == {"workshop": {"name": self.workshop.name}}
        assert used < SECONDS
        assert took < 5 * SECONDS

    async def is_refused(self, content: Any, code: str, status: int = 400, **headers: str) -> dict[str, Any]:
        """Send a body that is refused in time; the error."""
        async with self.in_time():
            response = await self.post(content, **headers)
        assert response.status_code == status, response.text[:500]
        answer = response.json()
        assert "data" not in answer
        assert {error["extensions"]["code"] for error in answer["errors"]} == {code}
        error: dict[str, Any] = answer["errors"][0]
        return error


@pytest.fixture
def prober(http: httpx2.AsyncClient, workshop: TestWorkshop) -> Prober:
    """Somebody who is signed in and means no good."""
    return Prober(http, workshop)


def pages(first: str, inner: str) -> str:
    """A list of conversations with a list of messages each."""
    return (
        f"conversations(first: {first}) {{ edges {{ node {{ messages(first: {inner})"
        " { edges { node { id author text } } } } } }"
    )


def fragments(number: int) -> str:
    """A document of so many fragments, each used by the one before, twice."""
    each = "".join(f" fragment F{place} on Lead {{ ...F{place + 1} ...F{place + 1} }}" for place in range(number))
    return "{ leads { edges { node { ...F0 } } } }" + each + f" fragment F{number} on Lead {{ id }}"


def aliased(number: int) -> str:
    """So many aliases, each with a list below it."""
    each = "conversation { messages(first: 1) { edges { node { id text } } } }"
    return "{ leads(first: 1) { edges { node {" + "".join(f" a{place}: {each}" for place in range(number)) + "} } } }"


TOO_EXPENSIVE = {
    "eleven root fields": ("{" + "workshop { name } " * 11 + "}", "rootFields"),
    "sixteen aliases": (aliased(16), "aliases"),
    "twelve levels": ("{ lead(id: 1) {" + "conversation { leads {" * 5 + "id" + "} }" * 5 + "} }", "depth"),
    "two thousand fragments": (fragments(2_000), "characters"),
    "hundreds of fragments": (fragments(150), "definitions"),
    "two thousand fields": ("{ leads { edges { node {" + "id " * 1_900 + "} } } }", "fields"),
    "many tokens": ("{ leads { edges { node {" + "id " * 2_500 + "} } } }", "document"),
    "many comments": ("#\n" * 1_000 + HEALTHY, "document"),
    "many directives": ("{ workshop { name " + "@skip(if: false) " * 60 + "} }", "directives"),
    "a long document": (HEALTHY + " " * 100_000, "characters"),
    "pages of pages": ("{" + pages("100", "100") + "}", "cost"),
    "introspection three times": (
        "{" + "".join(f"a{place}: __schema {{ types {{ ...FullType }} }} " for place in range(3)) + "}"
        + (whole := get_introspection_query())[whole.index("fragment FullType"):],
        "introspection",
    ),
    "deep introspection": (
        '{ __type(name: "Lead") {' + "ofType {" * 30 + "name" + "}" * 30 + "} }",
        "introspectionDepth",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TOO_EXPENSIVE)
async def test_what_asks_for_too_much_is_told_how_much_is_allowed(prober: Prober, name: str) -> None:
    document, limit = TOO_EXPENSIVE[name]

    error = await prober.is_refused({"query": document}, "TOO_EXPENSIVE")

    assert error["extensions"]["limit"] == limit


async def test_page_sizes_in_variables_are_counted(prober: Prober) -> None:
    document = "query ($first: Int!, $inner: Int) {" + pages("$first", "$inner") + "}"

    error = await prober.is_refused({"query": document, "variables": {"first": 100}}, "TOO_EXPENSIVE")
    async with prober.in_time():
        small = await prober.post({"query": document, "variables": {"first": 3, "inner": 5}})

    assert error["extensions"]["limit"] == "cost"
    assert small.json() == {"data": {"conversations": {"edges": []}}, **_extensions(small)}


def _extensions(response: httpx2.Response) -> dict[str, Any]:
    answer = response.json()
    return {"extensions": answer["extensions"]} if "extensions" in answer else {}


WRONG = {
    "deep braces": "{" * 5_000,
    "a deep selection": "{ workshop " * 3_000 + "}" * 3_000,
    "a fragment that is a ring": "{ workshop { ...F } } fragment F on Workshop { name ...F }",
    "a ring of a hundred fragments": "{ workshop { ...F0 } }"
    + "".join(f" fragment F{place} on Workshop {{ name ...F{(place + 1) % 99} }}" for place in range(99)),
    "conflicts": "{ leads { edges { node {" + "a: id a: note " * 7 + "} } } }",
    "unknown fields": "{ workshop {" + " ".join(f"unknown{place}" for place in range(200)) + "} }",
    "lists of lists of types": "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }",
    "no operation": "fragment F on Workshop { name }",
}


@pytest.mark.parametrize("name", WRONG)
async def test_what_is_wrong_is_bad_input(prober: Prober, name: str) -> None:
    await prober.is_refused({"query": WRONG[name]}, "BAD_INPUT")


ALLOWED = {
    "fifteen aliases": aliased(15),
    "many times the same field": "{ leads { edges { node {" + "id " * 240 + "} } } }",
    "ninety-nine fragments": "{ leads { edges { node {"
    + " ".join(f"...F{place}" for place in range(99))
    + "} } } }"
    + "".join(f" fragment F{place} on Lead {{ id }}" for place in range(99)),
    "the whole schema": get_introspection_query(),
    "the same list ten times": "{" + "leads(first: 1) { edges { node { id } } } " * 10 + "}",
}


@pytest.mark.parametrize("name", ALLOWED)
async def test_what_only_looks_bad_is_answered(prober: Prober, name: str) -> None:
    async with prober.in_time():
        response = await prober.post({"query": ALLOWED[name]})

    assert response.status_code == 200
    assert "errors" not in response.json()


@pytest.mark.parametrize("length", [63, 64, 200])
async def test_an_alias_may_be_longer_than_any_name_of_the_database(prober: Prober, length: int) -> None:
    alias = "a" * length

    async with prober.in_time():
        response = await prober.post({"query": f"{{ workshop {{ {alias}: name }} {alias}: leads {{ totalCount }} }}"})

    assert response.json()["data"] == {"workshop": {alias: prober.workshop.name}, alias: {"totalCount": 0}}


async def test_five_megabytes_are_not_read(prober: Prober) -> None:
    body = {"query": HEALTHY, "variables": {"text": "x" * 5_000_000}}

    await prober.is_refused(body, "BAD_INPUT", status=413)


@pytest.mark.parametrize(
    "body",
    [
        b'{"query": "{ workshop { name } }", "variables": ' + b'{"a":' * 40_000,
        b'{"query": "{ workshop { name } }", "variables": {"a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}}",
        json.dumps([{"query": HEALTHY}] * 100).encode(),
        json.dumps({"query": HEALTHY, "operationName": "Unknown"}).encode(),
        json.dumps({"query": f"query A {HEALTHY} query B {HEALTHY}"}).encode(),
        json.dumps({"query": "query ($n: Int!) { leads(first: $n) { totalCount } }", "variables": {"n": "x"}}).encode(),
        json.dumps({"query": "query ($n: Int!) { leads(first: $n) { totalCount } }", "variables": {"n": 1.5}}).encode(),
        json.dumps({"query": "query ($n: Int!) { leads(first: $n) { totalCount } }"}).encode(),
    ],
    ids=["open braces", "deep lists", "batch", "operation name", "no name", "text", "fraction", "missing"],
)
async def test_bodies_that_are_no_request_are_bad_input(prober: Prober, body: bytes) -> None:
    await prober.is_refused(body, "BAD_INPUT")


@pytest.mark.parametrize("wanted", ["unknown", "0" * 64, "x" * 10_000, 7, ["a"]], ids=lambda each: str(each)[:8])
async def test_an_unknown_document_is_named_as_such(prober: Prober, wanted: Any) -> None:
    await prober.is_refused({"documentId": wanted}, "UNKNOWN_DOCUMENT")


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "image/png"]
)
async def test_another_content_type_is_not_read(prober: Prober, kind: str) -> None:
    async with prober.in_time():
        response = await prober.post({"query": HEALTHY}, **{"content-type": kind})

    assert response.status_code in (400, 415)
    assert response.json()["errors"][0]["extensions"]["code"] == "BAD_INPUT"


async def test_an_address_changes_nothing(prober: Prober, api: Api) -> None:
    mutation = 'mutation { workshopUpdate(input: {name: "Per Adresszeile"}) { errors { code } } }'

    async with prober.in_time():
        response = await prober.http.get(
            "/graphql", params={"query": mutation}, headers={**ACCEPT, **prober.workshop.owner.values}
        )

    assert response.status_code == 405
    assert response.json()["errors"][0]["extensions"]["code"] == "BAD_INPUT"
    assert await api.as_(prober.workshop.owner).one(HEALTHY) == {"name": prober.workshop.name}
