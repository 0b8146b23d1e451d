"""Mutations: one transaction each, refusals in the payload, the payload's type made from what it carries."""

import inspect
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import strawberry
from strawberry.tools import create_type

from carbot.clients.limits import RateClass
from carbot.errors import DomainError, Overtaken, RateLimited
from carbot.ids import network
from schema.core.context import Context, Info, internal
from schema.core.cost import cost_of
from schema.core.errors import UserError, user_errors
from schema.core.fields import describe_arguments
from schema.core.repeats import request_of, told_again, written_down
from schema.core.requires import requires
from schema.engine.declarations import carried
from tenants.changing import Change
from tenants.idempotency import claim, keep
from tenants.use_cases import UseCase, require
from tenants.writing import Writing

_WEIGHT = 10
_MOST_ATTEMPTS = 20
_KEY = inspect.Parameter(
    "idempotency_key", inspect.Parameter.POSITIONAL_OR_KEYWORD, default=None, annotation=str | None
)

Resolver = Callable[..., Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class AfterCommit:
    """What a payload carries when it can only be said once the change is committed, because the caller is another."""

    value: Callable[[], Any]


def mutation(
    use_case: UseCase[Any, Any],
    description: str,
    *,
    limit: RateClass | None = None,
    counts_refusals: bool = True,
    needs_proof: bool = False,
    shows_secret: bool = False,
    of: Callable[[dict[str, Any]], str] | None = None,
    **carries: Any,
) -> Callable[[Resolver], Any]:
    """Make a mutation field of a resolver that returns what the payload carries (a dict when it is more than one).

    `limit` is checked first, or, where refusals do not count, once the input has proved right. It counts the caller, or
    whoever the arguments are `of`: a password is guessed of one account, whoever guesses. What
    `needs_proof` asks widgets whose key is under attack for a proof of work before that.
    Every mutation takes an `idempotencyKey`, unless its resolver has one of its own: the same request gets the first
    answer again, or, where that `shows_secret`, the refusal that it was done. The use case's permission is printed;
    a DomainError rolls back and becomes `errors`, with everything else null.
    """

    def decorate(resolver: Resolver) -> Any:
        payload = _payload(resolver.__name__, carries)
        signature = inspect.signature(resolver)
        has_own_key = _KEY.name in signature.parameters

        async def run(self: Any, info: Info, **arguments: Any) -> Any:
            context: Context = info.context
            key = None if has_own_key else arguments.pop(_KEY.name, None)
            if needs_proof and context.principal.client_key_id is not None:
                await context.outside.limiter.proofs.check(context.principal.client_key_id, context.caller.proof)
            if limit is not None and counts_refusals:
                await _count(context, limit, of and of(arguments))
            for _ in range(_MOST_ATTEMPTS):
                with suppress(Overtaken):
                    return await attempt(self, info, arguments, key)
            raise Overtaken

        async def attempt(self: Any, info: Info, arguments: dict[str, Any], key: str | None) -> Any:
            context: Context = info.context
            shown, told_before = None, len(context.errors)
            try:
                request = request_of(context, info, key) if use_case.permission is not None else None
                async with context.open_scope(use_case).begin() as scope:
                    if request is not None:
                        require(scope, use_case.permission)
                        first = await claim(scope, request)
                        if first is not None:
                            return told_again(context, first)
                    answer = await resolver(self, info, **arguments)
                    if limit is not None and not counts_refusals:
                        await _count(context, limit, of and of(arguments))
                    if isinstance(answer, Writing):
                        assert request is None, "one statement stores its own key: the resolver takes it"
                        shown = await context.write(info, {**dict.fromkeys(carries), "errors": []}, answer)
                    elif isinstance(answer, Change):
                        within = None if request is None else scope
                        shown = await context.write(info, told(answer.row), answer, within)
                    elif not isinstance(answer, AfterCommit):
                        shown = await context.present(info, told(answer), scope)
                    if request is not None and shown is not None and not shows_secret:
                        await keep(scope, request, written_down(shown, context.errors[told_before:]))
                if isinstance(answer, AfterCommit):
                    shown = await context.present_anew(info, lambda: told(answer.value()))
            except DomainError as refusal:
                return await context.present(info, refused(context, refusal), None)
            except Overtaken:
                raise
            except Exception as error:
                raise internal(error, resolver.__name__) from error
            return shown

        def told(answer: Any) -> dict[str, Any]:
            values = answer if len(carries) > 1 else {next(iter(carries)): answer}
            return {**values, "errors": []}

        def refused(context: Context, refusal: DomainError) -> dict[str, Any]:
            return {**dict.fromkeys(carries), "errors": user_errors(refusal, context.caller.language)}

        run.__name__ = resolver.__name__
        run.__doc__ = resolver.__doc__
        run.__module__ = resolver.__module__
        run.shows_secret = shows_secret  # type: ignore[attr-defined]  # a function carries attributes
        parameters = [*signature.parameters.values(), *([] if has_own_key else [_KEY])]
        run.__signature__ = signature.replace(  # type: ignore[attr-defined]
            parameters=parameters, return_annotation=payload | None
        )
        run.__annotations__ = {**resolver.__annotations__, _KEY.name: str | None, "return": payload | None}
        field = strawberry.mutation(
            resolver=run, description=description, directives=[*requires(use_case.permission), *cost_of(_WEIGHT)]
        )
        return describe_arguments(field)

    return decorate


def _payload(resolver_name: str, carries: dict[str, Any]) -> type:
    """The payload type `LeadUpdatePayload` of `lead_update`."""
    name = "".join(part.capitalize() for part in resolver_name.split("_")) + "Payload"
    fields = [
        carried(python_name, kind | None, "What became of it; null when it was refused.")
        for python_name, kind in carries.items()
    ]
    errors = carried("errors", list[UserError], "Why it was refused; empty when it was done.")
    return create_type(name, [*fields, errors], description=f"The outcome of `{_camel(resolver_name)}`.")


def _camel(name: str) -> str:
    head, *tail = name.split("_")
    return head + "".join(part.capitalize() for part in tail)


async def _count(context: Context, limit: RateClass, subject: str | None) -> None:
    """Count one request under its limit, and a refusal for those who run the platform. Raises RateLimited."""
    try:
        await context.outside.limiter.check(limit, _subjects(context, limit, subject))
    except RateLimited:
        context.outside.refusals.count(limit, context.caller.address, context.principal)
        raise


def _subjects(context: Context, limit: RateClass, subject: str | None) -> tuple[str, str]:
    """Whom a limit counts: the caller or the arguments' subject, and the address it comes from.

    AUTH counts both of them together, so that nobody's guesses lock the one who is guessed out everywhere.
    """
    principal, address = context.principal, network(context.caller.address)
    known = principal.conversation_id or principal.installation_id or principal.account_id
    caller = str(subject or known or "")
    if limit is RateClass.AUTH or not caller:
        caller = f"{caller}@{address}"
    return caller, address
