"""Taking over from the library: a category or all of it, in few statements, at the market's or own prices."""

from typing import Any

import pytest

from resolvers.catalogue.proposals import proposal
from tenants import library
from tenants.models.catalogue import LibraryService, PriceKind
from tests.support.api import Api, TestWorkshop
from tests.support.rows import Rows
from tests.support.statements import statements_of

ADOPT = """mutation ($input: ServiceAdoptInput!) { serviceAdopt(input: $input) {
  services { id name description priceKind priceMin priceMax priceConfirmedAt category { code kind icon }
    libraryService { name priceMin priceMax } }
  errors { code path } } }"""
FOUND = "query ($text: String!) { services(filter: {text: $text}) { edges { node { name } } } }"
MANY = """mutation ($input: ServicesUpdateInput!) { servicesUpdate(input: $input) {
  services { isActive isShownInChat isShownOnPages priceConfirmedAt } errors { code path } } }"""
HISTORY = """query ($id: ID!) { node(id: $id) { ... on Service {
  priceHistory(first: 10) { totalCount edges { node { priceKind priceMin priceMax memberName } } } } } }"""
UPDATE = """mutation ($id: ID!, $input: ServiceUpdateInput!) { serviceUpdate(id: $id, input: $input) {
  service { id synonyms } errors { code path } } }"""


async def adopt(member: Api, **given: Any) -> dict[str, Any]:
    """What became of taking over."""
    done: dict[str, Any] = await member.one(ADOPT, input=given)
    return done


async def found(member: Api, text: str) -> list[str]:
    """The services with these words."""
    return [edge["node"]["name"] for edge in (await member.one(FOUND, text=text))["edges"]]


async def test_a_category_is_taken_over_with_its_kind_and_picture(api: Api, workshop: TestWorkshop) -> None:
    answer = await adopt(api.as_(workshop.owner), categoryCode="brakes")

    wanted = [each for each in library.services() if each["category_id"] == library.stable_id("category", "brakes")]
    assert [each["name"] for each in answer["services"]] == [each["name"] for each in wanted]
    for each in answer["services"]:
        assert each["category"] == {"code": "brakes", "kind": "REPAIR", "icon": "BRAKE"}
        assert each["description"]
        assert each["priceConfirmedAt"] is None
        assert each["libraryService"]["name"] == each["name"]


async def test_all_of_it_takes_few_statements_and_twice_is_once(api: Api, workshop: TestWorkshop, rows: Rows) -> None:
    owner = api.as_(workshop.owner)
    with statements_of(workshop) as asked:
        answer = await adopt(owner, all=True)
    again = await adopt(owner, all=True, hourlyRate=12_000)

    assert len(answer["services"]) == len(library.services())
    assert again == {"services": [], "errors": []}
    for table in ("services", "service_prices"):
        assert rows.count(table, workshop.id) == len(library.services())
    assert rows.count("service_categories", workshop.id) == 29
    assert 0 < len(asked) < 20


async def test_a_renamed_category_is_known_by_its_code(api: Api, workshop: TestWorkshop) -> None:
    owner = api.as_(workshop.owner)
    one = library.services()[0]
    await adopt(owner, libraryServiceIds=[f"libraryservice_{one['id'].hex}"])
    (category,) = await owner.one("{ serviceCategories { id } }")
    rename = """mutation ($id: ID!) { serviceCategoryUpdate(id: $id, input: {name: "Unser Service"}) {
      errors { code } } }"""
    await owner.one(rename, id=category["id"])

    await adopt(owner, categoryCode="inspection")

    assert [each["name"] for each in await owner.one("{ serviceCategories { name } }")] == ["Unser Service"]


@pytest.mark.parametrize(
    ("given", "errors"),
    [
        ({}, [("ONE_SELECTION", "libraryServiceIds")]),
        ({"all": True, "categoryCode": "brakes"}, [("ONE_SELECTION", "libraryServiceIds")]),
        ({"all": True, "hourlyRate": 1_999}, [("INVALID_HOURLY_RATE", "hourlyRate")]),
        ({"all": True, "hourlyRate": 1_000_000_000}, [("INVALID_HOURLY_RATE", "hourlyRate")]),
    ],
)
async def test_what_cannot_be_taken_over_is_refused(
    api: Api, workshop: TestWorkshop, rows: Rows, given: dict[str, Any], errors: list[tuple[str, str]]
) -> None:
    answer = await adopt(api.as_(workshop.owner), **given)

    assert answer["services"] is None
    assert [(each["code"], each["path"]) for each in answer["errors"]] == [
        (code, ["input", field]) for code, field in errors
    ]
    assert rows.count("services", workshop.id) == 0


async def test_an_unknown_category_has_nothing_to_take_over(api: Api, workshop: TestWorkshop) -> None:
    assert await adopt(api.as_(workshop.owner), categoryCode="unknown") == {"services": [], "errors": []}


@pytest.mark.parametrize(
    ("rate", "expected"),
    [
        (None, (PriceKind.RANGE, 8_900, 19_900)),
        (9_000, (PriceKind.RANGE, 8_900, 10_900)),  # 89 € and 199 € - 0.8 h x 112 €
        (12_000, (PriceKind.RANGE, 10_400, 13_300)),
        (20_200, (PriceKind.RANGE, 14_500, 19_900)),
        (50_000, (PriceKind.RANGE, 19_900, 19_900)),
        (2_000, (PriceKind.RANGE, 8_900, 8_900)),
    ],
)
def test_a_proposal_is_labour_and_material_within_the_market(
    rate: int | None, expected: tuple[PriceKind, int, int]
) -> None:
    suggestion = LibraryService(
        price_kind=PriceKind.RANGE,
        price_min=8_900,
        price_max=19_900,
        duration_min_minutes=30,
        duration_max_minutes=48,
        is_passthrough=False,
        is_fixed_price=False,
    )

    made = proposal(suggestion, rate)

    assert (made.kind, made.low, made.high) == expected


@pytest.mark.parametrize("rate", [2_000, 9_000, 12_345, 20_200, 50_000])
def test_every_proposal_fits_the_market_and_its_kind(rate: int) -> None:
    fields = set(LibraryService.__table__.columns.keys())
    for row in library.services():
        suggestion = LibraryService(**{name: value for name, value in row.items() if name in fields})

        made = proposal(suggestion, rate)

        if suggestion.price_min is None:
            assert (made.kind, made.low, made.high) == (PriceKind.ON_REQUEST, None, None)
            continue
        assert made.low is not None
        assert made.high is not None
        assert suggestion.price_min <= made.low <= made.high <= suggestion.price_max, suggestion.name
        if suggestion.is_fixed_price and suggestion.duration_min_minutes and not suggestion.is_passthrough:
            assert (made.kind, made.low) == (PriceKind.FIXED, made.high)
        if suggestion.is_passthrough:
            assert (made.low, made.high) == (suggestion.price_min, suggestion.price_max)


async def test_what_was_taken_over_is_found_by_the_librarys_words_and_own_ones(
    api: Api, workshop: TestWorkshop
) -> None:
    owner = api.as_(workshop.owner)
    await adopt(owner, categoryCode="oil_fluids")
    taken = (await adopt(owner, categoryCode="timing"))["services"]
    (belt,) = [each for each in taken if each["name"] == "Zahnriemen ersetzen"]

    assert "Motorölwechsel inkl. Filter 5W-30" in await found(owner, "yağ değişimi")
    assert "Motorölwechsel inkl. Filter 5W-30" in await found(owner, "wymiana oleju")
    assert "Motorölwechsel inkl. Filter 5W-30" in await found(owner, "oil change")
    assert "Zahnriemen ersetzen" in await found(owner, "Zahnriehmen")
    assert await found(owner, "gummiband") == []
    changed = await owner.one(UPDATE, id=belt["id"], input={"synonyms": ["Gummiband", " Gummiband ", ""]})
    assert changed["service"]["synonyms"] == ["Gummiband"]
    assert await found(owner, "gummiband") == ["Zahnriemen ersetzen"]
    assert "Zahnriemen ersetzen" in await found(owner, "timing belt")
    await owner.one(UPDATE, id=belt["id"], input={"synonyms": None})
    assert await found(owner, "gummiband") == []
    assert "Zahnriemen ersetzen" in await found(owner, "timing belt")


async def test_many_are_hidden_and_confirmed_at_once(
    api: Api, workshop: TestWorkshop, other_workshop: TestWorkshop, rows: Rows
) -> None:
    owner = api.as_(workshop.owner)
    ids = [each["id"] for each in (await adopt(owner, categoryCode="tyres"))["services"]]
    (theirs, *_) = (await adopt(api.as_(other_workshop.owner), categoryCode="tyres"))["services"]
    given = {"serviceIds": [*ids[:5], theirs["id"]], "isShownInChat": False, "confirmsPrices": True}

    answer = await owner.one(MANY, input=given)
    refused = await owner.one(MANY, input={"serviceIds": ids[:1] * 2001})

    assert len(answer["services"]) == 5
    for each in answer["services"]:
        assert (each["isActive"], each["isShownInChat"], each["isShownOnPages"]) == (True, False, True)
        assert each["priceConfirmedAt"]
    hidden = "SELECT count(*) FROM services WHERE workshop_id = %s AND NOT is_shown_in_chat"
    assert [rows(hidden, each.id) for each in (workshop, other_workshop)] == [[(5,)], [(0,)]]
    assert [each["code"] for each in refused["errors"]] == ["TOO_MANY"]


async def test_every_price_is_in_the_history_with_who_set_it(api: Api, workshop: TestWorkshop) -> None:
    owner = api.as_(workshop.owner)
    (made, *_) = (await adopt(owner, categoryCode="brakes"))["services"]

    await owner.one(UPDATE, id=made["id"], input={"priceKind": "FIXED", "priceMin": 14_900})
    await owner.one(UPDATE, id=made["id"], input={"priceKind": "FIXED", "priceMin": 14_900})
    await owner.one(UPDATE, id=made["id"], input={"name": "Bremsbeläge vorn"})
    refused = await owner.one(UPDATE, id=made["id"], input={"priceMin": -1})
    await owner.one(UPDATE, id=made["id"], input={"priceKind": "ON_REQUEST"})

    assert [each["code"] for each in refused["errors"]] == ["INVALID_PRICE"]
    history = (await owner.one(HISTORY, id=made["id"]))["priceHistory"]
    assert [tuple(edge["node"].values()) for edge in history["edges"]] == [
        ("ON_REQUEST", None, None, "Ada Meister"),
        ("FIXED", 14_900, 14_900, "Ada Meister"),
        (made["priceKind"], made["priceMin"], made["priceMax"], "Ada Meister"),
    ]
