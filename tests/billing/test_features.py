"""What only some plans have: the partner API, and the whole widget."""

from typing import Any

import httpx2
import pytest

from carbot.outside import Outside
from tenants.models.billing import PlanCode
from tests.support.api import Api, TestWorkshop, make_workshop
from tests.support.rows import Rows

INSTALL = """mutation { installationCreate(input: {name: "DMS", scopes: ["leads:read"]}) {
  secret installation { clientId } errors { code path ... on PlanLimitReached { plan } } } }"""
WIDGET = """mutation ($input: WidgetUpdateInput!) { widgetUpdate(input: $input) {
  widgetSettings { accentColor } errors { code path ... on PlanLimitReached { plan } } } }"""
LEADS = "{ leads(first: 1) { totalCount } }"


async def has(rows: Rows, workshop: TestWorkshop, plan: PlanCode) -> None:
    """From now on the workshop has this plan."""
    rows(
        "UPDATE subscriptions SET plan = %s"
        " WHERE organization_id = (SELECT organization_id FROM workshops WHERE id = %s)",
        plan.value,
        workshop.id,
    )


async def token_of(http: httpx2.AsyncClient, made: dict[str, Any]) -> str:
    """A program's access token."""
    secret = (made["installation"]["clientId"], made["secret"])
    answer = await http.post("/oauth/token", data={"grant_type": "client_credentials"}, auth=secret)
    token: str = answer.json()["access_token"]
    return token


@pytest.mark.parametrize("plan", [PlanCode.BASIC, PlanCode.PREMIUM])
async def test_programs_are_let_in_by_the_largest_plan_alone(
    api: Api, outside: Outside, http: httpx2.AsyncClient, rows: Rows, plan: PlanCode
) -> None:
    workshop = await make_workshop(outside, plan=plan)

    refused = await api.as_(workshop.owner).one(INSTALL)
    await has(rows, workshop, PlanCode.ENTERPRISE)
    made = await api.as_(workshop.owner).one(INSTALL)

    assert refused["installation"] is None
    assert refused["errors"] == [{"code": "PLAN_LIMIT_REACHED", "path": ["input"], "plan": "ENTERPRISE"}]
    assert made["errors"] == []
    bearer = {"authorization": f"Bearer {await token_of(http, made)}"}
    asked = await http.post("/graphql", json={"query": LEADS}, headers=bearer)
    assert asked.json()["data"] == {"leads": {"totalCount": 0}}

    await has(rows, workshop, plan)
    asked = await http.post("/graphql", json={"query": LEADS}, headers=bearer)
    (error,) = asked.json()["errors"]
    assert (error["extensions"]["code"], error["extensions"]["reason"]) == ("FORBIDDEN", "PLAN")


@pytest.mark.parametrize(
    ("plan", "change", "path"),
    [
        (PlanCode.BASIC, {"accentColor": "#aa0000", "position": "BOTTOM_LEFT"}, None),
        (PlanCode.BASIC, {"avatarIcon": "WRENCH"}, "avatarIcon"),
        (PlanCode.BASIC, {"avatarText": "KFZ"}, "avatarText"),
        (PlanCode.BASIC, {"avatarText": ""}, None),
        (PlanCode.PREMIUM, {"avatarIcon": "WRENCH", "avatarText": "KFZ"}, None),
    ],
)
async def test_the_whole_widget_is_set_by_plans_that_have_it(
    api: Api, outside: Outside, plan: PlanCode, change: dict[str, str], path: str | None
) -> None:
    workshop = await make_workshop(outside, plan=plan)

    done = await api.as_(workshop.owner).one(WIDGET, input=change)

    if path is None:
        assert done["errors"] == []
    else:
        assert done["errors"] == [{"code": "PLAN_LIMIT_REACHED", "path": ["input", path], "plan": "PREMIUM"}]
