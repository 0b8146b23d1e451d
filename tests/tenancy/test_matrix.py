"""Caller × operation: the committed snapshot is what is declared, and what the API does when tried."""

import json
import os
from asyncio import create_task, wait
from collections import defaultdict
from pathlib import Path
from typing import Any

import httpx2
import pytest

from carbot.ids import new_id
from tenants.models.members import Role
from tests.support.api import Headers, make_person
from tests.support.waiting import until
from tests.tenancy.furnish import Furnished
from tests.tenancy.matrix import CALLERS, may, needed, nodes, render
from tests.tenancy.operations import Request, ordinary, roots
from tests.tenancy.test_foreign_ids import answer

SNAPSHOT = Path(__file__).parent / "matrix.txt"
REWRITE = "CARBOT_UPDATE_SNAPSHOTS"
REFUSALS = ("FORBIDDEN", "UNAUTHENTICATED")
# What `node` and `nodes` ask for depends on the id: they have tests of their own.
OPERATIONS = [each for each in roots() if each[1] not in ("node", "nodes")]


class UnknownIds(defaultdict[str, str]):
    """An id nobody has, for every prefix."""

    def __missing__(self, prefix: str) -> str:
        return f"{prefix}_{new_id().hex}"


def test_the_matrix_is_that_of_the_committed_snapshot() -> None:
    found = render()
    if os.environ.get(REWRITE):
        SNAPSHOT.write_text(found, encoding="utf-8")

    assert found.splitlines() == SNAPSHOT.read_text(encoding="utf-8").splitlines(), (
        f"if this is meant: {REWRITE}=1 ./dev test {Path(__file__).name}"
    )


async def callers(furnished: Furnished) -> dict[str, Headers]:
    """One of every kind; the members are new, because an operation may end the session of whoever asks."""
    workshop, visitor = furnished.workshop, furnished.visitor
    without_token = {name: value for name, value in visitor.values.items() if name != "authorization"}
    return {
        "nobody": Headers(),
        "key": Headers(without_token),
        "visitor": visitor,
        "partner": furnished.partner,
        "person": await make_person(workshop.outside),
        **{role.value.lower(): await workshop.add_member(role) for role in reversed(Role)},
        "operator": furnished.runner,
    }


@pytest.mark.parametrize(("operation", "name", "field"), OPERATIONS, ids=[name for _, name, _ in OPERATIONS])
async def test_an_operation_is_refused_to_whom_the_matrix_says_and_to_nobody_else(
    http: httpx2.AsyncClient, furnished: Furnished, operation: str, name: str, field: Any
) -> None:
    wanted = ordinary(operation, name, field, UnknownIds())

    refused = await refusals(http, furnished, wanted, name)

    assert refused == {caller for caller in CALLERS if not may(caller, needed(field))}


@pytest.mark.parametrize("prefix", nodes())
async def test_a_node_is_refused_to_whom_the_matrix_says_and_to_nobody_else(
    http: httpx2.AsyncClient, furnished: Furnished, prefix: str
) -> None:
    text = "query ($id: ID!) { node(id: $id) { id } }"

    refused = await refusals(http, furnished, Request(text, {"id": UnknownIds()[prefix]}), "node")

    assert refused == {caller for caller in CALLERS if not may(caller, nodes()[prefix])}


async def refusals(http: httpx2.AsyncClient, furnished: Furnished, wanted: Request, field: str) -> set[str]:
    """The callers who are refused; they ask at the same time. Whom a stream lets in says nothing: they listen."""
    workshop = furnished.workshop
    asked = await callers(furnished)
    assert set(asked) == set(CALLERS)
    answers = {caller: create_task(answer(http, who, wanted)) for caller, who in asked.items()}

    async def all_are_answered_or_listen() -> bool:
        waiting = sum(not each.done() for each in answers.values())
        return waiting == len(workshop.outside.hub._queues.get(workshop.id, ()))

    await until(all_are_answered_or_listen)
    for each in answers.values():
        each.cancel()
    await wait(answers.values())
    bodies = {caller: each.result()[1] for caller, each in answers.items() if not each.cancelled()}
    return {caller for caller, body in bodies.items() if _is_refused(body, field)}


def _is_refused(body: str, field: str) -> bool:
    """Whether the field itself was refused for want of a permission; parts of its answer may be."""
    said = json.loads(body.removeprefix("data:") or "{}")
    return any(
        error["extensions"]["code"] in REFUSALS and error.get("path", [field]) == [field]
        for error in said.get("errors") or ()
    )


def test_everything_with_an_id_asks_for_a_permission() -> None:
    assert [prefix for prefix, permission in nodes().items() if permission is None] == []
