"""Codes: what proves the second factor, from the app or from the list for who has lost it. Each is good once."""

import re
import secrets
from base64 import b32encode
from uuid import UUID

from sqlalchemy import delete, update

from carbot.errors import DomainError
from carbot.ids import token_hash
from carbot.sealing import Sealer
from resolvers.totp import matching_step
from tenants.models.factors import RecoveryCode, TotpFactor
from tenants.scope import Scope

RECOVERY_CODES = 10
_RECOVERY_BYTES = 10
_GROUP = 4
_APP_CODE = re.compile(r"[0-9]{6}")


class WrongCode(DomainError):
    """Neither a code of the app for this minute nor a recovery code, or one that was used already."""

    code = "WRONG_CODE"


async def spend_code(scope: Scope, factor: TotpFactor, given: str, sealer: Sealer) -> None:
    """Take a code of the app or a recovery code, once: of two at the same time one wins. Raises WrongCode."""
    code = re.sub(r"[\s-]", "", given).upper()
    taken = spend_app_code if _APP_CODE.fullmatch(code) else _spend_recovery_code
    if not await taken(scope, factor, code, sealer):
        raise WrongCode("code")


async def spend_app_code(scope: Scope, factor: TotpFactor, code: str, sealer: Sealer) -> bool:
    """Whether the app shows this code now and it was not taken before. A secret under an old key is sealed anew."""
    account_id = factor.account_id
    secret = open_secret(factor, sealer)
    step = matching_step(secret, code, scope.now)
    if step is None:
        return False
    values: dict[str, object] = {"last_step": step}
    if not sealer.is_current(factor.sealed_secret):
        values["sealed_secret"] = seal_secret(secret, account_id, sealer)
    taken = await scope.execute(
        update(TotpFactor)
        .where(TotpFactor.account_id == account_id, TotpFactor.last_step < step)
        .values(values)
        .returning(TotpFactor.account_id)
        .execution_options(synchronize_session=False)
    )
    return taken.scalar_one_or_none() is not None


async def _spend_recovery_code(scope: Scope, factor: TotpFactor, code: str, sealer: Sealer) -> bool:
    taken = await scope.execute(
        update(RecoveryCode)
        .where(
            RecoveryCode.account_id == factor.account_id,
            RecoveryCode.code_hash == token_hash(code),
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=scope.now)
        .returning(RecoveryCode.account_id)
        .execution_options(synchronize_session=False)
    )
    return taken.scalar_one_or_none() is not None


async def new_recovery_codes(scope: Scope, account_id: UUID) -> list[str]:
    """Ten fresh codes instead of those there were. They can be told now and never again."""
    await scope.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account_id))
    codes = [b32encode(secrets.token_bytes(_RECOVERY_BYTES)).decode() for _ in range(RECOVERY_CODES)]
    for code in codes:
        scope.add(RecoveryCode(account_id=account_id, code_hash=token_hash(code)))
    return ["-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP)) for code in codes]


def seal_secret(secret: bytes, account_id: UUID, sealer: Sealer) -> bytes:
    """The app's secret as its row keeps it."""
    return sealer.seal(secret, TotpFactor.__tablename__, "sealed_secret", account_id)


def open_secret(factor: TotpFactor, sealer: Sealer) -> bytes:
    """The app's secret. Raises SealBroken."""
    return sealer.open(factor.sealed_secret, TotpFactor.__tablename__, "sealed_secret", factor.account_id)
