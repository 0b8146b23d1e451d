"""What is sent about prices."""

from typing import Any

from tests.support.api import Api

RULE = """id label service { id } category { id } vehicleClass seasonStart seasonEnd startsOn endsOn kind
  priceMin priceMax factorPermille surcharge isActive"""
CREATE = f"""mutation ($input: PriceRuleCreateInput!) {{ priceRuleCreate(input: $input) {{
  priceRule {{ {RULE} }} errors {{ code message path }} }} }}"""
UPDATE = f"""mutation ($id: ID!, $input: PriceRuleUpdateInput!) {{ priceRuleUpdate(id: $id, input: $input) {{
  priceRule {{ {RULE} }} errors {{ code message path }} }} }}"""
DELETE = "mutation ($id: ID!) { priceRuleDelete(id: $id) { deletedId errors { code message path } } }"
PROPOSE = """mutation { priceRulesPropose { priceRules { label kind vehicleClass factorPermille service { id } }
  errors { code } } }"""
RULES = """query ($filter: PriceRuleFilter) { priceRules(filter: $filter) { totalCount edges { node { label } } } }"""
QUOTE = """query ($id: ID!, $vehicle: QuoteVehicleInput, $on: Date) {
  quote(serviceId: $id, vehicle: $vehicle, on: $on) {
  serviceId serviceName vehicleClass on priceKind priceMin priceMax isBinding dependsOnVehicle vatPermille
  steps { label kind priceMin priceMax } taxMin { gross net vat } taxMax { gross net vat } } }"""
SERVICE = """mutation ($input: ServiceCreateInput!) { serviceCreate(input: $input) {
  service { id category { id } } errors { code } } }"""


async def add_service(member: Api, **changes: Any) -> dict[str, Any]:
    """A service at 100 euros."""
    given = {"name": "Ölwechsel", "categoryName": "Öl", "priceKind": "FIXED", "priceMin": 10_000, **changes}
    made: dict[str, Any] = await member.one(SERVICE, input=given)
    assert made["errors"] == []
    return dict(made["service"])


async def add_rule(member: Api, kind: str = "FACTOR", **changes: Any) -> dict[str, Any]:
    """A rule as the whole payload; without values the usual ones of its kind."""
    values = {"FACTOR": {"factorPermille": 1400}, "OVERRIDE": {"priceMin": 12_000}, "SURCHARGE": {"surcharge": 500}}
    given = {"label": "Regel", "kind": kind, **values[kind], **changes}
    made: dict[str, Any] = await member.one(CREATE, input=given)
    return made
