"""VIES over its REST API (https://ec.europa.eu/taxation_customs/vies/#/technical-information)."""

import asyncio
import random
from typing import Any

import httpx2
import structlog

from carbot.clients.llm.breaker import Breaker
from carbot.clients.vies.contract import VatAnswer, VatCheck
from carbot.clock import Clock
from carbot.errors import CarbotError

_ATTEMPTS = 3
_HEAL = frozenset({"SERVICE_UNAVAILABLE", "GLOBAL_MAX_CONCURRENT_REQ", "MS_MAX_CONCURRENT_REQ", "UNREACHABLE"})
"""What a moment's wait may heal. A state that is away (MS_UNAVAILABLE) stays so for hours, and one that was too slow
(TIMEOUT) has used up our time already."""
_VIES_IS_WELL = frozenset(
    {
        "MS_UNAVAILABLE",
        "MS_MAX_CONCURRENT_REQ",
        "MS_MAX_CONCURRENT_REQ_TIME",
        "TIMEOUT",
        "VAT_BLOCKED",
        "INVALID_REQUESTER_INFO",
    }
)
"""Failures of one member state, or ours: the others must not be left alone for them."""
_UNDISCLOSED = frozenset({"", "---"})
_LONGEST_TEXT = 400
_log = structlog.get_logger()


class _NoAnswer(CarbotError):
    """VIES has not answered the question; `code` is its own or ours."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Vies:
    """A VatRegister. All attempts of one check have `timeout` seconds together."""

    def __init__(self, url: str, *, timeout: float, clock: Clock, breaker: Breaker | None = None) -> None:
        self._address = f"{url.rstrip('/')}/check-vat-number"
        self._timeout = timeout
        self._clock = clock
        self._breaker = breaker or Breaker()
        self._tls = httpx2.create_ssl_context()

    async def check(self, vat_id: str, requester: str | None) -> VatCheck:
        """Ask about a VAT id."""
        if self._breaker.is_open:
            return self._unanswered("LEFT_ALONE")
        try:
            async with (
                asyncio.timeout(self._timeout),
                httpx2.AsyncClient(verify=self._tls, timeout=None) as client,  # the whole check has one
            ):
                found = await self._persist(client, vat_id, requester)
        except _NoAnswer as failure:
            return self._unanswered(failure.code)
        except TimeoutError:
            return self._unanswered("TOO_SLOW")
        self._breaker.succeed()
        return found

    def _unanswered(self, code: str) -> VatCheck:
        if code in _VIES_IS_WELL:
            self._breaker.succeed()
        elif code != "LEFT_ALONE":
            self._breaker.fail()
        _log.warning("vies.unavailable", reason=code)
        return VatCheck(VatAnswer.UNAVAILABLE, self._clock.now(), reason=code)

    async def _persist(self, client: httpx2.AsyncClient, vat_id: str, requester: str | None) -> VatCheck:
        """Ask until there is an answer or asking again heals nothing. Raises _NoAnswer."""
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                return await self._ask(client, vat_id, requester)
            except _NoAnswer as failure:
                if failure.code == "INVALID_REQUESTER_INFO" and requester:
                    # A "yes" without a consultation number is worth more than no answer at all.
                    _log.error("vies.requester_refused")
                    requester = None
                    continue
                if failure.code not in _HEAL or attempt == _ATTEMPTS:
                    raise
            await asyncio.sleep(random.uniform(0.1, 0.3) * attempt)  # noqa: S311  # spreads retries, guards nothing
        raise _NoAnswer("INVALID_REQUESTER_INFO")

    async def _ask(self, client: httpx2.AsyncClient, vat_id: str, requester: str | None) -> VatCheck:
        question = {"countryCode": vat_id[:2], "vatNumber": vat_id[2:]}
        if requester:
            question |= {"requesterMemberStateCode": requester[:2], "requesterNumber": requester[2:]}
        try:
            said = _object(await client.post(self._address, json=question))
        except httpx2.RequestError:
            raise _NoAnswer("UNREACHABLE") from None
        if code := _error(said):
            if code == "INVALID_INPUT":
                return VatCheck(VatAnswer.INVALID, self._clock.now(), reason=code)
            raise _NoAnswer(code)
        is_valid = said.get("valid")
        if not isinstance(is_valid, bool) or said.get("vatNumber", question["vatNumber"]) != question["vatNumber"]:
            raise _NoAnswer("UNREADABLE")
        if not is_valid:
            return VatCheck(VatAnswer.INVALID, self._clock.now())
        return VatCheck(
            VatAnswer.VALID,
            self._clock.now(),
            name=_told(said, "name"),
            address=_told(said, "address"),
            consultation_number=_told(said, "requestIdentifier"),
        )


def _object(answer: httpx2.Response) -> dict[str, Any]:
    """The answer's JSON object. Raises _NoAnswer."""
    try:
        content = answer.json()
    except (ValueError, RecursionError):
        content = None
    if not isinstance(content, dict):
        # A gateway in front of VIES answers in HTML; what it says by its status may pass.
        raise _NoAnswer("SERVICE_UNAVAILABLE" if answer.is_server_error else "UNREADABLE")
    return content


def _error(said: dict[str, Any]) -> str | None:
    """VIES's code of an error, None when there is none."""
    wrappers = said.get("errorWrappers")
    first = wrappers[0] if isinstance(wrappers, list) and wrappers else None
    code = first.get("error") if isinstance(first, dict) else None
    if code is None:
        return None
    return code if isinstance(code, str) and code.replace("_", "").replace("-", "").isalnum() else "UNREADABLE"


def _told(said: dict[str, Any], name: str) -> str | None:
    """A text of the answer, its lines tidied; None where the state does not disclose it."""
    given = said.get(name)
    if not isinstance(given, str):
        return None
    lines = (" ".join(line.split()) for line in given.splitlines())
    text = "\n".join(line for line in lines if line)[:_LONGEST_TEXT]
    return None if text in _UNDISCLOSED else text
