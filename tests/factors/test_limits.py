"""Guessing is limited by account and address together, and by address alone."""

import asyncio
from datetime import timedelta
from typing import Any

import httpx2
import pytest

from carbot.ids import new_id, new_token
from carbot.settings import Settings
from tests.support.api import PASSWORD, TestWorkshop
from tests.support.instances import another_api

from .documents import START, VERIFY

LIMIT, ADDRESS_LIMIT = 5, 20
# The limits of production, and patience: what is counted is refusals, not how busy the machine is.
LIMITED: dict[str, Any] = {
    "rate_limit_factor": 1,
    "redis_timeout": timedelta(seconds=10),
    "database_timeout": timedelta(seconds=20),
    "request_timeout": timedelta(seconds=20),
}


@pytest.fixture
def afar() -> dict[str, str]:
    """The headers of an address nobody else calls from."""

    number = new_id().int
    return {
        "x-forwarded-for": f"2001:db8:{number >> 16 & 0xFFFF:x}:{number & 0xFFFF:x}::1",
        "x-forwarded-proto": "https",
    }


async def outcomes(http: httpx2.AsyncClient, headers: dict[str, str], *emails: str) -> list[str]:
    """What so many guesses at once come to."""
    answers = await asyncio.gather(
        *(
            http.post(
                "/graphql",
                json={"query": START, "variables": {"input": {"email": email, "password": "geraten und falsch"}}},
                headers=headers,
            )
            for email in emails
        )
    )
    return [outcome(answer) for answer in answers]


def outcome(answer: httpx2.Response) -> str:
    """The code of the refusal."""
    body = answer.json()
    if "errors" in body:
        return str(body["errors"][0]["extensions"]["code"])
    (payload,) = body["data"].values()
    return str(payload["errors"][0]["code"] if payload["errors"] else "DONE")


async def test_of_a_hundred_guesses_at_once_exactly_five_are_looked_at(
    settings: Settings, workshop: TestWorkshop, afar: dict[str, str]
) -> None:
    async with another_api(settings, **LIMITED) as (http, _):
        # Spelled differently it is the same account.
        emails = [workshop.owner.email, f" {workshop.owner.email.upper()} "] * 50
        told = await outcomes(http, afar, *emails)

    assert told.count("WRONG_CREDENTIALS") == LIMIT
    assert told.count("RATE_LIMITED") == len(emails) - LIMIT


async def test_of_guesses_at_many_accounts_exactly_twenty_are_looked_at(
    settings: Settings, workshop: TestWorkshop, afar: dict[str, str]
) -> None:
    async with another_api(settings, **LIMITED) as (http, _):
        told = await outcomes(http, afar, *(f"{number}.{workshop.owner.email}" for number in range(50)))

    assert told.count("WRONG_CREDENTIALS") == ADDRESS_LIMIT


async def test_who_holds_an_ipv6_network_is_one_address(
    settings: Settings, workshop: TestWorkshop, afar: dict[str, str]
) -> None:
    async with another_api(settings, **LIMITED) as (http, _):
        told = []
        for number in range(LIMIT + 1):
            here = {**afar, "x-forwarded-for": afar["x-forwarded-for"].removesuffix("1") + f"{number + 1:x}"}
            told += await outcomes(http, here, workshop.owner.email)

    assert told == ["WRONG_CREDENTIALS"] * LIMIT + ["RATE_LIMITED"]


async def test_guesses_from_afar_lock_nobody_out_at_home(
    settings: Settings, workshop: TestWorkshop, afar: dict[str, str]
) -> None:
    async with another_api(settings, **LIMITED) as (http, _):
        await outcomes(http, afar, *[workshop.owner.email] * 10)
        home = {**afar, "x-forwarded-for": afar["x-forwarded-for"].replace("2001:db8", "2001:db9")}
        right = {"email": workshop.owner.email, "password": PASSWORD}
        answer = await http.post("/graphql", json={"query": START, "variables": {"input": right}}, headers=home)

    assert outcome(answer) == "DONE"


async def test_tries_at_the_second_step_are_counted_by_their_challenge(
    settings: Settings, afar: dict[str, str]
) -> None:
    async with another_api(settings, **LIMITED) as (http, _):
        told = []
        for token in [new_token()] * (LIMIT + 1) + [new_token()]:
            wanted = {"query": VERIFY, "variables": {"input": {"token": token, "code": "000000"}}}
            told.append(outcome(await http.post("/graphql", json=wanted, headers=afar)))

    assert told == ["CHALLENGE_EXPIRED"] * LIMIT + ["RATE_LIMITED", "CHALLENGE_EXPIRED"]
