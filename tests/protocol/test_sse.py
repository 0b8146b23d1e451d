"""GraphQL over server-sent events in distinct connections, as its authors' client speaks it."""

import pytest

from tests.protocol.conftest import Follow
from tests.protocol.test_websocket import LEADS, WORKSHOP
from tests.support.api import Api, TestWorkshop, with_token
from tests.support.visitors import FOLLOW, begin


async def test_a_visitor_hears_the_answer_to_their_line(follow: Follow, api: Api, workshop: TestWorkshop) -> None:
    visitor = await begin(api, workshop)
    async with follow("sse", visitor.who.values) as client:
        await client.run("chat", FOLLOW, id=visitor.conversation, after=0)
        await client.hears("next")

        await visitor.send("Wie ist Ihre Adresse?")
        (answer,) = await visitor.answers()
        lines: list[str] = []
        while answer not in lines:
            heard = await client.hears("next", "error", "complete")
            change = heard["next"]["data"]["conversationChanged"]
            if change["message"] is not None:
                lines.append(change["message"]["text"])

    assert lines[-2:] == ["Wie ist Ihre Adresse?", answer]


async def test_a_stream_completes_when_what_it_is_about_is_gone(
    follow: Follow, api: Api, workshop: TestWorkshop
) -> None:
    visitor = await begin(api, workshop)
    async with follow("sse", visitor.who.values) as client:
        await client.run("chat", FOLLOW, id=visitor.conversation, after=0)
        await client.hears("next")

        delete = "mutation ($id: ID!) { conversationDelete(id: $id) { errors { code } } }"
        assert (await api.as_(workshop.owner).one(delete, id=visitor.conversation))["errors"] == []
        last = await client.hears("next", "error")
        end = await client.hears("complete", "error")

    assert last["next"]["data"]["conversationChanged"]["kind"] == "DELETED"
    assert end == {"operation": "chat", "complete": True}


async def test_a_query_is_a_stream_of_one_answer(follow: Follow, workshop: TestWorkshop) -> None:
    async with follow("sse", workshop.owner.values) as client:
        await client.run("workshop", WORKSHOP)

        assert await client.hears("next", "error") == {
            "operation": "workshop",
            "next": {"data": {"workshop": {"name": workshop.name}}},
        }
        assert await client.hears("complete", "error") == {"operation": "workshop", "complete": True}


async def test_each_operation_has_a_connection_of_its_own(follow: Follow, workshop: TestWorkshop) -> None:
    async with follow("sse", workshop.owner.values) as client:
        for name in ("one", "two"):
            await client.run(name, LEADS)
        await client.stop("one")
        assert await client.hears("complete", "error") == {"operation": "one", "complete": True}

        await client.run("workshop", WORKSHOP)
        assert (await client.hears("next", "error"))["operation"] == "workshop"


@pytest.mark.parametrize("token", ["gibtesnicht", "0" * 64], ids=["short", "long"])
async def test_a_token_that_is_none_is_refused(follow: Follow, api: Api, workshop: TestWorkshop, token: str) -> None:
    visitor = await begin(api, workshop)
    async with follow("sse", with_token(visitor.who, token).values) as client:
        await client.run("chat", FOLLOW, id=visitor.conversation, after=0)
        refused = await client.hears("next", "error")

    if "next" in refused:
        (error,) = refused["next"]["errors"]
        assert error["extensions"]["code"] == "UNAUTHENTICATED"
    else:
        assert refused["error"] == {"status": 401}
