"""Sessions: sign in and out, and where one is signed in."""

from typing import Any

import strawberry
from strawberry import ID

from carbot.clients.limits import RateClass
from resolvers import accounts
from resolvers.values import folded_address
from schema.accounts import SecondFactorChallenge, Session, SessionTokens, Viewer, browser_of, enter, go_on
from schema.core.context import Info
from schema.core.mutations import mutation
from schema.core.nodes import key_of, key_or_none
from schema.core.scalars import EmailAddress
from schema.engine.declarations import every
from tenants import models
from tenants.permissions import Permission


@strawberry.input(description="Credentials.")
class SessionStartInput:
    """Address and password."""

    email: EmailAddress = strawberry.field(description="The address of the account.")
    password: str = strawberry.field(description="The password.")
    wants_tokens: bool = strawberry.field(
        default=False, description="For native clients: answer with tokens instead of setting a cookie."
    )


@strawberry.type
class Query:
    """The sessions' part of the root."""

    sessions: list[Session] | None = every(
        models.accounts.Session,
        "Where the person is signed in, latest use first.",
        ordering="LATEST",
        requires=Permission.ACCOUNT,
    )


@strawberry.type
class Mutation:
    """The sessions' part of the root."""

    @mutation(
        accounts.start_session,
        "Sign in; sets the session cookie, or answers with tokens. With a second factor it only begins the sign-in.",
        limit=RateClass.AUTH,
        of=lambda given: folded_address(given["input"].email),
        viewer=Viewer,
        tokens=SessionTokens,
        second_factor=SecondFactorChallenge,
    )
    async def session_start(self, info: Info, input: SessionStartInput) -> Any:
        caller = info.context.caller
        entered = await accounts.start_session(
            info.context.scope,
            input.email,
            input.password,
            browser_of(info),
            is_private=caller.is_private,
            wants_tokens=input.wants_tokens,
        )
        return enter(info, entered)

    @mutation(
        accounts.refresh_session,
        "Exchange a refresh token for new tokens. One that was used before ends the whole session.",
        tokens=SessionTokens,
    )
    async def session_refresh(self, info: Info, refresh_token: str) -> Any:
        return await accounts.refresh_session(info.context.scope, refresh_token)

    @mutation(accounts.switch_workshop, "Go on in another workshop one works in.", viewer=Viewer)
    async def workshop_switch(self, info: Info, id: ID) -> Any:
        return go_on(info, await accounts.switch_workshop(info.context.scope, key_of(models.workshops.Workshop, id)))

    @mutation(accounts.end_session, "Sign out; with an id, end another session of one's own.", is_ended=bool)
    async def session_end(self, info: Info, id: ID | None = None) -> Any:
        await accounts.end_session(info.context.scope, key_or_none(models.accounts.Session, id))
        if id is None:
            info.context.session_token = ""
        return True
