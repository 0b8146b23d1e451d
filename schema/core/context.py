"""What a resolver gets of the request: who calls, from where, the reader of this answer and the current scope."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeAlias

import strawberry
import structlog
from graphql import GraphQLError, GraphQLResolveInfo

from carbot.errors import RequestError, Unavailable
from carbot.ids import new_id
from carbot.outside import Outside
from tenants.changing import Change
from tenants.errors import report
from tenants.identity import BearerClaim, Claim, OperatorClaim, SessionClaim
from tenants.models.accounts import Language
from tenants.permissions import VISITOR_PERMISSIONS
from tenants.principal import Principal, anonymous
from tenants.roles import DatabaseRole
from tenants.scope import Announce, Scope
from tenants.use_cases import UseCase
from tenants.writing import Writing

if TYPE_CHECKING:
    from uuid import UUID

    from schema.engine.engine import Operation
    from schema.engine.reading import Reader

_log = structlog.get_logger()


class Internal(RequestError):
    """Something broke here; the reference finds it in the log."""

    code = "INTERNAL"


@dataclass(frozen=True, slots=True)
class Caller:
    """How the request came in. `is_private` says that nobody between browser and server can read along.

    `has_written` says that the same browser changed something moments ago, so that a replica may not know of it yet.
    `device` is the token the browser has been known by since somebody signed in with it; `proof` is a challenge with
    its solution.
    """

    language: Language
    address: str
    origin: str | None
    user_agent: str | None
    is_private: bool
    has_written: bool = False
    device: str | None = None
    proof: str | None = None


Present: TypeAlias = Callable[
    ["Context", GraphQLResolveInfo[Any], Mapping[str, Any], Scope | Writing | Change[Any] | None, Scope | None],
    Awaitable[Any],
]
"""Makes a mutation's payload of what it carries."""


@dataclass(slots=True)
class Context:
    """One request's context.

    `operation` is set where the engine runs the request itself rather than graphql-core. `session_token` is set by a
    mutation that signs in, and empty by one that signs out; `device_token` says that this browser was signed in with.
    The edge makes the cookies. `access_token` is set by one that signs a native client in, which keeps no cookie;
    `operator_token` is the session token of operators. `has_moved` says that the caller is somewhere else from now on.
    """

    outside: Outside
    principal: Principal
    caller: Caller
    start_turn: "Callable[[UUID, UUID], None]"
    announce: Announce
    read: "Callable[[Context], Reader]"
    show: Present
    identify: "Callable[[], Awaitable[Principal | None]]"
    operation: "Operation | None" = None
    errors: list[GraphQLError] = field(default_factory=list)
    session_token: str | None = None
    device_token: str | None = None
    access_token: str | None = None
    has_moved: bool = False
    operator_token: str | None = None
    connection_params: dict[str, object] | None = None
    has_ended: bool = False
    _reader: "Reader | None" = None
    _scope: Scope | None = None

    @property
    def reader(self) -> "Reader":
        """Reads declared fields for graphql-core."""
        if self._reader is None:
            self._reader = self.read(self)
        return self._reader

    @reader.setter
    def reader(self, reader: "Reader") -> None:
        self._reader = reader

    @property
    def scope(self) -> Scope:
        """The scope of the mutation that is running."""
        assert self._scope is not None, "only a mutation has a scope"
        return self._scope

    def open_scope(self, use_case: UseCase[..., Any]) -> Scope:
        """A fresh write scope for one mutation field; what comes before there is a tenant is done as nobody."""
        principal = self.principal if use_case.permission is not None else anonymous(self.caller.language)
        if use_case.is_identity:
            principal = replace(principal, role=DatabaseRole.IDENTITY)
        self._scope = Scope(self.outside.database, principal, self.outside.clock, announce=self.announce)
        return self._scope

    async def present(self, info: "Info", carried: Mapping[str, Any], scope: Scope | None) -> Any:
        """A payload as its selection asks for it; without a scope there is nothing to read."""
        return await self.show(self, info._raw_info, carried, scope, None)

    async def write(
        self, info: "Info", carried: Mapping[str, Any], writing: Writing | Change[Any], within: Scope | None = None
    ) -> Any:
        """Write in one statement what a use case wants written, and show the payload of it. Raises Overtaken.

        A change is written in a transaction of its own, unless it is to be part of the one of a scope.
        """
        return await self.show(self, info._raw_info, carried, writing, within)

    async def present_anew(self, info: "Info", carried: Callable[[], Mapping[str, Any]]) -> Any:
        """A payload of a caller who has just signed in or out, read as the new one."""
        if claim := self._entered:
            self.principal = await self.outside.identity.of(claim, self.outside.clock.now()) or self.principal
        elif self.has_moved:
            self.principal = await self.identify() or self.principal
        async with Scope(self.outside.database, self.principal, self.outside.clock, read_only=True).begin() as scope:
            return await self.present(info, carried(), scope)

    @property
    def _entered(self) -> Claim | None:
        """The claim of who has just signed in; None where nobody did."""
        if self.operator_token:
            return OperatorClaim.of(self.operator_token, self.caller.language)
        if self.session_token:
            return SessionClaim.of(self.session_token)
        return BearerClaim.of(self.access_token) if self.access_token else None

    def tell(self, errors: Sequence[GraphQLError], above: Sequence[str | int]) -> None:
        """Add errors that are known although nothing was raised; their paths begin below `above`."""
        for error in errors:
            error.path = [*above, *(error.path or ())]
        self.errors += errors

    async def still_welcome(self) -> bool:
        """Whether the caller is still who they were when their stream began: same session, role and key."""
        try:
            found, was = await self.identify(), self.principal
            # Another name or language ends nothing.
            self.has_ended = found is None or replace(found, member_name=was.member_name, language=was.language) != was
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
        if self._reader is not None:
            await self._reader.close()
            self._reader = None


Info: TypeAlias = strawberry.Info[Context, None]


def internal(error: Exception, where: str) -> RequestError:
    """The error a caller sees for one nobody expected; the log keeps the cause under the same reference."""
    if isinstance(error, RequestError):
        return error
    reference = new_id().hex[:12]
    _log.exception("graphql.failed", field=where, reference=reference, exc_info=error)
    report(error, where, reference)
    return Internal(f"Something went wrong here. Reference: {reference}", reference=reference)
