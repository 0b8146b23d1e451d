"""Accounts: register a workshop with its owner, confirm the address, sign in and out, set a new password."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, select

from carbot.errors import DomainError, InvalidInput
from carbot.ids import new_id, new_token, token_hash
from resolvers.passwords import check_new_password, hash_password, verify_password
from resolvers.values import Checks
from tenants import identity
from tenants.models.accounts import Account, EmailLink, Language, LinkPurpose, Session
from tenants.models.members import Member
from tenants.models.workshops import Country, Currency, Organization, Workshop
from tenants.outbox import ChangeKind, Job, Topic
from tenants.permissions import Permission
from tenants.scope import Scope
from tenants.use_cases import use_case

TERMS_VERSION = "2026-11"
PROCESSING_VERSION = "2026-11"
CONFIRMATION_LIFE = timedelta(hours=48)
RESET_LIFE = timedelta(minutes=60)
_TIME_ZONES = {Country.DE: "Europe/Berlin", Country.AT: "Europe/Vienna", Country.CH: "Europe/Zurich"}


class LinkExpired(DomainError):
    """A mailed link that was used already, is too old or never was."""

    code = "LINK_EXPIRED"


class WrongCredentials(DomainError):
    """Address and password do not belong together; it does not say which of them is wrong."""

    code = "WRONG_CREDENTIALS"


class WrongPassword(DomainError):
    """The current password is another one."""

    code = "WRONG_PASSWORD"


class EmailNotConfirmed(DomainError):
    """The password is right and the address was not confirmed yet; a new link is on its way."""

    code = "EMAIL_NOT_CONFIRMED"


class HttpsRequired(DomainError):
    """A sign-in over plain http from another machine would show the password to everybody on the way."""

    code = "HTTPS_REQUIRED"


@dataclass(frozen=True, slots=True)
class ConfirmationRequested(Job):
    """Somebody registered or asked for the confirmation link again."""

    account_id: UUID
    workshop_id: UUID | None


@dataclass(frozen=True, slots=True)
class KnownAddressRegistered(Job):
    """Somebody tried to register with the address of an account that is confirmed."""

    account_id: UUID


@dataclass(frozen=True, slots=True)
class EmailConfirmed(Job):
    """A new owner confirmed the address."""

    account_id: UUID
    workshop_id: UUID | None


@dataclass(frozen=True, slots=True)
class PasswordResetRequested(Job):
    """Somebody forgot a password."""

    account_id: UUID


@dataclass(frozen=True, slots=True)
class PasswordChanged(Job):
    """A password was set anew."""

    account_id: UUID


@dataclass(frozen=True, slots=True)
class Registration:
    """What a new owner enters."""

    workshop_name: str
    person_name: str
    email: str
    password: str
    country: Country
    language: Language
    accepts_terms: bool
    accepts_processing: bool


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A new session: its token goes into the cookie and nowhere else."""

    token: str


@use_case(None)
async def register_workshop(scope: Scope, registration: Registration) -> str:
    """Register a workshop and its owner, and have the confirmation link mailed. Returns the folded address.

    The answer and the work are the same whether the address is known; a known one is told by mail.
    Raises Rejected for input that cannot be.
    """
    checks = Checks("input")
    workshop_name = checks.required("workshopName", registration.workshop_name)
    person_name = checks.required("personName", registration.person_name)
    email = checks.email("email", registration.email) or ""
    check_new_password(checks, "password", registration.password, email, workshop_name, person_name)
    if not registration.accepts_terms:
        checks.refuse("TERMS_NOT_ACCEPTED", "acceptsTerms")
    if not registration.accepts_processing:
        checks.refuse("PROCESSING_NOT_ACCEPTED", "acceptsProcessing")
    checks.done()
    password_hash = await hash_password(registration.password)
    known = await identity.find_account(scope, email)
    if known is not None:
        scope.enqueue(
            KnownAddressRegistered(known.id) if known.is_email_confirmed else await _confirmation(scope, known.id)
        )
        return email
    owner = Account(
        id=new_id(),
        email=email,
        name=person_name,
        language=registration.language,
        password_hash=password_hash,
        accepted_terms_version=TERMS_VERSION,
        accepted_processing_version=PROCESSING_VERSION,
        accepted_at=scope.now,
    )
    organization = Organization(id=new_id(), name=workshop_name)
    workshop = Workshop(
        id=new_id(),
        organization_id=organization.id,
        name=workshop_name,
        language=registration.language,
        country=registration.country,
        currency=Currency.CHF if registration.country is Country.CH else Currency.EUR,
        time_zone=_TIME_ZONES[registration.country],
        email=email,
        notice_emails=[email],
    )
    await identity.add_workshop(scope, organization=organization, workshop=workshop, owner=owner, name=person_name)
    scope.enqueue(ConfirmationRequested(owner.id, workshop.id))
    return email


@use_case(None)
async def send_confirmation(scope: Scope, address: str) -> str:
    """Mail the confirmation link again to whoever has not used it. Says nothing about who is known."""
    checks = Checks()
    email = checks.email("email", address) or ""
    checks.done()
    account = await identity.find_account(scope, email)
    if account is not None and not account.is_email_confirmed:
        scope.enqueue(await _confirmation(scope, account.id))
    return email


@use_case(None)
async def confirm_email(scope: Scope, token: str, user_agent: str | None) -> SignedIn:
    """Spend a confirmation link: the address is confirmed and its owner signed in. Raises LinkExpired."""
    account = await identity.use_link(scope, token, LinkPurpose.CONFIRM_EMAIL)
    if account is None:
        raise LinkExpired("token")
    workshop_id = await identity.first_workshop_of(scope, account.id)
    if not account.is_email_confirmed:
        account.email_confirmed_at = scope.now
        scope.enqueue(EmailConfirmed(account.id, workshop_id))
    return SignedIn(identity.add_session(scope, account.id, workshop_id, user_agent))


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
            effects.enqueue(await _confirmation(effects, account_id))

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
async def reset_password(scope: Scope, token: str, password: str, user_agent: str | None) -> SignedIn:
    """Spend a reset link: set the password, end all other sessions, sign in. Raises LinkExpired, Rejected."""
    checks = Checks()
    check_new_password(checks, "password", password)
    checks.done()
    password_hash = await hash_password(password)
    account = await identity.use_link(scope, token, LinkPurpose.RESET_PASSWORD)
    if account is None:
        raise LinkExpired("token")
    account.password_hash = password_hash
    account.email_confirmed_at = account.email_confirmed_at or scope.now
    await scope.execute(delete(Session).where(Session.account_id == account.id))
    scope.enqueue(PasswordChanged(account.id))
    workshop_id = await identity.first_workshop_of(scope, account.id)
    return SignedIn(identity.add_session(scope, account.id, workshop_id, user_agent))


@use_case(Permission.ACCOUNT)
async def update_person(scope: Scope, name: str | None, language: Language | None) -> Account:
    """Change the caller's name, here and in this workshop, and language; None leaves alone. Raises Rejected."""
    account = await own_account(scope)
    checks = Checks("input")
    changed = []
    if name is not None:
        account.name = checks.required("name", name)
        changed.append("name")
    if language is not None:
        account.language = language
        changed.append("language")
    checks.done()
    if name is not None and scope.principal.member_id is not None:
        (await scope.get(Member, scope.principal.member_id)).name = account.name
    if changed:
        scope.audit("person.updated", account, changed)
    await scope.flush()
    return account


@use_case(Permission.ACCOUNT)
async def change_password(scope: Scope, current: str, new: str) -> Account:
    """Set a new password, who knows the current one, and end all other sessions.

    Raises WrongPassword, Rejected.
    """
    account = await own_account(scope)
    right, _ = await verify_password(current[:1024], account.password_hash)
    if not right:
        raise WrongPassword("input", "currentPassword")
    checks = Checks("input")
    check_new_password(checks, "newPassword", new, account.email, account.name)
    checks.done()
    account.password_hash = await hash_password(new)
    others = select(Session.id).where(Session.id != scope.principal.session_id)
    for session_id in (await scope.execute(others)).scalars():
        scope.announce(Topic.SESSION, session_id, ChangeKind.DELETED)
    await scope.execute(delete(Session).where(Session.id != scope.principal.session_id))
    scope.audit("person.password_changed", account)
    scope.enqueue(PasswordChanged(account.id))
    await scope.flush()
    return account


async def _confirmation(scope: Scope, account_id: UUID) -> ConfirmationRequested:
    return ConfirmationRequested(account_id, await identity.first_workshop_of(scope, account_id))


async def make_link(scope: Scope, purpose: LinkPurpose, life: timedelta) -> str:
    """A fresh link's token for the scope's person; only its hash is stored. For the job that mails it."""
    token = new_token()
    assert scope.principal.account_id is not None, "links belong to a person"
    scope.add(
        EmailLink(
            account_id=scope.principal.account_id,
            purpose=purpose,
            token_hash=token_hash(token),
            expires_at=scope.now + life,
        )
    )
    return token


async def own_account(scope: Scope) -> Account:
    """The scope's person."""
    found = await scope.first(select(Account).where(Account.id == scope.principal.account_id))
    if found is None:
        raise InvalidInput("NOT_FOUND", "id")
    return found
