"""Chatting while things break: a process dies in the middle of an answer, Redis is gone or silent."""

import asyncio
from pathlib import Path

import httpx2
import pytest
from llmock.pytest_plugin import LLMock

from carbot.embedded.processes import free_port
from carbot.settings import Settings
from tests.live.test_streams import heard_first
from tests.support.api import Api, TestWorkshop, make_workshop
from tests.support.instances import another_api
from tests.support.processes import kill, running
from tests.support.rows import Rows
from tests.support.stopwatch import Stopwatch
from tests.support.visitors import TURN, Visitor, begin
from tests.support.waiting import until

from .conftest import Deployment

ENTER = """mutation ($name: String!) { leadCreate(input: {kind: QUESTION, name: $name, phone: "0221 7654321"}) {
  lead { id } errors { code } } }"""
LEADS = "subscription { leadChanged { kind lead { contactDetails { name } } } }"


async def ready(http: httpx2.AsyncClient) -> bool:
    """Whether the process answers."""
    try:
        return (await http.get("/health/ready")).status_code == 200
    except httpx2.TransportError:
        return False


async def test_a_process_killed_in_the_middle_of_an_answer_is_replaced(
    deployment: Deployment, tmp_path: Path, llmock: LLMock
) -> None:
    llmock.reply("Das ist der erste Satz. Das ist der zweite Satz. Und noch einer.", times=None)
    llmock.stall(after_chunks=8, seconds=30, times=None)
    port = free_port()
    told = {
        "OPENAI_API_KEY": "test-key",
        "OPENAI_BASE_URL": llmock.base_url(),
        "CARBOT_PORT": str(port),
    }
    async with another_api(deployment.settings) as (survivor, outside):
        workshop = await make_workshop(outside)
        with running(["api"], deployment.settings, tmp_path / "api.log", **told) as process:
            async with httpx2.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=20) as http:
                await until(lambda: ready(http))
                visitor = await begin(Api(http), workshop)
                sent = await visitor.send("Wie ist Ihre Adresse?")
                await until(lambda: has_begun(visitor, sent["turn"]["id"]))
                kill(process)

        moved = Visitor(Api(survivor, visitor.who), visitor.who, visitor.conversation)
        (answer,) = await moved.answers()

    assert "Ringstraße 1" in answer
    assert deployment.rows("SELECT status, attempts FROM turns WHERE workshop_id = %s", workshop.id) == [("DONE", 2)]


async def has_begun(visitor: Visitor, turn: str) -> bool:
    """Whether something of the answer was said."""
    found = await visitor.api.one(TURN, id=turn)
    return bool(found["text"])


async def test_without_redis_visitors_chat_and_poll(settings: Settings, workshop: TestWorkshop, rows: Rows) -> None:
    away = f"redis://127.0.0.1:{free_port()}/0"
    async with another_api(settings, redis_url=away) as (http, _):
        visitor = await begin(Api(http), workshop)
        sent = await visitor.send("Wie ist Ihre Adresse?")

        async def finished() -> bool:
            return bool((await visitor.api.one(TURN, id=sent["turn"]["id"]))["status"] == "DONE")

        await until(finished)
        submitted = await visitor.submit()

    assert submitted["errors"] == []
    assert rows.count("leads", workshop.id) == 1


@pytest.mark.parametrize("streams", [True, False])
async def test_a_redis_that_hangs_holds_nobody_up(settings: Settings, workshop: TestWorkshop, streams: bool) -> None:
    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    server = await asyncio.start_server(silent, "127.0.0.1", 0)
    away = f"redis://127.0.0.1:{server.sockets[0].getsockname()[1]}/0"
    async with server, another_api(settings, redis_url=away) as (http, _):
        watch = Stopwatch()
        visitor = await begin(Api(http), workshop)
        if streams:
            async with visitor.follow() as stream:
                await visitor.send("Wie ist Ihre Adresse?")
                told = [change async for change in _until_answered(stream)]
            assert "Ringstraße 1" in told[-1]["message"]["text"]
        else:
            await visitor.send("Wie ist Ihre Adresse?")
            assert "Ringstraße 1" in (await visitor.answers())[0]

    # Three requests are counted for limits, and each waits at most redis_timeout for the counting.
    assert watch.seconds < 8


async def _until_answered(stream):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    async for change in stream:
        yield change
        if change["message"] and change["message"]["author"] == "ASSISTANT":
            return


async def test_what_one_process_changes_is_told_in_another_within_half_a_second(
    deployment: Deployment, tmp_path: Path
) -> None:
    port = free_port()
    async with another_api(deployment.settings) as (near, outside):
        workshop = await make_workshop(outside)
        member = Api(near).as_(workshop.owner)
        with running(["api"], deployment.settings, tmp_path / "api.log", CARBOT_PORT=str(port)) as process:
            async with httpx2.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=20) as http:
                await until(lambda: ready(http))
                far = Api(http).as_(workshop.owner)
                took = []
                async with member.stream(LEADS) as events:
                    await heard_first(events.__anext__, far)
                    for number in range(20):
                        asked = Stopwatch(process.pid)
                        entering = asyncio.ensure_future(far.one(ENTER, name=f"Person {number}"))
                        event = await anext(events)
                        took.append(asked.seconds)
                        await entering
                        change = event["data"]["leadChanged"]
                        assert change["lead"]["contactDetails"]["name"] == f"Person {number}"

    assert sorted(took)[18] < 0.5
