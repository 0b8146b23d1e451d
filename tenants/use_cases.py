"""Use cases: functions of a scope that declare the permission they need, once, for every edge."""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from carbot.errors import Forbidden, RequestError, Unauthenticated
from tenants.entitlements import require_plan
from tenants.permissions import Permission
from tenants.principal import Principal, PrincipalKind
from tenants.scope import Scope

Parameters = ParamSpec("Parameters")
Answer = TypeVar("Answer")
Answer_co = TypeVar("Answer_co", covariant=True)


class UseCase(Protocol[Parameters, Answer_co]):
    """A checked use case; `permission` is what the schema prints, None where anybody may.

    `is_identity` says that it works as carbot_identity, because it reaches beyond the caller's workshop.
    """

    permission: Permission | None
    is_identity: bool

    def __call__(
        self, scope: Scope, /, *args: Parameters.args, **kwargs: Parameters.kwargs
    ) -> Awaitable[Answer_co]: ...


def use_case(
    permission: Permission | None, *, is_identity: bool = False
) -> Callable[[Callable[Concatenate[Scope, Parameters], Awaitable[Answer]]], UseCase[Parameters, Answer]]:
    """Check the permission before the use case runs. Raises Unauthenticated, Forbidden or PlanNeeded."""

    def decorate(
        function: Callable[Concatenate[Scope, Parameters], Awaitable[Answer]],
    ) -> UseCase[Parameters, Answer]:
        @wraps(function)
        async def checked(scope: Scope, /, *args: Parameters.args, **kwargs: Parameters.kwargs) -> Answer:
            require(scope, permission)
            if permission is not None:
                require_plan(scope.principal, permission)
            return await function(scope, *args, **kwargs)

        checked.permission = permission  # type: ignore[attr-defined]  # a function carries attributes
        checked.is_identity = is_identity  # type: ignore[attr-defined]
        return checked  # type: ignore[return-value]

    return decorate


def require(scope: Scope, permission: Permission | None) -> None:
    """Raise Unauthenticated for a nobody and Forbidden for a somebody without the permission."""
    if permission is not None and (refused := refusal(scope.principal, permission)):
        raise refused


def refusal(principal: Principal, permission: Permission) -> RequestError | None:
    """Why a caller may not do what needs this permission; None when it may."""
    if principal.may(permission):
        return None
    if principal.kind is PrincipalKind.ANONYMOUS:
        return Unauthenticated("Please sign in.")
    return Forbidden("You may not do this.", permission=permission.value)
