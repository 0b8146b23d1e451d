"""The gate: from a request's headers to a principal, and the session's cookie."""

import ipaddress
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import cookie_parser
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from carbot.assets import graphiql_dir
from carbot.errors import Forbidden, Unauthenticated
from carbot.ids import keyed_hash, network
from carbot.outside import Outside
from resolvers.values import clean, origin_allowed
from tenants.identity import (
    ACCESS_PREFIX,
    DEVICE_LIFE,
    OPERATOR_SESSION_LIFE,
    PARTNER_PREFIX,
    SESSION_LIFE,
    BearerClaim,
    Claim,
    OperatorClaim,
    PartnerClaim,
    SessionClaim,
    VisitorClaim,
)
from tenants.models.accounts import Language

_CSRF = b"x-carbot-csrf"
_KEY = b"x-carbot-client-key"
_PROOF = b"x-carbot-proof"
_OPERATOR = b"x-carbot-operator"
_BEARERS: dict[str, Callable[[str, Language], Claim]] = {
    ACCESS_PREFIX: BearerClaim.of,
    PARTNER_PREFIX: PartnerClaim.of,
}
"""Whose a bearer token is, by how it begins."""
_WROTE = "carbot_wrote"
_WROTE_HEADER = f"{_WROTE}=1; HttpOnly; Max-Age=10; Path=/graphql; SameSite=lax".encode()
"""Longer than a replica lags behind."""


@dataclass(frozen=True, slots=True)
class Visit:
    """How a request came in."""

    language: Language
    address: str
    origin: str | None
    user_agent: str | None
    is_private: bool
    has_written: bool
    device: str | None
    proof: str | None


class _Request:
    """A request's headers and cookies, read once: every request comes through here."""

    __slots__ = ("_headers", "cookies", "scope")

    def __init__(self, scope: Any) -> None:
        self.scope = scope
        self._headers: dict[bytes, bytes] = {}
        for name, value in scope["headers"]:
            if name == b"cookie" and name in self._headers:
                self._headers[name] += b"; " + value
            if name == b"origin" and name in self._headers:
                # No browser sends two: together they are one that is allowed nowhere.
                self._headers[name] += b", " + value
            self._headers.setdefault(name, value)
        cookies = self.header(b"cookie")
        self.cookies: dict[str, str] = cookie_parser(cookies) if cookies else {}

    def header(self, name: bytes) -> str | None:
        """A header by its name in small letters; the first one where there are several."""
        value = self._headers.get(name)
        return None if value is None else value.decode("latin-1")


class RequestGate:
    """Reads what every request says of itself: a client key with its origin, a native client's token, or a
    session's cookie with its CSRF header."""

    def __init__(self, outside: Outside, arrive: Callable[[Claim | None, Visit], Any]) -> None:
        self._outside = outside
        self._arrive = arrive
        self._secret = outside.settings.secret_key.get_secret_value()
        self._own_origin = "{0.scheme}://{0.netloc}".format(urlsplit(outside.settings.public_url))
        prefix = "__Host-" if outside.settings.is_https else ""
        self.cookie = f"{prefix}carbot_session"
        self.device_cookie_name = f"{prefix}carbot_device"
        self.operator_cookie = f"{prefix}carbot_operator"

    def arrive(self, scope: Any) -> Any:
        """Who a request says it is. Raises Forbidden for an origin that is not ours and a missing CSRF header."""
        request = _Request(scope)
        visit = self._visit(request)
        return self._arrive(self._claim(request, visit), visit)

    def visit(self, scope: Any) -> Visit:
        """How a request came in, whoever it is from."""
        return self._visit(_Request(scope))

    def bearer(self, authorization: str | None, language: Language) -> Claim | None:
        """Whom a header Authorization speaks for; no page of another site can make a browser send one.

        Raises Unauthenticated for a token that is none of ours: its sender believes to be somebody.
        """
        scheme, _, rest = (authorization or "").partition(" ")
        token = rest.strip()
        if scheme.lower() != "bearer" or not token:
            return None
        for prefix, claim in _BEARERS.items():
            if token.startswith(prefix):
                return claim(token, language)
        raise Unauthenticated("This access token is not good. Please sign in again.")

    def session_cookie(self, token: str) -> bytes:
        """The header that keeps a session's token; an empty one removes it."""
        return self._set_cookie(self.cookie, token, SESSION_LIFE)

    def device_cookie(self, token: str) -> bytes:
        """The header that keeps the token a browser is known by; it stays when somebody signs out."""
        return self._set_cookie(self.device_cookie_name, token, DEVICE_LIFE)

    def operator_session_cookie(self, token: str) -> bytes:
        """The header that keeps an operator's token, which is sent from our own pages only."""
        return self._set_cookie(self.operator_cookie, token, OPERATOR_SESSION_LIFE, samesite="strict")

    def _set_cookie(self, name: str, value: str, life: timedelta, *, samesite: str = "lax") -> bytes:
        response = Response()
        flags: dict[str, Any] = {
            "httponly": True,
            "samesite": samesite,
            "path": "/",
            "secure": self._outside.settings.is_https,
        }
        if value:
            response.set_cookie(name, value, max_age=int(life.total_seconds()), **flags)
        else:
            response.delete_cookie(name, **flags)
        return dict(response.raw_headers)[b"set-cookie"]

    def written_cookie(self) -> bytes | None:
        """The header that has the next queries of a browser answered by the primary; None where there is no replica."""
        return _WROTE_HEADER if self._outside.settings.database_replica_url else None

    def graphiql(self) -> Response:
        """The page of GraphiQL; it loads from our own host only. It writes styles of its own."""
        page = graphiql_dir() / "index.html"
        if not page.is_file():
            return PlainTextResponse("GraphiQL was not built: run ./dev demo.", status_code=404)
        response = HTMLResponse(page.read_text(encoding="utf-8"))
        response.headers["content-security-policy"] = (
            "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline';"
            " font-src 'self' data:; img-src 'self' data:; connect-src 'self' ws: wss:; worker-src 'self' blob:"
        )
        return response

    def _claim(self, request: _Request, visit: Visit) -> Claim | None:
        if key := request.header(_KEY):
            token = (request.header(b"authorization") or "").removeprefix("Bearer ").strip() or None
            visitor = keyed_hash(self._secret, "visitor", network(visit.address))
            return VisitorClaim.of(clean(key), token, visit.origin, visit.language, self._allows, visitor)
        if bearer := self.bearer(request.header(b"authorization"), visit.language):
            return bearer
        if request.header(_OPERATOR) is not None:
            # Beside a member's cookie there may be an operator's: the header says which of them speaks.
            token = request.cookies.get(self.operator_cookie)
            if token is None:
                return None
            self._check_forgery(request, visit)
            return OperatorClaim.of(token, visit.language)
        if token := request.cookies.get(self.cookie):
            self._check_forgery(request, visit)
            return SessionClaim.of(token)
        return None

    def _allows(self, origin: str, allowed: Sequence[str]) -> bool:
        return origin == self._own_origin or origin_allowed(origin, allowed)

    def _check_forgery(self, request: _Request, visit: Visit) -> None:
        """A cookie comes along by itself, so a request with one must also show that our own page sent it."""
        if visit.origin is not None and visit.origin != self._own_origin:
            raise Forbidden("Requests with a session come from the dashboard only.", reason="ORIGIN")
        if request.scope["type"] == "websocket" or request.scope.get("method") == "GET":
            return
        from_own_page = request.header(b"sec-fetch-site") == "same-origin" and self._outside.settings.graphiql
        shows_header = request.header(_CSRF) is not None or request.header(_OPERATOR) is not None
        if not shows_header and not from_own_page:
            raise Forbidden(f"The header {_CSRF.decode()} is missing.", reason="CSRF")

    def _visit(self, request: _Request) -> Visit:
        client = request.scope.get("client")
        address = client[0] if client else "unknown"
        wanted = request.header(b"x-carbot-language") or request.header(b"accept-language") or ""
        return Visit(
            language=_language(wanted),
            address=address,
            origin=request.header(b"origin"),
            user_agent=request.header(b"user-agent"),
            is_private=request.scope["scheme"] in ("https", "wss") or _is_loopback(address),
            has_written=_WROTE in request.cookies,
            proof=request.header(_PROOF),
            device=request.cookies.get(self.device_cookie_name) or None,
        )


@lru_cache(maxsize=1_000)
def _language(wanted: str) -> Language:
    """The language that a header asks for; German when none of ours is."""
    for part in wanted.split(","):
        code = part.split(";")[0].strip()[:2].upper()
        if code in Language.__members__:
            return Language(code)
    return Language.DE


@lru_cache(maxsize=10_000)
def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
