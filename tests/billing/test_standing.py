"""Trial, subscription and their end: what may be done when, and what is said."""

from datetime import UTC, datetime, timedelta

import pytest

from carbot.ids import new_id
from carbot.outside import Outside
from tenants.models.billing import PlanCode
from tests.accounts.documents import REGISTER, registration
from tests.support.api import Api, TestWorkshop, make_workshop
from tests.support.rows import Rows

HAS = "{ subscription { plan standing hasWhiteLabel rightsEndAt readOnlyUntil } }"
GROUP = """mutation { serviceCategoryCreate(input: {name: "Wartung"}) {
  category { id } errors { __typename code message path ... on PlanLimitReached { plan } } } }"""
KEY = """mutation ($name: String!) { clientKeyCreate(input: {name: $name, allowedOrigins: ["https://www.example.de"]}) {
  clientKey { id } errors { code path ... on PlanLimitReached { plan } } } }"""
USAGE = "{ planUsage { limit used most } }"


def change(rows: Rows, workshop: TestWorkshop, **columns: str) -> None:
    """Change what the workshop's organization has; values are SQL."""
    to = ", ".join(f"{name} = {value}" for name, value in columns.items())
    rows(
        f"UPDATE subscriptions SET {to} WHERE organization_id = (SELECT organization_id FROM workshops WHERE id = %s)",
        workshop.id,
    )


ENDINGS = {
    "TRIAL": ("now() + interval '1 second' * 3600", "now() + interval '1 day'"),
    "READ_ONLY": ("now() - interval '1 second'", "now() + interval '1 day'"),
    "ENDED": ("now() - interval '1 day'", "now() - interval '1 second'"),
}


@pytest.mark.parametrize("standing", ENDINGS)
async def test_after_its_end_all_can_be_read_and_nothing_changed(
    api: Api, workshop: TestWorkshop, rows: Rows, standing: str
) -> None:
    ends, read_only = ENDINGS[standing]
    change(rows, workshop, status="'TRIAL'", plan="'PREMIUM'", rights_end_at=ends, read_only_until=read_only)
    owner = api.as_(workshop.owner)

    has = await owner.one(HAS)
    done = await owner.one(GROUP)

    assert (has["plan"], has["standing"]) == ("PREMIUM", standing)
    if standing == "TRIAL":
        assert done["errors"] == []
        return
    (error,) = done["errors"]
    assert (error["__typename"], error["code"], error["plan"]) == ("PlanLimitReached", "PLAN_NEEDED", "PREMIUM")
    assert "mitnehmen" in error["message"]
    assert done["category"] is None
    assert await owner.one("{ serviceCategories { id } }") == []
    assert (await owner.one('mutation { personUpdate(input: {name: "Ada M."}) { errors { code } } }'))["errors"] == []


async def test_a_failed_payment_takes_nothing_away(api: Api, workshop: TestWorkshop, rows: Rows) -> None:
    change(rows, workshop, status="'PAST_DUE'")

    assert (await api.as_(workshop.owner).one(HAS))["standing"] == "PAST_DUE"
    assert (await api.as_(workshop.owner).one(GROUP))["errors"] == []


async def test_what_another_organization_has_is_not_seen(
    api: Api, outside: Outside, workshop: TestWorkshop, rows: Rows
) -> None:
    small = await make_workshop(outside, plan=PlanCode.BASIC)

    assert (await api.as_(small.owner).one(HAS))["plan"] == "BASIC"
    assert (await api.as_(workshop.owner).one(HAS))["plan"] == "ENTERPRISE"


async def test_keys_below_at_and_above_the_limit(api: Api, outside: Outside) -> None:
    small = await make_workshop(outside, plan=PlanCode.BASIC)
    owner = api.as_(small.owner)
    there = {each["limit"]: each for each in await owner.one(USAGE)}["CLIENT_KEYS"]

    made = [await owner.one(KEY, name=f"Seite {number}") for number in range(there["used"], there["most"] + 1)]

    assert [each["errors"] for each in made[:-1]] == [[]] * (there["most"] - there["used"])
    assert made[-1] == {
        "clientKey": None,
        "errors": [{"code": "PLAN_LIMIT_REACHED", "path": ["input"], "plan": "PREMIUM"}],
    }
    now = {each["limit"]: each for each in await owner.one(USAGE)}["CLIENT_KEYS"]
    assert now["used"] == now["most"] == there["most"]


async def test_a_trial_begins_with_the_registration(dashboard: Api, rows: Rows) -> None:
    name = f"Werkstatt {new_id().hex[-12:]}"
    given = registration(f"{new_id().hex}@werkstatt.example", workshopName=name)
    asked = datetime.now(UTC)

    assert (await dashboard.one(REGISTER, input=given))["errors"] == []

    ((plan, status, ends, read_only),) = rows(
        "SELECT plan, status, rights_end_at, read_only_until FROM subscriptions s"
        " JOIN organizations o ON o.id = s.organization_id WHERE o.name = %s",
        name,
    )
    assert (plan, status) == ("PREMIUM", "TRIAL")
    assert timedelta(days=14) <= ends - asked < timedelta(days=14, minutes=1)
    assert read_only - ends == timedelta(days=14)
