"""Sessions: sign in and out."""

from uuid import UUID

from sqlalchemy import delete, select

from carbot.errors import DomainError, NotFound
from resolvers.accounts.devices import Browser
from resolvers.accounts.entering import Entered, enter
from resolvers.accounts.links import requested_confirmation
from resolvers.passwords import verify_password
from resolvers.values import folded_address
from tenants import identity, memberships
from tenants.models.accounts import Session
from tenants.models.factors import SignInChallenge
from tenants.outbox import ChangeKind, Topic
from tenants.permissions import Permission
from tenants.scope import Scope
from tenants.use_cases import use_case


class WrongCredentials(DomainError):
    """Address and password do not belong together; it does not say which of them is wrong."""

    code = "WRONG_CREDENTIALS"


class EmailNotConfirmed(DomainError):
    """The password is right and the address was not confirmed yet; a new link is on its way."""

    code = "EMAIL_NOT_CONFIRMED"


class HttpsRequired(DomainError):
    """A sign-in over plain http from another machine would show the password to everybody on the way."""

    code = "HTTPS_REQUIRED"


@use_case(None)
async def start_session(
    scope: Scope, address: str, password: str, browser: Browser, *, is_private: bool, wants_tokens: bool = False
) -> Entered:
    """Sign in, or come as far as the second factor.

    Exactly one argon2 verification on every path, so that time does not tell who is known.

    `is_private` says that nobody between browser and server can read along, `wants_tokens` that a native client asks.
    Raises HttpsRequired, WrongCredentials, EmailNotConfirmed.
    """
    if not is_private:
        raise HttpsRequired
    email = folded_address(address)
    account = await identity.find_account(scope, email) if email else None
    right, renewed = await verify_password(password[:1024], account.password_hash if account else None)
    if account is None or not right:
        raise WrongCredentials("input", "password")
    if not account.is_email_confirmed:
        account_id = account.id

        async def send_again(effects: Scope) -> None:
            effects.enqueue(await requested_confirmation(effects, account_id))

        scope.on_refusal(send_again)
        raise EmailNotConfirmed("input", "email")
    if renewed:
        account.password_hash = renewed
    return await enter(scope, account.id, browser, wants_tokens=wants_tokens)


@use_case(Permission.ACCOUNT, is_identity=True)
async def switch_workshop(scope: Scope, workshop_id: UUID) -> memberships.Moved:
    """Go on in another of one's workshops. A browser's session gets a new token; streams of the old one end.

    Raises NotFound for a workshop the person is no member of.
    """
    return await enter_workshop(scope, workshop_id)


async def enter_workshop(scope: Scope, workshop_id: UUID) -> memberships.Moved:
    """Let the caller's session go on in a workshop. Raises NotFound where they are no member."""
    session_id, account_id = scope.principal.session_id, scope.principal.account_id
    assert session_id is not None, "a person who is signed in has a session"
    assert account_id is not None, "a session is a person's"
    moved = await memberships.move_session(scope, session_id, account_id, workshop_id)
    if moved is None:
        raise NotFound("id")
    scope.announce(Topic.SESSION, session_id, ChangeKind.DELETED)
    return moved


@use_case(Permission.ACCOUNT)
async def end_session(scope: Scope, session_id: UUID | None) -> None:
    """End a session of one's own; without an id, this one. Its streams close within seconds."""
    wanted = session_id or scope.principal.session_id
    await scope.execute(delete(Session).where(Session.id == wanted))
    if wanted:
        scope.announce(Topic.SESSION, wanted, ChangeKind.DELETED)


async def end_other_sessions(scope: Scope) -> None:
    """End all sessions of the scope's person but this one, and the sign-ins that wait for their second step."""
    others = select(Session.id).where(Session.id != scope.principal.session_id)
    for session_id in (await scope.execute(others)).scalars():
        scope.announce(Topic.SESSION, session_id, ChangeKind.DELETED)
    await scope.execute(delete(Session).where(Session.id != scope.principal.session_id))
    await scope.execute(delete(SignInChallenge).where(SignInChallenge.account_id == scope.principal.account_id))
