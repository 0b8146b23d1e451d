"""The second factor: an app's codes, recovery codes, and the second step of a sign-in."""

from typing import Any

import strawberry

from carbot.clients.limits import RateClass
from carbot.ids import token_hash
from resolvers import accounts
from schema.accounts import Person, SessionTokens, Viewer, browser_of, enter
from schema.core.context import Info
from schema.core.mutations import mutation


@strawberry.type(description="What an app for codes needs. It is told once.")
class TotpPreparation:
    """The same secret three times: to type, to open, to scan."""

    secret: str = strawberry.field(description="The secret in Base32, to type into the app.")
    address: str = strawberry.field(description="The otpauth:// address that opens the app.")
    qr_code: str = strawberry.field(description="The address as a QR code: the text of an SVG image.")


@strawberry.input(description="The second step of a sign-in.")
class SessionFactorVerifyInput:
    """The challenge is good for five minutes and five tries."""

    token: str = strawberry.field(description="The token of the challenge.")
    code: str = strawberry.field(description="The app's code for now, or a recovery code.")


@strawberry.input(description="What proves who wants to change the second factor.")
class SecondFactorProofInput:
    """Both factors."""

    current_password: str = strawberry.field(description="The password.")
    code: str = strawberry.field(description="The app's code for now, or a recovery code.")


@strawberry.type
class Mutation:
    """The second factor's part of the root."""

    @mutation(
        accounts.verify_factor,
        "Finish a sign-in with the second factor; sets the session cookie, or answers with tokens if they were wanted.",
        limit=RateClass.AUTH,
        of=lambda given: token_hash(given["input"].token).hex(),
        viewer=Viewer,
        tokens=SessionTokens,
    )
    async def session_factor_verify(self, info: Info, input: SessionFactorVerifyInput) -> Any:
        context = info.context
        entered = await accounts.verify_factor(
            context.scope, input.token, input.code, browser_of(info), sealer=context.outside.sealer
        )
        return enter(info, entered)

    @mutation(
        accounts.prepare_totp,
        "Make a secret for an app that shows codes. Nothing asks for its codes before `totpEnable`.",
        limit=RateClass.AUTH,
        shows_secret=True,
        preparation=TotpPreparation,
    )
    async def totp_prepare(self, info: Info, current_password: str) -> Any:
        context = info.context
        return await accounts.prepare_totp(context.scope, current_password, sealer=context.outside.sealer)

    @mutation(
        accounts.enable_totp,
        "Switch the second factor on with the app's first code, and end all other sessions. The recovery codes are told"
        " once.",
        limit=RateClass.AUTH,
        shows_secret=True,
        recovery_codes=list[str],
    )
    async def totp_enable(self, info: Info, code: str) -> Any:
        return await accounts.enable_totp(info.context.scope, code, sealer=info.context.outside.sealer)

    @mutation(
        accounts.disable_totp,
        "Switch the second factor off. Sessions stay.",
        limit=RateClass.AUTH,
        person=Person,
    )
    async def totp_disable(self, info: Info, input: SecondFactorProofInput) -> Any:
        context = info.context
        return await accounts.disable_totp(
            context.scope, input.current_password, input.code, sealer=context.outside.sealer
        )

    @mutation(
        accounts.renew_recovery_codes,
        "Ten new recovery codes, told once; the old ones are good no more.",
        limit=RateClass.AUTH,
        shows_secret=True,
        recovery_codes=list[str],
    )
    async def recovery_codes_renew(self, info: Info, input: SecondFactorProofInput) -> Any:
        context = info.context
        return await accounts.renew_recovery_codes(
            context.scope, input.current_password, input.code, sealer=context.outside.sealer
        )
