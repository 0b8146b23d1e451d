"""Categories: made, renamed, put in order, removed once they are empty; and services put in order within them."""

import asyncio
from typing import Any

import pytest

from tenants.models.members import Role
from tests.catalogue.test_services import enter, names
from tests.support.api import Api, TestWorkshop
from tests.support.rows import Rows

CATEGORY = "id name code kind icon position serviceCount"
CREATE = f"""mutation ($input: ServiceCategoryCreateInput!) {{ serviceCategoryCreate(input: $input) {{
  category {{ {CATEGORY} }} errors {{ code message path }} }} }}"""
UPDATE = f"""mutation ($id: ID!, $input: ServiceCategoryUpdateInput!) {{
  serviceCategoryUpdate(id: $id, input: $input) {{ category {{ {CATEGORY} }} errors {{ code message path }} }} }}"""
DELETE = "mutation ($id: ID!) { serviceCategoryDelete(id: $id) { deletedId errors { code message path } } }"
REORDER = """mutation ($ids: [ID!]!) { serviceCategoryReorder(ids: $ids) {
  categories { id name } errors { code path } } }"""
REORDER_SERVICES = """mutation ($category: ID!, $ids: [ID!]!) { serviceReorder(categoryId: $category, ids: $ids) {
  services { name } errors { code path } } }"""
LIST = f"{{ serviceCategories {{ {CATEGORY} }} }}"


async def add(member: Api, name: str, **changes: Any) -> dict[str, Any]:
    """A category, as the whole payload."""
    made: dict[str, Any] = await member.one(CREATE, input={"name": name, **changes})
    return made


async def test_a_category_has_a_kind_and_a_picture(api: Api, workshop: TestWorkshop) -> None:
    owner = api.as_(workshop.owner)

    made = (await add(owner, "Bremsen", kind="REPAIR", icon="BRAKE"))["category"]
    changed = await owner.one(UPDATE, id=made["id"], input={"name": "Bremsen & Räder", "icon": "TYRE"})

    assert (made["code"], made["serviceCount"]) == (None, 0)
    assert changed == {"category": {**made, "name": "Bremsen & Räder", "icon": "TYRE"}, "errors": []}


@pytest.mark.parametrize(("name", "code"), [(" ", "REQUIRED"), ("x" * 81, "TOO_LONG"), ("bremsen", "CATEGORY_EXISTS")])
async def test_a_name_is_needed_and_no_other_categorys(
    api: Api, workshop: TestWorkshop, rows: Rows, name: str, code: str
) -> None:
    owner = api.as_(workshop.owner)
    first = (await add(owner, "Bremsen"))["category"]
    other = (await add(owner, "Reifen"))["category"]
    before = rows("SELECT * FROM service_categories WHERE workshop_id = %s ORDER BY id", workshop.id)

    made = await add(owner, name)
    renamed = await owner.one(UPDATE, id=other["id"], input={"name": name})
    kept = await owner.one(UPDATE, id=first["id"], input={"name": "Bremsen"})

    for answer in (made, renamed):
        assert [(each["code"], each["path"]) for each in answer["errors"]] == [(code, ["input", "name"])]
    assert kept["errors"] == []
    assert rows("SELECT * FROM service_categories WHERE workshop_id = %s ORDER BY id", workshop.id) == before


async def test_a_category_with_services_is_not_removed(api: Api, workshop: TestWorkshop) -> None:
    owner = api.as_(workshop.owner)
    made = (await enter(owner))["service"]
    category = made["category"]["id"]

    refused = await owner.one(DELETE, id=category)
    await owner.one("mutation ($id: ID!) { serviceDelete(id: $id) { errors { code } } }", id=made["id"])
    removed, again = await owner.one(DELETE, id=category), await owner.one(DELETE, id=category)

    assert [each["code"] for each in refused["errors"]] == ["CATEGORY_NOT_EMPTY"]
    assert "1 Leistungen" in refused["errors"][0]["message"]
    assert removed == {"deletedId": category, "errors": []}
    assert [each["code"] for each in again["errors"]] == ["NOT_FOUND"]


async def test_a_service_that_comes_while_its_category_goes_is_refused_or_saves_it(
    api: Api, workshop: TestWorkshop, rows: Rows
) -> None:
    owner = api.as_(workshop.owner)
    for _ in range(4):
        category = (await add(owner, "Auspuff"))["category"]["id"]

        removed, entered = await asyncio.gather(
            owner.one(DELETE, id=category), enter(owner, categoryName=None, categoryId=category)
        )

        codes = [each["code"] for answer in (removed, entered) for each in answer["errors"]]
        assert codes in (["CATEGORY_NOT_EMPTY"], ["NOT_FOUND"])
        rows("DELETE FROM services WHERE workshop_id = %s", workshop.id)
        rows("DELETE FROM service_categories WHERE workshop_id = %s", workshop.id)


async def test_categories_are_put_in_order_with_their_services(api: Api, workshop: TestWorkshop) -> None:
    owner = api.as_(workshop.owner)
    made = {}
    for name in ("Motor", "Bremsen", "Reifen"):
        made[name] = (await enter(owner, name=f"Alles um {name}", categoryName=name))["service"]["category"]["id"]

    answer = await owner.one(REORDER, ids=[made["Reifen"], made["Motor"]])

    assert [each["name"] for each in answer["categories"]] == ["Reifen", "Motor", "Bremsen"]
    assert [each["name"] for each in await owner.one(LIST)] == ["Reifen", "Motor", "Bremsen"]
    assert await names(owner) == ["Alles um Reifen", "Alles um Motor", "Alles um Bremsen"]


async def test_services_are_put_in_order_within_their_category(api: Api, workshop: TestWorkshop) -> None:
    owner = api.as_(workshop.owner)
    made = {}
    for name in ("Zuerst", "Dann", "Zuletzt"):
        made[name] = (await enter(owner, name=name))["service"]
    category = made["Dann"]["category"]["id"]
    assert await names(owner) == ["Zuerst", "Dann", "Zuletzt"]

    answer = await owner.one(REORDER_SERVICES, category=category, ids=[made["Zuletzt"]["id"]])

    assert [each["name"] for each in answer["services"]] == ["Zuletzt", "Zuerst", "Dann"]
    assert await names(owner) == ["Zuletzt", "Zuerst", "Dann"]
    await enter(owner, name="Neu")
    assert (await names(owner))[-1] == "Neu"


async def test_another_workshops_categories_and_services_are_not_found(
    api: Api, workshop: TestWorkshop, other_workshop: TestWorkshop, rows: Rows
) -> None:
    owner = api.as_(workshop.owner)
    own = (await enter(owner))["service"]
    theirs = (await enter(api.as_(other_workshop.owner)))["service"]
    before = rows("SELECT * FROM service_categories WHERE workshop_id = %s", other_workshop.id)
    category = theirs["category"]["id"]

    answers = [
        await owner.one(UPDATE, id=category, input={"name": "Fremd"}),
        await owner.one(DELETE, id=category),
        await owner.one(REORDER, ids=[category]),
        await owner.one(REORDER_SERVICES, category=category, ids=[]),
        await owner.one(REORDER_SERVICES, category=own["category"]["id"], ids=[theirs["id"]]),
    ]

    assert [[each["code"] for each in answer["errors"]] for answer in answers] == [["NOT_FOUND"]] * 5
    assert rows("SELECT * FROM service_categories WHERE workshop_id = %s", other_workshop.id) == before


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize(
    "name", ["serviceCategoryCreate", "serviceCategoryUpdate", "serviceCategoryDelete", "serviceCategoryReorder"]
)
async def test_who_may_change_categories(api: Api, workshop: TestWorkshop, rows: Rows, name: str, role: Role) -> None:
    made = (await add(api.as_(workshop.owner), "Bremsen"))["category"]
    before = rows("SELECT * FROM service_categories WHERE workshop_id = %s", workshop.id)
    member = api.as_(await workshop.add_member(role))
    document, variables = {
        "serviceCategoryCreate": (CREATE, {"input": {"name": "Neu"}}),
        "serviceCategoryUpdate": (UPDATE, {"id": made["id"], "input": {"name": "Neu"}}),
        "serviceCategoryDelete": (DELETE, {"id": made["id"]}),
        "serviceCategoryReorder": (REORDER, {"ids": [made["id"]]}),
    }[name]

    response = (await member.send(document, **variables)).json()

    if role in (Role.OWNER, Role.MANAGER):
        assert response["data"][name]["errors"] == []
        return
    assert response["errors"][0]["extensions"]["code"] == "FORBIDDEN"
    assert rows("SELECT * FROM service_categories WHERE workshop_id = %s", workshop.id) == before
