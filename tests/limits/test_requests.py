"""The class API over HTTP: every request counts, a refusal says how long to wait, and the caller can ask beforehand."""

import asyncio
from datetime import UTC, datetime

import httpx2

from carbot.settings import Settings
from tests.support.api import Api, TestWorkshop
from tests.support.instances import another_api
from tests.support.visitors import begin

# Callers of other tests have other limits, and so are not counted with these.
FACTOR = 2
RATE_LIMIT = "{ rateLimit { limit remaining resetAt } }"
VIEWER = "{ viewer { kind } }"


async def outcomes(api: Api, number: int) -> list[str]:
    """What so many requests come to, five at a time: the kind of caller, or the code of the refusal."""
    at_once = asyncio.Semaphore(5)

    async def one() -> str:
        async with at_once:
            return outcome(await api.send(VIEWER))

    return await asyncio.gather(*(one() for _ in range(number)))


def outcome(answer: httpx2.Response) -> str:
    """The kind of caller, or the code of the refusal."""
    body = answer.json()
    kind: str = body["errors"][0]["extensions"]["code"] if "errors" in body else body["data"]["viewer"]["kind"]
    return kind


async def test_strangers_are_limited_together_and_members_each_alone(
    settings: Settings, workshop: TestWorkshop
) -> None:
    async with another_api(settings, rate_limit_factor=FACTOR) as (http, _):
        nobody, member = Api(http), Api(http, workshop.owner)

        strangers = await outcomes(nobody, 150)
        refused = await nobody.send(VIEWER)
        members = await outcomes(member, 100)

    assert strangers.count("ANONYMOUS") == 60 * FACTOR
    assert strangers.count("RATE_LIMITED") == 150 - 60 * FACTOR
    assert members == ["MEMBER"] * 100
    assert 0 < int(refused.headers["retry-after"]) <= 60
    assert refused.json()["errors"][0]["extensions"]["retryAfter"] == int(refused.headers["retry-after"])


async def test_a_caller_can_ask_how_much_is_left(settings: Settings, workshop: TestWorkshop) -> None:
    async with another_api(settings, rate_limit_factor=FACTOR) as (http, _):
        member = Api(http, workshop.owner)
        first = await member.one(RATE_LIMIT)
        for _ in range(5):
            await member.run(VIEWER)
        last = await member.one(RATE_LIMIT)
        visitor = await begin(Api(http), workshop)
        theirs = await visitor.api.one(RATE_LIMIT)

    assert (first["limit"], first["remaining"], last["remaining"]) == (600, 599, 593)
    assert 0 < (datetime.fromisoformat(last["resetAt"]) - datetime.now(UTC)).total_seconds() <= 60
    assert (theirs["limit"], theirs["remaining"]) == (600, 599)
