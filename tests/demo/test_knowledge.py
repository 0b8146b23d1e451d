"""What the demo workshop has written down for its assistant: the screens show it, and the chat answers from it."""

from carbot.demo_data import DemoWorkshop, host_origins
from carbot.settings import Settings
from tests.support.api import Api, Headers, with_token
from tests.support.visitors import START, Visitor

ANSWERS = """query ($filter: FaqFilter) { faqEntries(filter: $filter, first: 100) { edges { node {
  question answer language phrasings isActive } } } }"""
GAPS = """{ knowledgeGaps(first: 100) { edges { node {
  question language count status resolution settledBy conversation { id } } } } }"""
RULES = """{ priceRules(first: 100) { edges { node {
  label kind service { id name } vehicleClass seasonStart isActive } } } }"""
QUOTE = """query ($id: ID!, $class: VehicleClass!, $on: Date!) {
  quote(serviceId: $id, vehicle: {vehicleClass: $class}, on: $on) { priceMin priceMax steps { label } } }"""


async def visitor_of(api: Api, who: Headers, language: str) -> Visitor:
    """Somebody on the demo's website."""
    started = await api.as_(who).one(START, input={"language": language, "source": {"surface": "WIDGET"}})
    assert started["errors"] == []
    known = with_token(who, started["visitorToken"])
    return Visitor(api.as_(known), known, started["conversation"]["id"])


async def test_answers_are_in_four_languages_and_are_found_by_other_words(owner: Api) -> None:
    entries = [edge["node"] for edge in (await owner.one(ANSWERS))["edges"]]
    by_words = await owner.one(ANSWERS, filter={"text": "Schlüsselkasten Umschlag"})
    by_phrasing = await owner.one(ANSWERS, filter={"text": "Leihwagen"})

    assert sum(each["language"] == "DE" for each in entries) >= 6
    assert {each["language"] for each in entries} == {"DE", "EN", "TR", "PL"}
    assert all(each["isActive"] and each["phrasings"] for each in entries)
    assert [edge["node"]["question"] for edge in by_words["edges"]] == ["Darf ich den Wagen abends abgeben?"]
    assert [edge["node"]["question"] for edge in by_phrasing["edges"]] == ["Bieten Sie einen Ersatzwagen an?"]


async def test_the_chat_gives_every_answer_to_whoever_asks_for_it(
    owner: Api, api: Api, demo: DemoWorkshop, settings: Settings, background: None
) -> None:
    who = Headers({"x-carbot-client-key": demo.client_key, "origin": host_origins(settings.public_url)[0]})
    entries = [edge["node"] for edge in (await owner.one(ANSWERS))["edges"]]

    for entry in entries:
        visitor = await visitor_of(api, who, entry["language"])
        asked = (entry["question"], *entry["phrasings"])
        for number, question in enumerate(asked, 1):
            await visitor.send(question)
            answers = await visitor.answers(number)
            assert answers[-1] == entry["answer"], question


async def test_the_ersatzwagen_costs_what_the_price_list_says(owner: Api) -> None:
    found = await owner.one(
        """{ services(filter: {text: "Werkstattersatzwagen"}, first: 2) { edges { node { priceMin priceMax } } } }"""
    )
    (entry,) = (await owner.one(ANSWERS, filter={"text": "Ersatzwagen"}))["edges"]

    (service,) = (edge["node"] for edge in found["edges"])
    assert service == {"priceMin": 2900, "priceMax": 2900}
    assert "29 € am Tag" in entry["node"]["answer"]


async def test_what_was_not_answered_is_open_answered_since_or_left_alone(owner: Api) -> None:
    gaps = [edge["node"] for edge in (await owner.one(GAPS))["edges"]]

    states = {each["question"]: (each["status"], each["resolution"]) for each in gaps}
    assert states["Kann man bei Ihnen mit Karte zahlen?"] == ("RESOLVED", "FAQ")
    assert states["Reparieren Sie auch Motorräder?"] == ("IGNORED", None)
    assert sum(status == "OPEN" for status, _ in states.values()) >= 2
    assert {each["language"] for each in gaps} >= {"DE", "TR", "PL"}
    for each in gaps:
        assert each["count"] >= 1
        assert each["conversation"] is not None
        assert (each["settledBy"] is None) == (each["status"] == "OPEN")


async def test_rules_change_prices_by_vehicle_and_season(owner: Api) -> None:
    rules = [edge["node"] for edge in (await owner.one(RULES))["edges"]]

    ids = {each["label"]: each["service"]["id"] for each in rules}
    assert {each["kind"] for each in rules} == {"OVERRIDE", "FACTOR", "SURCHARGE"}
    assert all(each["isActive"] and (each["vehicleClass"] or each["seasonStart"]) for each in rules)
    for label, vehicle, day, amounts in (
        ("SUV: große Räder", "SUV", "2027-04-10", (4900, 4900)),
        ("SUV: große Räder", "SMALL", "2027-04-10", (3900, 3900)),
        ("Transporter", "VAN", "2027-04-10", (45500, 82800)),
        ("Herbstaktion", "SMALL", "2027-10-31", (1900, 1900)),
        ("Herbstaktion", "SMALL", "2027-12-01", (2900, 2900)),
    ):
        quote = await owner.one(QUOTE, id=ids[label], **{"class": vehicle, "on": day})
        assert (quote["priceMin"], quote["priceMax"]) == amounts, (label, vehicle, day)
