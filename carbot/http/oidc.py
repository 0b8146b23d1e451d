"""Signing in by another provider: out to it with an attempt that only this browser holds, and back, once."""

import hmac
import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Self
from urllib.parse import urlencode

import structlog
from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse

from carbot.clients.limits import RateClass
from carbot.clients.oidc import Attempt, ProviderRefused, ProviderUnavailable
from carbot.errors import DomainError, RateLimited, Unavailable
from carbot.http.gate import RequestGate, Visit
from carbot.ids import token_hash
from carbot.outside import Outside
from carbot.sealing import SealBroken
from resolvers import accounts, sign_ins
from tenants.principal import anonymous
from tenants.scope import Scope

ATTEMPT_LIFE = timedelta(minutes=10)
_SEE_OTHER = 303
# A path of our own: two slashes, a backslash or a control character lead a browser elsewhere.
_OWN_PATH = re.compile(r"/(?!/)[^\\\x00-\x20\x7f]*")
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Journey:
    """An attempt as the browser keeps it in a sealed cookie."""

    provider: str
    attempt: Attempt
    next: str
    begun_at: datetime

    def pack(self, outside: Outside) -> str:
        """The cookie's value."""
        told = {**asdict(self.attempt), "next": self.next, "begun_at": self.begun_at.isoformat()}
        sealed = outside.sealer.seal(json.dumps(told).encode(), "cookie", "oidc", self.provider)
        return urlsafe_b64encode(sealed).decode()

    @classmethod
    def unpack(cls, value: str, provider: str, outside: Outside) -> Self | None:
        """The attempt of a cookie; None for one that is changed, another provider's or too old."""
        try:
            told = json.loads(outside.sealer.open(urlsafe_b64decode(value), "cookie", "oidc", provider))
        except (SealBroken, ValueError):
            return None
        begun_at = datetime.fromisoformat(told.pop("begun_at"))
        if not timedelta() <= outside.clock.now() - begun_at <= ATTEMPT_LIFE:
            return None
        return cls(provider, next=told.pop("next"), begun_at=begun_at, attempt=Attempt(**told))


class SignInByProvider:
    """The two addresses of a sign-in by another provider."""

    def __init__(self, outside: Outside, gate: RequestGate) -> None:
        self._outside = outside
        self._gate = gate
        self._is_https = outside.settings.is_https
        self._cookie = "__Host-carbot_oidc" if self._is_https else "carbot_oidc"

    async def leave(self, key: str, wanted: str | None, visit: Visit) -> RedirectResponse:
        """Send the browser to the provider, with a cookie that only this attempt answers to."""
        provider = self._outside.sign_in_providers.get(key)
        if provider is None:
            return _sign_in_page(problem="SIGN_IN_UNAVAILABLE")
        if not visit.is_private:
            return _sign_in_page(problem=accounts.HttpsRequired.code)
        journey = Journey(key, Attempt.begin(), own_path(wanted), self._outside.clock.now())
        try:
            await self._outside.limiter.spend(RateClass.API, f"oidc@{visit.address}", is_known=False)
            address = await provider.address(journey.attempt, self._callback(key))
        except RateLimited:
            return _sign_in_page(problem=RateLimited.code)
        except ProviderUnavailable as fault:
            _log.warning("oidc.unavailable", provider=key, error=str(fault))
            return _sign_in_page(problem="SIGN_IN_UNAVAILABLE")
        response = _redirect(address)
        self._set_cookie(response, journey.pack(self._outside), int(ATTEMPT_LIFE.total_seconds()))
        return response

    async def come_back(self, key: str, request: Request, visit: Visit) -> RedirectResponse:
        """Let in whom the provider vouches for; whatever is wrong leads to the sign-in page and changes nothing."""
        response = await self._entered(key, request, visit)
        self._set_cookie(response, "", 0)
        return response

    async def _entered(self, key: str, request: Request, visit: Visit) -> RedirectResponse:
        given = request.query_params
        provider = self._outside.sign_in_providers.get(key)
        journey = Journey.unpack(request.cookies.get(self._cookie, ""), key, self._outside)
        if provider is None or journey is None or not _same(journey.attempt.state, given.get("state", "")):
            _log.info("oidc.refused", provider=key, reason="state")
            return _sign_in_page(problem=sign_ins.SignInRepeated.code)
        if "code" not in given:
            _log.info("oidc.refused", provider=key, reason=given.get("error", "")[:40])
            return _sign_in_page(problem="SIGN_IN_CANCELLED", wanted=journey.next)
        subjects = (token_hash(journey.attempt.state).hex(), visit.address)
        try:
            await self._outside.limiter.check(RateClass.AUTH, subjects)
            person = await provider.redeem(given["code"], journey.attempt, self._callback(key))
            browser = accounts.Browser(visit.user_agent, visit.device)
            async with Scope(self._outside.database, anonymous(visit.language), self._outside.clock).begin() as scope:
                entered = await sign_ins.enter_by_provider(scope, person, journey.begun_at, browser)
        except (RateLimited, DomainError) as refusal:
            _log.info("oidc.refused", provider=key, reason=refusal.code)
            return _sign_in_page(problem=refusal.code, wanted=journey.next)
        except (ProviderUnavailable, Unavailable) as fault:
            _log.warning("oidc.unavailable", provider=key, error=str(fault))
            return _sign_in_page(problem="SIGN_IN_UNAVAILABLE", wanted=journey.next)
        except ProviderRefused as refusal:
            _log.warning("oidc.refused", provider=key, reason=str(refusal))
            return _sign_in_page(problem=sign_ins.SignInRepeated.code, wanted=journey.next)
        if isinstance(entered, accounts.SecondFactorNeeded):
            # Behind the # it is sent to no server and stands in no log.
            return _sign_in_page(wanted=journey.next, fragment=f"challenge={entered.token}")
        assert isinstance(entered, accounts.SignedIn), "a browser gets no tokens"
        response = _redirect(journey.next)
        response.raw_headers.append((b"set-cookie", self._gate.session_cookie(entered.token)))
        if entered.device is not None:
            response.raw_headers.append((b"set-cookie", self._gate.device_cookie(entered.device)))
        return response

    def _callback(self, key: str) -> str:
        """Where the provider sends the browser back to; exactly this is registered there."""
        return f"{self._outside.settings.public_url.rstrip('/')}/auth/oidc/{key}/callback"

    def _set_cookie(self, response: RedirectResponse, value: str, seconds: int) -> None:
        flags: dict[str, Any] = {"httponly": True, "samesite": "lax", "path": "/", "secure": self._is_https}
        response.set_cookie(self._cookie, value, max_age=seconds, **flags)


def oidc_router(outside: Outside, gate: RequestGate) -> APIRouter:
    """The addresses under /auth/oidc."""
    router = APIRouter(include_in_schema=False)
    sign_in = SignInByProvider(outside, gate)

    @router.get("/auth/oidc/{provider}")
    async def leave(request: Request, provider: str, next: str | None = None) -> RedirectResponse:
        return await sign_in.leave(provider, next, gate.visit(request.scope))

    @router.get("/auth/oidc/{provider}/callback")
    async def come_back(request: Request, provider: str) -> RedirectResponse:
        return await sign_in.come_back(provider, request, gate.visit(request.scope))

    return router


def own_path(wanted: str | None) -> str:
    """The path of ours that was asked for; the start page for everything else."""
    return wanted if wanted and _OWN_PATH.fullmatch(wanted) else "/"


def _sign_in_page(*, problem: str | None = None, wanted: str = "/", fragment: str = "") -> RedirectResponse:
    told = {"next": wanted} if wanted != "/" else {}
    if problem:
        told["problem"] = problem
    query = f"?{urlencode(told)}" if told else ""
    return _redirect(f"/sign-in{query}{'#' if fragment else ''}{fragment}")


def _redirect(address: str) -> RedirectResponse:
    return RedirectResponse(address, _SEE_OTHER, {"cache-control": "no-store"})


def _same(expected: str, given: str) -> bool:
    return hmac.compare_digest(expected.encode(), given.encode())
