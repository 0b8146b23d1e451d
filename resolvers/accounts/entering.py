"""Entering: what follows once the first step of a sign-in was right, whichever step that was."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, exists, select

from carbot.ids import new_token, token_hash
from resolvers.accounts.devices import Browser, recognise
from resolvers.accounts.tokens import Tokens, add_native_session
from tenants import identity, memberships
from tenants.models.factors import SignInChallenge, TotpFactor
from tenants.scope import Scope

CHALLENGE_LIFE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session's new token and, at a sign-in, the browser's: they go into cookies and nowhere else."""

    token: str
    device: str | None = None


@dataclass(frozen=True, slots=True)
class SecondFactorNeeded:
    """The first step was right and the person has a second factor: no session yet, the token is for the second step."""

    token: str
    expires_at: datetime


Entered = SignedIn | Tokens | SecondFactorNeeded


async def enter(scope: Scope, account_id: UUID, browser: Browser, *, wants_tokens: bool = False) -> Entered:
    """Let a person in, or ask for their second factor. Every way to a session leads through here."""
    asked = exists().where(TotpFactor.account_id == account_id, TotpFactor.enabled_at.is_not(None))
    if not (await scope.execute(select(asked))).scalar_one():
        return await admit(scope, account_id, browser, wants_tokens=wants_tokens)
    stale = (SignInChallenge.account_id == account_id) & (SignInChallenge.expires_at < scope.now)
    await scope.execute(delete(SignInChallenge).where(stale))
    needed = SecondFactorNeeded(new_token(), scope.now + CHALLENGE_LIFE)
    scope.add(
        SignInChallenge(
            account_id=account_id,
            token_hash=token_hash(needed.token),
            wants_tokens=wants_tokens,
            expires_at=needed.expires_at,
        )
    )
    return needed


async def admit(scope: Scope, account_id: UUID, browser: Browser, *, wants_tokens: bool = False) -> SignedIn | Tokens:
    """Open the session of a person who has shown everything there is to show, in the workshop they were in last."""
    workshop_id = await memberships.workshop_to_enter(scope, account_id)
    if workshop_id is not None:
        await memberships.sign_in(scope, account_id, workshop_id)
    device = await recognise(scope, account_id, workshop_id, browser)
    if wants_tokens:
        return add_native_session(scope, account_id, workshop_id, browser.user_agent)
    return SignedIn(identity.add_session(scope, account_id, workshop_id, browser.user_agent), device)
