"""Operators before they are signed in, as carbot_identity; and who they are, as `carbot operator` decides it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Connection, case, create_engine, delete, func, insert, pool, select, update

from carbot.errors import StartupError
from carbot.ids import new_id, new_token, token_hash
from carbot.settings import Settings
from tenants.identity import OPERATOR_SESSION_LIFE
from tenants.models.operators import Operator, OperatorCredential, OperatorRecoveryCode, OperatorSession
from tenants.scope import Scope

ENROLMENT_LIFE = timedelta(hours=24)
_MOST_ATTEMPTS = 5
_ATTEMPTS_WINDOW = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class KnownOperator:
    """An operator as the command line lists them."""

    email: str
    name: str
    confirmed_at: datetime | None
    disabled_at: datetime | None


async def find_credential(scope: Scope, email: str) -> OperatorCredential | None:
    """What an operator signs in with, by folded address; None for who is unknown, disabled or not confirmed yet."""
    return await scope.first(
        select(OperatorCredential)
        .join(Operator, Operator.id == OperatorCredential.operator_id)
        .where(Operator.email == email, Operator.disabled_at.is_(None), Operator.confirmed_at.is_not(None))
    )


async def find_enrolment(scope: Scope, token: str) -> tuple[OperatorCredential, str] | None:
    """Whose an enrolment link is, with the address; None when it is unknown, used or too old."""
    found = await scope.execute(
        select(OperatorCredential, Operator.email)
        .join(Operator, Operator.id == OperatorCredential.operator_id)
        .where(
            OperatorCredential.enrolment_hash == token_hash(token),
            OperatorCredential.enrolment_expires_at > scope.now,
            Operator.disabled_at.is_(None),
        )
    )
    row = found.one_or_none()
    return None if row is None else (row[0], row[1])


async def admit_attempt(scope: Scope, operator_id: UUID) -> bool:
    """Count a code before it is looked at: of any number at once, five in fifteen minutes are."""
    is_recent = OperatorCredential.attempted_at > scope.now - _ATTEMPTS_WINDOW
    counted = await scope.execute(
        update(OperatorCredential)
        .where(OperatorCredential.operator_id == operator_id)
        .values(
            attempts=case((is_recent, OperatorCredential.attempts + 1), else_=1),
            attempted_at=case((is_recent, OperatorCredential.attempted_at), else_=scope.now),
        )
        .returning(OperatorCredential.attempts)
        .execution_options(synchronize_session=False)
    )
    attempts = counted.scalar_one_or_none()
    return attempts is not None and attempts <= _MOST_ATTEMPTS


async def spend_step(scope: Scope, operator_id: UUID, step: int) -> bool:
    """Use up the time step of a code; of two who show the same code, one does."""
    spent = await scope.execute(
        update(OperatorCredential)
        .where(
            OperatorCredential.operator_id == operator_id,
            func.coalesce(OperatorCredential.totp_step, 0) < step,
        )
        .values(totp_step=step, attempts=0)
        .returning(OperatorCredential.operator_id)
        .execution_options(synchronize_session=False)
    )
    return spent.scalar_one_or_none() is not None


async def spend_recovery_code(scope: Scope, operator_id: UUID, code: str) -> bool:
    """Use up a recovery code; each is good once."""
    spent = await scope.execute(
        update(OperatorRecoveryCode)
        .where(
            OperatorRecoveryCode.operator_id == operator_id,
            OperatorRecoveryCode.code_hash == token_hash(code),
            OperatorRecoveryCode.used_at.is_(None),
        )
        .values(used_at=scope.now)
        .returning(OperatorRecoveryCode.id)
        .execution_options(synchronize_session=False)
    )
    return spent.scalar_one_or_none() is not None


async def confirm(scope: Scope, operator_id: UUID, token: str, recovery_codes: Sequence[str]) -> bool:
    """Spend the enrolment link, forget older sessions and codes, and keep the new codes. One of two racers does."""
    spent = await scope.execute(
        update(OperatorCredential)
        .where(OperatorCredential.operator_id == operator_id, OperatorCredential.enrolment_hash == token_hash(token))
        .values(enrolment_hash=None, enrolment_expires_at=None)
        .returning(OperatorCredential.operator_id)
        .execution_options(synchronize_session=False)
    )
    if spent.scalar_one_or_none() is None:
        return False
    await scope.execute(update(Operator).where(Operator.id == operator_id).values(confirmed_at=scope.now))
    for model in (OperatorSession, OperatorRecoveryCode):
        await scope.execute(delete(model).where(model.operator_id == operator_id))
    for code in recovery_codes:
        scope.add(OperatorRecoveryCode(operator_id=operator_id, code_hash=token_hash(code)))
    return True


def add_session(scope: Scope, operator_id: UUID, user_agent: str | None) -> str:
    """Open a session and return its token, which is stored nowhere."""
    token = new_token()
    scope.add(
        OperatorSession(
            operator_id=operator_id,
            token_hash=token_hash(token),
            user_agent=(user_agent or "")[:300] or None,
            expires_at=scope.now + OPERATOR_SESSION_LIFE,
        )
    )
    return token


def create(settings: Settings, email: str, name: str) -> str:
    """Make an operator; the token of the enrolment link. Raises StartupError for an address that is one's already."""
    with _owner(settings) as connection:
        if _id_of(connection, email) is not None:
            raise StartupError(f"{email} is an operator already: `carbot operator reset` makes a new link.")
        operator_id = new_id()
        connection.execute(insert(Operator).values(id=operator_id, email=email, name=name))
        connection.execute(insert(OperatorCredential).values(operator_id=operator_id))
        return _new_link(connection, operator_id)


def reset(settings: Settings, email: str) -> str:
    """Forget password, authenticator app and sessions; the token of a new enrolment link. Raises StartupError."""
    with _owner(settings) as connection:
        operator_id = _known(connection, email)
        _forget(connection, operator_id)
        connection.execute(
            update(Operator).where(Operator.id == operator_id).values(confirmed_at=None, disabled_at=None)
        )
        return _new_link(connection, operator_id)


def disable(settings: Settings, email: str) -> None:
    """Let an operator in no more: sessions and visits to workshops end at once. Raises StartupError."""
    with _owner(settings) as connection:
        operator_id = _known(connection, email)
        _forget(connection, operator_id)
        connection.execute(update(Operator).where(Operator.id == operator_id).values(disabled_at=func.now()))


def everybody(settings: Settings) -> list[KnownOperator]:
    """All operators by name."""
    with _owner(settings) as connection:
        rows = connection.execute(
            select(Operator.email, Operator.name, Operator.confirmed_at, Operator.disabled_at).order_by(Operator.name)
        )
        return [KnownOperator(*row) for row in rows]


@contextmanager
def _owner(settings: Settings) -> Iterator[Connection]:
    engine = create_engine(
        settings.database_url.replace("postgresql://", "postgresql+psycopg://", 1), poolclass=pool.NullPool
    )
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def _id_of(connection: Connection, email: str) -> UUID | None:
    return connection.execute(select(Operator.id).where(Operator.email == email)).scalar_one_or_none()


def _known(connection: Connection, email: str) -> UUID:
    found = _id_of(connection, email)
    if found is None:
        raise StartupError(f"{email} is no operator: `carbot operator list` shows who is.")
    return found


def _forget(connection: Connection, operator_id: UUID) -> None:
    connection.execute(
        update(OperatorCredential)
        .where(OperatorCredential.operator_id == operator_id)
        .values(password_hash=None, totp_secret=None, totp_step=None, attempts=0, enrolment_hash=None)
    )
    for model in (OperatorSession, OperatorRecoveryCode):
        connection.execute(delete(model).where(model.operator_id == operator_id))


def _new_link(connection: Connection, operator_id: UUID) -> str:
    token = new_token()
    connection.execute(
        update(OperatorCredential)
        .where(OperatorCredential.operator_id == operator_id)
        .values(enrolment_hash=token_hash(token), enrolment_expires_at=func.now() + ENROLMENT_LIFE)
    )
    return token
