"""What a service includes is said in the visitor's language where the workshop wrote it in that one."""

import json
from typing import Any

import pytest

from carbot.clients.llm import ToolCall
from carbot.outside import Outside
from resolvers.assistant.language import Language
from resolvers.assistant.price_guard import PriceGuard
from resolvers.assistant.toolbox import Toolbox
from resolvers.chat.tools import Known, WorkshopTools
from tenants import library
from tenants.models import accounts
from tenants.principal import workshop_system
from tenants.roles import DatabaseRole
from tenants.scope import Scope
from tests.support.api import Api, TestWorkshop

CREATE = """mutation ($input: ServiceCreateInput!) { serviceCreate(input: $input) {
  service { id description descriptions { language text } } errors { code path } } }"""
UPDATE = """mutation ($id: ID!, $input: ServiceUpdateInput!) { serviceUpdate(id: $id, input: $input) {
  service { description descriptions { language text } } errors { code path } } }"""
LIST = "query { services(first: 1) { edges { node { description descriptions { language text } } } } }"
ADOPT = """mutation ($input: ServiceAdoptInput!) { serviceAdopt(input: $input) {
  services { description descriptions { language text } libraryService { texts { language description } } }
  errors { code } } }"""
OIL = {"name": "Ölwechsel", "categoryName": "Öl", "priceKind": "FIXED", "priceMin": 8900}


def written(*texts: tuple[str, str]) -> list[dict[str, str]]:
    """Texts by language, as the API takes and gives them."""
    return [{"language": language, "text": text} for language, text in texts]


async def make(owner: Api, **given: Any) -> dict[str, Any]:
    """A new service."""
    answer = await owner.one(CREATE, input=OIL | given)
    assert answer["errors"] == []
    service: dict[str, Any] = answer["service"]
    return service


async def test_german_comes_first_and_is_the_main_one(api: Api, workshop: TestWorkshop) -> None:
    owner = api.as_(workshop.owner)

    made = await make(owner, descriptions=written(("PL", "Z filtrem"), ("DE", "Mit Filter"), ("TR", "Filtre dahil")))

    assert made["description"] == "Mit Filter"
    assert made["descriptions"] == written(("DE", "Mit Filter"), ("TR", "Filtre dahil"), ("PL", "Z filtrem"))
    listed = (await owner.one(LIST))["edges"][0]["node"]
    assert listed == {"description": "Mit Filter", "descriptions": made["descriptions"]}


async def test_what_is_not_named_stays_and_an_empty_text_removes(api: Api, workshop: TestWorkshop) -> None:
    owner = api.as_(workshop.owner)
    made = await make(owner, description="Mit Filter", descriptions=written(("EN", "With filter"), ("TR", "Filtreli")))

    async def change(**given: Any) -> Any:
        answer = await owner.one(UPDATE, id=made["id"], input=given)
        assert answer["errors"] == []
        return answer["service"]["descriptions"]

    assert await change(name="Motoröl") == made["descriptions"]
    assert await change(descriptions=None) == made["descriptions"]
    assert await change(descriptions=written(("PL", "Z filtrem"), ("TR", "  "))) == written(
        ("DE", "Mit Filter"), ("EN", "With filter"), ("PL", "Z filtrem")
    )
    assert await change(description=None) == written(("EN", "With filter"), ("PL", "Z filtrem"))
    assert await change(descriptions=written(("EN", ""), ("PL", ""))) == []


async def test_a_text_that_is_too_long_is_refused_and_nothing_changes(api: Api, workshop: TestWorkshop) -> None:
    owner = api.as_(workshop.owner)
    made = await make(owner, description="Mit Filter")

    answer = await owner.one(UPDATE, id=made["id"], input={"descriptions": written(("EN", "x" * 2001))})

    assert answer == {"service": None, "errors": [{"code": "TOO_LONG", "path": ["input", "descriptions"]}]}
    assert (await owner.one(LIST))["edges"][0]["node"]["descriptions"] == written(("DE", "Mit Filter"))


async def test_taking_over_brings_all_languages_the_library_is_written_in(api: Api, workshop: TestWorkshop) -> None:
    answer = await api.as_(workshop.owner).one(ADOPT, input={"categoryCode": "brakes"})

    assert answer["errors"] == []
    assert len(answer["services"]) == sum(
        each["category_id"] == library.stable_id("category", "brakes") for each in library.services()
    )
    order = [language.value for language in accounts.Language]
    for service in answer["services"]:
        texts = {text["language"]: text["description"] for text in service["libraryService"]["texts"]}
        expected = [(language, texts[language]) for language in order if texts.get(language)]
        assert service["descriptions"] == written(*expected)
        assert {"DE", "EN"} <= {language for language, _ in expected}


@pytest.mark.parametrize(
    ("language", "said"),
    [("DE", "Mit Filter, 5 € Pfand"), ("EN", "With filter, 6 € deposit"), ("TR", "Mit Filter, 5 € Pfand")],
)
async def test_the_assistant_is_told_it_in_the_visitors_language_and_in_german_where_there_is_none(
    api: Api, workshop: TestWorkshop, outside: Outside, language: str, said: str
) -> None:
    descriptions = written(("DE", "Mit Filter, 5 € Pfand"), ("EN", "With filter, 6 € deposit"))
    await make(api.as_(workshop.owner), descriptions=descriptions)
    scope = Scope(outside.database, workshop_system(workshop.id, role=DatabaseRole.API), outside.clock)
    async with scope.step() as step:
        known = await Known.read(step)
    tools = WorkshopTools(scope, accounts.Language(language), known)

    told = json.loads(
        await Toolbox(tools, Language(language)).run(ToolCall("1", "search_services", '{"query": "Ölwechsel"}'))
    )

    assert [service["description"] for service in told["services"]] == [said]
    guard = PriceGuard()
    guard.hold(await tools.search_services("Ölwechsel"))
    assert guard.passes(f"{said}.")
    assert not guard.passes("7 € deposit.")
