"""Live changes over SSE and over a WebSocket: soon, only one's own, and over when the right to hear them is."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx2
import pytest
import websockets

from tests.support.api import Api, Headers, Person, Refused, TestWorkshop
from tests.support.rows import Rows
from tests.support.visitors import FOLLOW, begin

LEADS = "subscription { leadChanged { kind id lead { contactDetails { name } status } } }"
ENTER = """mutation ($name: String!) { leadCreate(input: {kind: QUESTION, name: $name, phone: "0221 7654321"}) {
  lead { id } errors { code } } }"""
WIN = "mutation ($id: ID!) { leadWin(id: $id) { errors { code } } }"
DELETE = "mutation ($id: ID!) { leadDelete(id: $id) { errors { code } } }"
END = "mutation { sessionEnd { isEnded errors { code } } }"
SECONDS = 15.0


class Socket:
    """One graphql-transport-ws connection of a dashboard's tab."""

    def __init__(self, connection: websockets.ClientConnection) -> None:
        self.connection = connection

    async def send(self, **message: Any) -> None:
        """Send one message of the protocol."""
        await self.connection.send(json.dumps(message))

    async def receive(self) -> dict[str, Any]:
        """The next message that is no ping."""
        async with asyncio.timeout(SECONDS):
            while True:
                message: dict[str, Any] = json.loads(await self.connection.recv())
                if message["type"] != "ping":
                    return message

    async def closed(self) -> int | None:
        """The code the server closes with."""
        async with asyncio.timeout(SECONDS):
            while True:
                try:
                    await self.connection.recv()
                except websockets.ConnectionClosed:
                    return self.connection.close_code


@asynccontextmanager
async def tab(api_url: str, who: Headers, *, origin: str | None = None) -> AsyncIterator[Socket]:
    """An open socket that has been acknowledged."""
    async with websockets.connect(
        api_url.replace("http://", "ws://") + "/graphql",
        additional_headers=who.values,
        origin=websockets.Origin(origin or api_url),
        close_timeout=1,
        subprotocols=[websockets.Subprotocol("graphql-transport-ws")],
    ) as connection:
        socket = Socket(connection)
        await socket.send(type="connection_init")
        assert (await socket.receive())["type"] == "connection_ack"
        yield socket


async def listening(socket: Socket, member: Api) -> None:
    """Subscribe, and know that it is heard: changes are made until one arrives."""
    await socket.send(type="subscribe", id="leads", payload={"query": LEADS})
    await heard_first(socket.receive, member)


async def heard_first(receive: Any, member: Api) -> None:
    """Enter leads until one of them is told; then hear what else was made on the way, to the last."""
    told = asyncio.ensure_future(receive())
    made = 0
    while not told.done():
        await member.one(ENTER, name="Probe")
        made += 1
        assert made < 50, "nothing was told"
        await asyncio.wait([told], timeout=0.2)
    await told
    # The first ones may have been made before anybody listened: how many are told is not known.
    await member.one(ENTER, name="Los")
    await heard_of("Los", receive)


async def heard_of(name: str, receive: Any) -> dict[str, Any]:
    """What is told of the lead with this name, after others."""
    while name_in(heard := await receive()) != name:
        pass
    told: dict[str, Any] = heard
    return told


def name_in(heard: dict[str, Any]) -> str:
    """Whose lead it was that was told."""
    name: str = heard.get("payload", heard)["data"]["leadChanged"]["lead"]["contactDetails"]["name"]
    return name


async def test_over_a_websocket_a_lead_is_told_within_half_a_second(
    api: Api, api_url: str, workshop: TestWorkshop
) -> None:
    member = api.as_(workshop.owner)
    took = []

    async with tab(api_url, workshop.owner) as socket:
        await listening(socket, member)
        for number in range(20):
            name = f"Person {number}"
            # The commit comes after this moment, so what is measured is more than what is promised.
            asked = time.perf_counter()
            entering = asyncio.ensure_future(member.one(ENTER, name=name))
            message = await socket.receive()
            took.append(time.perf_counter() - asked)
            await entering
            assert (message["payload"]["data"]["leadChanged"]["kind"], name_in(message)) == ("CREATED", name)

    assert sorted(took)[18] < 0.5


async def test_over_sse_every_change_of_a_lead_is_told(api: Api, workshop: TestWorkshop) -> None:
    member = api.as_(workshop.owner)
    async with member.stream(LEADS) as events:
        await heard_first(events.__anext__, member)

        gid = (await member.one(ENTER, name="Jan"))["lead"]["id"]
        await member.one(WIN, id=gid)
        await member.one(DELETE, id=gid)
        async with asyncio.timeout(SECONDS):
            told = [(await anext(events))["data"]["leadChanged"] for _ in range(3)]

    assert [(change["kind"], change["id"]) for change in told] == [
        ("CREATED", gid),
        ("UPDATED", gid),
        ("DELETED", gid),
    ]
    assert told[2]["lead"] is None


async def test_another_workshops_changes_are_not_told(
    api: Api, api_url: str, workshop: TestWorkshop, other_workshop: TestWorkshop
) -> None:
    member, stranger = api.as_(workshop.owner), api.as_(other_workshop.owner)

    async with tab(api_url, workshop.owner) as socket:
        await listening(socket, member)
        await stranger.one(ENTER, name="Geheim")
        await member.one(ENTER, name="Unser")
        message = await socket.receive()

    assert name_in(message) == "Unser"


async def test_a_stream_ends_with_its_session(api: Api, workshop: TestWorkshop) -> None:
    member = api.as_(workshop.owner)
    async with member.stream(LEADS) as events:
        await heard_first(events.__anext__, member)

        await member.one(END)

        async with asyncio.timeout(SECONDS):
            assert [event async for event in events] == []


async def test_a_socket_ends_with_its_session(api: Api, api_url: str, workshop: TestWorkshop) -> None:
    member = api.as_(workshop.owner)
    async with tab(api_url, workshop.owner) as socket:
        await listening(socket, member)

        await member.one(END)

        assert await socket.closed() == 4401


async def test_a_socket_ends_when_the_role_changes(api: Api, api_url: str, workshop: TestWorkshop, rows: Rows) -> None:
    member = api.as_(workshop.owner)
    async with tab(api_url, workshop.owner) as socket:
        await listening(socket, member)

        rows("UPDATE members SET role = 'VIEWER' WHERE id = %s", workshop.owner.member_id)

        assert await socket.closed() == 4401


async def test_a_visitors_stream_ends_with_the_key(api: Api, workshop: TestWorkshop) -> None:
    visitor = await begin(api, workshop)
    async with visitor.api.stream(FOLLOW, id=visitor.conversation, after=0) as events:
        await anext(events)
        keys = await api.as_(workshop.owner).one("{ clientKeys { id } }")

        await api.as_(workshop.owner).one(
            "mutation ($id: ID!) { clientKeyRevoke(id: $id) { errors { code } } }", id=keys[0]["id"]
        )

        async with asyncio.timeout(SECONDS):
            assert [event async for event in events] == []


@pytest.mark.parametrize(
    ("who", "origin"),
    [("owner", "https://evil.example"), ("owner", "null"), ("key", "https://evil.example")],
)
async def test_a_socket_from_a_foreign_page_is_not_opened(
    api_url: str, workshop: TestWorkshop, who: str, origin: str
) -> None:
    key = await workshop.key()
    headers = workshop.owner if who == "owner" else Headers({"x-carbot-client-key": key.key})

    with pytest.raises((websockets.InvalidStatus, websockets.ConnectionClosed)) as refused:
        async with tab(api_url, headers, origin=origin):
            pass

    if isinstance(refused.value, websockets.InvalidStatus):
        assert refused.value.response.status_code == 403
    else:
        assert refused.value.rcvd is not None
        assert refused.value.rcvd.code == 4403


async def test_without_the_permission_a_stream_says_so(api: Api, api_url: str, workshop: TestWorkshop) -> None:
    visitor = await begin(api, workshop)
    nobody = Person({}, email="")

    async with tab(api_url, nobody) as socket:
        await socket.send(type="subscribe", id="1", payload={"query": LEADS})
        answer = await socket.receive()
    async with visitor.api.stream(LEADS) as events:
        told = [event async for event in events]

    errors = answer["payload"]["errors"] if answer["type"] == "next" else answer["payload"]
    assert errors[0]["extensions"]["code"] == "UNAUTHENTICATED"
    assert all(not event.get("data") for event in told)
    assert "FORBIDDEN" in json.dumps(told)


async def test_faults_on_a_socket_hurt_only_themselves(api: Api, api_url: str, workshop: TestWorkshop) -> None:
    member = api.as_(workshop.owner)
    async with tab(api_url, workshop.owner) as socket:
        await socket.send(type="subscribe", id="1", payload={"documentId": "gibt-es-nicht"})
        unknown = await socket.receive()
        await socket.send(type="subscribe", id="2", payload={"query": "subscription { gibtesnicht }"})
        invalid = await socket.receive()
        await listening(socket, member)

    assert (unknown["type"], unknown["id"]) == ("error", "1")
    assert unknown["payload"][0]["extensions"]["code"] == "UNKNOWN_DOCUMENT"
    assert (invalid["type"], invalid["id"]) == ("error", "2")


@pytest.mark.parametrize(
    "garbage",
    [
        "{",
        "null",
        "[]",
        '"x"',
        '{"type": 7}',
        '{"type": "subscribe"}',
        "[" * 5000,
        '{"type": "subscribe", "id": "1", "payload": []}',
        '{"type": "subscribe", "id": {}}',
        '{"type": "subscribe", "id": "1", "payload": 7}',
    ],
)
async def test_garbage_on_a_socket_closes_it_with_a_reason(
    api: Api, api_url: str, workshop: TestWorkshop, garbage: str
) -> None:
    async with tab(api_url, workshop.owner) as socket:
        await socket.connection.send(garbage)

        assert await socket.closed() in range(4400, 4500)
    assert (await api.one("{ viewer { kind } }"))["kind"] == "ANONYMOUS"


async def test_a_socket_answers_a_ping(api_url: str, workshop: TestWorkshop) -> None:
    async with tab(api_url, workshop.owner) as socket:
        await socket.send(type="ping")

        assert (await socket.receive())["type"] == "pong"


async def test_who_does_not_read_does_not_hold_up_the_others(api: Api, api_url: str, workshop: TestWorkshop) -> None:
    member = api.as_(workshop.owner)
    async with tab(api_url, workshop.owner) as slow, tab(api_url, workshop.owner) as quick:
        await slow.send(type="subscribe", id="leads", payload={"query": LEADS})
        await listening(quick, member)

        for number in range(30):
            await member.one(ENTER, name=f"Person {number}")
            message = await quick.receive()

            assert name_in(message) == f"Person {number}"


async def test_waiting_streams_hold_no_connection_of_the_database(
    api: Api, settings: Any, workshop: TestWorkshop, http: httpx2.AsyncClient
) -> None:
    member = api.as_(workshop.owner)
    many = settings.database_pool + 5
    streams = [member.stream(LEADS) for _ in range(many)]
    opened = [await stream.__aenter__() for stream in streams]
    try:
        first = [asyncio.ensure_future(anext(events)) for events in opened]
        async with asyncio.timeout(SECONDS):
            while not all(each.done() for each in first):
                await member.one(ENTER, name="Probe")
                await asyncio.wait(first, timeout=0.2)
            created = await member.one(ENTER, name="Trotzdem")
            told = await asyncio.gather(*(heard_of("Trotzdem", events.__anext__) for events in opened))
    finally:
        for stream in reversed(streams):
            await stream.__aexit__(None, None, None)

    assert {event["data"]["leadChanged"]["id"] for event in told} == {created["lead"]["id"]}


async def test_a_visitor_cannot_listen_to_all_conversations(api: Api, workshop: TestWorkshop) -> None:
    visitor = await begin(api, workshop)

    async with visitor.api.stream("subscription { conversationChanged { id } }") as events:
        told = [event async for event in events]

    assert "BAD_INPUT" in json.dumps(told)
    with pytest.raises(Refused):
        await visitor.api.one("{ conversations { totalCount } }")
