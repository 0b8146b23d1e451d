"""What a vehicle needs, asked in a workshop's own chat: its services, its price rules, and nothing it hides."""

from tests.pricing.documents import CREATE as RULE
from tests.support.api import Api, TestWorkshop
from tests.support.visitors import begin

ADOPT = """mutation ($input: ServiceAdoptInput!) { serviceAdopt(input: $input) {
  services { id name priceMin priceMax } errors { code } } }"""
UPDATE = """mutation ($id: ID!, $input: ServiceUpdateInput!) { serviceUpdate(id: $id, input: $input) {
  service { id } errors { code } } }"""
GOLF = "Was steht bei meinem Golf 7 TDI, BJ 2015, 140.000 km an?"
WINTER = "Was sollte ich vor dem Winter machen lassen?"


async def asked(api: Api, workshop: TestWorkshop, text: str) -> str:
    """The answer a new visitor gets."""
    visitor = await begin(api, workshop)
    await visitor.send(text)
    (answer,) = await visitor.answers()
    return answer


async def test_a_need_costs_what_the_service_costs_for_that_vehicle(api: Api, workshop: TestWorkshop) -> None:
    owner = api.as_(workshop.owner)
    adopted = (await owner.one(ADOPT, input={"categoryCode": "timing"}))["services"]
    belt = next(each for each in adopted if each["name"] == "Zahnriemen + Wasserpumpe")
    fixed = {"priceKind": "RANGE", "priceMin": 40_000, "priceMax": 60_000}
    assert (await owner.one(UPDATE, id=belt["id"], input=fixed))["errors"] == []
    rule = {"label": "Kompakt", "kind": "SURCHARGE", "vehicleClass": "COMPACT", "surcharge": 5_000}
    assert (await owner.one(RULE, input=rule))["errors"] == []

    offered = await asked(api, workshop, GOLF)
    assert (await owner.one(UPDATE, id=belt["id"], input={"isShownInChat": False}))["errors"] == []
    hidden = await asked(api, workshop, GOLF)

    assert "- **Zahnriemen + Wasserpumpe**: 450–650 €. Laut vielen Herstellern" in offered
    assert "- Laut vielen Herstellern wird ein Zahnriemen" in hidden
    assert "€" not in hidden


async def test_a_season_is_answered_by_what_the_workshop_took_over(
    api: Api, workshop: TestWorkshop, other_workshop: TestWorkshop
) -> None:
    await api.as_(workshop.owner).one(ADOPT, input={"categoryCode": "seasonal"})

    own = await asked(api, workshop, WINTER)
    theirs = await asked(api, other_workshop, WINTER)

    assert own.startswith("Für den Winter bieten wir:\n- **Wintercheck (Batterie, Frostschutz, Licht, Reifen)**: ")
    assert "Frühjahrscheck" not in own
    assert theirs.startswith("Eigens für den Winter finde ich nichts in unserer Preisliste.")
