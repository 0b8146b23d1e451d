"""Operators: enrol, sign in and out, and who runs the platform."""

from datetime import datetime
from typing import Any

import strawberry

from carbot.clients.limits import RateClass
from carbot.ids import token_hash
from resolvers import operators
from resolvers.values import folded_address
from schema.core.context import Context, Info
from schema.core.mutations import AfterCommit, mutation
from schema.core.nodes import Node
from schema.core.scalars import EmailAddress
from schema.engine.declarations import column, declared, every
from tenants import models
from tenants.permissions import Permission


@declared(models.operators.Operator, requires=Permission.PLATFORM_READ)
class Operator(Node):
    """A person who runs the platform."""

    name: str = column("What the person is called.")
    email: EmailAddress = column("The address the person signs in with.")
    confirmed_at: datetime | None = column("When password and authenticator app were set.")
    disabled_at: datetime | None = column("Since when the person may not sign in any more.")


@strawberry.type(description="What goes into an authenticator app.")
class OperatorEnrolment:
    """Shown once."""

    secret: str = strawberry.field(description="The secret to type into the app, in base32.")
    uri: str = strawberry.field(description="The same as an address (otpauth:).")
    qr_code: str = strawberry.field(description="The address as a QR code: the text of an SVG image.")


@strawberry.input(description="An operator's credentials.")
class OperatorSessionStartInput:
    """All three are needed."""

    email: EmailAddress = strawberry.field(description="The operator's address.")
    password: str = strawberry.field(description="The password.")
    code: str = strawberry.field(description="The code of the authenticator app, or a recovery code.")


@strawberry.type
class Query:
    """The operators' part of the root."""

    operators: list[Operator] | None = every(
        models.operators.Operator,
        "Everybody who runs the platform, by name.",
        ordering="NAME",
        requires=Permission.PLATFORM_READ,
    )


@strawberry.type
class Mutation:
    """The operators' part of the root."""

    @mutation(
        operators.enroll,
        "With the token of an enrolment link, set the password and get the secret of the authenticator app.",
        limit=RateClass.AUTH,
        of=lambda given: token_hash(given["token"]).hex(),
        shows_secret=True,
        enrolment=OperatorEnrolment,
    )
    async def operator_enroll(self, info: Info, token: str, password: str) -> Any:
        made = await operators.enroll(info.context.scope, token, password, sealer=info.context.outside.sealer)
        return OperatorEnrolment(secret=made.secret, uri=made.uri, qr_code=made.qr_code)

    @mutation(
        operators.confirm_enrolment,
        "Show the first code of the authenticator app and be signed in. The recovery codes are shown this once.",
        limit=RateClass.AUTH,
        of=lambda given: token_hash(given["token"]).hex(),
        shows_secret=True,
        operator=Operator,
        recovery_codes=list[str],
    )
    async def operator_enroll_confirm(self, info: Info, token: str, code: str) -> Any:
        caller = info.context.caller
        done = await operators.confirm_enrolment(
            info.context.scope,
            token,
            code,
            caller.user_agent,
            is_private=caller.is_private,
            sealer=info.context.outside.sealer,
        )
        return _enter(info, done.session.token, {"recovery_codes": list(done.recovery_codes)})

    @mutation(
        operators.start_session,
        "Sign in as an operator; sets the cookie of the operator area.",
        limit=RateClass.AUTH,
        of=lambda given: folded_address(given["input"].email),
        operator=Operator,
    )
    async def operator_session_start(self, info: Info, input: OperatorSessionStartInput) -> Any:
        caller = info.context.caller
        signed_in = await operators.start_session(
            info.context.scope,
            input.email,
            input.password,
            input.code,
            caller.user_agent,
            is_private=caller.is_private,
            sealer=info.context.outside.sealer,
        )
        return _enter(info, signed_in.token)

    @mutation(operators.end_session, "Sign out of the operator area.", is_ended=bool)
    async def operator_session_end(self, info: Info) -> Any:
        await operators.end_session(info.context.scope)
        info.context.operator_token = ""
        return True


def _enter(info: Info, token: str, beside: dict[str, Any] | None = None) -> AfterCommit:
    """Leave the token for the cookie; the operator is read once the session exists."""
    context: Context = info.context
    context.operator_token = token

    def told() -> Any:
        signed_in = models.operators.Operator(id=context.principal.operator_id)
        return signed_in if beside is None else {"operator": signed_in, **beside}

    return AfterCommit(told)
