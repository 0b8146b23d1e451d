"""Operators: set password and authenticator app by a link, sign in with both, sign out."""

import base64
import secrets
from dataclasses import dataclass

import structlog
from sqlalchemy import delete

from carbot.errors import DomainError
from carbot.ids import new_id
from carbot.sealing import Sealer
from resolvers import totp
from resolvers.accounts.entering import SignedIn
from resolvers.accounts.links import LinkExpired
from resolvers.accounts.sessions import HttpsRequired
from resolvers.passwords import check_new_password, hash_password, verify_password
from resolvers.values import Checks
from tenants import operators
from tenants.models.operators import OperatorCredential, OperatorSession
from tenants.permissions import Permission
from tenants.scope import Scope
from tenants.use_cases import use_case

_SEALED = ("operator_credentials", "totp_secret")
_RECOVERY_CODES = 10
_RECOVERY_BYTES = 10
_log = structlog.get_logger()


class OperatorRefused(DomainError):
    """Address, password and code do not belong together; it does not say which of them is wrong."""

    code = "OPERATOR_REFUSED"


class WrongCode(DomainError):
    """The code of the authenticator app is another one, or was used already."""

    code = "WRONG_CODE"


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What goes into an authenticator app: the secret to type, its address, and that as a QR code."""

    secret: str
    uri: str
    qr_code: str


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A new operator's session, and the codes that stand in for a lost device, shown this once."""

    session: SignedIn
    recovery_codes: tuple[str, ...]


@use_case(None)
async def enroll(scope: Scope, token: str, password: str, *, sealer: Sealer) -> Enrolment:
    """Set the password and make the secret of an authenticator app; both count once the app has shown a code.

    Raises LinkExpired, Rejected.
    """
    checks = Checks()
    await check_new_password(checks, "password", password)
    checks.done()
    password_hash = await hash_password(password)
    found = await operators.find_enrolment(scope, token)
    if found is None:
        raise LinkExpired("token")
    credential, email = found
    made = totp.new_secret()
    credential.password_hash = password_hash
    credential.totp_secret = sealer.seal(made, *_SEALED, credential.operator_id)
    credential.totp_step = None
    await scope.flush()
    address = totp.address_of(made, email)
    return Enrolment(totp.spelled(made), address, totp.qr_code(address))


@use_case(None)
async def confirm_enrolment(
    scope: Scope, token: str, code: str, user_agent: str | None, *, is_private: bool, sealer: Sealer
) -> Enrolled:
    """Spend the enrolment link with the app's first code, and sign in. Raises HttpsRequired, LinkExpired, WrongCode."""
    if not is_private:
        raise HttpsRequired
    async with scope.step() as step:
        found = await operators.find_enrolment(step, token)
        is_admitted = found is not None and await operators.admit_attempt(step, found[0].operator_id)
    if found is None or found[0].totp_secret is None:
        raise LinkExpired("token")
    credential, _ = found
    if not is_admitted or not await _shows_code(scope, credential, code, sealer):
        raise WrongCode("code")
    recovery_codes = tuple(_recovery_code() for _ in range(_RECOVERY_CODES))
    if not await operators.confirm(scope, credential.operator_id, token, [_folded(each) for each in recovery_codes]):
        raise LinkExpired("token")
    _log.info("operator.enrolled", operator=str(credential.operator_id))
    return Enrolled(SignedIn(operators.add_session(scope, credential.operator_id, user_agent)), recovery_codes)


@use_case(None)
async def start_session(
    scope: Scope, address: str, password: str, code: str, user_agent: str | None, *, is_private: bool, sealer: Sealer
) -> SignedIn:
    """Sign in with password and code, or a recovery code in its place.

    Exactly one argon2 verification on every path, with no connection held while it runs. Of the codes tried with the
    right password five in fifteen minutes are looked at. Raises HttpsRequired, OperatorRefused.
    """
    if not is_private:
        raise HttpsRequired
    email = Checks().email("email", address, required=False) or ""
    async with scope.step() as step:
        credential = await operators.find_credential(step, email)
    right, _ = await verify_password(password[:1024], credential.password_hash if credential else None)
    counted = credential.operator_id if credential and right else new_id()
    async with scope.step() as step:
        is_admitted = await operators.admit_attempt(step, counted)
    if credential is None or not is_admitted or not await _proves(scope, credential, code, sealer):
        _log.warning("operator.refused", operator=str(credential.operator_id) if credential else None)
        raise OperatorRefused("input")
    _log.info("operator.signed_in", operator=str(credential.operator_id))
    return SignedIn(operators.add_session(scope, credential.operator_id, user_agent))


@use_case(Permission.PLATFORM_READ)
async def end_session(scope: Scope) -> None:
    """Sign out."""
    await scope.execute(delete(OperatorSession).where(OperatorSession.id == scope.principal.session_id))


async def _proves(scope: Scope, credential: OperatorCredential, code: str, sealer: Sealer) -> bool:
    """Whether the code is the app's or a recovery code; either is used up."""
    return await _shows_code(scope, credential, code, sealer) or await operators.spend_recovery_code(
        scope, credential.operator_id, _folded(code)
    )


async def _shows_code(scope: Scope, credential: OperatorCredential, code: str, sealer: Sealer) -> bool:
    if credential.totp_secret is None:
        return False
    opened = sealer.open(credential.totp_secret, *_SEALED, credential.operator_id)
    step = totp.matching_step(opened, "".join(code.split()), scope.now)
    if step is None or step <= (credential.totp_step or 0):
        return False
    return await operators.spend_step(scope, credential.operator_id, step)


def _recovery_code() -> str:
    """80 random bits, in groups that can be copied from paper."""
    text = base64.b32encode(secrets.token_bytes(_RECOVERY_BYTES)).decode().lower()
    return "-".join(text[start : start + 4] for start in range(0, len(text), 4))


def _folded(code: str) -> str:
    return "".join(letter for letter in code.lower() if letter.isalnum())
