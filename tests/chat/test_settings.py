"""The assistant's settings, what they change in conversations and in the widget, and the trial that shows its tools."""

from typing import Any

import pytest

from resolvers.chat.handover_rules import HandoverRules
from tenants.models.chat import TurnAction
from tenants.models.members import Role
from tests.support.api import Api, Refused, TestWorkshop
from tests.support.rows import Rows
from tests.support.visitors import LINES, begin

ERRORS = "errors { code path }"
ASSISTANT = "tone languages instructions handover { afterGaps keywords onlyWhenOpen }"
UPDATE = f"""mutation ($input: AssistantUpdateInput!) {{ assistantUpdate(input: $input) {{
  assistant {{ {ASSISTANT} }} {ERRORS} }} }}"""
TRY = f"""mutation ($input: AssistantTestInput!) {{ assistantTest(input: $input) {{
  trial {{ text answeredBy action sources guarded isGap tokens tools {{ name arguments result }} }} {ERRORS} }} }}"""
WIDGET = """query ($language: Language) { widget(language: $language) {
  language languages greeting disclosure quickReplies avatarText avatarPath } }"""
WIDGET_UPDATE = f"""mutation ($input: WidgetUpdateInput!) {{ widgetUpdate(input: $input) {{
  widgetSettings {{ avatarIcon avatarText quickReplies {{ language text }} }} {ERRORS} }} }}"""
DEFAULTS = {
    "tone": "FORMAL",
    "languages": ["DE", "EN", "TR", "PL"],
    "instructions": None,
    "handover": {"afterGaps": 3, "keywords": [], "onlyWhenOpen": False},
}


async def test_a_new_workshop_has_settings_and_changes_some_of_them(api: Api, workshop: TestWorkshop) -> None:
    owner = api.as_(workshop.owner)
    assert await owner.one(f"{{ assistant {{ {ASSISTANT} }} }}") == DEFAULTS

    changed = await owner.one(
        UPDATE,
        input={
            "tone": "INFORMAL",
            "languages": ["TR", "DE", "DE"],
            "instructions": "  Parken im Hof.  ",
            "handover": {"keywords": ["Anwalt", "anwalt", " "]},
        },
    )

    assert changed == {
        "assistant": {
            "tone": "INFORMAL",
            "languages": ["DE", "TR"],
            "instructions": "Parken im Hof.",
            "handover": {"afterGaps": 3, "keywords": ["Anwalt"], "onlyWhenOpen": False},
        },
        "errors": [],
    }


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"languages": []}, "REQUIRED", "languages"),
        ({"instructions": "x" * 2001}, "TOO_LONG", "instructions"),
        ({"handover": {"afterGaps": 10}}, "OUT_OF_RANGE", "handover"),
        ({"handover": {"keywords": [f"Wort {number}" for number in range(21)]}}, "TOO_MANY", "handover"),
        ({"handover": {"keywords": ["x" * 41]}}, "TOO_LONG", "handover"),
    ],
)
async def test_bad_settings_change_nothing(
    api: Api, workshop: TestWorkshop, given: dict[str, Any], code: str, field: str
) -> None:
    owner = api.as_(workshop.owner)

    refused = await owner.one(UPDATE, input={"tone": "INFORMAL", **given})

    assert refused == {"assistant": None, "errors": [{"code": code, "path": ["input", field]}]}
    assert await owner.one(f"{{ assistant {{ {ASSISTANT} }} }}") == DEFAULTS


@pytest.mark.parametrize("role", [Role.VIEWER, Role.STAFF])
async def test_who_may_not_change_the_widget_may_not_change_or_try_the_assistant(
    api: Api, workshop: TestWorkshop, role: Role
) -> None:
    member = api.as_(await workshop.add_member(role))

    with pytest.raises(Refused, match="FORBIDDEN"):
        await member.one(UPDATE, input={"tone": "INFORMAL"})
    with pytest.raises(Refused, match="FORBIDDEN"):
        await member.one(TRY, input={"text": "Was kostet ein Ölwechsel?"})


async def test_the_widget_follows_the_settings(api: Api, workshop: TestWorkshop) -> None:
    owner, visitor = api.as_(workshop.owner), api.as_(await workshop.visitor())
    before = await visitor.one(WIDGET, language="PL")
    assert (before["language"], before["avatarText"], before["avatarPath"]) == ("PL", None, None)
    assert len(before["quickReplies"]) == 2

    await owner.one(UPDATE, input={"languages": ["DE", "EN"], "tone": "INFORMAL"})
    replies = [{"language": "DE", "text": "Habt ihr Reifen?"}, {"language": "DE", "text": " "}]
    saved = await owner.one(WIDGET_UPDATE, input={"avatarIcon": "WRENCH", "avatarText": "AM", "quickReplies": replies})

    assert saved["widgetSettings"] == {
        "avatarIcon": "WRENCH",
        "avatarText": "AM",
        "quickReplies": [{"language": "DE", "text": "Habt ihr Reifen?"}],
    }
    after = await visitor.one(WIDGET, language="PL")
    assert (after["language"], after["languages"]) == ("DE", ["DE", "EN"])
    assert after["quickReplies"] == ["Habt ihr Reifen?"]
    assert after["avatarText"] == "AM"
    assert " dir " in after["greeting"]
    assert "erreichst du" in after["disclosure"]


async def test_more_than_four_quick_replies_are_too_many(api: Api, workshop: TestWorkshop) -> None:
    replies = [{"language": "DE", "text": f"Frage {number}?"} for number in range(5)]

    refused = await api.as_(workshop.owner).one(WIDGET_UPDATE, input={"quickReplies": replies})

    assert refused["errors"] == [{"code": "TOO_MANY", "path": ["input", "quickReplies"]}]


async def test_a_word_of_the_workshops_calls_a_person(api: Api, workshop: TestWorkshop) -> None:
    await api.as_(workshop.owner).one(UPDATE, input={"handover": {"keywords": ["Adresse"]}})
    visitor = await begin(api, workshop)

    await visitor.send("Wie ist Ihre ADRESSE?")
    await visitor.answers()

    assert (await visitor.api.one(LINES, id=visitor.conversation))["status"] == "NEEDS_HUMAN"


@pytest.mark.parametrize(
    ("rules", "made", "asked", "gaps", "is_open", "offered"),
    [
        (HandoverRules(2), None, "?", 1, True, None),
        (HandoverRules(2), None, "?", 2, True, TurnAction.HANDOVER),
        (HandoverRules(0), None, "?", 9, True, None),
        (HandoverRules(0, ("Anwalt",)), None, "mein ANWALT sagt", 0, True, TurnAction.HANDOVER),
        (HandoverRules(0, ("Anwalt",)), TurnAction.CALL, "mein Anwalt sagt", 0, True, TurnAction.CALL),
        (HandoverRules(2, (), True), None, "?", 2, False, TurnAction.LEAD_FORM),
        (HandoverRules(2, (), True), TurnAction.HANDOVER, "Mensch!", 0, False, TurnAction.LEAD_FORM),
        (HandoverRules(2, (), True), TurnAction.HANDOVER, "Mensch!", 0, True, TurnAction.HANDOVER),
        (HandoverRules(2, (), True), TurnAction.CALL, "Qualm!", 0, False, TurnAction.CALL),
    ],
)
def test_the_rules_call_a_person_or_offer_a_call_back(
    rules: HandoverRules, made: TurnAction | None, asked: str, gaps: int, is_open: bool, offered: TurnAction | None
) -> None:
    assert rules.action(made, asked, gaps=gaps, is_gap=gaps > 0, is_open=is_open) is offered


async def test_a_trial_shows_what_was_looked_up_and_stores_nothing(
    api: Api, workshop: TestWorkshop, rows: Rows
) -> None:
    def stored() -> list[Any]:
        return [rows.count(table, workshop.id) for table in ("conversations", "messages", "turns")]

    tried = await api.as_(workshop.owner).one(TRY, input={"text": "Wann haben Sie geöffnet?"})

    trial = tried["trial"]
    assert (tried["errors"], trial["answeredBy"], trial["guarded"], trial["tokens"]) == ([], "BUILT_IN", 0, 0)
    assert trial["text"]
    assert "opening_hours" in [tool["name"] for tool in trial["tools"]]
    assert stored() == [0, 0, 0]


@pytest.mark.parametrize(
    ("given", "code", "path"),
    [
        ({"text": " "}, "REQUIRED", "text"),
        ({"text": "x" * 2001}, "TOO_LONG", "text"),
        ({"text": "?", "history": [{"author": "VISITOR", "text": "?"}] * 21}, "TOO_MANY", "history"),
    ],
)
async def test_a_trial_refuses_what_is_no_question(
    api: Api, workshop: TestWorkshop, given: dict[str, Any], code: str, path: str
) -> None:
    refused = await api.as_(workshop.owner).one(TRY, input=given)

    assert refused == {"trial": None, "errors": [{"code": code, "path": ["input", path]}]}
