"""Passwords: set a new one, by who knows the current one or by a mailed link."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete

from carbot.errors import DomainError
from resolvers.accounts.devices import Browser
from resolvers.accounts.entering import Entered, enter
from resolvers.accounts.links import LinkExpired, void_links
from resolvers.accounts.persons import own_account
from resolvers.accounts.sessions import end_other_sessions
from resolvers.passwords import check_new_password, hash_password, verify_password
from resolvers.values import Checks
from tenants import identity
from tenants.models.accounts import Account, LinkPurpose, Session
from tenants.models.factors import SignInChallenge
from tenants.outbox import Job
from tenants.permissions import Permission
from tenants.scope import Scope
from tenants.use_cases import use_case


class WrongPassword(DomainError):
    """The current password is another one."""

    code = "WRONG_PASSWORD"


@dataclass(frozen=True, slots=True)
class PasswordResetRequested(Job):
    """Somebody forgot a password."""

    account_id: UUID


@dataclass(frozen=True, slots=True)
class PasswordChanged(Job):
    """A password was set anew."""

    account_id: UUID


@use_case(None)
async def request_password_reset(scope: Scope, address: str) -> str:
    """Mail a reset link to whoever has an account. Says nothing about who is known."""
    checks = Checks()
    email = checks.email("email", address) or ""
    checks.done()
    account = await identity.find_account(scope, email)
    if account is not None:
        scope.enqueue(PasswordResetRequested(account.id))
    return email


@use_case(None)
async def reset_password(scope: Scope, token: str, password: str, browser: Browser) -> Entered:
    """Spend a reset link: set the password, end all other sessions, sign in, or come as far as the second factor.

    Raises LinkExpired, Rejected.
    """
    checks = Checks()
    await check_new_password(checks, "password", password)
    checks.done()
    password_hash = await hash_password(password)
    account = await identity.use_link(scope, token, LinkPurpose.RESET_PASSWORD)
    if account is None:
        raise LinkExpired("token")
    account.password_hash = password_hash
    account.email_confirmed_at = account.email_confirmed_at or scope.now
    await scope.execute(delete(Session).where(Session.account_id == account.id))
    await void_links(scope, account.id)
    await scope.execute(delete(SignInChallenge).where(SignInChallenge.account_id == account.id))
    scope.enqueue(PasswordChanged(account.id))
    return await enter(scope, account.id, browser)


@use_case(Permission.ACCOUNT)
async def change_password(scope: Scope, current: str, new: str) -> Account:
    """Set a new password, who knows the current one, and end all other sessions.

    Raises WrongPassword, Rejected.
    """
    account = await confirm_password(scope, current, "input", "currentPassword")
    checks = Checks("input")
    await check_new_password(checks, "newPassword", new, account.email, account.name)
    checks.done()
    account.password_hash = await hash_password(new)
    await end_other_sessions(scope)
    await void_links(scope, account.id)
    scope.audit("person.password_changed", account)
    scope.enqueue(PasswordChanged(account.id))
    await scope.flush()
    return account


async def confirm_password(scope: Scope, current: str, *path: str) -> Account:
    """The scope's person, who knows their password. Raises WrongPassword for the input field at `path`."""
    account = await own_account(scope)
    right, _ = await verify_password(current[:1024], account.password_hash)
    if not right:
        raise WrongPassword(*path)
    return account
