"""Arrivals: a request as the web layer hands it over, before anybody has asked the database who it is."""

from dataclasses import dataclass
from typing import Any, Protocol

from carbot.outside import Outside
from schema.core.context import Caller
from tenants.identity import Claim
from tenants.models.accounts import Language
from tenants.principal import Principal, anonymous


@dataclass(slots=True)
class Arrival:
    """Who a request says it is, and how it came in. `renewed_token` is the session's new one, where it got one."""

    claim: Claim | None
    caller: Caller
    outside: Outside
    renewed_token: str | None = None

    async def identify(self) -> Principal:
        """Who it is. Raises Forbidden, Unauthenticated, Unavailable."""
        nobody = anonymous(self.caller.language)
        if self.claim is None:
            return nobody
        return await self.outside.identity.of(self.claim, self.outside.clock.now()) or nobody


class Gate(Protocol):
    """The web layer's part: read a request's credentials, and keep or drop the session's cookie."""

    def arrive(self, scope: Any) -> Arrival:
        """Read the headers of an ASGI scope. Raises Forbidden for a forged request."""
        ...

    def bearer(self, authorization: str | None, language: Language) -> Claim | None:
        """Whom a header Authorization speaks for."""
        ...

    def session_cookie(self, token: str) -> bytes:
        """The Set-Cookie header that keeps a session's token; an empty one removes it."""
        ...

    def device_cookie(self, token: str) -> bytes:
        """The Set-Cookie header that keeps the token a browser is known by."""
        ...

    def operator_session_cookie(self, token: str) -> bytes:
        """The same for an operator's token."""
        ...

    def written_cookie(self) -> bytes | None:
        """The Set-Cookie header after a change, where queries may be answered by a replica."""
        ...

    def graphiql(self) -> Any:
        """The page of GraphiQL, where the settings allow it."""
        ...
