"""Registration: a workshop with its owner, and the confirmation of the address."""

from dataclasses import dataclass
from uuid import UUID

from carbot.ids import new_id
from resolvers.accounts.devices import Browser
from resolvers.accounts.entering import Entered, enter
from resolvers.accounts.links import ConfirmationRequested, LinkExpired, requested_confirmation
from resolvers.billing import begun_trial
from resolvers.passwords import check_new_password, hash_password
from resolvers.values import Checks
from tenants import identity, memberships
from tenants.models.accounts import Account, Language, LinkPurpose
from tenants.models.workshops import Country, Currency, Organization, Workshop
from tenants.outbox import Job
from tenants.scope import Scope
from tenants.use_cases import use_case

TERMS_VERSION = "2026-11"
PROCESSING_VERSION = "2026-11"
_TIME_ZONES = {Country.DE: "Europe/Berlin", Country.AT: "Europe/Vienna", Country.CH: "Europe/Zurich"}


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
    await check_new_password(checks, "password", registration.password, email, workshop_name, person_name)
    if not registration.accepts_terms:
        checks.refuse("TERMS_NOT_ACCEPTED", "acceptsTerms")
    if not registration.accepts_processing:
        checks.refuse("PROCESSING_NOT_ACCEPTED", "acceptsProcessing")
    checks.done()
    password_hash = await hash_password(registration.password)
    known = await identity.find_account(scope, email)
    if known is not None:
        scope.enqueue(
            KnownAddressRegistered(known.id)
            if known.is_email_confirmed
            else await requested_confirmation(scope, known.id)
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
    await identity.add_workshop(
        scope,
        organization=organization,
        subscription=begun_trial(scope.now),
        workshop=workshop,
        owner=owner,
        name=person_name,
    )
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
        scope.enqueue(await requested_confirmation(scope, account.id))
    return email


@use_case(None)
async def confirm_email(scope: Scope, token: str, browser: Browser) -> Entered:
    """Spend a confirmation link: the address is confirmed and its owner signed in, or as far as the second factor.

    Raises LinkExpired.
    """
    account = await identity.use_link(scope, token, LinkPurpose.CONFIRM_EMAIL)
    if account is None:
        raise LinkExpired("token")
    if not account.is_email_confirmed:
        account.email_confirmed_at = scope.now
        scope.enqueue(EmailConfirmed(account.id, await memberships.workshop_to_enter(scope, account.id)))
    return await enter(scope, account.id, browser)
