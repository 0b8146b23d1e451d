"""Members in a conversation: take over, hand back, close, delete; and the visitor's wish for a person."""

import asyncio
from contextlib import suppress
from typing import Any

import psycopg
import pytest

from tenants.models.members import Role
from tests.support.api import Api, Refused, TestWorkshop
from tests.support.rows import Rows
from tests.support.visitors import LINES, SEND, Visitor, begin
from tests.support.waiting import until

WAITING = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND %s = ANY(pg_blocking_pids(pid))"
CONVERSATION = "conversation { id status isTakenOver }"


def act(name: str) -> str:
    """The document of one of the acts on a conversation."""
    return f"mutation ($id: ID!) {{ {name}(id: $id) {{ {CONVERSATION} errors {{ code message path }} }} }}"


TAKE_OVER, HAND_BACK, CLOSE = (act(f"conversation{name}") for name in ("TakeOver", "HandBack", "Close"))
DELETE = "mutation ($id: ID!) { conversationDelete(id: $id) { deletedId errors { code message path } } }"
HANDOVER = f"mutation ($id: ID!) {{ handoverRequest(conversationId: $id) {{ {CONVERSATION} errors {{ code }} }} }}"
STOP = "mutation ($id: ID!) { turnStop(id: $id) { turn { id status text } errors { code message path } } }"


async def say(member: Api, visitor: Visitor, text: str, key: str) -> dict[str, Any]:
    """A member's line."""
    sent: dict[str, Any] = await member.one(SEND, id=visitor.conversation, text=text, key=key)
    return sent


async def test_who_loses_a_deadlock_tries_again_by_itself(api: Api, workshop: TestWorkshop, rows: Rows) -> None:
    visitor = await begin(api, workshop)
    await visitor.send("Guten Tag")
    await visitor.answers()
    await visitor.submit()
    owner = api.as_(workshop.owner)

    async def is_waiting() -> bool:
        return bool(rows(WAITING, rival.info.backend_pid))

    async with await psycopg.AsyncConnection.connect(rows.url) as rival:
        await rival.execute("UPDATE leads SET note = note WHERE workshop_id = %s", [workshop.id])
        deleting = asyncio.create_task(owner.one(DELETE, id=visitor.conversation))
        await until(is_waiting)
        # The rival now waits for what the deletion holds: PostgreSQL ends one of them, mostly the deletion.
        with suppress(psycopg.errors.DeadlockDetected):
            await rival.execute("SELECT FROM conversations WHERE workshop_id = %s FOR UPDATE", [workshop.id])
        await rival.rollback()

    assert await deleting == {"deletedId": visitor.conversation, "errors": []}


async def test_after_a_members_line_the_assistant_is_silent_until_handed_back(
    api: Api, workshop: TestWorkshop, rows: Rows
) -> None:
    member = api.as_(await workshop.add_member(Role.STAFF))
    visitor = await begin(api, workshop)
    await visitor.send("Wann haben Sie offen?")
    await visitor.answers()

    joined = await say(member, visitor, "Hier ist die Werkstatt, ich übernehme.", "mitglied-1")
    silent = await visitor.send("Wie ist Ihre Adresse?")

    assert joined["turn"] is None
    assert silent["errors"] == []
    assert silent["turn"] is None
    lines = await visitor.lines()
    assert [line["author"] for line in lines] == ["VISITOR", "ASSISTANT", "MEMBER", "VISITOR"]
    assert lines[2]["memberName"].startswith("Staff")
    assert rows("SELECT count(*) FROM turns WHERE workshop_id = %s AND finished_at IS NULL", workshop.id) == [(0,)]

    back = await member.one(HAND_BACK, id=visitor.conversation)
    await visitor.send("Und jetzt, wie ist die Adresse?")

    assert back["conversation"]["isTakenOver"] is False
    assert "Ringstraße" in (await visitor.answers(2))[1]


async def test_taking_over_without_a_word_also_silences_the_assistant(api: Api, workshop: TestWorkshop) -> None:
    visitor = await begin(api, workshop)

    taken = await api.as_(workshop.owner).one(TAKE_OVER, id=visitor.conversation)
    again = await api.as_(workshop.owner).one(TAKE_OVER, id=visitor.conversation)
    sent = await visitor.send("Hallo?")

    assert taken == again
    assert taken["conversation"] == {"id": visitor.conversation, "status": "OPEN", "isTakenOver": True}
    assert sent["turn"] is None


async def test_a_wish_for_a_person_marks_the_conversation(api: Api, workshop: TestWorkshop) -> None:
    visitor = await begin(api, workshop)

    asked = await visitor.api.one(HANDOVER, id=visitor.conversation)

    assert asked == {
        "conversation": {"id": visitor.conversation, "status": "NEEDS_HUMAN", "isTakenOver": False},
        "errors": [],
    }
    waiting = await api.as_(workshop.owner).one(
        "{ conversations(filter: {status: [NEEDS_HUMAN]}) { edges { node { id } } } }"
    )
    assert [edge["node"]["id"] for edge in waiting["edges"]] == [visitor.conversation]


async def test_asking_for_a_human_in_words_does_the_same(api: Api, workshop: TestWorkshop) -> None:
    visitor = await begin(api, workshop)

    await visitor.send("Ich will mit einem Menschen sprechen")
    await visitor.answers()

    assert (await visitor.api.one(LINES, id=visitor.conversation))["status"] == "NEEDS_HUMAN"


async def test_a_closed_conversation_opens_when_the_visitor_writes_again(api: Api, workshop: TestWorkshop) -> None:
    visitor = await begin(api, workshop)

    closed = await api.as_(workshop.owner).one(CLOSE, id=visitor.conversation)
    sent = await visitor.send("Noch etwas: wann haben Sie offen?")

    assert closed["conversation"]["status"] == "CLOSED"
    assert sent["turn"] is not None
    await visitor.answers()
    assert (await visitor.api.one(LINES, id=visitor.conversation))["status"] == "OPEN"


async def test_deleting_removes_the_chat_and_keeps_its_lead_and_an_audit_entry(
    api: Api, workshop: TestWorkshop, rows: Rows
) -> None:
    visitor = await begin(api, workshop)
    await visitor.send("Geheimes")
    await visitor.answers()
    lead = (await visitor.submit())["lead"]["id"]
    owner = api.as_(workshop.owner)

    deleted = await owner.one(DELETE, id=visitor.conversation)

    assert deleted == {"deletedId": visitor.conversation, "errors": []}
    assert [rows.count(table, workshop.id) for table in ("conversations", "messages", "turns")] == [0, 0, 0]
    assert rows(
        "SELECT action, subject, actor_name FROM audit_entries WHERE workshop_id = %s AND subject = %s",
        workshop.id,
        visitor.conversation,
    ) == [("conversation.deleted", visitor.conversation, "Ada Meister")]
    kept = await owner.one(
        "query ($id: ID!) { lead(id: $id) { conversation { id } consent { textVersion } } }", id=lead
    )
    assert kept == {"conversation": None, "consent": {"textVersion": "2026-11"}}
    again = await owner.one(DELETE, id=visitor.conversation)
    assert [error["code"] for error in again["errors"]] == ["NOT_FOUND"]
    with pytest.raises(Refused) as refused:
        await visitor.send("Bin ich noch da?")
    assert refused.value.code == "UNAUTHENTICATED"


async def test_a_finished_answer_cannot_be_stopped(api: Api, workshop: TestWorkshop) -> None:
    visitor = await begin(api, workshop)
    sent = await visitor.send("Wie ist Ihre Adresse?")
    (answer,) = await visitor.answers()

    stopped = await visitor.api.one(STOP, id=sent["turn"]["id"])

    assert stopped["errors"] == []
    assert stopped["turn"]["status"] == "DONE"
    assert (await visitor.lines())[1]["text"] == answer


ALLOWED = {
    "take over": ({Role.OWNER, Role.MANAGER, Role.STAFF}, TAKE_OVER),
    "hand back": ({Role.OWNER, Role.MANAGER, Role.STAFF}, HAND_BACK),
    "close": ({Role.OWNER, Role.MANAGER, Role.STAFF}, CLOSE),
    "delete": ({Role.OWNER, Role.MANAGER}, DELETE),
}


@pytest.mark.parametrize("act_name", ALLOWED)
@pytest.mark.parametrize("role", list(Role))
async def test_who_may_do_what_to_a_conversation(
    api: Api, workshop: TestWorkshop, rows: Rows, act_name: str, role: Role
) -> None:
    roles, document = ALLOWED[act_name]
    visitor = await begin(api, workshop)
    before = rows("SELECT status, taken_over_at FROM conversations WHERE id = %s", visitor.key)
    member = api.as_(await workshop.add_member(role))

    response = (await member.send(document, id=visitor.conversation)).json()

    if role in roles:
        assert response.get("errors") is None
    else:
        assert response["errors"][0]["extensions"]["code"] == "FORBIDDEN"
        assert rows("SELECT status, taken_over_at FROM conversations WHERE id = %s", visitor.key) == before


@pytest.mark.parametrize("document", [TAKE_OVER, HAND_BACK, CLOSE, DELETE])
async def test_another_workshops_conversation_is_not_found(
    api: Api, workshop: TestWorkshop, other_workshop: TestWorkshop, rows: Rows, document: str
) -> None:
    visitor = await begin(api, workshop)
    before = rows("SELECT * FROM conversations WHERE id = %s", visitor.key)

    (answer,) = (await api.as_(other_workshop.owner).run(document, id=visitor.conversation)).values()

    assert [error["code"] for error in answer["errors"]] == ["NOT_FOUND"]
    assert rows("SELECT * FROM conversations WHERE id = %s", visitor.key) == before
