"""Sessions: sign in and out."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete

from carbot.errors import DomainError, NotFound
from resolvers.accounts.devices import Browser, recognise
from resolvers.accounts.links import requested_confirmation
from resolvers.passwords import verify_password
from resolvers.values import Checks
from tenants import identity, memberships
from tenants.models.accounts import Session
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


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session's new token and, at a sign-in, the browser's: they go into cookies and nowhere else."""

    token: str
    device: str | None = None


async def sign_in(scope: Scope, account_id: UUID, browser: Browser) -> SignedIn:
    """Open a session for a person who has shown who they are, in the workshop they were in last."""
    workshop_id = await memberships.workshop_to_enter(scope, account_id)
    if workshop_id is not None:
        await memberships.enter(scope, account_id, workshop_id)
    token = identity.add_session(scope, account_id, workshop_id, browser.user_agent)
    return SignedIn(token, await recognise(scope, account_id, workshop_id, browser))


@use_case(None)
async def start_session(scope: Scope, address: str, password: str, browser: Browser, *, is_private: bool) -> SignedIn:
    """Sign in. Exactly one argon2 verification on every path, so that time does not tell who is known.

    `is_private` says that nobody between browser and server can read along.
    Raises HttpsRequired, WrongCredentials, EmailNotConfirmed.
    """
    if not is_private:
        raise HttpsRequired
    email = Checks().email("email", address, required=False) or ""
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
    return await sign_in(scope, account.id, browser)


@use_case(Permission.ACCOUNT, is_identity=True)
async def switch_workshop(scope: Scope, workshop_id: UUID) -> SignedIn:
    """Go on in another of one's workshops. The session gets a new token; streams of the old one end.

    Raises NotFound for a workshop the person is no member of.
    """
    return await enter_workshop(scope, workshop_id)


async def enter_workshop(scope: Scope, workshop_id: UUID) -> SignedIn:
    """Let the caller's session go on in a workshop. Raises NotFound where they are no member."""
    session_id, account_id = scope.principal.session_id, scope.principal.account_id
    assert session_id is not None, "a person who is signed in has a session"
    assert account_id is not None, "a session is a person's"
    token = await memberships.move_session(scope, session_id, account_id, workshop_id)
    if token is None:
        raise NotFound("id")
    scope.announce(Topic.SESSION, session_id, ChangeKind.DELETED)
    return SignedIn(token)


@use_case(Permission.ACCOUNT)
async def end_session(scope: Scope, session_id: UUID | None) -> None:
    """End a session of one's own; without an id, this one. Its streams close within seconds."""
    wanted = session_id or scope.principal.session_id
    await scope.execute(delete(Session).where(Session.id == wanted))
    if wanted:
        scope.announce(Topic.SESSION, wanted, ChangeKind.DELETED)
