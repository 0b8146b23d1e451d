"""Following a conversation: replay without gaps or doubles, polling where nothing streams, turns of the dead."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import psycopg
import pytest

from carbot.ids import new_id
from carbot.settings import Settings
from tests.support.api import Api, TestWorkshop
from tests.support.instances import another_api
from tests.support.rows import Rows
from tests.support.visitors import TURN, Visitor, begin
from tests.support.waiting import until


async def followed(visitor: Visitor, after: int, *, until_seq: int) -> tuple[list[int], str, list[dict[str, Any]]]:
    """Listen until a line has come: the numbers of the lines told, the answer as pieced together, all changes."""
    told, text, changes = [], "", []
    async with visitor.follow(after) as stream:
        async for change in stream:
            changes.append(change)
            if progress := change["progress"]:
                kept = text.encode("utf-16-le")[: progress["offset"] * 2].decode("utf-16-le")
                text = kept + progress["text"]
            if change["message"]:
                told.append(change["message"]["seq"])
                if told[-1] >= until_seq:
                    break
    return told, text, changes


async def test_after_a_lost_connection_nothing_is_missed_and_nothing_told_twice(
    api: Api, workshop: TestWorkshop
) -> None:
    visitor = await begin(api, workshop)
    async with visitor.follow() as stream:
        await visitor.send("Wann haben Sie geöffnet? 🚗")
        async for change in stream:
            if change["message"]:
                break
    first = change["message"]["seq"]
    await visitor.send("Und am Samstag?")
    await visitor.answers(2)

    told, _, _ = await followed(visitor, first, until_seq=4)

    assert first == 1
    assert told == [2, 3, 4]
    assert [line["seq"] for line in await visitor.lines()] == [1, 2, 3, 4]


async def test_the_pieces_of_a_stream_make_the_message(api: Api, workshop: TestWorkshop, rows: Rows) -> None:
    visitor = await begin(api, workshop)
    sent = await visitor.send("Wie ist Ihre Adresse?")

    told, _, _ = await followed(visitor, sent["message"]["seq"], until_seq=sent["message"]["seq"] + 1)

    assert told == [2]
    turn = await visitor.api.one(TURN, id=sent["turn"]["id"])
    assert turn["status"] == "DONE"
    assert turn["text"].strip() == turn["message"]["text"]


async def test_polling_a_turn_ends_with_its_message(api: Api, workshop: TestWorkshop) -> None:
    visitor = await begin(api, workshop)
    sent = await visitor.send("Wie ist Ihre Adresse?")

    async def finished() -> dict[str, Any] | None:
        turn: dict[str, Any] = await visitor.api.one(TURN, id=sent["turn"]["id"])
        return turn if turn["status"] not in ("PENDING", "STREAMING") else None

    turn = await until(finished)

    assert turn["status"] == "DONE"
    assert "Ringstraße 1" in turn["text"]
    assert turn["message"]["author"] == "ASSISTANT"
    assert turn["message"]["text"] == turn["text"].strip()


@pytest.fixture
async def watchful(settings: Settings) -> AsyncIterator[Api]:
    """An API that looks for the turns of the dead twice a second."""
    async with another_api(settings, turn_lease=timedelta(seconds=1)) as (http, _):
        yield Api(http)


def abandoned_turn(
    rows: Rows, workshop: TestWorkshop, visitor: Visitor, *, attempts: int, seq: int = 1, held: str = "-1 second"
) -> str:
    """A question that was stored and whose answer's maker died: the turn's id. It is held for a time from now."""
    turn = new_id()
    rows(
        """INSERT INTO messages (workshop_id, id, conversation_id, seq, author, text)
        VALUES (%s, %s, %s, %s, 'VISITOR', 'Wie ist Ihre Adresse?')""",
        workshop.id,
        new_id(),
        visitor.key,
        seq,
    )
    rows(
        "UPDATE conversations SET message_count = %s WHERE id = %s",
        seq,
        visitor.key,
    )
    rows(
        """INSERT INTO turns
          (workshop_id, id, conversation_id, question_seq, status, text, holder, lease_until, attempts)
        VALUES (%s, %s, %s, %s, 'STREAMING', 'Unsere Adr', %s, now() + %s::interval, %s)""",
        workshop.id,
        turn,
        visitor.key,
        seq,
        new_id(),
        held,
        attempts,
    )
    return f"turn_{turn.hex}"


async def test_a_turn_whose_maker_died_is_taken_over(watchful: Api, workshop: TestWorkshop, rows: Rows) -> None:
    visitor = await begin(watchful, workshop)

    turn = abandoned_turn(rows, workshop, visitor, attempts=1)

    (answer,) = await visitor.answers()
    assert "Ringstraße 1" in answer
    assert (await visitor.api.one(TURN, id=turn))["status"] == "DONE"
    assert [line["seq"] for line in await visitor.lines()] == [1, 2]


async def test_an_answer_is_heard_before_it_is_stored(watchful: Api, workshop: TestWorkshop, rows: Rows) -> None:
    visitor = await begin(watchful, workshop)
    turn = abandoned_turn(rows, workshop, visitor, attempts=1, held="1 hour")
    async with visitor.follow() as stream:
        assert (await anext(stream))["message"]["author"] == "VISITOR"
        with psycopg.connect(rows.url) as storing:
            storing.execute("SELECT FROM conversations WHERE id = %s FOR UPDATE", (visitor.key,))
            rows("UPDATE turns SET lease_until = now() - interval '1 second' WHERE conversation_id = %s", visitor.key)
            async for change in stream:
                if (progress := change["progress"]) and "Ringstraße 1" in progress["text"]:
                    break
            stored = await visitor.api.one(TURN, id=turn)
        async for change in stream:
            if change["message"]:
                break

    assert (progress["status"], progress["offset"]) == ("STREAMING", 0)
    assert (stored["status"], stored["text"], stored["message"]) == ("STREAMING", "", None)
    assert change["message"] == {"seq": 2, "author": "ASSISTANT", "text": progress["text"].strip()}


async def test_a_turn_that_killed_three_processes_is_given_up(
    watchful: Api, workshop: TestWorkshop, rows: Rows
) -> None:
    visitor = await begin(watchful, workshop)

    turn = abandoned_turn(rows, workshop, visitor, attempts=3)

    async def failed() -> bool:
        return bool((await visitor.api.one(TURN, id=turn))["status"] == "FAILED")

    await until(failed)
    assert [line["author"] for line in await visitor.lines()] == ["VISITOR"]
    await visitor.send("Und jetzt?")
    assert await visitor.answers()


async def test_a_stream_of_a_foreign_conversation_tells_nothing(
    api: Api, workshop: TestWorkshop, other_workshop: TestWorkshop
) -> None:
    visitor = await begin(api, workshop)
    stranger = await begin(api, other_workshop)

    async with stranger.api.stream(
        "subscription ($id: ID!) { conversationChanged(id: $id) { id } }", id=visitor.conversation
    ) as events:
        told = [event async for event in events]

    assert all("errors" in event for event in told)
    assert all(not event.get("data") for event in told)
