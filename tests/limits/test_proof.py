"""Proof of work: asked for where a key is under attack, good once, in time and for its own key."""

from collections.abc import AsyncIterator
from datetime import timedelta
from itertools import count
from typing import Any

import httpx2
import pytest
from redis.asyncio import Redis

from carbot.clients.limits.proofs import EASIEST, HARDEST, LIFE, Proofs, is_solved
from carbot.errors import ProofRequired
from carbot.ids import new_id
from carbot.settings import Settings
from tests.support.api import ORIGIN, Api, Headers, Refused, TestWorkshop
from tests.support.instances import another_api
from tests.support.rows import Rows
from tests.support.visitors import START

FREE = 3
INPUT = {"language": "DE", "source": {"surface": "WIDGET"}}


@pytest.fixture
async def guarded(settings: Settings) -> AsyncIterator[httpx2.AsyncClient]:
    """An API on which three beginnings a minute are free."""
    patient = timedelta(seconds=10)  # a busy machine is no fault of Redis
    async with another_api(settings, rate_limit_factor=FREE, proof_threshold=1, redis_timeout=patient) as (http, _):
        yield http


def solve(challenge: str, bits: int) -> str:
    """Work until it is solved."""
    return next(proof for number in count() if is_solved(proof := f"{challenge}.{number}", bits))


async def attack(http: httpx2.AsyncClient, workshop: TestWorkshop) -> tuple[Headers, dict[str, Any]]:
    """Begin until a proof is asked for: the widget's headers, and what was asked."""
    who = await workshop.visitor()
    for _ in range(FREE):
        assert (await Api(http).as_(who).one(START, input=INPUT))["errors"] == []
    with pytest.raises(Refused) as refused:
        await Api(http).as_(who).one(START, input=INPUT)
    assert refused.value.code == "PROOF_REQUIRED"
    return who, refused.value.errors[0]["extensions"]


def proving(who: Headers, proof: str) -> Headers:
    """The widget with a proof."""
    return Headers({**who.values, "x-carbot-proof": proof})


async def test_who_has_worked_begins_and_the_proof_is_good_once(
    guarded: httpx2.AsyncClient, workshop: TestWorkshop, rows: Rows
) -> None:
    who, asked = await attack(guarded, workshop)
    proof = solve(asked["challenge"], asked["bits"])
    proven = Api(guarded).as_(proving(who, proof))

    begun = await proven.one(START, input=INPUT)

    assert begun["errors"] == []
    with pytest.raises(Refused) as refused:
        await proven.one(START, input=INPUT)
    assert refused.value.code == "PROOF_REQUIRED"
    assert rows.count("conversations", workshop.id) == FREE + 1


async def test_what_proves_nothing_is_asked_again_and_nothing_is_stored(
    guarded: httpx2.AsyncClient, workshop: TestWorkshop, rows: Rows
) -> None:
    who, asked = await attack(guarded, workshop)
    challenge, bits = asked["challenge"], asked["bits"]
    unsolved = next(proof for number in count() if not is_solved(proof := f"{challenge}.{number}", bits))
    key, _, rest = challenge.split(".", 2)
    easier = solve(f"{key}.1.{rest}", 1)

    for proof in ("", "x", "." * 199, "x" * 500, unsolved, easier, solve(challenge[:-1], bits), f"{challenge}.ä"):
        values = {name.encode(): value.encode() for name, value in proving(who, proof).values.items()}
        answer = await guarded.post("/graphql", json={"query": START, "variables": {"input": INPUT}}, headers=values)
        assert answer.json()["errors"][0]["extensions"]["code"] == "PROOF_REQUIRED", proof
    assert rows.count("conversations", workshop.id) == FREE


async def test_a_proof_is_for_its_own_key(
    guarded: httpx2.AsyncClient, workshop: TestWorkshop, other_workshop: TestWorkshop
) -> None:
    _, asked = await attack(guarded, workshop)
    stranger, theirs = await attack(guarded, other_workshop)
    proof = solve(asked["challenge"], asked["bits"])

    with pytest.raises(Refused) as refused:
        await Api(guarded).as_(proving(stranger, proof)).one(START, input=INPUT)

    assert refused.value.code == "PROOF_REQUIRED"
    assert theirs["challenge"] != asked["challenge"]


async def test_a_proof_that_took_longer_than_two_minutes_is_over(settings: Settings) -> None:
    clock = [1_800_000_000.0]
    redis = Redis.from_url(settings.redis_url)
    proofs = Proofs(redis, "secret", 5, 1, now=lambda: clock[0])
    key = new_id()
    await proofs.check(key, None)
    with pytest.raises(ProofRequired) as refused:
        await proofs.check(key, None)
    proof = solve(refused.value.challenge, refused.value.bits)

    clock[0] += LIFE.total_seconds() + 1
    await proofs.check(key, None)
    with pytest.raises(ProofRequired):
        await proofs.check(key, proof)
    clock[0] -= 2
    await proofs.check(key, proof)
    await redis.aclose()


async def test_the_more_are_begun_the_harder_it_is(settings: Settings) -> None:
    redis = Redis.from_url(settings.redis_url)
    proofs = Proofs(redis, "secret", 5, 1, now=lambda: 1_800_000_000.0)
    key, asked = new_id(), []

    await proofs.check(key, None)
    for _ in range(40):
        with pytest.raises(ProofRequired) as refused:
            await proofs.check(key, None)
        asked.append(refused.value.bits)
    await redis.aclose()

    assert asked == sorted(asked)
    assert (asked[0], asked[-1]) == (EASIEST + 1, EASIEST + 5)


async def test_without_redis_the_process_counts_and_remembers_for_itself(
    settings: Settings, workshop: TestWorkshop
) -> None:
    changes = {"rate_limit_factor": FREE, "proof_threshold": 1, "redis_url": "redis://127.0.0.1:1/0"}
    async with another_api(settings, **changes) as (http, _):
        who, asked = await attack(http, workshop)
        proven = Api(http).as_(proving(who, solve(asked["challenge"], asked["bits"])))

        begun = await proven.one(START, input=INPUT)

        assert begun["errors"] == []
        with pytest.raises(Refused):
            await proven.one(START, input=INPUT)


async def test_a_member_and_another_key_are_not_asked(
    guarded: httpx2.AsyncClient, workshop: TestWorkshop, other_workshop: TestWorkshop
) -> None:
    await attack(guarded, workshop)

    begun = await Api(guarded).as_(await other_workshop.visitor()).one(START, input=INPUT)

    assert begun["errors"] == []


def test_work_is_between_a_blink_and_seconds() -> None:
    assert 2**EASIEST == 8_192
    assert 2**HARDEST == 1_048_576


async def test_a_site_may_send_the_proof(http: httpx2.AsyncClient) -> None:
    asked = {
        "origin": ORIGIN,
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type,x-carbot-client-key,x-carbot-proof",
    }

    allowed = await http.options("/graphql", headers=asked)

    assert "x-carbot-proof" in allowed.headers["access-control-allow-headers"].lower()
