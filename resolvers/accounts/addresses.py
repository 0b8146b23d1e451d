"""Addresses: another one to sign in with, which counts once its mail has arrived."""

from dataclasses import dataclass
from uuid import UUID

from resolvers.accounts.links import LinkExpired, void_links
from resolvers.accounts.passwords import WrongPassword
from resolvers.accounts.persons import own_account
from resolvers.accounts.registration import KnownAddressRegistered
from resolvers.passwords import verify_password
from resolvers.values import Checks
from tenants import identity, memberships
from tenants.models.accounts import LinkPurpose
from tenants.outbox import Job
from tenants.permissions import Permission
from tenants.scope import Scope
from tenants.use_cases import use_case


@dataclass(frozen=True, slots=True)
class EmailChangeRequested(Job):
    """A person wants another address, which nobody has: it gets the link."""

    account_id: UUID
    email: str


@dataclass(frozen=True, slots=True)
class EmailChangeNoticed(Job):
    """Somebody who knows the password wants another address: the present one is told."""

    account_id: UUID


@use_case(Permission.ACCOUNT, is_identity=True)
async def request_email_change(scope: Scope, address: str, password: str) -> str:
    """Mail a link to the address a person wants to have, and a notice to the one they have. Returns the folded address.

    The answer is the same where the address is somebody else's; that person is told by mail. One argon2 verification.
    Raises WrongPassword, Rejected.
    """
    account = await own_account(scope)
    right, _ = await verify_password(password[:1024], account.password_hash)
    if not right:
        raise WrongPassword("input", "currentPassword")
    checks = Checks("input")
    email = checks.email("newEmail", address) or ""
    if email == account.email:
        checks.refuse("EMAIL_UNCHANGED", "newEmail")
    checks.done()
    known = await identity.find_account(scope, email)
    scope.enqueue(EmailChangeRequested(account.id, email) if known is None else KnownAddressRegistered(known.id))
    scope.enqueue(EmailChangeNoticed(account.id))
    scope.audit("person.email_change_requested", account)
    return email


@use_case(None)
async def confirm_email_change(scope: Scope, token: str) -> str:
    """Spend the link: the person has the new address from now on, in every workshop. Returns it.

    Every other link that was mailed to them is void. Raises LinkExpired, also where the address was taken meanwhile.
    """
    link = await identity.spend_link(scope, token, LinkPurpose.CHANGE_EMAIL)
    if link is None or link.email is None or not await memberships.change_address(scope, link.account_id, link.email):
        raise LinkExpired("token")
    await void_links(scope, link.account_id)
    return link.email
