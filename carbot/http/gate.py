"""The gate: from a request's headers to a principal, and the session's cookie."""

import ipaddress
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from carbot.assets import graphiql_dir
from carbot.errors import Forbidden, Unauthenticated
from carbot.outside import Outside
from resolvers.values import origin_allowed
from tenants.identity import SESSION_LIFE
from tenants.models.accounts import Language
from tenants.principal import Principal, anonymous

_CSRF = "x-carbot-csrf"
_KEY = "x-carbot-client-key"


@dataclass(frozen=True, slots=True)
class Visit:
    """How a request came in."""

    language: Language
    address: str
    origin: str | None
    user_agent: str | None
    is_private: bool


class RequestGate:
    """Identifies every request anew: a client key with its origin, a session cookie with its CSRF header, or nobody."""

    def __init__(self, outside: Outside, arrive: Callable[..., Any]) -> None:
        self._outside = outside
        self._arrive = arrive
        self._own_origin = "{0.scheme}://{0.netloc}".format(urlsplit(outside.settings.public_url))
        self.cookie = "__Host-carbot_session" if outside.settings.is_https else "carbot_session"

    async def admit(self, request: HTTPConnection) -> Any:
        """Say who is calling. Raises Forbidden for a key or origin that is not allowed and a missing CSRF header."""
        visit = self._visit(request)
        identify = self._identifier(request, visit)
        principal = await identify() or anonymous(visit.language)
        return self._arrive(principal, visit, identify)

    def keep_session(self, response: Response, token: str) -> None:
        """Put a session's token into the cookie; an empty one removes it."""
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

    def _identifier(self, request: HTTPConnection, visit: Visit) -> Callable[[], Awaitable[Principal | None]]:
        if key := request.headers.get(_KEY):
            token = request.headers.get("authorization", "").removeprefix("Bearer ").strip() or None
            return lambda: self._visitor(key, token, visit)
        if token := request.cookies.get(self.cookie):
            self._check_forgery(request, visit)
            return lambda: self._member(token)
        return _nobody

    async def _visitor(self, key: str, token: str | None, visit: Visit) -> Principal:
        found = await self._outside.identity.by_client_key(key)
        if found is None:
            raise Forbidden("This client key is unknown or revoked.", reason="KEY")
        is_own = visit.origin == self._own_origin
        if visit.origin is None or not (is_own or origin_allowed(visit.origin, found.allowed_origins)):
            raise Forbidden("This client key may not be used from here.", reason="ORIGIN")
        principal = await self._outside.identity.visitor(found, token, visit.language)
        if principal is None:
            raise Unauthenticated("The conversation's token has expired. Please begin a new conversation.")
        return principal

    async def _member(self, token: str) -> Principal | None:
        found = await self._outside.identity.by_session(token, self._outside.clock.now())
        if found is None:
            return None
        if found.is_stale and found.principal.session_id:
            await self._outside.identity.touch_session(found.principal.session_id)
        return found.principal

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
        is_secure = request.url.scheme in ("https", "wss")
        return Visit(
            language=_language(request),
            address=address,
            origin=request.headers.get("origin"),
            user_agent=request.headers.get("user-agent"),
            is_private=is_secure or _is_loopback(address),
        )


async def _nobody() -> Principal | None:
    return None


def _language(request: HTTPConnection) -> Language:
    """The language that is asked for; German when none of ours is."""
    wanted = request.headers.get("x-carbot-language") or request.headers.get("accept-language", "")
    for part in wanted.split(","):
        code = part.split(";")[0].strip()[:2].upper()
        if code in Language.__members__:
            return Language(code)
    return Language.DE


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
