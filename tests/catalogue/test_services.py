"""Services: entered with every kind of price, changed, removed, and listed page by page while others come in."""

import asyncio
from typing import Any

import pytest

from tenants.models.members import Role
from tests.support.api import Api, TestWorkshop
from tests.support.rows import Rows

SERVICE = """id name description category { id name } priceKind priceMin priceMax
  durationMinMinutes durationMaxMinutes isActive"""
CREATE = f"""mutation ($input: ServiceCreateInput!) {{ serviceCreate(input: $input) {{
  service {{ {SERVICE} }} errors {{ code message path }} }} }}"""
UPDATE = f"""mutation ($id: ID!, $input: ServiceUpdateInput!) {{ serviceUpdate(id: $id, input: $input) {{
  service {{ {SERVICE} }} errors {{ code message path }} }} }}"""
DELETE = "mutation ($id: ID!) { serviceDelete(id: $id) { deletedId errors { code message path } } }"
LIST = """query ($filter: ServiceFilter, $order: ServiceOrder! = CATEGORY, $first: Int! = 50, $after: String) {
  services(filter: $filter, orderBy: $order, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } edges { node { name category { name } } } } }"""
ADOPT = """mutation ($ids: [ID!]!) { serviceAdopt(input: {libraryServiceIds: $ids}) {
  services { name priceKind priceMin priceMax category { name } } errors { code path } } }"""


async def enter(member: Api, **changes: Any) -> dict[str, Any]:
    """A service, as the whole payload."""
    given = {"name": "Ölwechsel", "categoryName": "Öl", "priceKind": "FIXED", "priceMin": 9900, **changes}
    done: dict[str, Any] = await member.one(CREATE, input=given)
    return done


async def names(member: Api, **variables: Any) -> list[str]:
    """The names on a page."""
    page = await member.one(LIST, **variables)
    return [edge["node"]["name"] for edge in page["edges"]]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({"priceKind": "FIXED", "priceMin": 9900}, (9900, 9900)),
        ({"priceKind": "FIXED", "priceMin": 9900, "priceMax": 1}, (9900, 9900)),
        ({"priceKind": "RANGE", "priceMin": 9900, "priceMax": 18900}, (9900, 18900)),
        ({"priceKind": "FROM", "priceMin": 9900, "priceMax": None}, (9900, None)),
        ({"priceKind": "ON_REQUEST", "priceMin": 9900, "priceMax": 1}, (None, None)),
        ({"priceKind": "FIXED", "priceMin": 0}, (0, 0)),
    ],
)
async def test_each_kind_of_price_keeps_what_it_needs(
    api: Api, workshop: TestWorkshop, given: dict[str, Any], kept: tuple[int | None, int | None]
) -> None:
    answer = await enter(api.as_(workshop.owner), **given)

    assert answer["errors"] == []
    assert (answer["service"]["priceMin"], answer["service"]["priceMax"]) == kept


@pytest.mark.parametrize(
    ("given", "errors"),
    [
        ({"name": " "}, [("REQUIRED", "name")]),
        ({"name": "x" * 121}, [("TOO_LONG", "name")]),
        ({"description": "x" * 2001}, [("TOO_LONG", "description")]),
        ({"categoryName": None}, [("REQUIRED", "categoryId")]),
        ({"categoryName": "x" * 81}, [("TOO_LONG", "categoryName")]),
        ({"priceMin": None}, [("REQUIRED", "priceMin")]),
        ({"priceMin": -1}, [("INVALID_PRICE", "priceMin")]),
        ({"priceKind": "FROM", "priceMin": 10_000_001}, [("INVALID_PRICE", "priceMin")]),
        ({"priceKind": "RANGE"}, [("REQUIRED", "priceMax")]),
        ({"priceKind": "RANGE", "priceMax": 100}, [("PRICE_RANGE_REVERSED", "priceMax")]),
        ({"durationMinMinutes": 0}, [("INVALID_DURATION", "durationMinMinutes")]),
        ({"durationMaxMinutes": 20_161}, [("INVALID_DURATION", "durationMaxMinutes")]),
        (
            {"durationMinMinutes": 90, "durationMaxMinutes": 30},
            [("DURATION_RANGE_REVERSED", "durationMaxMinutes")],
        ),
        ({"name": "", "priceMin": None}, [("REQUIRED", "name"), ("REQUIRED", "priceMin")]),
    ],
)
async def test_a_fault_is_named_and_nothing_is_stored(
    api: Api, workshop: TestWorkshop, rows: Rows, given: dict[str, Any], errors: list[tuple[str, str]]
) -> None:
    answer = await enter(api.as_(workshop.owner), **given)

    assert answer["service"] is None
    assert [(error["code"], error["path"]) for error in answer["errors"]] == [
        (code, ["input", field]) for code, field in errors
    ]
    assert [rows.count(table, workshop.id) for table in ("services", "service_categories")] == [0, 0]


@pytest.mark.parametrize("amount", ["9900", 99.5, True, 2**31, "9,90 €"])
async def test_money_is_whole_cents_or_bad_input(api: Api, workshop: TestWorkshop, rows: Rows, amount: object) -> None:
    given = {"name": "Öl", "categoryName": "Öl", "priceKind": "FIXED", "priceMin": amount}

    response = await api.as_(workshop.owner).send(CREATE, input=given)

    assert response.status_code == 400
    assert response.json()["errors"][0]["extensions"]["code"] == "BAD_INPUT"
    assert rows.count("services", workshop.id) == 0


async def test_absent_fields_stay_and_null_clears(api: Api, workshop: TestWorkshop) -> None:
    owner = api.as_(workshop.owner)
    made = (await enter(owner, description="Mit Filter", durationMinMinutes=30, durationMaxMinutes=60))["service"]

    renamed = await owner.one(UPDATE, id=made["id"], input={"name": "Motorölwechsel"})
    cleared = await owner.one(UPDATE, id=made["id"], input={"description": None, "durationMaxMinutes": None})
    hidden = await owner.one(UPDATE, id=made["id"], input={"isActive": False})

    assert renamed["service"] == {**made, "name": "Motorölwechsel"}
    assert cleared["service"] == {**renamed["service"], "description": None, "durationMaxMinutes": None}
    assert hidden["service"] == {**cleared["service"], "isActive": False}
    assert await names(owner, filter={"isActive": True}) == []


@pytest.mark.parametrize(
    "change",
    [{"name": None}, {"name": ""}, {"priceMin": None}, {"priceKind": "RANGE", "priceMax": 1}, {"priceMin": -5}],
)
async def test_a_change_that_cannot_be_changes_nothing(
    api: Api, workshop: TestWorkshop, rows: Rows, change: dict[str, Any]
) -> None:
    owner = api.as_(workshop.owner)
    made = (await enter(owner))["service"]
    before = rows("SELECT * FROM services WHERE workshop_id = %s", workshop.id)

    answer = await owner.one(UPDATE, id=made["id"], input=change)

    assert answer["service"] is None
    assert len(answer["errors"]) == 1
    assert rows("SELECT * FROM services WHERE workshop_id = %s", workshop.id) == before


async def test_a_category_is_made_once_however_it_is_written(api: Api, workshop: TestWorkshop) -> None:
    owner = api.as_(workshop.owner)

    answers = await asyncio.gather(
        *(enter(owner, name=f"Leistung {n}", categoryName=name) for n, name in enumerate(("Öl", "ÖL", " öl ", "Oel")))
    )

    assert all(answer["errors"] == [] for answer in answers)
    categories = await owner.one("{ serviceCategories { name serviceCount } }")
    assert [category["serviceCount"] for category in categories] == [4]


async def test_another_workshops_category_is_not_found(
    api: Api, workshop: TestWorkshop, other_workshop: TestWorkshop, rows: Rows
) -> None:
    theirs = (await enter(api.as_(other_workshop.owner)))["service"]["category"]["id"]
    owner = api.as_(workshop.owner)
    own = (await enter(owner, categoryName="Eigene"))["service"]

    made = await enter(owner, categoryName=None, categoryId=theirs)
    moved = await owner.one(UPDATE, id=own["id"], input={"categoryId": theirs})

    assert [error["code"] for error in made["errors"]] == ["NOT_FOUND"]
    assert [error["code"] for error in moved["errors"]] == ["NOT_FOUND"]
    assert rows.count("services", workshop.id) == 1
    assert await names(owner, filter={"categoryId": theirs}) == []


@pytest.mark.parametrize("document", [UPDATE, DELETE], ids=["update", "delete"])
async def test_another_workshops_service_is_not_found_and_untouched(
    api: Api, workshop: TestWorkshop, other_workshop: TestWorkshop, rows: Rows, document: str
) -> None:
    made = (await enter(api.as_(workshop.owner)))["service"]
    before = rows("SELECT * FROM services WHERE workshop_id = %s", workshop.id)
    variables = {"input": {"name": "Fremd"}} if document is UPDATE else {}

    answer = await api.as_(other_workshop.owner).one(document, id=made["id"], **variables)

    assert [error["code"] for error in answer["errors"]] == ["NOT_FOUND"]
    assert rows("SELECT * FROM services WHERE workshop_id = %s", workshop.id) == before


async def test_deleting_twice_says_it_is_gone(api: Api, workshop: TestWorkshop, rows: Rows) -> None:
    owner = api.as_(workshop.owner)
    made = (await enter(owner))["service"]

    first, second = await owner.one(DELETE, id=made["id"]), await owner.one(DELETE, id=made["id"])

    assert first == {"deletedId": made["id"], "errors": []}
    assert [error["code"] for error in second["errors"]] == ["NOT_FOUND"]
    assert rows("SELECT action FROM audit_entries WHERE subject = %s ORDER BY at, id", made["id"]) == [
        ("service.created",),
        ("service.deleted",),
    ]


async def test_markup_in_names_stays_text(api: Api, workshop: TestWorkshop) -> None:
    owner = api.as_(workshop.owner)
    name = "<script>alert(1)</script> & 'Öl' 🚗 {{7*7}}"

    made = await enter(owner, name=name, description=f"{name}\nzweite Zeile", categoryName="<b>Öl</b>")

    assert made["service"]["name"] == name
    assert made["service"]["description"] == f"{name}\nzweite Zeile"
    assert made["service"]["category"]["name"] == "<b>Öl</b>"
    assert await names(owner, filter={"text": "<SCRIPT>"}) == [name]


async def test_orders_and_filters(api: Api, workshop: TestWorkshop) -> None:
    owner = api.as_(workshop.owner)
    for name, category in (("Zündkerzen", "Motor"), ("Ölwechsel", "Öl"), ("Achsvermessung", "Fahrwerk")):
        await enter(owner, name=name, categoryName=category, description=f"Alles um {name}")

    assert await names(owner, order="NAME") == ["Achsvermessung", "Ölwechsel", "Zündkerzen"]
    assert await names(owner, order="RECENTLY_CHANGED") == ["Achsvermessung", "Ölwechsel", "Zündkerzen"]
    assert await names(owner, filter={"text": "ölWECH"}) == ["Ölwechsel"]
    assert await names(owner, filter={"text": "um z"}) == ["Zündkerzen"]
    assert await names(owner, filter={"text": "100%"}) == []
    assert await names(owner, filter={"text": "_"}) == []


@pytest.mark.parametrize("order", ["NAME", "CATEGORY", "RECENTLY_CHANGED"])
async def test_pages_show_each_service_once_although_others_come_in(
    api: Api, workshop: TestWorkshop, order: str
) -> None:
    owner = api.as_(workshop.owner)
    first_names = {f"Leistung {number}" for number in range(7)}
    for name in sorted(first_names):
        await enter(owner, name=name)

    seen: list[str] = []
    after: str | None = None
    for number in range(20):
        page = await owner.one(LIST, order=order, first=2, after=after)
        seen += [edge["node"]["name"] for edge in page["edges"]]
        await enter(owner, name=f"{'A' if number % 2 else 'Z'} später {number}")
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break

    assert len(seen) == len(set(seen))
    assert first_names <= set(seen)


async def test_suggestions_are_taken_over_once_each(
    api: Api, workshop: TestWorkshop, other_workshop: TestWorkshop
) -> None:
    owner = api.as_(workshop.owner)
    library = """{ libraryServices(first: 5) { edges { node {
      id name isAdopted priceKind priceMin priceMax category { nameDe } } } } }"""
    suggested = [edge["node"] for edge in (await owner.one(library))["edges"]]
    ids = [each["id"] for each in suggested]

    first = await owner.one(ADOPT, ids=ids[:3] + ids[:1])
    second = await owner.one(ADOPT, ids=[*ids, "libraryservice_" + "0" * 32])

    assert first["errors"] == []
    expected = [
        {key: each[key] for key in ("name", "priceKind", "priceMin", "priceMax")}
        | {"category": {"name": each["category"]["nameDe"]}}
        for each in suggested
    ]
    assert first["services"] == expected[:3]
    assert second["services"] == expected[3:]
    assert [edge["node"]["isAdopted"] for edge in (await owner.one(library))["edges"]] == [True] * 5
    theirs = await api.as_(other_workshop.owner).one(library)
    assert [edge["node"]["isAdopted"] for edge in theirs["edges"]] == [False] * 5


async def test_two_clicks_at_once_take_a_suggestion_over_once(api: Api, workshop: TestWorkshop, rows: Rows) -> None:
    owner = api.as_(workshop.owner)
    page = await owner.one("{ libraryServices(first: 10) { edges { node { id } } } }")
    ids = [edge["node"]["id"] for edge in page["edges"]]

    answers = await asyncio.gather(*(owner.one(ADOPT, ids=ids) for _ in range(4)))

    assert all(answer["errors"] == [] for answer in answers)
    assert rows.count("services", workshop.id) == 10


async def test_more_suggestions_than_a_thousand_are_refused(api: Api, workshop: TestWorkshop) -> None:
    answer = await api.as_(workshop.owner).one(ADOPT, ids=["libraryservice_" + "0" * 32] * 1001)

    assert answer == {"services": None, "errors": [{"code": "TOO_MANY", "path": ["input", "libraryServiceIds"]}]}


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("name", ["serviceCreate", "serviceUpdate", "serviceDelete", "serviceAdopt"])
async def test_who_may_change_the_catalogue(
    api: Api, workshop: TestWorkshop, rows: Rows, name: str, role: Role
) -> None:
    made = (await enter(api.as_(workshop.owner)))["service"]
    before = rows("SELECT * FROM services WHERE workshop_id = %s", workshop.id)
    member = api.as_(await workshop.add_member(role))
    document, variables = {
        "serviceCreate": (
            CREATE,
            {"input": {"name": "Neu", "categoryName": "Öl", "priceKind": "ON_REQUEST"}},
        ),
        "serviceUpdate": (UPDATE, {"id": made["id"], "input": {"name": "Neu"}}),
        "serviceDelete": (DELETE, {"id": made["id"]}),
        "serviceAdopt": (ADOPT, {"ids": []}),
    }[name]

    response = (await member.send(document, **variables)).json()

    if role in (Role.OWNER, Role.MANAGER):
        assert response["data"][name]["errors"] == []
        return
    assert response["data"] == {name: None}
    assert response["errors"][0]["extensions"]["code"] == "FORBIDDEN"
    assert rows("SELECT * FROM services WHERE workshop_id = %s", workshop.id) == before
    assert (await member.one(LIST))["totalCount"] == 1
