"""Entering by a provider: to the account that is linked, or, the first time, to the one with the verified address."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert

from carbot.clients.oidc import ForeignPerson
from carbot.errors import DomainError
from carbot.ids import new_id
from resolvers.accounts import Browser, Entered, enter
from resolvers.values import folded_address
from tenants import identity
from tenants.models.sign_ins import LinkedSignIn
from tenants.scope import Scope
from tenants.use_cases import use_case


class AddressNotVerified(DomainError):
    """The provider does not know whether the address is the person's: anybody could have entered it there."""

    code = "SIGN_IN_NOT_VERIFIED"


class PersonUnknown(DomainError):
    """Nobody has a confirmed account with this address; none is made in silence."""

    code = "SIGN_IN_UNKNOWN"


class SignInRepeated(DomainError):
    """This attempt, or one that was begun after it, has come through already."""

    code = "SIGN_IN_EXPIRED"


@use_case(None)
async def enter_by_provider(scope: Scope, person: ForeignPerson, begun_at: datetime, browser: Browser) -> Entered:
    """Let in whom a provider vouches for, or ask for their second factor.

    An attempt comes through once: each must have begun after the last one that did. Raises AddressNotVerified,
    PersonUnknown, SignInRepeated.
    """
    account_id = await _linked(scope, person, begun_at)
    if account_id is None:
        account_id = await _link(scope, person, begun_at)
    return await enter(scope, account_id, browser)


async def _linked(scope: Scope, person: ForeignPerson, begun_at: datetime) -> UUID | None:
    """Whose account this is here; None when nobody's."""
    mine = (LinkedSignIn.issuer == person.issuer) & (LinkedSignIn.subject == person.subject)
    used = await scope.execute(
        update(LinkedSignIn)
        .where(mine, LinkedSignIn.begun_at < begun_at)
        .values(begun_at=begun_at, last_used_at=scope.now)
        .returning(LinkedSignIn.account_id)
        .execution_options(synchronize_session=False)
    )
    account_id: UUID | None = used.scalar_one_or_none()
    if account_id is None and (await scope.execute(select(LinkedSignIn.id).where(mine))).first() is not None:
        raise SignInRepeated
    return account_id


async def _link(scope: Scope, person: ForeignPerson, begun_at: datetime) -> UUID:
    """Link it to the account with its address, which both sides have verified."""
    if person.email is None or not person.is_email_verified:
        raise AddressNotVerified
    account = await identity.find_account(scope, folded_address(person.email))
    if account is None or not account.is_email_confirmed:
        raise PersonUnknown
    linked = await scope.execute(
        insert(LinkedSignIn)
        .values(
            account_id=account.id,
            id=new_id(),
            issuer=person.issuer,
            subject=person.subject,
            provider_name=person.provider_name,
            begun_at=begun_at,
            last_used_at=scope.now,
        )
        .on_conflict_do_nothing(index_elements=[LinkedSignIn.issuer, LinkedSignIn.subject])
        .returning(LinkedSignIn.account_id)
    )
    if linked.scalar_one_or_none() is None:
        raise SignInRepeated
    return account.id
