"""Answers by a model, over the real protocol: its tools, its failures, and being stopped in the middle."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from llmock.pytest_plugin import LLMock
from pydantic import SecretStr

from carbot.settings import Settings
from tests.support.api import Api, TestWorkshop
from tests.support.instances import another_api
from tests.support.rows import Rows
from tests.support.visitors import SEND, TURN, Visitor, begin
from tests.support.waiting import until

SERVICE = (
    """mutation ($input: ServiceCreateInput!) { serviceCreate(input: $input) { service { id } errors { code } } }"""
)
OIL = {
    "name": "Motorölwechsel inkl. Filter 5W-30",
    "categoryName": "Öl & Flüssigkeiten",
    "priceKind": "RANGE",
    "priceMin": 9900,
    "priceMax": 18900,
}
STOP = "mutation ($id: ID!) { turnStop(id: $id) { turn { id status } errors { code } } }"


@pytest.fixture
async def model_api(settings: Settings, llmock: LLMock) -> AsyncIterator[Api]:
    """An API whose answers come from a model."""
    changes = {"openai_api_key": SecretStr("test-key"), "openai_base_url": llmock.base_url()}
    async with another_api(settings, **changes) as (http, _):
        yield Api(http)


async def oil_is_offered(api: Api, workshop: TestWorkshop) -> None:
    """The workshop changes oil."""
    assert (await api.as_(workshop.owner).one(SERVICE, input=OIL))["errors"] == []


async def begun(visitor: Visitor, turn: str, words: str) -> dict[str, Any]:
    """The turn, as soon as these words were said."""

    async def said() -> dict[str, Any] | None:
        found: dict[str, Any] = await visitor.api.one(TURN, id=turn)
        return found if words in found["text"] else None

    return await until(said)


async def test_the_model_states_this_workshops_price_through_its_tool(
    model_api: Api, workshop: TestWorkshop, llmock: LLMock, rows: Rows
) -> None:
    await oil_is_offered(model_api, workshop)
    llmock.call_tool("search_services", {"query": "Ölwechsel"})
    llmock.reply("Der Ölwechsel kostet 99–189 € inkl. MwSt. Das ist eine unverbindliche Kostenschätzung.")
    visitor = await begin(model_api, workshop)

    await visitor.send("Was kostet ein Ölwechsel?")

    (answer,) = await visitor.answers()
    assert answer == "Der Ölwechsel kostet 99–189 € inkl. MwSt. Das ist eine unverbindliche Kostenschätzung."
    assert rows("SELECT answered_by, tokens > 0, is_gap FROM turns WHERE workshop_id = %s", workshop.id) == [
        ("MODEL", True, False)
    ]


async def test_an_invented_price_never_reaches_the_visitor(
    model_api: Api, workshop: TestWorkshop, llmock: LLMock
) -> None:
    await oil_is_offered(model_api, workshop)
    llmock.call_tool("search_services", {"query": "Ölwechsel"})
    llmock.reply("Gern! Der Ölwechsel kostet nur 49 € inkl. MwSt. Kommen Sie vorbei.")
    visitor = await begin(model_api, workshop)
    told = []

    async with visitor.follow() as stream:
        await visitor.send("Was kostet ein Ölwechsel?")
        async for change in stream:
            told.append(change)
            if change["message"] and change["message"]["author"] == "ASSISTANT":
                break

    assert "49 €" not in str(told)
    assert "Kommen Sie vorbei." in told[-1]["message"]["text"]


@pytest.mark.parametrize("fault", ["outage", "disconnect", "corrupt", "wrong key"])
async def test_when_the_model_fails_the_built_in_assistant_answers_in_the_same_turn(
    model_api: Api, workshop: TestWorkshop, llmock: LLMock, rows: Rows, fault: str
) -> None:
    await oil_is_offered(model_api, workshop)
    {
        "outage": lambda: llmock.outage(status=500),
        "disconnect": lambda: llmock.disconnect(after_chunks=0, times=None),
        "corrupt": lambda: llmock.corrupt(after_chunks=0, times=None),
        "wrong key": lambda: llmock.fail(401, times=None),
    }[fault]()
    visitor = await begin(model_api, workshop)

    await visitor.send("Was kostet ein Ölwechsel?")

    (answer,) = await visitor.answers()
    assert "99–189 €" in answer
    assert rows("SELECT status, attempts, answered_by FROM turns WHERE workshop_id = %s", workshop.id) == [
        ("DONE", 1, "BUILT_IN")
    ]


async def test_stopping_keeps_what_was_said(model_api: Api, workshop: TestWorkshop, llmock: LLMock) -> None:
    llmock.reply("Das ist der erste Satz. Das ist der zweite Satz. Und noch einer.", times=None)
    llmock.stall(after_chunks=8, seconds=4)
    visitor = await begin(model_api, workshop)
    sent = await visitor.send("Erzählen Sie mir etwas")
    await begun(visitor, sent["turn"]["id"], "Das ist der erste Satz.")

    stopped = await visitor.api.one(STOP, id=sent["turn"]["id"])

    assert stopped == {"turn": {"id": sent["turn"]["id"], "status": "STOPPED"}, "errors": []}
    (answer,) = await visitor.answers()
    assert answer.startswith("Das ist der erste Satz.")
    assert "Und noch einer" not in answer
    assert (await visitor.api.one(TURN, id=sent["turn"]["id"]))["status"] == "STOPPED"


async def test_a_member_who_joins_in_the_middle_ends_the_assistants_part(
    model_api: Api, workshop: TestWorkshop, llmock: LLMock
) -> None:
    llmock.reply("Das ist der erste Satz. Das ist der zweite Satz. Und noch einer.", times=None)
    llmock.stall(after_chunks=8, seconds=4)
    visitor = await begin(model_api, workshop)
    sent = await visitor.send("Erzählen Sie mir etwas")
    await begun(visitor, sent["turn"]["id"], "Das ist der erste Satz.")

    await model_api.as_(workshop.owner).one(
        SEND, id=visitor.conversation, text="Guten Tag, hier die Werkstatt.", key="mitglied-1"
    )

    async def over() -> bool:
        turn = await visitor.api.one(TURN, id=sent["turn"]["id"])
        return bool(turn["status"] == "TAKEN_OVER" and turn["message"])

    await until(over)
    said = await visitor.send("Danke!")
    assert said["turn"] is None
    lines = await visitor.lines()
    assert "Und noch einer" not in str(lines)
    assert lines[-1]["author"] == "VISITOR"
    assert [line["author"] for line in lines].count("ASSISTANT") == 1


async def test_a_visitor_who_reloads_in_the_middle_gets_the_answer_whole(
    model_api: Api, workshop: TestWorkshop, llmock: LLMock
) -> None:
    llmock.reply("Das ist der erste Satz 🚗. Das ist der zweite Satz. Und noch einer.", times=None)
    llmock.stall(after_chunks=8, seconds=4)
    visitor = await begin(model_api, workshop)
    async with visitor.follow() as stream:
        sent = await visitor.send("Erzählen Sie mir etwas")
        async for change in stream:
            if change["progress"] and change["progress"]["text"]:
                break

    text, told = "", []
    async with visitor.follow(after=sent["message"]["seq"]) as stream:
        async for change in stream:
            if progress := change["progress"]:
                units = text.encode("utf-16-le")[: progress["offset"] * 2]
                text = units.decode("utf-16-le") + progress["text"]
            if change["message"]:
                told.append(change["message"]["seq"])
                break

    assert told == [2]
    assert "Das ist der erste Satz 🚗." in text
    assert change["message"]["text"] == "Das ist der erste Satz 🚗. Das ist der zweite Satz. Und noch einer."


async def test_what_was_told_of_an_answer_is_never_taken_back(
    model_api: Api, workshop: TestWorkshop, llmock: LLMock
) -> None:
    words = " ".join(f"Das ist Satz Nummer {number} der Antwort." for number in ("eins", "zwei", "drei", "vier") * 4)
    llmock.reply(words, times=None)
    llmock.stall(after_chunks=8, seconds=0.3)
    visitor = await begin(model_api, workshop)
    pieces = []
    async with visitor.follow() as stream:
        await visitor.send("Erzählen Sie mir etwas")
        async for change in stream:
            if progress := change["progress"]:
                pieces.append((progress["offset"], progress["text"]))
            if change["message"] and change["message"]["seq"] == 2:
                break

    ends = [offset + len(text) for offset, text in pieces]
    assert [offset for offset, _ in pieces] == [0, *ends[:-1]]
    assert "".join(text for _, text in pieces).strip() == words


async def test_a_letter_that_no_database_holds_is_left_out(
    model_api: Api, workshop: TestWorkshop, llmock: LLMock
) -> None:
    llmock.reply("Gern\0 können Sie warten. Kaffee\0 steht bereit.", times=None)
    visitor = await begin(model_api, workshop)

    await visitor.send("Kann ich bei Ihnen warten?")

    (answer,) = await visitor.answers(1)
    assert answer == "Gern können Sie warten. Kaffee steht bereit."
