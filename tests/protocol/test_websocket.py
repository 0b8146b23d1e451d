"""graphql-transport-ws, as its authors' client speaks it."""

import asyncio

import pytest

from tests.protocol.conftest import Client, Follow
from tests.support.api import Api, TestWorkshop

LEADS = "subscription { leadChanged { kind lead { contactDetails { name } } } }"
ENTER = """mutation ($name: String!) { leadCreate(input: {kind: QUESTION, name: $name, phone: "0221 7654321"}) {
  lead { id } errors { code } } }"""
WORKSHOP = "{ workshop { name } }"
CREATE = """mutation { serviceCreate(input: {
  name: "Ölwechsel", categoryName: "Öl", priceKind: FIXED, priceMin: 9900, description: "Mit Filter"
}) { service { descriptions { text } category { serviceCount } } errors { code } } }"""
RENAME = """mutation { workshopUpdate(input: {name: "Neu"}) {
  workshop { name isOpenNow onboarding { services } } errors { code } } }"""


async def first_heard(client: Client, member: Api) -> None:
    """Change things until a change is heard, so that what comes after is heard for sure; then hear those to the end."""
    heard = asyncio.ensure_future(client.hears("next"))
    made = 0
    while not heard.done():
        await member.one(ENTER, name="Probe")
        made += 1
        assert made < 100, "nothing was told"
        await asyncio.wait([heard], timeout=0.2)
    await member.one(ENTER, name="Los")
    last = heard.result()
    while name_in(last) != "Los":
        last = await client.hears("next")


def name_in(heard: dict[str, object]) -> str:
    """Whose lead it was that was told."""
    told = heard["next"]
    assert isinstance(told, dict)
    name: str = told["data"]["leadChanged"]["lead"]["contactDetails"]["name"]
    return name


@pytest.mark.parametrize("protocol", ["ws", "sse"])
async def test_a_subscription_tells_every_change_in_order(
    follow: Follow, api: Api, workshop: TestWorkshop, protocol: str
) -> None:
    member = api.as_(workshop.owner)
    async with follow(protocol, workshop.owner.values) as client:
        await client.run("leads", LEADS)
        await first_heard(client, member)

        for number in range(5):
            await member.one(ENTER, name=f"Person {number}")
        told = [name_in(await client.hears("next")) for _ in range(5)]

    assert told == [f"Person {number}" for number in range(5)]


async def test_a_stopped_operation_is_silent_and_the_socket_goes_on(
    follow: Follow, api: Api, workshop: TestWorkshop
) -> None:
    member = api.as_(workshop.owner)
    async with follow("ws", workshop.owner.values) as client:
        await client.run("leads", LEADS)
        await first_heard(client, member)
        await client.run("other", LEADS)

        await client.stop("leads")
        assert await client.hears("complete") == {"operation": "leads", "complete": True}
        await client.run("workshop", WORKSHOP)
        answer = await client.hears("next")
        done = await client.hears("complete")
        await first_heard(client, member)
        await member.one(ENTER, name="Nachher")
        last = await client.hears("next")

    assert answer == {"operation": "workshop", "next": {"data": {"workshop": {"name": workshop.name}}}}
    assert done == {"operation": "workshop", "complete": True}
    assert (last["operation"], name_in(last)) == ("other", "Nachher")


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("subscription { leadChanged { unknown } }", "BAD_INPUT"),
        ("subscription { leadChanged {", "BAD_INPUT"),
        ("subscription ($id: ID!) { conversationChanged(id: $id) { kind } }", "BAD_INPUT"),
    ],
    ids=["unknown field", "syntax", "missing variable"],
)
async def test_a_request_that_is_wrong_is_an_error_of_its_operation_alone(
    follow: Follow, workshop: TestWorkshop, query: str, code: str
) -> None:
    async with follow("ws", workshop.owner.values) as client:
        await client.run("wrong", query)
        refused = await client.hears("error", "next")
        await client.run("right", WORKSHOP)
        answer = await client.hears("next", "error")

    assert refused["operation"] == "wrong"
    assert [error["extensions"]["code"] for error in refused["error"]["errors"]] == [code]
    assert answer["next"]["data"] == {"workshop": {"name": workshop.name}}


async def test_what_may_not_be_heard_is_refused_by_name(follow: Follow, workshop: TestWorkshop) -> None:
    async with follow("ws", {}) as client:
        await client.run("leads", LEADS)
        refused = await client.hears("error", "next")

    errors = refused["error"]["errors"] if "error" in refused else refused["next"]["errors"]
    assert [error["extensions"]["code"] for error in errors] == ["UNAUTHENTICATED"]


async def test_a_ping_is_answered(follow: Follow, workshop: TestWorkshop) -> None:
    async with follow("ws", workshop.owner.values, keep_alive=50) as client:
        await client.run("leads", LEADS)

        heard = [await client.hears("ping", "pong", "closed") for _ in range(4)]

    assert heard == [{"ping": "sent"}, {"pong": "received"}] * 2


@pytest.mark.parametrize(
    "headers",
    [
        {"x-carbot-client-key": "ck_gibtesnicht", "origin": "https://www.werkstatt.example"},
        {"cookie": "carbot_session=gibtesnicht", "origin": "https://evil.example"},
    ],
    ids=["unknown key", "session from elsewhere"],
)
async def test_who_may_not_come_in_is_not_let_in(follow: Follow, headers: dict[str, str]) -> None:
    async with follow("ws", headers) as client:
        await client.run("leads", LEADS)
        refused = await client.hears("error", "next", "connected")

    assert refused["operation"] == "leads"
    assert refused["error"].keys() & {"code", "message"}


async def test_a_change_over_the_socket_tells_what_other_rows_say_too(follow: Follow, workshop: TestWorkshop) -> None:
    async with follow("ws", workshop.owner.values) as client:
        await client.run("service", CREATE)
        made = await client.hears("next")
        await client.run("workshop", RENAME)
        renamed = await client.hears("next")

    service = {"descriptions": [{"text": "Mit Filter"}], "category": {"serviceCount": 1}}
    assert made["next"]["data"] == {"serviceCreate": {"service": service, "errors": []}}
    named = {"name": "Neu", "isOpenNow": False, "onboarding": {"services": True}}
    assert renamed["next"]["data"] == {"workshopUpdate": {"workshop": named, "errors": []}}
