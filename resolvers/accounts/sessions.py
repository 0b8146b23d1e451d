"""Sessions: sign in and out."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete

from carbot.errors import DomainError
from resolvers.accounts.links import requested_confirmation
from resolvers.passwords import verify_password
from resolvers.values import Checks
from tenants import identity
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
    """A new session: its token goes into the cookie and nowhere else."""

    token: str


@use_case(None)
async def start_session(
    scope: Scope, address: str, password: str, user_agent: str | None, *, is_private: bool
) -> SignedIn:
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
    workshop_id = await identity.first_workshop_of(scope, account.id)
    return SignedIn(identity.add_session(scope, account.id, workshop_id, user_agent))


@use_case(Permission.ACCOUNT)
async def end_session(scope: Scope, session_id: UUID | None) -> None:
    """End a session of one's own; without an id, this one. Its streams close within seconds."""
    wanted = session_id or scope.principal.session_id
    await scope.execute(delete(Session).where(Session.id == wanted))
    if wanted:
        scope.announce(Topic.SESSION, wanted, ChangeKind.DELETED)
