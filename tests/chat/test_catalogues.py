"""The catalogue as the assistant searches it: made once per change, however many visitors ask at that moment."""

import asyncio

from carbot.outside import Outside
from carbot.settings import Settings
from carbot.wiring import connect
from resolvers.assistant import Catalogue
from resolvers.chat.catalogues import catalogue_of
from resolvers.chat.tools import Known, WorkshopTools
from tenants.models.accounts import Language
from tenants.principal import workshop_system
from tenants.roles import DatabaseRole
from tenants.scope import Scope
from tests.pricing.documents import CREATE as RULE
from tests.support.api import Api, TestWorkshop
from tests.support.rows import Rows
from tests.support.visitors import begin
from tests.support.waiting import until

SERVICE = (
    """mutation ($input: ServiceCreateInput!) { serviceCreate(input: $input) { service { id } errors { code } } }"""
)
ANSWER = """mutation ($input: FaqEntryCreateInput!) { faqEntryCreate(input: $input) {
  faqEntry { id } errors { code } } }"""
UNANSWER = "mutation ($id: ID!) { faqEntryDelete(id: $id) { errors { code } } }"


async def test_many_visitors_at_once_make_a_catalogue_ready_once_and_keep_no_connection(
    api: Api, workshop: TestWorkshop, settings: Settings
) -> None:
    oil = {"name": "Ölwechsel", "categoryName": "Öl", "priceKind": "FIXED", "priceMin": 9900}
    outside = connect(settings.model_copy(update={"database_pool": 1}))
    principal = workshop_system(workshop.id, role=DatabaseRole.API)

    async def prepared() -> Catalogue:
        scope = Scope(outside.database, principal, outside.clock)
        async with scope.step() as step:
            known = await Known.read(step)
        return (await catalogue_of(scope, known.version)).catalogue

    async def ask() -> list[int]:
        return [id(found) for found in await asyncio.gather(*(prepared() for _ in range(20)))]

    before = await ask()
    await api.as_(workshop.owner).one(SERVICE, input=oil)
    after = await ask()
    found = await prepared()
    await outside.database.close()

    assert len({*before}) == len({*after}) == 1
    assert before[0] != after[0] == id(found)
    assert [service.name for service in found.services] == ["Ölwechsel"]


async def test_a_price_is_told_as_it_is_whoever_changed_it_and_when_they_began(
    api: Api, workshop: TestWorkshop, outside: Outside, rows: Rows
) -> None:
    owner = api.as_(workshop.owner)
    scope = Scope(outside.database, workshop_system(workshop.id, role=DatabaseRole.API), outside.clock)

    async def told() -> tuple[int, int] | None:
        async with scope.step() as step:
            tools = WorkshopTools(scope, Language.DE, await Known.read(step))
        (quote,) = await tools.quote_prices([service["id"]], "")
        return quote.service.price and (quote.service.price.min_cents, quote.service.price.max_cents)

    oil = {"name": "Ölwechsel", "categoryName": "Öl", "priceKind": "FIXED", "priceMin": 10_000}
    service = (await owner.one(SERVICE, input=oil))["service"]
    assert await told() == (10_000, 10_000)
    # As by a transaction that began before the last one and ended after it.
    rows("UPDATE services SET price_min = 12000, price_max = 12000 WHERE workshop_id = %s", workshop.id)
    assert await told() == (12_000, 12_000)
    rule = {"label": "Zuschlag", "kind": "SURCHARGE", "surcharge": 500}
    assert (await owner.one(RULE, input=rule))["errors"] == []
    assert await told() == (12_500, 12_500)
    rows("DELETE FROM price_rules WHERE workshop_id = %s", workshop.id)
    assert await told() == (12_000, 12_000)


async def test_an_answer_of_the_faq_is_given_and_forgotten_at_once(
    api: Api, workshop: TestWorkshop, outside: Outside
) -> None:
    owner = api.as_(workshop.owner)
    scope = Scope(outside.database, workshop_system(workshop.id, role=DatabaseRole.API), outside.clock)

    async def told() -> str | None:
        async with scope.step() as step:
            tools = WorkshopTools(scope, Language.DE, await Known.read(step))
        passage = await tools.faq_answer("Kann ich mit Karte zahlen?")
        return passage.text if passage else None

    assert await told() is None
    given = {"question": "Kann man mit Karte zahlen?", "answer": "Ja, mit jeder."}
    entry = (await owner.one(ANSWER, input=given))["faqEntry"]
    assert await told() == "Ja, mit jeder."
    assert (await owner.one(UNANSWER, id=entry["id"]))["errors"] == []
    assert await told() is None


async def test_a_question_that_cannot_be_read_ends_instead_of_being_tried_for_ever(
    api: Api, workshop: TestWorkshop, rows: Rows
) -> None:
    visitor = await begin(api, workshop)
    rows("REVOKE SELECT ON assistant_settings FROM carbot_api")
    try:
        await visitor.send("Was kostet ein Ölwechsel?")

        async def ended() -> list[tuple[str, int]]:
            found = "SELECT status, attempts FROM turns WHERE workshop_id = %s AND finished_at IS NOT NULL"
            return rows(found, workshop.id)

        assert await until(ended) == [("FAILED", 1)]
    finally:
        rows("GRANT SELECT ON assistant_settings TO carbot_api")
