"""Quotes over the API: for visitors, members and programs, and for whoever asks for many at once."""

from datetime import date
from uuid import UUID

import httpx2
import pytest

from resolvers.pricing import priced_where, quote_of
from tenants.models.catalogue import Service
from tenants.models.members import Role
from tenants.models.vehicles import VehicleClass
from tenants.principal import workshop_system
from tenants.roles import DatabaseRole
from tenants.scope import Scope
from tests.pricing.documents import QUOTE, add_rule, add_service
from tests.support.api import Api, TestWorkshop
from tests.support.partners import bearer, credentials_token, own_program
from tests.support.statements import statements_of

UPDATE = """mutation ($id: ID!, $input: ServiceUpdateInput!) { serviceUpdate(id: $id, input: $input) {
  service { id } errors { code } } }"""


async def test_a_quote_says_what_made_it(api: Api, workshop: TestWorkshop) -> None:
    owner = api.as_(workshop.owner)
    made = await add_service(owner, priceKind="RANGE", priceMin=9_900, priceMax=13_900)
    await add_rule(owner, label="SUV", vehicleClass="SUV")
    await add_rule(owner, "SURCHARGE", label="Altölentsorgung", serviceId=made["id"])
    await add_rule(owner, label="Sommer", factorPermille=500, seasonStart="06-01", seasonEnd="08-31")

    quote = await owner.one(QUOTE, id=made["id"], vehicle={"vehicleClass": "SUV"}, on="2026-11-21")

    assert quote == {
        "serviceId": made["id"],
        "serviceName": "Ölwechsel",
        "vehicleClass": "SUV",
        "on": "2026-11-21",
        "priceKind": "RANGE",
        "priceMin": 14_400,
        "priceMax": 20_000,
        "isBinding": False,
        "dependsOnVehicle": False,
        "vatPermille": 190,
        "steps": [
            {"label": "SUV", "kind": "FACTOR", "priceMin": 13_900, "priceMax": 19_500},
            {"label": "Altölentsorgung", "kind": "SURCHARGE", "priceMin": 14_400, "priceMax": 20_000},
        ],
        "taxMin": {"gross": 14_400, "net": 12_101, "vat": 2_299},
        "taxMax": {"gross": 20_000, "net": 16_807, "vat": 3_193},
    }


async def test_without_a_vehicle_it_says_that_the_vehicle_matters(api: Api, workshop: TestWorkshop) -> None:
    owner = api.as_(workshop.owner)
    made = await add_service(owner)
    await add_rule(owner, vehicleClass="SUV")

    unknown, small = (
        await owner.one(QUOTE, id=made["id"]),
        await owner.one(QUOTE, id=made["id"], vehicle={"vehicleClass": "SMALL"}),
    )

    assert (unknown["priceMin"], unknown["dependsOnVehicle"], unknown["isBinding"]) == (10_000, True, False)
    assert (small["priceMin"], small["dependsOnVehicle"], small["isBinding"]) == (10_000, False, True)


async def test_a_visitor_asks_about_what_is_shown_in_the_chat(
    api: Api, workshop: TestWorkshop, other_workshop: TestWorkshop
) -> None:
    owner, visitor = api.as_(workshop.owner), api.as_(await workshop.visitor())
    made = await add_service(owner)
    await add_rule(owner, label="SUV", vehicleClass="SUV")
    await add_rule(owner, "SURCHARGE", label="Ausgesetzt")
    theirs = await add_service(api.as_(other_workshop.owner))

    shown = await visitor.one(QUOTE, id=made["id"], vehicle={"vehicleClass": "SUV"}, on="2026-11-21")
    foreign = await visitor.one(QUOTE, id=theirs["id"])
    for hidden in ({"isShownInChat": False}, {"isShownInChat": True, "isActive": False}):
        await owner.one(UPDATE, id=made["id"], input=hidden)
        assert await visitor.one(QUOTE, id=made["id"]) is None
        assert (await owner.one(QUOTE, id=made["id"]))["serviceId"] == made["id"]

    assert (shown["priceMin"], [step["label"] for step in shown["steps"]]) == (14_500, ["SUV", "Ausgesetzt"])
    assert foreign is None


@pytest.mark.parametrize("wanted", ["service_" + "0" * 32, "category_" + "0" * 32, "x", ""])
async def test_what_is_no_service_has_no_quote(api: Api, workshop: TestWorkshop, wanted: str) -> None:
    assert await api.as_(workshop.owner).one(QUOTE, id=wanted) is None


@pytest.mark.parametrize("role", list(Role))
async def test_every_member_may_ask(api: Api, workshop: TestWorkshop, role: Role) -> None:
    made = await add_service(api.as_(workshop.owner))

    assert (await api.as_(await workshop.add_member(role)).one(QUOTE, id=made["id"]))["priceMin"] == 10_000


@pytest.mark.parametrize(("scope", "may"), [("services:read", True), ("services:write", True), ("leads:read", False)])
async def test_a_program_needs_the_services(
    api: Api, http: httpx2.AsyncClient, workshop: TestWorkshop, scope: str, may: bool
) -> None:
    made = await add_service(api.as_(workshop.owner))
    token = (await credentials_token(http, await own_program(api, workshop, scope))).json()["access_token"]

    answer = (await api.as_(bearer(token)).send(QUOTE, id=made["id"])).json()

    assert (answer["data"]["quote"] is not None) is may
    assert [each["extensions"]["code"] for each in answer.get("errors", [])] == ([] if may else ["FORBIDDEN"])


async def test_nobody_may_not_ask(api: Api, workshop: TestWorkshop) -> None:
    made = await add_service(api.as_(workshop.owner))

    answer = (await api.send(QUOTE, id=made["id"])).json()

    assert answer["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"


async def test_many_quotes_are_one_statement(api: Api, workshop: TestWorkshop, other_workshop: TestWorkshop) -> None:
    owner = api.as_(workshop.owner)
    made = [await add_service(owner, name=f"Leistung {number}") for number in range(3)]
    theirs = await add_service(api.as_(other_workshop.owner))
    await add_rule(owner, vehicleClass="VAN", factorPermille=1300)
    keys = [UUID(each["id"].partition("_")[2]) for each in [*made, theirs]]
    assistant = workshop_system(workshop.id, role=DatabaseRole.API)
    with statements_of(workshop) as asked:
        async with Scope(workshop.outside.database, assistant, workshop.outside.clock).begin() as scope:
            rows = await priced_where(scope, Service.id.in_(keys))

    quotes = {key: quote_of(row, VehicleClass.VAN, date(2026, 11, 21), scope.now) for key, row in rows.items()}
    assert {key: quote.price_min for key, quote in quotes.items()} == dict.fromkeys(keys[:3], 13_000)
    assert len([statement for statement in asked if "set_config" not in statement]) == 1
