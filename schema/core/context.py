"""What a resolver gets of the request: who calls, from where, the reader of this answer and the current scope."""

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

import strawberry
import structlog

from carbot.errors import CarbotError, RequestError, Unavailable
from carbot.ids import new_id
from carbot.outside import Outside
from tenants.models.accounts import Language
from tenants.permissions import VISITOR_PERMISSIONS
from tenants.principal import Principal, anonymous
from tenants.scope import Announce, Scope

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from uuid import UUID

    from schema.engine.reference import Reader

_log = structlog.get_logger()


class Internal(RequestError):
    """Something broke here; the reference finds it in the log."""

    code = "INTERNAL"


@dataclass(frozen=True, slots=True)
class Caller:
    """How the request came in. `is_private` says that nobody between browser and server can read along."""

    language: Language
    address: str
    origin: str | None
    user_agent: str | None
    is_private: bool


@dataclass(slots=True)
class Context:
    """One request's context.

    `session_token` is set by a mutation that signs in, and empty by one that signs out; the edge makes the cookie.
    """

    outside: Outside
    principal: Principal
    caller: Caller
    start_turn: "Callable[[UUID, UUID], None]"
    announce: Announce
    read: "Callable[[Context], Reader]"
    identify: "Callable[[], Awaitable[Principal | None]]"
    reader: "Reader" = field(init=False)
    session_token: str | None = None
    connection_params: dict[str, object] | None = None
    has_ended: bool = False
    _scope: Scope | None = None

    def __post_init__(self) -> None:
        self.reader = self.read(self)

    @property
    def scope(self) -> Scope:
        """The scope of the mutation that is running."""
        assert self._scope is not None, "only a mutation has a scope"
        return self._scope

    def open_scope(self, *, needs_tenant: bool) -> Scope:
        """A fresh write scope for one mutation field; what comes before there is a tenant is done as nobody."""
        principal = self.principal if needs_tenant else anonymous(self.caller.language)
        self._scope = Scope(self.outside.database, principal, self.outside.clock, announce=self.announce)
        return self._scope

    async def settle(self) -> None:
        """After a mutation's commit: what is read from now on is read anew, and as who has just signed in."""
        if self.session_token:
            found = await self.outside.identity.by_session(self.session_token, self.outside.clock.now())
            if found is not None:
                self.principal = found.principal
        await self.reader.close()
        self.reader = self.read(self)

    async def still_welcome(self) -> bool:
        """Whether the caller is still who they were when their stream began: same session, role and key."""
        try:
            self.has_ended = await self.identify() != self.principal
        except Unavailable:
            return True
        except RequestError:
            self.has_ended = True
        return not self.has_ended

    def enter_conversation(self, conversation_id: "UUID") -> None:
        """From here on the visitor may see the conversation that was just begun."""
        self.principal = replace(self.principal, conversation_id=conversation_id, permissions=VISITOR_PERMISSIONS)

    async def close(self) -> None:
        """Give back what the request held."""
        await self.reader.close()


Info: TypeAlias = strawberry.Info[Context, None]


def internal(error: Exception, where: str) -> RequestError:
    """The error a caller sees for one nobody expected; the log keeps the cause under the same reference."""
    if isinstance(error, RequestError):
        return error
    reference = new_id().hex[:12]
    if isinstance(error, CarbotError):
        return Internal(str(error), reference=reference)
    _log.exception("graphql.failed", field=where, reference=reference, exc_info=error)
    return Internal(f"Something went wrong here. Reference: {reference}", reference=reference)
