"""What the dashboard's screens find in the demo workshop."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain
from typing import Any
from zoneinfo import ZoneInfo

from carbot.demo_data import DemoWorkshop
from resolvers.consents import VERSION
from tenants.models.workshops import Weekday
from tests.support.api import Api, TestWorkshop

HOME = """{
  workshop { federalState phone onboarding { profile openingHours services clientKey widgetSeen firstLead } }
  openingHours { timeZone intervals { weekday opensAt closesAt } closures { startsOn endsOn reason } }
  unread: leads(filter: {isUnread: true}, first: 100) { edges { node { createdAt status } } }
  conversations(first: 1) { totalCount }
  waiting: conversations(filter: {status: [NEEDS_HUMAN]}, first: 1) { totalCount }
}"""
LEADS = """{ leads(first: 40) { edges { node {
  status origin score scoreReasons { points } note createdAt
  contactDetails { name phone email } consent { textVersion }
  source { surface campaign } assignee { name }
  events { kind at toStatus }
  conversation { messages(first: 30) { edges { node { seq author } } } } } } } }"""
CONVERSATIONS = """query ($after: String) { conversations(first: 40, after: $after) {
  pageInfo { hasNextPage endCursor }
  edges { node { language source { surface referrer campaign } messageCount messages(first: 100) {
    edges { node { author text memberName sentAt } } } } } } }"""
WISHES = """{ leads(filter: {kind: [APPOINTMENT]}, first: 40) { edges { node {
  createdAt wishedTimes { date startsAt endsAt } } } } }"""
SERVICES = """{ services(first: 100) { totalCount edges { node {
  name priceKind priceMin priceMax isActive category { name } } } } }"""
KEYS = "{ clientKeys { key isActive usage(days: 30) { day opens conversations messages leads } } }"
RESERVED_NUMBERS = ("+492214710", "+4917139200")


async def leads_of(owner: Api) -> list[dict[str, Any]]:
    """All leads of the demo."""
    return [edge["node"] for edge in (await owner.one(LEADS))["edges"]]


async def conversations_of(owner: Api) -> list[dict[str, Any]]:
    """All conversations in which somebody wrote."""
    found: list[dict[str, Any]] = []
    after = None
    while page := await owner.one(CONVERSATIONS, after=after):
        found += [edge["node"] for edge in page["edges"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    return [each for each in found if each["messageCount"]]


def last_at_work(hours: dict[str, Any], now: datetime) -> datetime:
    """The latest moment until now at which the workshop was open: what came since is still unread."""
    here = now.astimezone(ZoneInfo(hours["timeZone"]))
    closed = [(date.fromisoformat(each["startsOn"]), date.fromisoformat(each["endsOn"])) for each in hours["closures"]]
    for back in range(30):
        day = here.date() - timedelta(days=back)
        stretches = [
            [datetime.combine(day, time.fromisoformat(each[end]), here.tzinfo) for end in ("opensAt", "closesAt")]
            for each in hours["intervals"]
            if each["weekday"] == list(Weekday)[day.weekday()]
            and not any(first <= day <= last for first, last in closed)
        ]
        if open_until := [min(closes, here) for opens, closes in stretches if opens <= here]:
            return max(open_until)
    raise AssertionError("closed for a month")


async def test_home_shows_a_workshop_that_is_set_up_and_has_something_to_do(owner: Api) -> None:
    home = await owner.run(HOME)

    assert home["workshop"]["onboarding"] == dict.fromkeys(home["workshop"]["onboarding"], True)
    assert home["workshop"]["federalState"] == "NW"
    assert home["workshop"]["phone"] == "+492214710142"
    week = Counter(each["weekday"] for each in home["openingHours"]["intervals"])
    assert week == {**dict.fromkeys(("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY"), 2), "SATURDAY": 1}
    assert [each["reason"] for each in home["openingHours"]["closures"]] == ["Betriebsferien"]
    assert home["conversations"]["totalCount"] >= 60
    assert home["waiting"]["totalCount"] >= 1
    unread = [edge["node"] for edge in home["unread"]["edges"]]
    assert len(unread) >= 3
    assert {each["status"] for each in unread} == {"NEW"}
    recent = last_at_work(home["openingHours"], datetime.now(UTC)) - timedelta(days=7)
    assert all(datetime.fromisoformat(each["createdAt"]) > recent for each in unread)


async def test_leads_are_in_every_state_with_consent_score_and_timeline(owner: Api) -> None:
    leads = await leads_of(owner)

    assert 34 <= len(leads) <= 40
    assert set(Counter(lead["status"] for lead in leads)) == {
        "NEW",
        "CONTACTED",
        "QUALIFIED",
        "WON",
        "LOST",
        "SPAM",
    }
    assert {lead["source"]["surface"] for lead in leads} == {"WIDGET", "LANDING_PAGE", "WEBSITE", "PHONE"}
    assert sum(bool(lead["source"]["campaign"]) for lead in leads) >= 8
    assert sum(bool(lead["note"]) for lead in leads) >= 10
    for lead in leads:
        by_visitor = lead["origin"] == "VISITOR"
        assert (lead["consent"] == {"textVersion": VERSION}) == by_visitor
        assert (lead["conversation"] is not None) == by_visitor
        assert 0 <= lead["score"] <= 100
        assert lead["scoreReasons"]
        assert lead["events"][0]["kind"] == "CREATED"
        moves = [event["toStatus"] for event in lead["events"] if event["kind"] == "STATUS_CHANGED"]
        assert lead["status"] == (moves[-1] if moves else "NEW")
        assert (lead["assignee"] is not None) == (lead["status"] not in ("NEW", "SPAM"))


async def test_some_leads_say_on_which_days_they_would_like_to_come(owner: Api) -> None:
    leads = [edge["node"] for edge in (await owner.one(WISHES))["edges"]]

    wishes = [lead["wishedTimes"] for lead in leads if lead["wishedTimes"]]
    assert sorted(len(each) for each in wishes) == [1, 2, 3]
    for lead in leads:
        days = [date.fromisoformat(each["date"]) for each in lead["wishedTimes"]]
        taken_down = datetime.fromisoformat(lead["createdAt"]).date()
        assert all(taken_down <= day and day.weekday() < 6 for day in days)
    assert any(each["startsAt"] is None for each in chain.from_iterable(wishes))


async def test_nobody_real_can_be_called_or_written_to(owner: Api) -> None:
    leads = await leads_of(owner)

    for contact in (lead["contactDetails"] for lead in leads):
        assert contact["phone"] or contact["email"]
        assert contact["phone"] is None or contact["phone"].startswith(RESERVED_NUMBERS), contact
        assert contact["email"] is None or contact["email"].endswith(".example"), contact


async def test_conversations_are_in_four_languages_and_from_several_places(owner: Api) -> None:
    conversations = await conversations_of(owner)

    languages = Counter(each["language"] for each in conversations)
    assert languages["DE"] > 40
    assert all(languages[language] >= 4 for language in ("TR", "PL", "EN"))
    assert len({each["source"]["campaign"] for each in conversations} - {None}) >= 5
    assert len({each["source"]["referrer"] for each in conversations} - {None}) >= 4
    for each in conversations:
        lines = [edge["node"] for edge in each["messages"]["edges"]]
        assert lines[0]["author"] == "VISITOR"
        assert len(lines) == each["messageCount"]
        sent = [datetime.fromisoformat(line["sentAt"]) for line in lines]
        assert sent == sorted(sent)
        assert sent[-1] <= datetime.now(UTC)
        assert all((line["author"] == "MEMBER") == (line["memberName"] is not None) for line in lines)


async def test_answers_name_this_workshops_prices_and_hours(owner: Api) -> None:
    conversations = await conversations_of(owner)

    lines = [edge["node"] for each in conversations for edge in each["messages"]["edges"]]
    answers = [line["text"] for line in lines if line["author"] == "ASSISTANT"]
    assert any("**Bremsscheiben + Beläge vorne** kostet bei uns voraussichtlich **289–469 €**" in a for a in answers)
    assert any("08:00–12:30, 13:15–18:00" in answer for answer in answers)
    assert any("An der alten Remise 7, 50825 Köln" in answer for answer in answers)
    assert sum("€" in answer for answer in answers) >= 40
    gaps = sum("leider nicht sicher sagen" in answer for answer in answers)
    assert gaps <= len(answers) / 20


async def test_services_are_sixty_and_more_with_prices_of_their_own(owner: Api, workshop: TestWorkshop) -> None:
    services = await owner.one(SERVICES)

    nodes = [edge["node"] for edge in services["edges"]]
    kinds = Counter(each["priceKind"] for each in nodes)
    assert services["totalCount"] == len(nodes) >= 60
    assert set(kinds) == {"FIXED", "RANGE", "FROM", "ON_REQUEST"}
    assert kinds["FIXED"] >= 20
    assert len({each["category"]["name"] for each in nodes}) >= 15
    assert [each["name"] for each in nodes if not each["isActive"]] == ["Licht-Test (Oktober-Aktion)"]
    market = await owner.one(
        """{ libraryServices(filter: {text: "Klimaservice R134a"}, first: 1) {
          edges { node { isAdopted priceMin priceMax } } } }"""
    )
    assert market["edges"][0]["node"] == {"isAdopted": True, "priceMin": 6900, "priceMax": 13900}
    (own,) = (each for each in nodes if each["name"].startswith("Klimaservice R134a"))
    assert (own["priceKind"], own["priceMin"], own["priceMax"]) == ("FIXED", 9900, 9900)


async def test_the_keys_usage_agrees_with_what_was_said(owner: Api, demo: DemoWorkshop) -> None:
    (key,) = await owner.one(KEYS)
    conversations = await conversations_of(owner)
    leads = [lead for lead in await leads_of(owner) if lead["origin"] == "VISITOR"]

    usage = key["usage"]
    assert (key["key"], key["isActive"]) == (demo.client_key, True)
    assert len(usage) >= 15
    assert sum(day["leads"] for day in usage) >= len(leads)
    assert sum(day["conversations"] for day in usage) >= 60
    assert sum(day["messages"] for day in usage) > len(conversations)
    today = datetime.now(UTC).date().isoformat()
    # Today other tests may have come by without opening a widget.
    assert all(day["opens"] > day["conversations"] > 0 for day in usage if day["day"] != today)
