"""The gate: from a request's headers to a principal, and the session's cookie."""

import ipaddress
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from carbot.assets import graphiql_dir
from carbot.errors import Forbidden
from carbot.outside import Outside
from resolvers.values import clean, origin_allowed
from tenants.identity import SESSION_LIFE, Claim, SessionClaim, VisitorClaim
from tenants.models.accounts import Language

_CSRF = "x-carbot-csrf"
_KEY = "x-carbot-client-key"
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


class RequestGate:
    """Reads what every request says of itself: a client key with its origin, a session cookie with its CSRF header."""

    def __init__(self, outside: Outside, arrive: Callable[[Claim | None, Visit], Any]) -> None:
        self._outside = outside
        self._arrive = arrive
        self._own_origin = "{0.scheme}://{0.netloc}".format(urlsplit(outside.settings.public_url))
        self.cookie = "__Host-carbot_session" if outside.settings.is_https else "carbot_session"

    def arrive(self, scope: Any) -> Any:
        """Who a request says it is. Raises Forbidden for an origin that is not ours and a missing CSRF header."""
        request = HTTPConnection(scope)
        visit = self._visit(request)
        return self._arrive(self._claim(request, visit), visit)

    def session_cookie(self, token: str) -> bytes:
        """The header that keeps a session's token; an empty one removes it."""
        response = Response()
        flags: dict[str, Any] = {
            "httponly": True,
            "samesite": "lax",
            "path": "/",
            "secure": self._outside.settings.is_https,
        }
        if token:
            response.set_cookie(self.cookie, token, max_age=int(SESSION_LIFE.total_seconds()), **flags)
        else:
            response.delete_cookie(self.cookie, **flags)
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

    def _claim(self, request: HTTPConnection, visit: Visit) -> Claim | None:
        if key := request.headers.get(_KEY):
            token = request.headers.get("authorization", "").removeprefix("Bearer ").strip() or None
            return VisitorClaim.of(clean(key), token, visit.origin, visit.language, self._allows)
        if token := request.cookies.get(self.cookie):
            self._check_forgery(request, visit)
            return SessionClaim.of(token)
        return None

    def _allows(self, origin: str, allowed: Sequence[str]) -> bool:
        return origin == self._own_origin or origin_allowed(origin, allowed)

    def _check_forgery(self, request: HTTPConnection, visit: Visit) -> None:
        """A cookie comes along by itself, so a request with one must also show that our own page sent it."""
        if visit.origin is not None and visit.origin != self._own_origin:
            raise Forbidden("Requests with a session come from the dashboard only.", reason="ORIGIN")
        if request.scope["type"] == "websocket" or request.scope.get("method") == "GET":
            return
        from_own_page = request.headers.get("sec-fetch-site") == "same-origin" and self._outside.settings.graphiql
        if _CSRF not in request.headers and not from_own_page:
            raise Forbidden(f"The header {_CSRF} is missing.", reason="CSRF")

    def _visit(self, request: HTTPConnection) -> Visit:
        address = request.client.host if request.client else "unknown"
        is_secure = request.scope["scheme"] in ("https", "wss")
        return Visit(
            language=_language(request.headers.get("x-carbot-language") or request.headers.get("accept-language", "")),
            address=address,
            origin=request.headers.get("origin"),
            user_agent=request.headers.get("user-agent"),
            is_private=is_secure or _is_loopback(address),
            has_written=_WROTE in request.cookies,
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
