"""The price list: shown to everybody, stated in one file, and what it unlocks."""

import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest

from carbot.ids import new_id
from tenants.entitlements import PlanLimitReached, allowance, entitled, require_entitled
from tenants.models.accounts import Language
from tenants.models.billing import Feature, Limit, PlanCode, Standing
from tenants.models.members import Role
from tenants.plans import plans
from tenants.principal import Principal, Rights, anonymous, member
from tests.support.api import Api

ROOT = Path(__file__).parents[2]
LIST = ROOT / "tenants" / "plans" / "plans.toml"
PLANS = """{ plans { code currency monthlyPrice yearlyPrice clientKeys leads answers locations apiCalls apiCallPrice
  whiteLabelPrice features payments } }"""
NAMED = re.compile(r"\b(basic|premium|enterprise|white.?label)\b", re.IGNORECASE)

TEXTS = (".py", ".ts", ".tsx", ".md", ".po", ".json", ".html", ".toml", ".typ", ".mjml", ".graphql")


def listed() -> list[dict[str, Any]]:
    return list(tomllib.loads(LIST.read_text(encoding="utf-8"))["plans"])


def of(plan: PlanCode, standing: Standing = Standing.ACTIVE) -> Principal:
    """Somebody whose organization has a plan."""
    return member(
        role=Role.OWNER,
        account_id=new_id(),
        member_id=new_id(),
        member_name="Ada",
        workshop_id=new_id(),
        organization_id=new_id(),
        session_id=None,
        language=Language.DE,
        rights=Rights(plan, standing),
    )


async def test_everybody_sees_what_can_be_bought(api: Api) -> None:
    told = await api.one(PLANS)

    assert [each["code"] for each in told] == ["BASIC", "PREMIUM", "ENTERPRISE"]
    for shown, plan in zip(told, listed(), strict=True):
        assert shown["monthlyPrice"] == plan["monthly"]
        assert shown["yearlyPrice"] == plan.get("yearly")
        assert shown["whiteLabelPrice"] == plan.get("white_label")
        assert (shown["clientKeys"], shown["leads"]) == (plan.get("client_keys"), plan.get("leads"))
        assert (shown["features"], shown["payments"]) == (plan["features"], plan["payments"])


def test_no_other_file_states_a_price_of_a_plan() -> None:
    amounts = {plan[key] for plan in listed() for key in ("monthly", "yearly", "white_label") if key in plan}
    written = "|".join(sorted({str(amount) for amount in amounts} | {str(amount // 100) for amount in amounts}))
    price = re.compile(rf"(?<![\w.,-])({written})(?![\w,-]|\.\d)")
    files = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    stated = []
    for name in files:
        if not name.endswith(
            (".py", ".ts", ".tsx", ".md", ".po", ".json", ".html", ".toml", ".typ", ".mjml", ".graphql")
        ):
            continue
        if ROOT / name == LIST or not (ROOT / name).exists():
            continue
        lines = (ROOT / name).read_text(encoding="utf-8").split("\n")
        stated += [f"{name}: {line.strip()[:100]}" for line in lines if NAMED.search(line) and price.search(line)]

    assert stated == []


@pytest.mark.parametrize("plan", PlanCode)
@pytest.mark.parametrize("limit", Limit)
def test_a_limit_holds_below_at_and_above_it(plan: PlanCode, limit: Limit) -> None:
    row = next(each for each in listed() if each["code"] == plan.value)
    most = row.get(limit.value.lower())
    caller = of(plan)

    assert allowance(caller, limit) == most
    if most is None:
        assert entitled(caller, limit, 10**6)
        return
    assert entitled(caller, limit, most - 1)
    assert not entitled(caller, limit, most)
    assert not entitled(caller, limit, most + 1)
    with pytest.raises(PlanLimitReached) as refused:
        require_entitled(caller, limit, "input", used=most)
    larger = [each for each in PlanCode if each.value in _allowing(limit, most)]
    assert refused.value.plan == (larger[0] if larger else None)


@pytest.mark.parametrize("plan", PlanCode)
@pytest.mark.parametrize("feature", Feature)
def test_a_feature_is_its_plans_alone(plan: PlanCode, feature: Feature) -> None:
    having = [PlanCode(each["code"]) for each in listed() if feature.value in each["features"]]

    assert entitled(of(plan), feature) == (plan in having)
    if plan not in having:
        with pytest.raises(PlanLimitReached) as refused:
            require_entitled(of(plan), feature)
        assert refused.value.plan == having[0]


def test_who_is_bound_by_no_plan_is_not_held_back() -> None:
    assert entitled(anonymous(Language.DE), Feature.PARTNERS)
    assert allowance(anonymous(Language.DE), Limit.LEADS) is None


def test_the_plans_are_read_once() -> None:
    assert plans() is plans()


def _allowing(limit: Limit, used: int) -> set[str]:
    rows = {each["code"]: each.get(limit.value.lower()) for each in listed()}
    return {code for code, most in rows.items() if most is None or most > used}
