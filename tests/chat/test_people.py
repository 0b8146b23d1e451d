"""People in a conversation: labels, the visitor's verdict, typing, who has taken over, and promises by the hours."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from resolvers.assistant import Language
from resolvers.assistant.phrases import wording
from resolvers.assistant.schedule import promise_in_words
from tenants.models.members import Role
from tests.chat.test_members import HAND_BACK, HANDOVER, TAKE_OVER
from tests.support.api import Api, Refused, TestWorkshop
from tests.support.rows import Rows
from tests.support.visitors import Visitor, begin

ERRORS = "errors { code path }"
LABEL = f"""mutation ($id: ID!, $labels: [String!]!) {{ conversationLabel(id: $id, labels: $labels) {{
  conversation {{ labels }} {ERRORS} }} }}"""
RATE = f"""mutation ($id: ID!, $rating: Rating!, $comment: String) {{
  conversationRate(id: $id, rating: $rating, comment: $comment) {{
    conversation {{ rating ratingComment }} {ERRORS} }} }}"""
TYPING = f"mutation ($id: ID!) {{ typingNotify(conversationId: $id) {{ conversation {{ id }} {ERRORS} }} }}"
FOLLOW = """subscription ($id: ID!) { conversationChanged(id: $id) {
  typing message { text } conversation { takenOverBy } } }"""
PEOPLE = "query ($id: ID!) { conversation(id: $id) { labels hasAddress tokens visitorSeenAt rating takenOverBy } }"


async def test_labels_are_cleaned_filtered_by_and_counted(api: Api, workshop: TestWorkshop) -> None:
    member = api.as_(await workshop.add_member(Role.STAFF))
    visitor, other = await begin(api, workshop), await begin(api, workshop)

    labelled = await member.one(LABEL, id=visitor.conversation, labels=[" Stammkunde ", "stammkunde", "", "Unfall"])
    await member.one(LABEL, id=other.conversation, labels=["Unfall"])

    assert labelled == {"conversation": {"labels": ["Stammkunde", "Unfall"]}, "errors": []}
    found = await member.one('{ conversations(filter: {label: "Stammkunde"}) { edges { node { id } } } }')
    assert [edge["node"]["id"] for edge in found["edges"]] == [visitor.conversation]
    known = await member.one("{ conversationLabels { name count } }")
    assert known == [{"name": "Unfall", "count": 2}, {"name": "Stammkunde", "count": 1}]


@pytest.mark.parametrize(
    ("labels", "code"), [([f"Nr. {number}" for number in range(11)], "TOO_MANY"), (["x" * 41], "TOO_LONG")]
)
async def test_too_many_or_too_long_labels_change_nothing(
    api: Api, workshop: TestWorkshop, labels: list[str], code: str
) -> None:
    visitor = await begin(api, workshop)
    owner = api.as_(workshop.owner)
    await owner.one(LABEL, id=visitor.conversation, labels=["Unfall"])

    refused = await owner.one(LABEL, id=visitor.conversation, labels=labels)

    assert refused == {"conversation": None, "errors": [{"code": code, "path": ["labels"]}]}
    assert (await owner.one(PEOPLE, id=visitor.conversation))["labels"] == ["Unfall"]


async def test_a_visitor_sees_neither_labels_nor_what_is_for_members(api: Api, workshop: TestWorkshop) -> None:
    visitor = await begin(api, workshop)
    await api.as_(workshop.owner).one(LABEL, id=visitor.conversation, labels=["Nervt"])

    answer = await visitor.api.send(PEOPLE, id=visitor.conversation)

    shown = answer.json()["data"]["conversation"]
    assert {name: shown[name] for name in ("labels", "hasAddress", "tokens", "visitorSeenAt")} == dict.fromkeys(
        ("labels", "hasAddress", "tokens", "visitorSeenAt")
    )


async def test_the_visitors_later_verdict_counts(api: Api, workshop: TestWorkshop) -> None:
    visitor = await begin(api, workshop)

    await visitor.api.one(RATE, id=visitor.conversation, rating="UP")
    rated = await visitor.api.one(RATE, id=visitor.conversation, rating="DOWN", comment="Preis fehlt.")

    assert rated == {"conversation": {"rating": "DOWN", "ratingComment": "Preis fehlt."}, "errors": []}
    unhappy = await api.as_(workshop.owner).one("{ conversations(filter: {rating: [DOWN]}) { edges { node { id } } } }")
    assert [edge["node"]["id"] for edge in unhappy["edges"]] == [visitor.conversation]


async def test_only_the_visitor_rates_and_only_the_own_conversation(api: Api, workshop: TestWorkshop) -> None:
    visitor, other = await begin(api, workshop), await begin(api, workshop)

    with pytest.raises(Refused, match="FORBIDDEN"):
        await api.as_(workshop.owner).one(RATE, id=visitor.conversation, rating="UP")
    foreign = await visitor.api.one(RATE, id=other.conversation, rating="UP")

    assert [error["code"] for error in foreign["errors"]] == ["NOT_FOUND"]
    assert (await api.as_(workshop.owner).one(PEOPLE, id=other.conversation))["rating"] is None


async def test_each_side_hears_the_other_type_and_nothing_is_stored(
    api: Api, workshop: TestWorkshop, rows: Rows
) -> None:
    member = api.as_(workshop.owner)
    visitor = await begin(api, workshop)
    told = "SELECT count(*) FROM outbox WHERE kind = 'live' AND payload ->> 's' = %s"
    before = rows(told, visitor.key)

    async with (
        visitor.api.stream(FOLLOW, id=visitor.conversation) as at_the_visitor,
        member.stream(FOLLOW, id=visitor.conversation) as at_the_member,
    ):
        await anext(at_the_visitor)
        await anext(at_the_member)
        await visitor.api.one(TYPING, id=visitor.conversation)
        heard = (await anext(at_the_member))["data"]["conversationChanged"]
        await member.one(TYPING, id=visitor.conversation)
        answered = (await anext(at_the_visitor))["data"]["conversationChanged"]

    assert (heard["typing"], heard["message"], answered["typing"]) == ("VISITOR", None, "MEMBER")
    assert rows(told, visitor.key) == before == [(1,)]


async def test_a_viewer_may_not_type(api: Api, workshop: TestWorkshop) -> None:
    visitor = await begin(api, workshop)

    with pytest.raises(Refused, match="FORBIDDEN"):
        await api.as_(await workshop.add_member(Role.VIEWER)).one(TYPING, id=visitor.conversation)


async def test_the_visitor_is_told_who_has_taken_over_and_when_the_assistant_is_back(
    api: Api, workshop: TestWorkshop
) -> None:
    anna = api.as_(await workshop.add_member(Role.STAFF))
    visitor = await begin(api, workshop)

    async with visitor.api.stream(FOLLOW, id=visitor.conversation) as events:
        await anext(events)
        await anna.one(TAKE_OVER, id=visitor.conversation)
        taken = (await anext(events))["data"]["conversationChanged"]["conversation"]
        await anna.one(HAND_BACK, id=visitor.conversation)
        back = (await anext(events))["data"]["conversationChanged"]["conversation"]

    assert taken["takenOverBy"].startswith("Staff")
    assert back == {"takenOverBy": None}


async def test_following_a_conversation_shows_that_the_visitor_is_there(
    api: Api, workshop: TestWorkshop, rows: Rows
) -> None:
    visitor = await begin(api, workshop)
    rows("UPDATE conversations SET visitor_seen_at = now() - interval '1 hour' WHERE id = %s RETURNING id", visitor.key)

    async with visitor.api.stream(FOLLOW, id=visitor.conversation) as events:
        await anext(events)
        await visitor.api.one(TYPING, id=visitor.conversation)
        await api.as_(workshop.owner).one(TYPING, id=visitor.conversation)
        await anext(events)

    assert rows(
        "SELECT visitor_seen_at > now() - interval '1 minute' FROM conversations WHERE id = %s", visitor.key
    ) == [(True,)]


async def test_a_handover_promises_an_answer_by_the_hours(api: Api, workshop: TestWorkshop) -> None:
    visitor: Visitor = await begin(api, workshop)

    asked = await visitor.api.one(HANDOVER.replace("errors {", "promise errors {"), id=visitor.conversation)

    assert asked["promise"].startswith("Wir melden uns ")


HERE = datetime(2026, 11, 20, 19, 0, tzinfo=ZoneInfo("Europe/Berlin"))  # a Friday evening


@pytest.mark.parametrize(
    ("opens", "language", "promise"),
    [
        (None, Language.DE, "Wir melden uns so bald wie möglich."),
        (HERE.replace(hour=8), Language.DE, "Wir melden uns in Kürze."),
        (HERE.replace(hour=20), Language.DE, "Wir melden uns heute ab 20 Uhr."),
        (HERE.replace(day=21, hour=8), Language.DE, "Wir melden uns morgen ab 8 Uhr."),
        (HERE.replace(day=23, hour=7, minute=30), Language.DE, "Wir melden uns am Montag ab 07:30 Uhr."),
        (HERE.replace(day=30, hour=8), Language.DE, "Wir melden uns am 30.11.2026 ab 8 Uhr."),
        (HERE.replace(day=23, hour=8), Language.EN, "We will get back to you on Monday from 08:00."),
        (HERE.replace(day=23, hour=8), Language.TR, "Size Pazartesi günü döneceğiz (açılış: 08:00)."),
        (HERE.replace(day=24, hour=8), Language.PL, "Odezwiemy się we wtorek od 08:00."),
    ],
)
def test_a_promise_names_the_next_opening(opens: datetime | None, language: Language, promise: str) -> None:
    assert promise_in_words(opens, HERE, wording(language)) == promise
