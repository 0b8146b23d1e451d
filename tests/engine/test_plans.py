"""Plans: one for many values, another where a value decides the statement, never too many, and always one there is."""

from typing import Any

import pytest
from graphql import OperationType

from schema.engine.plans import _MOST_PLANS
from tests.golden.corpus import cases
from tests.golden.stage import Asked, Stage

LEADS = """query (
  $first: Int!, $order: LeadOrder! = NEWEST, $filter: LeadFilter, $after: String, $notes: Boolean! = false
) {
  leads(first: $first, orderBy: $order, filter: $filter, after: $after) {
    edges { node { id note @include(if: $notes) } } } }"""
NODE = "query ($id: ID!) { node(id: $id) { id } }"
MEMBERS = ("owner", "manager", "staff", "viewer")
VISITORS = ("visitor", "widget")
CASES = [case for case in cases() if case.name.startswith(("admin_ui.", "widget."))]


async def plans(stage: Stage, document: str, *variables: dict[str, Any], callers: tuple[str, ...] = ("owner",)) -> int:
    """How many plans are made for these, asked by each of the callers."""
    asked = [Asked(document, caller, stage.resolve(each)) for caller in callers for each in variables]
    return len({id(await stage.plan(each)) for each in asked})


@pytest.mark.parametrize(
    "variables",
    [
        ({"first": 5, "filter": {"minScore": 1}}, {"first": 5, "filter": {"minScore": 99}}),
        ({"first": 5, "filter": {"status": ["NEW"]}}, {"first": 5, "filter": {"status": ["WON", "LOST"]}}),
        ({"first": 5, "after": "@cursor.NEWEST.lead.1"}, {"first": 5, "after": "@cursor.NEWEST.lead.2"}),
        ({"first": 5, "filter": None}, {"first": 5}),
        ({"first": 5, "filter": {"minScore": None}}, {"first": 5, "filter": {}}),
        ({"first": 5, "order": "NEWEST"}, {"first": 5}),
    ],
    ids=["filter", "list", "cursor", "absent", "absent_field", "default"],
)
async def test_one_plan_serves_other_values(stage: Stage, variables: tuple[dict[str, Any], ...]) -> None:
    assert await plans(stage, LEADS, *variables) == 1


@pytest.mark.parametrize(
    "other",
    [
        {"first": 6},
        {"first": 5, "order": "NAME"},
        {"first": 5, "filter": {"minScore": 1}},
        {"first": 5, "after": "@cursor.NEWEST.lead.1"},
        {"first": 5, "after": "broken"},
        {"first": 5, "notes": True},
        {"first": 101},
    ],
    ids=["size", "order", "condition", "cursor", "broken_cursor", "include", "refused"],
)
async def test_another_statement_has_a_plan_of_its_own(stage: Stage, other: dict[str, Any]) -> None:
    assert await plans(stage, LEADS, {"first": 5}, other) == 2


async def test_an_id_decides_by_its_kind_alone(stage: Stage) -> None:
    ids = [{"id": "@lead.1"}, {"id": "@lead.2"}, {"id": "@other.lead.1"}, {"id": "lead_none"}]

    assert await plans(stage, NODE, *ids) == 1
    assert await plans(stage, NODE, *ids, {"id": "@service.1"}, {"id": "unknown"}) == 3


async def test_callers_share_a_plan_who_may_do_the_same(stage: Stage) -> None:
    document = "{ leads(first: 7) { totalCount } clientKeys { id } }"

    assert await plans(stage, document, {}, callers=("owner", "neighbour")) == 1
    assert await plans(stage, document, {}, callers=("owner", "manager", "staff", "visitor")) == 4


async def test_plans_are_not_kept_without_end(stage: Stage) -> None:
    document = "query ($id: ID!) { node(id: $id) { __typename } }"

    for number in range(_MOST_PLANS + 50):
        await stage.plan(Asked(document, variables={"id": f"kind{number}_1"}))

    kept = stage.ready(document).operation.plans_of("")
    assert 0 < kept._count <= _MOST_PLANS


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
async def test_no_operation_of_the_front_ends_falls_back(stage: Stage, case: Any) -> None:
    ready = stage.ready(case.document)
    planned = 0

    for run in case.runs:
        for caller in VISITORS if case.name.startswith("widget.") else MEMBERS:
            asked = Asked(case.document, caller, stage.resolve(run["variables"]))
            plan = await stage.plan(asked)
            planned += plan.bound.sql.startswith("SELECT ")

    assert planned >= 2
    assert len(ready.operation.node.selection_set.selections) == 1 or ready.kind is OperationType.QUERY
