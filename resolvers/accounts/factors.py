"""The second factor: prepared with the password, switched on by its first code, switched off by both."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert

from carbot.errors import DomainError
from carbot.sealing import Sealer
from resolvers.accounts.codes import WrongCode, new_recovery_codes, seal_secret, spend_app_code, spend_code
from resolvers.accounts.passwords import confirm_password
from resolvers.accounts.persons import own_account
from resolvers.accounts.sessions import end_other_sessions
from resolvers.totp import address_of, new_secret, qr_code, spelled
from tenants.models.accounts import Account
from tenants.models.factors import RecoveryCode, TotpFactor
from tenants.outbox import Job
from tenants.permissions import Permission
from tenants.scope import Scope
from tenants.use_cases import use_case


class SecondFactorIsOn(DomainError):
    """There is a second factor already; it must be switched off before another app takes its place."""

    code = "SECOND_FACTOR_IS_ON"


class SecondFactorIsOff(DomainError):
    """There is no second factor, or none was prepared."""

    code = "SECOND_FACTOR_IS_OFF"


@dataclass(frozen=True, slots=True)
class SecondFactorSwitchedOn(Job):
    """A person's sign-in asks for a second factor from now on."""

    account_id: UUID


@dataclass(frozen=True, slots=True)
class SecondFactorSwitchedOff(Job):
    """A person's sign-in asks for the password alone from now on."""

    account_id: UUID


@dataclass(frozen=True, slots=True)
class TotpPreparation:
    """What an app needs, to type or to scan. It is told once; only its sealed form is kept."""

    secret: str
    address: str
    qr_code: str


@use_case(Permission.ACCOUNT)
async def prepare_totp(scope: Scope, current_password: str, *, sealer: Sealer) -> TotpPreparation:
    """Make a secret for an app; nothing asks for its codes before `enable_totp`. A second call replaces the first.

    Raises WrongPassword, SecondFactorIsOn.
    """
    account = await confirm_password(scope, current_password, "currentPassword")
    secret = new_secret()
    sealed = seal_secret(secret, account.id, sealer)
    stored = await scope.execute(
        insert(TotpFactor)
        .values(account_id=account.id, sealed_secret=sealed)
        .on_conflict_do_update(
            index_elements=[TotpFactor.account_id],
            set_={"sealed_secret": sealed, "last_step": 0, "created_at": scope.now},
            where=TotpFactor.enabled_at.is_(None),
        )
        .returning(TotpFactor.account_id)
    )
    if stored.scalar_one_or_none() is None:
        raise SecondFactorIsOn
    address = address_of(secret, account.email)
    return TotpPreparation(spelled(secret), address, qr_code(address))


@use_case(Permission.ACCOUNT)
async def enable_totp(scope: Scope, code: str, *, sealer: Sealer) -> list[str]:
    """Switch the second factor on with the app's first code, and return the recovery codes.

    All other sessions end: they were opened without it. Raises SecondFactorIsOff, SecondFactorIsOn, WrongCode.
    """
    account = await own_account(scope)
    factor = await _factor(scope, account)
    if factor is None:
        raise SecondFactorIsOff("code")
    if factor.enabled_at is not None:
        raise SecondFactorIsOn("code")
    if not await spend_app_code(scope, factor, "".join(code.split()), sealer):
        raise WrongCode("code")
    await scope.execute(update(TotpFactor).where(TotpFactor.account_id == account.id).values(enabled_at=scope.now))
    codes = await new_recovery_codes(scope, account.id)
    await end_other_sessions(scope)
    scope.audit("person.second_factor_enabled", account)
    scope.enqueue(SecondFactorSwitchedOn(account.id))
    await scope.flush()
    return codes


@use_case(Permission.ACCOUNT)
async def disable_totp(scope: Scope, current_password: str, code: str, *, sealer: Sealer) -> Account:
    """Switch the second factor off; sessions stay. Raises WrongPassword, SecondFactorIsOff, WrongCode."""
    account = await _prove(scope, current_password, code, sealer)
    await scope.execute(delete(TotpFactor).where(TotpFactor.account_id == account.id))
    await scope.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account.id))
    scope.audit("person.second_factor_disabled", account)
    scope.enqueue(SecondFactorSwitchedOff(account.id))
    await scope.flush()
    return account


@use_case(Permission.ACCOUNT)
async def renew_recovery_codes(scope: Scope, current_password: str, code: str, *, sealer: Sealer) -> list[str]:
    """Ten new recovery codes; the old ones are good no more. Raises WrongPassword, SecondFactorIsOff, WrongCode."""
    account = await _prove(scope, current_password, code, sealer)
    codes = await new_recovery_codes(scope, account.id)
    scope.audit("person.recovery_codes_renewed", account)
    await scope.flush()
    return codes


async def _prove(scope: Scope, current_password: str, code: str, sealer: Sealer) -> Account:
    """The person, who knows the password and has the app or a recovery code."""
    account = await confirm_password(scope, current_password, "currentPassword")
    factor = await _factor(scope, account)
    if factor is None or factor.enabled_at is None:
        raise SecondFactorIsOff("code")
    await spend_code(scope, factor, code, sealer)
    return account


async def _factor(scope: Scope, account: Account) -> TotpFactor | None:
    return await scope.first(select(TotpFactor).where(TotpFactor.account_id == account.id))
