"""Limits: what the caller may still ask for."""

from datetime import datetime, timedelta

import strawberry

from carbot.clients.limits import RateClass
from carbot.ids import network
from schema.core.context import Context
from schema.engine.declarations import caller
from tenants.principal import Principal


@strawberry.type(description="How many requests the caller may still make. A refusal says `RATE_LIMITED`.")
class RateLimit:
    """Every request counts, whatever it asks for; what it costs has a limit of its own (`extensions.cost`)."""

    limit: int = strawberry.field(description="How many requests a minute may have.")
    remaining: int = strawberry.field(
        description="How many are left of this minute; about, while several come at once."
    )
    reset_at: datetime = strawberry.field(description="When all of them are there again.")


def subject_of(principal: Principal, address: str) -> tuple[str, bool]:
    """Whom the class API counts, and whether somebody vouches for them; strangers are counted by key and network.

    Who holds an IPv6 address holds the 2⁶⁴ of its network, so these count as one.
    """
    known = (
        principal.member_id
        or principal.conversation_id
        or principal.installation_id
        or principal.account_id
        or principal.operator_id
        or principal.impersonation_id
    )
    if known is not None:
        return str(known), True
    return f"{principal.client_key_id or ''}@{network(address)}", False


def rate_limit_of(context: Context) -> RateLimit:
    """What is left to the request's caller, this request counted already."""
    subject, is_known = subject_of(context.principal, context.caller.address)
    budget = context.outside.limiter.budget(RateClass.API, subject, is_known=is_known)
    return RateLimit(
        limit=budget.limit,
        remaining=budget.remaining,
        reset_at=context.outside.clock.now() + timedelta(seconds=budget.resets_in),
    )


@strawberry.type
class Query:
    """The limits' part of the root."""

    rate_limit: RateLimit = caller(rate_limit_of, "How many requests you may still make.")
