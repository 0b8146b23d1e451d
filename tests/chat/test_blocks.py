"""A blocked visitor is refused calmly, in the conversation and from the same address, until the block is undone."""

import asyncio

import pytest

from carbot.settings import Settings
from tenants.models.members import Role
from tests.support.api import Api, Refused, TestWorkshop
from tests.support.rows import Rows
from tests.support.visitors import START, Visitor, begin

BLOCK = """mutation ($id: ID!) { visitorBlock(conversationId: $id) {
  block { id memberName conversation { id } } errors { code message } } }"""
UNBLOCK = "mutation ($id: ID!) { visitorUnblock(id: $id) { deletedId errors { code } } }"
BLOCKS = "{ visitorBlocks { totalCount edges { node { id memberName conversation { id } } } } }"
CALM = (
    "Der Chat steht Ihnen hier zurzeit nicht zur Verfügung. Bitte rufen Sie uns an oder schreiben Sie uns eine E-Mail."
)
HANDOVER = "mutation ($id: ID!) { handoverRequest(conversationId: $id) { conversation { id } errors { code } } }"


async def codes(visitor: Visitor) -> set[str]:
    """How everything a visitor may do is refused."""
    answers = [
        await visitor.send("Hallo?"),
        await visitor.submit(),
        await visitor.api.one(HANDOVER, id=visitor.conversation),
    ]
    return {error["code"] for answer in answers for error in answer["errors"]}


async def test_a_blocked_visitor_is_refused_calmly_and_nothing_is_stored(
    api: Api, workshop: TestWorkshop, rows: Rows
) -> None:
    visitor = await begin(api, workshop)
    owner = api.as_(workshop.owner)

    blocked = await owner.one(BLOCK, id=visitor.conversation)

    assert blocked["errors"] == []
    assert blocked["block"]["conversation"] == {"id": visitor.conversation}
    assert blocked["block"]["memberName"] == "Ada Meister"
    sent = await visitor.send("Hallo?")
    assert sent == {"message": None, "turn": None, "errors": [{"code": "VISITOR_BLOCKED", "message": CALM, "path": []}]}
    assert await codes(visitor) == {"VISITOR_BLOCKED"}
    assert [rows.count(table, workshop.id) for table in ("messages", "leads", "consents")] == [0, 0, 0]


async def test_whoever_comes_from_the_same_address_is_refused_to_begin_again_but_not_elsewhere(
    api: Api, workshop: TestWorkshop, other_workshop: TestWorkshop
) -> None:
    visitor = await begin(api, workshop)
    await api.as_(workshop.owner).one(BLOCK, id=visitor.conversation)
    start = {"language": "DE", "source": {"surface": "WIDGET"}}

    again = await api.as_(await workshop.visitor()).one(START, input=start)

    assert [error["code"] for error in again["errors"]] == ["VISITOR_BLOCKED"]
    assert again["visitorToken"] is None
    elsewhere = await begin(api, other_workshop)
    assert (await elsewhere.send("Hallo"))["errors"] == []


async def test_a_block_is_undone(api: Api, workshop: TestWorkshop, rows: Rows) -> None:
    visitor = await begin(api, workshop)
    owner = api.as_(workshop.owner)
    block = (await owner.one(BLOCK, id=visitor.conversation))["block"]
    assert await owner.one(BLOCKS) == {"totalCount": 1, "edges": [{"node": block}]}

    undone = await owner.one(UNBLOCK, id=block["id"])

    assert undone == {"deletedId": block["id"], "errors": []}
    assert (await visitor.send("Danke"))["errors"] == []
    assert (await owner.one(BLOCKS))["totalCount"] == 0
    actions = rows("SELECT action FROM audit_entries WHERE workshop_id = %s ORDER BY id", workshop.id)
    assert [action for (action,) in actions] == ["visitor.blocked", "visitor.unblocked"]


async def test_many_clicks_block_once(api: Api, workshop: TestWorkshop, rows: Rows) -> None:
    visitor = await begin(api, workshop)
    owner = api.as_(workshop.owner)

    answers = await asyncio.gather(*(owner.one(BLOCK, id=visitor.conversation) for _ in range(5)))

    assert len({answer["block"]["id"] for answer in answers}) == 1
    assert rows.count("visitor_blocks", workshop.id) == rows.count("audit_entries", workshop.id) == 1


async def test_a_block_outlives_its_conversation(api: Api, workshop: TestWorkshop) -> None:
    visitor = await begin(api, workshop)
    owner = api.as_(workshop.owner)
    await owner.one(BLOCK, id=visitor.conversation)

    await owner.one("mutation ($id: ID!) { conversationDelete(id: $id) { deletedId } }", id=visitor.conversation)

    (edge,) = (await owner.one(BLOCKS))["edges"]
    assert edge["node"]["conversation"] is None
    with pytest.raises(Refused):
        await visitor.send("Noch da?")
    again = await api.as_(await workshop.visitor()).one(
        START, input={"language": "DE", "source": {"surface": "WIDGET"}}
    )
    assert [error["code"] for error in again["errors"]] == ["VISITOR_BLOCKED"]


async def test_an_address_is_kept_as_a_keyed_hash_only(
    api: Api, workshop: TestWorkshop, rows: Rows, settings: Settings
) -> None:
    await begin(api, workshop)

    ((stored,),) = rows("SELECT visitor_hash FROM conversations WHERE workshop_id = %s", workshop.id)

    assert len(stored) == 32
    assert b"127.0.0.1" not in stored


@pytest.mark.parametrize("role", list(Role))
async def test_who_may_block(api: Api, workshop: TestWorkshop, rows: Rows, role: Role) -> None:
    visitor = await begin(api, workshop)
    member = api.as_(await workshop.add_member(role))

    answer = (await member.send(BLOCK, id=visitor.conversation)).json()

    assert bool(answer.get("errors")) is (role is Role.VIEWER)
    assert rows.count("visitor_blocks", workshop.id) == (0 if role is Role.VIEWER else 1)


async def test_another_workshops_conversation_and_block_are_not_found(
    api: Api, workshop: TestWorkshop, other_workshop: TestWorkshop, rows: Rows
) -> None:
    visitor = await begin(api, workshop)
    block = (await api.as_(workshop.owner).one(BLOCK, id=visitor.conversation))["block"]
    stranger = api.as_(other_workshop.owner)

    answers = [await stranger.one(BLOCK, id=visitor.conversation), await stranger.one(UNBLOCK, id=block["id"])]

    assert [error["code"] for answer in answers for error in answer["errors"]] == ["NOT_FOUND", "NOT_FOUND"]
    assert rows.count("visitor_blocks", workshop.id) == 1
