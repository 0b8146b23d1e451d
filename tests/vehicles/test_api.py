"""Vehicles through the API: what is read, dates of inspections, recommendations with the workshop's services."""

from typing import Any

import pytest

from resolvers.vehicles.recommendations import known_services
from tenants.models.members import Role
from tests.support.api import Api, Refused, TestWorkshop

READ = """query ($text: String, $hsn: String, $tsn: String, $vin: String) {
  vehicleRead(text: $text, hsn: $hsn, tsn: $tsn, vin: $vin) {
    make makes model vehicleClass fuel firstRegistrationYear mileageKm hsn tsn vin } }"""
DUE = """query ($input: HuDueInput!) { huDue(input: $input) {
  dueOn plakette { color ral year month clockwise } auFrom spDueOn spFrom gasTestDueOn
  overdueMonths isOverdue needsExtendedExamination } }"""
RECOMMENDED = """query ($input: VehicleInput!, $language: Language) {
  vehicleRecommendations(input: $input, language: $language) {
    key reason urgency dueOn categoryCode libraryName service { id name } } }"""
LIBRARY = """query ($after: String) { libraryServices(first: 100, after: $after) {
  pageInfo { hasNextPage endCursor } edges { node { id name category { code } } } } }"""
ADOPT = """mutation ($ids: [ID!]!) { serviceAdopt(input: {libraryServiceIds: $ids}) {
  services { id name } errors { code } } }"""
HIDE = """mutation ($id: ID!) { serviceUpdate(id: $id, input: {isActive: false, name: "Alte Bremsflüssigkeit"}) {
  service { isActive } errors { code } } }"""

KEEP_OUT = """mutation ($id: ID!) { serviceUpdate(id: $id, input: {isShownInChat: false}) {
  service { isShownInChat } errors { code } } }"""


async def library(member: Api) -> dict[tuple[str, str], str]:
    """The ids of all services of the library by category and name."""
    found: dict[tuple[str, str], str] = {}
    after = None
    while True:
        page = await member.one(LIBRARY, after=after)
        found |= {
            (edge["node"]["category"]["code"], edge["node"]["name"]): edge["node"]["id"] for edge in page["edges"]
        }
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            return found


async def test_words_and_papers_are_read_together(api: Api, workshop: TestWorkshop) -> None:
    found = await api.as_(workshop.owner).one(READ, text="Golf 7 Diesel, Bj. 2016, 120tkm, HSN 0603 TSN BJM00012")

    assert found == {
        "make": "Volkswagen",
        "makes": ["Volkswagen"],
        "model": "Golf",
        "vehicleClass": "COMPACT",
        "fuel": "DIESEL",
        "firstRegistrationYear": 2016,
        "mileageKm": 120_000,
        "hsn": "0603",
        "tsn": "BJM",
        "vin": None,
    }


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"hsn": "603", "tsn": "BJM 00012"}, {"make": "Volkswagen", "hsn": "0603", "tsn": "BJM"}),
        ({"hsn": "0005"}, {"make": None, "makes": ["BMW", "Mini"]}),
        ({"hsn": "0005", "text": "Mini Cooper"}, {"make": "Mini", "model": "Cooper"}),
        ({"vin": "tmbjj7ne8l0123456"}, {"make": "Skoda", "vin": "TMBJJ7NE8L0123456"}),
        ({}, {"make": None, "makes": [], "vehicleClass": None, "hsn": None}),
        ({"hsn": "9999"}, {"make": None, "makes": [], "hsn": "9999"}),
        ({"text": "wir gehen Golf spielen"}, {"make": None, "model": None, "vehicleClass": None}),
    ],
)
async def test_what_is_known_is_told_and_nothing_else(
    api: Api, workshop: TestWorkshop, given: dict[str, str], told: dict[str, Any]
) -> None:
    found = await api.as_(workshop.owner).one(READ, **given)

    assert {name: found[name] for name in told} == told


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"hsn": "06O3"}, "`hsn` must be four digits"),
        ({"hsn": "0603", "tsn": "B"}, "`tsn` must be three"),
        ({"vin": "WVWZZZIKZAW123456"}, "`vin` must be 17"),
        ({"text": "x" * 2_001}, "`text` must have at most 2000"),
    ],
)
async def test_what_cannot_be_read_is_refused(
    api: Api, workshop: TestWorkshop, given: dict[str, str], said: str
) -> None:
    with pytest.raises(Refused, match=said) as refused:
        await api.as_(workshop.owner).one(READ, **given)

    assert refused.value.code == "BAD_INPUT"


async def test_the_dates_of_a_car(api: Api, workshop: TestWorkshop) -> None:
    given = {"kind": "CAR", "firstRegistration": "2016-03-14", "lastHu": "2099-02-03"}

    found = await api.as_(workshop.owner).one(DUE, input=given)

    assert found == {
        "dueOn": "2101-02-28",
        "plakette": {
            "color": "PINK",
            "ral": 3015,
            "year": 2101,
            "month": 2,
            "clockwise": [2, 1, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3],
        },
        "auFrom": "2101-01-28",
        "spDueOn": None,
        "spFrom": None,
        "gasTestDueOn": None,
        "overdueMonths": 0,
        "isOverdue": False,
        "needsExtendedExamination": False,
    }


async def test_a_heavy_truck_and_a_late_motorhome(api: Api, workshop: TestWorkshop) -> None:
    member = api.as_(workshop.owner)
    truck = {"kind": "TRUCK", "firstRegistration": "2090-01-10", "weightKg": 18_000, "lastHu": "2099-05-03"}
    motorhome = {"kind": "MOTORHOME", "firstRegistration": "2012-04-10", "lastHu": "2020-04-10"}

    heavy = await member.one(DUE, input=truck)
    late = await member.one(DUE, input=motorhome | {"lastGasTest": "2020-04-10"})

    assert (heavy["dueOn"], heavy["spDueOn"], heavy["spFrom"]) == ("2100-05-31", "2099-11-30", "2099-10-01")
    assert (late["dueOn"], late["gasTestDueOn"]) == ("2022-04-30", "2022-04-30")
    assert late["isOverdue"]
    assert late["needsExtendedExamination"]
    assert late["overdueMonths"] > 24


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"lastHu": "2015-01-01"}, "`lastHu` must not be before"),
        ({"weightKg": 0}, "`weightKg` must be"),
        ({"seasonFirstMonth": 4}, "`seasonFirstMonth` and"),
        ({"seasonFirstMonth": 4, "seasonLastMonth": 13}, "`seasonFirstMonth` and"),
        ({"firstRegistration": "1200-01-01"}, "from 1900 on"),
    ],
)
async def test_dates_that_cannot_be_are_refused(
    api: Api, workshop: TestWorkshop, changes: dict[str, Any], said: str
) -> None:
    given = {"kind": "CAR", "firstRegistration": "2016-03-14"} | changes

    with pytest.raises(Refused, match=said):
        await api.as_(workshop.owner).one(DUE, input=given)


async def test_every_recommended_service_is_one_of_the_library(api: Api, workshop: TestWorkshop) -> None:
    offered = await library(api.as_(workshop.owner))

    assert [each for each in known_services() if (each.category, each.name) not in offered] == []


async def test_a_recommendation_names_the_workshops_own_service_while_it_is_offered(
    api: Api, workshop: TestWorkshop
) -> None:
    member = api.as_(workshop.owner)
    wanted = (await library(member))["oil_fluids", "Bremsflüssigkeit wechseln"]
    adopted = await member.one(ADOPT, ids=[wanted])
    state = {"vehicleClass": "COMPACT", "firstRegistration": "2012-03-01", "lastBrakeFluid": "2020-05-05"}

    found = {each["key"]: each for each in await member.one(RECOMMENDED, input=state)}
    await member.one(HIDE, id=adopted["services"][0]["id"])
    hidden = {each["key"]: each for each in await member.one(RECOMMENDED, input=state)}

    assert found["brake_fluid_due"] == {
        "key": "brake_fluid_due",
        "reason": "Bremsflüssigkeit nimmt Wasser auf und wird meist alle zwei Jahre gewechselt;"
        " der letzte Wechsel liegt länger zurück.",
        "urgency": "SOON",
        "dueOn": "2022-05-31",
        "categoryCode": "oil_fluids",
        "libraryName": "Bremsflüssigkeit wechseln",
        "service": adopted["services"][0],
    }
    assert found["inspection_unknown"]["service"] is None
    assert hidden["brake_fluid_due"]["service"] is None


async def test_a_visitor_is_told_the_workshops_own_service_but_none_kept_out_of_the_chat(
    api: Api, workshop: TestWorkshop
) -> None:
    member = api.as_(workshop.owner)
    visitor = api.as_(await workshop.visitor())
    wanted = (await library(member))["oil_fluids", "Bremsflüssigkeit wechseln"]
    (adopted,) = (await member.one(ADOPT, ids=[wanted]))["services"]
    state = {"vehicleClass": "COMPACT", "firstRegistration": "2012-03-01", "lastBrakeFluid": "2020-05-05"}

    shown = {each["key"]: each for each in await visitor.one(RECOMMENDED, input=state)}
    answer = await member.one(KEEP_OUT, id=adopted["id"])
    kept_out = {each["key"]: each for each in await visitor.one(RECOMMENDED, input=state)}
    seen_inside = {each["key"]: each for each in await member.one(RECOMMENDED, input=state)}

    assert shown["brake_fluid_due"]["service"] == adopted
    assert answer == {"service": {"isShownInChat": False}, "errors": []}
    assert kept_out["brake_fluid_due"] == {**shown["brake_fluid_due"], "service": None}
    assert seen_inside["brake_fluid_due"]["service"] == adopted


async def test_another_workshops_service_is_not_named(
    api: Api, workshop: TestWorkshop, other_workshop: TestWorkshop
) -> None:
    wanted = (await library(api.as_(other_workshop.owner)))["oil_fluids", "Bremsflüssigkeit wechseln"]
    await api.as_(other_workshop.owner).one(ADOPT, ids=[wanted])

    for who in (workshop.owner, await workshop.visitor()):
        found = await api.as_(who).one(
            RECOMMENDED, input={"vehicleClass": "COMPACT", "firstRegistration": "2012-03-01"}
        )

        assert [each["service"] for each in found if each["key"] == "brake_fluid_unknown"] == [None]


@pytest.mark.parametrize(
    ("language", "word"), [("DE", "Serviceheft"), ("EN", "record"), ("TR", "servis"), ("PL", "Książka")]
)
async def test_reasons_are_told_in_the_language_asked_for(
    api: Api, workshop: TestWorkshop, language: str, word: str
) -> None:
    state = {"vehicleClass": "COMPACT", "firstRegistration": "2012-03-01"}

    found = await api.as_(workshop.owner).one(RECOMMENDED, input=state, language=language)

    assert word in next(each["reason"] for each in found if each["key"] == "inspection_unknown")


async def test_visitors_and_every_role_may_ask_and_nobody_else(api: Api, workshop: TestWorkshop) -> None:
    visitor = await workshop.visitor()
    viewer = await workshop.add_member(Role.VIEWER)
    state = {"vehicleClass": "COMPACT", "firstRegistration": "2012-03-01"}

    for who in (visitor, viewer):
        assert (await api.as_(who).one(READ, text="Golf"))["model"] == "Golf"
        assert (await api.as_(who).one(DUE, input={"kind": "CAR", "firstRegistration": "2012-03-01"}))["isOverdue"]
        assert await api.as_(who).one(RECOMMENDED, input=state)
    with pytest.raises(Refused) as refused:
        await api.one(READ, text="Golf")

    assert refused.value.code == "UNAUTHENTICATED"
