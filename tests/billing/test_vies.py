"""The register of VAT ids against a stand-in that speaks the Commission's API."""

import asyncio
import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import httpx2
import pytest

from carbot.clients.llm import Breaker
from carbot.clients.vies import VatAnswer, VatCheck, VatRegister, vat_register_from
from carbot.clients.vies.rest import Vies
from carbot.embedded.processes import free_port
from carbot.embedded.vies import ViesStandIn, vies_stand_in
from carbot.settings import Profile, Settings
from carbot.wiring import connect
from tests.support.waiting import until

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
US = "DE136695976"
VALID = "ATU13585627"


class Noon:
    """A clock that stands."""

    def now(self) -> datetime:
        return NOW


@pytest.fixture
def vies(monkeypatch: pytest.MonkeyPatch) -> Iterator[ViesStandIn]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with vies_stand_in() as stand_in:
        yield stand_in


@pytest.fixture
def register(vies: ViesStandIn) -> VatRegister:
    return Vies(vies.url, timeout=5.0, clock=Noon())


def unavailable(reason: str) -> VatCheck:
    return VatCheck(VatAnswer.UNAVAILABLE, NOW, reason=reason)


async def test_a_valid_id_comes_with_its_holder_and_a_proof(register: VatRegister, vies: ViesStandIn) -> None:
    check = await register.check(VALID, US)

    assert check == VatCheck(
        VatAnswer.VALID, NOW, "Musterwerkstatt", "Hauptstraße 1\n1010 Wien", consultation_number="WAPIAAAA00000001"
    )
    assert vies.asked == [
        {
            "countryCode": "AT",
            "vatNumber": "U13585627",
            "requesterMemberStateCode": "DE",
            "requesterNumber": "136695976",
        }
    ]


async def test_a_state_that_discloses_nothing_still_says_yes(register: VatRegister) -> None:
    assert await register.check(US, "ATU13585627") == VatCheck(
        VatAnswer.VALID, NOW, consultation_number="WAPIAAAA00000001"
    )


async def test_who_has_no_id_of_his_own_gets_no_proof(register: VatRegister, vies: ViesStandIn) -> None:
    check = await register.check(VALID, None)

    assert (check.answer, check.consultation_number) == (VatAnswer.VALID, None)
    assert vies.asked == [{"countryCode": "AT", "vatNumber": "U13585627"}]


@pytest.mark.parametrize("vat_id", ["AT200", "ATU00002004", "PL1200002004"])
async def test_an_invalid_id_is_a_no(register: VatRegister, vat_id: str) -> None:
    assert await register.check(vat_id, US) == VatCheck(VatAnswer.INVALID, NOW)


async def test_a_form_that_vies_does_not_know_is_a_no(register: VatRegister) -> None:
    assert await register.check("ATU00002013", US) == VatCheck(VatAnswer.INVALID, NOW, reason="INVALID_INPUT")


async def test_a_requester_who_is_refused_still_gets_an_answer(register: VatRegister, vies: ViesStandIn) -> None:
    check = await register.check("ATU00002022", US)

    assert (check.answer, check.consultation_number) == (VatAnswer.VALID, None)
    assert ["requesterNumber" in asked for asked in vies.asked] == [True, False]


@pytest.mark.parametrize(
    ("mark", "reason", "attempts"),
    [
        ("300", "SERVICE_UNAVAILABLE", 3),
        ("301", "MS_UNAVAILABLE", 1),
        ("302", "TIMEOUT", 1),
        ("400", "VAT_BLOCKED", 1),
        ("401", "IP_BLOCKED", 1),
        ("500", "GLOBAL_MAX_CONCURRENT_REQ", 3),
        ("501", "GLOBAL_MAX_CONCURRENT_REQ_TIME", 1),
        ("600", "MS_MAX_CONCURRENT_REQ", 3),
        ("601", "MS_MAX_CONCURRENT_REQ_TIME", 1),
        ("701", "UNREADABLE", 1),
        ("702", "UNREACHABLE", 3),
        ("704", "UNREADABLE", 1),
        ("705", "SERVICE_UNAVAILABLE", 3),
    ],
)
async def test_a_failure_is_never_a_no_and_is_tried_again_where_that_heals(
    register: VatRegister, vies: ViesStandIn, mark: str, reason: str, attempts: int
) -> None:
    assert await register.check(f"AT{mark}", US) == unavailable(reason)
    assert len(vies.asked) == attempts


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"null",
        b"[]",
        b'"valid"',
        b"{}",
        b"\xff\xfe",
        b'{"valid": "yes"}',
        b'{"valid": 1}',
        b'{"valid": null, "name": "Musterwerkstatt"}',
        b'{"valid": true, "vatNumber": "U00000000"}',
        b'{"errorWrappers": []}',
        b'{"errorWrappers": [7]}',
        b'{"errorWrappers": [{"error": {"code": 1}}]}',
        b'{"errorWrappers": [{"error": "line\\nbreak: Erika Muster"}]}',
        b"[" * 100_000,
    ],
)
async def test_an_answer_that_says_nothing_is_none(register: VatRegister, vies: ViesStandIn, said: bytes) -> None:
    vies.says = said

    assert await register.check(VALID, US) == unavailable("UNREADABLE")


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("---", None),
        ("", None),
        (None, None),
        (["a list"], None),
        ("  Kfz\t Müller \n\n Straße  1 ", "Kfz Müller\nStraße 1"),
        ("x" * 1000, "x" * 400),
    ],
)
async def test_what_is_told_of_a_holder_is_tidied(
    register: VatRegister, vies: ViesStandIn, told: object, kept: str | None
) -> None:
    vies.says = json.dumps({"valid": True, "name": told}).encode()

    assert await register.check(VALID, US) == VatCheck(VatAnswer.VALID, NOW, name=kept)


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/check-vat-number", b"no JSON", 400),
        ("/check-vat-number", b"[]", 400),
        ("/check-vat-number", b'{"countryCode": "AT"}', 400),
        ("/somewhere", b'{"countryCode": "AT", "vatNumber": "100"}', 404),
        ("/check-vat-test-service", b'{"countryCode": "AT", "vatNumber": "100"}', 200),
    ],
)
async def test_the_stand_in_takes_only_what_vies_takes(vies: ViesStandIn, path: str, body: bytes, status: int) -> None:
    async with httpx2.AsyncClient() as client:
        answer = await client.post(f"{vies.url}{path}", content=body)

    assert answer.status_code == status


async def test_a_well_formed_id_can_carry_a_mark(register: VatRegister) -> None:
    assert await register.check("ATU00003012", US) == unavailable("MS_UNAVAILABLE")


async def test_a_busy_state_answers_the_second_time(register: VatRegister, vies: ViesStandIn) -> None:
    check = await register.check("ATU00007036", US)

    assert check.answer is VatAnswer.VALID
    assert len(vies.asked) == 2


async def test_a_check_ends_with_its_time(vies: ViesStandIn) -> None:
    register = Vies(vies.url, timeout=0.3, clock=Noon())
    began = time.monotonic()

    check = await register.check("ATU00007009", US)

    assert check == unavailable("TOO_SLOW")
    assert time.monotonic() - began < 2


async def test_a_register_that_is_away_is_left_alone_and_tried_again_later(
    vies: ViesStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    breaker = Breaker(limit=2, rest=30, monotonic=lambda: now[0])
    away = Vies(f"http://127.0.0.1:{free_port()}", timeout=5.0, clock=Noon(), breaker=breaker)
    there = Vies(vies.url, timeout=5.0, clock=Noon(), breaker=breaker)

    reasons = [(await away.check(VALID, US)).reason for _ in range(3)]
    while_open = await there.check(VALID, US)
    now[0] = 31
    afterwards = await there.check(VALID, US)

    assert reasons == ["UNREACHABLE", "UNREACHABLE", "LEFT_ALONE"]
    assert while_open == unavailable("LEFT_ALONE")
    assert afterwards.answer is VatAnswer.VALID
    assert len(vies.asked) == 1
    assert not breaker.is_open


async def test_one_state_that_is_away_does_not_stop_the_others(vies: ViesStandIn) -> None:
    register = Vies(vies.url, timeout=5.0, clock=Noon(), breaker=Breaker(limit=2))
    for _ in range(5):
        await register.check("AT301", US)

    assert (await register.check(VALID, US)).answer is VatAnswer.VALID


async def test_who_gives_up_leaves_the_breaker_closed(vies: ViesStandIn) -> None:
    breaker = Breaker(limit=1)
    waiting = asyncio.create_task(Vies(vies.url, timeout=5.0, clock=Noon(), breaker=breaker).check("AT700", US))
    await until(lambda: asyncio.sleep(0, vies.asked))

    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting

    assert not breaker.is_open


async def test_the_settings_name_the_register(vies: ViesStandIn) -> None:
    settings = Settings(profile=Profile.TEST, vies_url=f"{vies.url}/")

    assert (await vat_register_from(settings, Noon()).check(VALID, US)).answer is VatAnswer.VALID
    assert (await connect(settings, Noon()).vat_register.check(VALID, US)).answer is VatAnswer.VALID
    assert "ec.europa.eu" in Settings(profile=Profile.TEST).vies_url
