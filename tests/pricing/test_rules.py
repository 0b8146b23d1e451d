"""Price rules: what they may say, that none contradicts another, and whose they are."""

import asyncio
from typing import Any

import pytest

from tenants.models.members import Role
from tests.pricing.documents import CREATE, DELETE, PROPOSE, RULES, UPDATE, add_rule, add_service
from tests.support.api import Api, TestWorkshop
from tests.support.rows import Rows

SUV = {"vehicleClass": "SUV"}
WINTER = {"seasonStart": "11-01", "seasonEnd": "02-28"}
ADVENT = {"startsOn": "2026-11-29", "endsOn": "2026-12-24"}


@pytest.mark.parametrize(
    ("kind", "given", "kept"),
    [
        ("OVERRIDE", {"priceMin": 0, "priceMax": 0}, {"priceMin": 0, "priceMax": 0}),
        ("OVERRIDE", {"priceMin": 12_000, "factorPermille": 900}, {"priceMin": 12_000, "priceMax": None}),
        ("FACTOR", {"factorPermille": 10_000, "surcharge": 5}, {"factorPermille": 10_000, "surcharge": None}),
        ("SURCHARGE", {"surcharge": 1, "priceMin": 5}, {"surcharge": 1, "priceMin": None}),
        ("FACTOR", WINTER, WINTER | {"startsOn": None}),
        ("FACTOR", ADVENT, ADVENT | {"seasonStart": None}),
        ("FACTOR", {"seasonStart": "02-29", "seasonEnd": "02-29"}, {"seasonStart": "02-29"}),
    ],
)
async def test_each_kind_keeps_what_it_needs(
    api: Api, workshop: TestWorkshop, kind: str, given: dict[str, Any], kept: dict[str, Any]
) -> None:
    answer = await add_rule(api.as_(workshop.owner), kind, **given)

    assert answer["errors"] == []
    assert {field: answer["priceRule"][field] for field in kept} == kept


@pytest.mark.parametrize(
    ("kind", "given", "errors"),
    [
        ("FACTOR", {"label": " "}, [("REQUIRED", "label")]),
        ("FACTOR", {"label": "x" * 81}, [("TOO_LONG", "label")]),
        ("FACTOR", {"factorPermille": None}, [("REQUIRED", "factorPermille")]),
        ("FACTOR", {"factorPermille": 0}, [("INVALID_FACTOR", "factorPermille")]),
        ("FACTOR", {"factorPermille": 10_001}, [("INVALID_FACTOR", "factorPermille")]),
        ("SURCHARGE", {"surcharge": -500}, [("INVALID_SURCHARGE", "surcharge")]),
        ("SURCHARGE", {"surcharge": 1_000_000_000}, [("INVALID_SURCHARGE", "surcharge")]),
        ("OVERRIDE", {"priceMin": None}, [("REQUIRED", "priceMin")]),
        ("OVERRIDE", {"priceMin": -1}, [("INVALID_PRICE", "priceMin")]),
        ("OVERRIDE", {"priceMax": 1_000_000_000}, [("INVALID_PRICE", "priceMax")]),
        ("OVERRIDE", {"priceMax": 11_999}, [("PRICE_RANGE_REVERSED", "priceMax")]),
        ("FACTOR", {"seasonStart": "11-01"}, [("REQUIRED", "seasonEnd")]),
        ("FACTOR", {"endsOn": "2026-12-01"}, [("REQUIRED", "startsOn")]),
        ("FACTOR", WINTER | ADVENT, [("ONE_SEASON", "startsOn")]),
        ("FACTOR", WINTER | {"seasonStart": "13-01"}, [("INVALID_DAY_OF_YEAR", "seasonStart")]),
        ("FACTOR", WINTER | {"seasonEnd": "1-1"}, [("INVALID_DAY_OF_YEAR", "seasonEnd")]),
        ("FACTOR", {"startsOn": "2026-12-02", "endsOn": "2026-12-01"}, [("ENDS_BEFORE_IT_STARTS", "endsOn")]),
    ],
)
async def test_a_fault_is_named_and_nothing_is_stored(
    api: Api, workshop: TestWorkshop, rows: Rows, kind: str, given: dict[str, Any], errors: list[tuple[str, str]]
) -> None:
    answer = await add_rule(api.as_(workshop.owner), kind, **given)

    assert answer["priceRule"] is None
    assert [(each["code"], each["path"]) for each in answer["errors"]] == [
        (code, ["input", field]) for code, field in errors
    ]
    assert rows.count("price_rules", workshop.id) == 0


async def test_a_rule_is_for_a_service_or_a_category_not_for_both(api: Api, workshop: TestWorkshop) -> None:
    owner = api.as_(workshop.owner)
    made = await add_service(owner)

    answer = await add_rule(owner, serviceId=made["id"], categoryId=made["category"]["id"])

    assert [each["code"] for each in answer["errors"]] == ["ONE_TARGET"]


@pytest.mark.parametrize(
    ("first", "second", "overlaps"),
    [
        ({}, {}, True),
        (SUV, SUV, True),
        (SUV, {}, False),
        (SUV, {"vehicleClass": "VAN"}, False),
        (WINTER, {}, False),
        (WINTER, {"seasonStart": "02-28", "seasonEnd": "03-31"}, True),
        (WINTER, {"seasonStart": "03-01", "seasonEnd": "10-31"}, False),
        (WINTER, {"seasonStart": "12-24", "seasonEnd": "12-24"}, True),
        (WINTER, ADVENT, True),
        (WINTER, {"startsOn": "2027-03-01", "endsOn": "2027-10-31"}, False),
        (WINTER, {"startsOn": "2027-03-01", "endsOn": "2030-10-31"}, True),
        ({"seasonStart": "02-29", "seasonEnd": "02-29"}, {"startsOn": "2026-03-01", "endsOn": "2029-02-01"}, True),
        ({"seasonStart": "02-29", "seasonEnd": "02-29"}, {"startsOn": "2025-01-01", "endsOn": "2027-12-31"}, False),
        (ADVENT, {"startsOn": "2026-12-24", "endsOn": "2026-12-31"}, True),
        (ADVENT, {"startsOn": "2027-11-29", "endsOn": "2027-12-24"}, False),
    ],
)
async def test_two_rules_of_one_weight_never_hold_on_one_day(
    api: Api, workshop: TestWorkshop, first: dict[str, Any], second: dict[str, Any], overlaps: bool
) -> None:
    owner = api.as_(workshop.owner)
    assert (await add_rule(owner, label="Die erste", **first))["errors"] == []

    answer = await add_rule(owner, label="Die zweite", **second)

    assert [each["code"] for each in answer["errors"]] == (["PRICE_RULE_OVERLAPS"] if overlaps else [])
    assert all("Die erste" in each["message"] for each in answer["errors"])


async def test_rules_for_other_services_of_another_kind_or_switched_off_stand_beside_each_other(
    api: Api, workshop: TestWorkshop
) -> None:
    owner = api.as_(workshop.owner)
    made = await add_service(owner)
    await add_rule(owner)

    others = [
        await add_rule(owner, serviceId=made["id"]),
        await add_rule(owner, categoryId=made["category"]["id"]),
        await add_rule(owner, "SURCHARGE"),
        await add_rule(owner, "OVERRIDE"),
    ]

    assert [each["errors"] for each in others] == [[]] * 4
    first = await owner.one(RULES, filter={"isGeneral": True, "kind": ["FACTOR"]})
    assert first["totalCount"] == 1


async def test_a_rule_may_not_be_changed_or_switched_on_into_another(
    api: Api, workshop: TestWorkshop, rows: Rows
) -> None:
    owner = api.as_(workshop.owner)
    await add_rule(owner, **SUV)
    van = (await add_rule(owner, vehicleClass="VAN"))["priceRule"]
    off = await owner.one(UPDATE, id=van["id"], input={"isActive": False})
    moved = await owner.one(UPDATE, id=van["id"], input=SUV)
    before = rows("SELECT * FROM price_rules WHERE workshop_id = %s ORDER BY id", workshop.id)

    on = await owner.one(UPDATE, id=van["id"], input={"isActive": True})

    assert (off["errors"], moved["errors"]) == ([], [])
    assert [each["code"] for each in on["errors"]] == ["PRICE_RULE_OVERLAPS"]
    assert rows("SELECT * FROM price_rules WHERE workshop_id = %s ORDER BY id", workshop.id) == before


async def test_absent_fields_stay_and_null_clears(api: Api, workshop: TestWorkshop) -> None:
    owner = api.as_(workshop.owner)
    made = (await add_rule(owner, "OVERRIDE", priceMax=15_000, **SUV, **WINTER))["priceRule"]

    renamed = await owner.one(UPDATE, id=made["id"], input={"label": "Winter-SUV"})
    cleared = await owner.one(UPDATE, id=made["id"], input={"vehicleClass": None, "priceMax": None})

    assert renamed["priceRule"] == {**made, "label": "Winter-SUV"}
    assert cleared["priceRule"] == {**renamed["priceRule"], "vehicleClass": None, "priceMax": None}


async def test_of_two_equal_rules_made_at_once_one_wins(api: Api, workshop: TestWorkshop, rows: Rows) -> None:
    owner = api.as_(workshop.owner)

    answers = await asyncio.gather(*(add_rule(owner, **SUV) for _ in range(5)))

    assert sorted(len(answer["errors"]) for answer in answers) == [0, 1, 1, 1, 1]
    assert rows.count("price_rules", workshop.id) == 1


async def test_class_factors_are_proposed_once_and_leave_own_ones_alone(api: Api, workshop: TestWorkshop) -> None:
    owner = api.as_(workshop.owner)
    await add_rule(owner, label="Unsere SUV", factorPermille=1250, **SUV)

    answers = await asyncio.gather(*(owner.one(PROPOSE) for _ in range(3)))

    made = [each for answer in answers for each in answer["priceRules"]]
    assert {each["vehicleClass"]: each["factorPermille"] for each in made} == {
        "MICRO": 800,
        "SMALL": 900,
        "MIDSIZE": 1150,
        "UPPER": 1400,
        "VAN": 1300,
        "LUXURY": 1800,
    }
    assert len(made) == 6
    assert {each["kind"] for each in made} == {"FACTOR"}
    assert (await owner.one(RULES))["totalCount"] == 7


async def test_rules_go_with_what_they_are_for(api: Api, workshop: TestWorkshop, rows: Rows) -> None:
    owner = api.as_(workshop.owner)
    made = await add_service(owner)
    await add_rule(owner, serviceId=made["id"])
    await add_rule(owner, categoryId=made["category"]["id"])

    await owner.one("mutation ($id: ID!) { serviceDelete(id: $id) { errors { code } } }", id=made["id"])
    assert rows.count("price_rules", workshop.id) == 1
    category = made["category"]["id"]
    await owner.one("mutation ($id: ID!) { serviceCategoryDelete(id: $id) { errors { code } } }", id=category)
    assert rows.count("price_rules", workshop.id) == 0


async def test_what_belongs_to_another_workshop_is_not_found(
    api: Api, workshop: TestWorkshop, other_workshop: TestWorkshop, rows: Rows
) -> None:
    owner, neighbour = api.as_(workshop.owner), api.as_(other_workshop.owner)
    theirs = await add_service(neighbour)
    rule = (await add_rule(neighbour))["priceRule"]
    own = (await add_rule(owner, **SUV))["priceRule"]
    before = rows("SELECT * FROM price_rules WHERE workshop_id = %s", other_workshop.id)

    answers = [
        await add_rule(owner, serviceId=theirs["id"]),
        await add_rule(owner, categoryId=theirs["category"]["id"]),
        await owner.one(UPDATE, id=own["id"], input={"serviceId": theirs["id"]}),
        await owner.one(UPDATE, id=rule["id"], input={"label": "Fremd"}),
        await owner.one(DELETE, id=rule["id"]),
    ]

    assert [[each["code"] for each in answer["errors"]] for answer in answers] == [["NOT_FOUND"]] * 5
    assert rows("SELECT * FROM price_rules WHERE workshop_id = %s", other_workshop.id) == before


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("name", ["priceRuleCreate", "priceRuleUpdate", "priceRuleDelete", "priceRulesPropose"])
async def test_who_may_change_rules(api: Api, workshop: TestWorkshop, rows: Rows, name: str, role: Role) -> None:
    made = (await add_rule(api.as_(workshop.owner)))["priceRule"]
    before = rows("SELECT * FROM price_rules WHERE workshop_id = %s", workshop.id)
    member = api.as_(await workshop.add_member(role))
    document, variables = {
        "priceRuleCreate": (CREATE, {"input": {"label": "Neu", "kind": "SURCHARGE", "surcharge": 100}}),
        "priceRuleUpdate": (UPDATE, {"id": made["id"], "input": {"label": "Neu"}}),
        "priceRuleDelete": (DELETE, {"id": made["id"]}),
        "priceRulesPropose": (PROPOSE, {}),
    }[name]

    response = (await member.send(document, **variables)).json()

    if role in (Role.OWNER, Role.MANAGER):
        assert response["data"][name]["errors"] == []
        return
    assert response["data"] == {name: None}
    assert response["errors"][0]["extensions"]["code"] == "FORBIDDEN"
    assert rows("SELECT * FROM price_rules WHERE workshop_id = %s", workshop.id) == before
