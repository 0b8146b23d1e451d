"""Identity: from a session, a client key or a visitor's token to a principal. All there is before a tenant.

Everything here reads by an unguessable hash through the functions of the schema `lookup`, or works as
carbot_identity, which no tenant's request ever does.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, select, text, update

from carbot.ids import new_token, token_hash
from tenants.database import Database, database_faults
from tenants.models.accounts import Account, EmailLink, Language, LinkPurpose, Session
from tenants.models.members import Member, Role
from tenants.models.workshops import Organization, WidgetSettings, Workshop
from tenants.principal import Principal, member, visitor
from tenants.roles import DatabaseRole
from tenants.scope import Scope

SESSION_LIFE = timedelta(days=30)
SESSION_TOUCH = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class SessionFound:
    """A live session: who it is, and whether its last use should be written down again."""

    principal: Principal
    is_stale: bool


@dataclass(frozen=True, slots=True)
class KeyFound:
    """A client key that is not revoked, with the origins it may be used from."""

    workshop_id: UUID
    organization_id: UUID
    client_key_id: UUID
    allowed_origins: tuple[str, ...]


class Identity:
    """The look-ups of one process."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def by_session(self, token: str, now: datetime) -> SessionFound | None:
        """Who holds this session token, or None when it is unknown, ended or idle for 12 hours."""
        row = await self._one(DatabaseRole.API, "SELECT * FROM lookup.session(:wanted)", token_hash(token))
        if row is None or row.member_id is None:
            return None
        principal = member(
            role=Role(row.member_role),
            account_id=row.account_id,
            member_id=row.member_id,
            member_name=row.member_name,
            workshop_id=row.workshop_id,
            organization_id=row.organization_id,
            session_id=row.session_id,
            language=Language(row.language),
        )
        return SessionFound(principal, is_stale=now - row.last_used_at > SESSION_TOUCH)

    async def by_client_key(self, key: str) -> KeyFound | None:
        """The workshop a client key speaks for."""
        row = await self._one(DatabaseRole.VISITOR, "SELECT * FROM lookup.client_key(:wanted)", key)
        if row is None:
            return None
        return KeyFound(row.workshop_id, row.organization_id, row.client_key_id, tuple(row.allowed_origins))

    async def visitor(self, key: KeyFound, token: str | None, language: Language) -> Principal | None:
        """The visitor of a key: with a token, the one of its conversation; None when the token is not good for it."""
        conversation_id: UUID | None = None
        if token:
            row = await self._one(DatabaseRole.VISITOR, "SELECT * FROM lookup.conversation(:wanted)", token_hash(token))
            if row is None or row.workshop_id != key.workshop_id or row.client_key_id != key.client_key_id:
                return None
            conversation_id = row.conversation_id
        return visitor(
            workshop_id=key.workshop_id,
            organization_id=key.organization_id,
            client_key_id=key.client_key_id,
            conversation_id=conversation_id,
            language=language,
        )

    async def touch_session(self, session_id: UUID) -> None:
        """Write down that a session is in use."""
        async with database_faults(), self._database.engine(DatabaseRole.IDENTITY).begin() as connection:
            await connection.execute(update(Session).where(Session.id == session_id).values(last_used_at=func.now()))

    async def _one(self, role: DatabaseRole, statement: str, wanted: bytes | str) -> Row[Any] | None:
        async with database_faults(), self._database.engine(role).connect() as connection:
            return (await connection.execute(text(statement), {"wanted": wanted})).one_or_none()


async def find_account(scope: Scope, email: str) -> Account | None:
    """The account of a folded address; only for the use cases of accounts."""
    return await scope.first(select(Account).where(Account.email == email))


async def add_workshop(
    scope: Scope, *, organization: Organization, workshop: Workshop, owner: Account, name: str
) -> None:
    """Store a new organization with its first workshop, its owner and the widget's settings."""
    scope.add(organization)
    scope.add(owner)
    await scope.flush()
    scope.add(workshop)
    await scope.flush()
    scope.add(Member(workshop_id=workshop.id, account_id=owner.id, role=Role.OWNER, name=name, email=owner.email))
    scope.add(WidgetSettings(workshop_id=workshop.id))


def add_session(scope: Scope, account_id: UUID, workshop_id: UUID | None, user_agent: str | None) -> str:
    """Open a session and return its token, which is stored nowhere."""
    token = new_token()
    scope.add(
        Session(
            account_id=account_id,
            workshop_id=workshop_id,
            token_hash=token_hash(token),
            user_agent=(user_agent or "")[:300] or None,
            expires_at=scope.now + SESSION_LIFE,
        )
    )
    return token


async def first_workshop_of(scope: Scope, account_id: UUID) -> UUID | None:
    """The workshop a person enters when they sign in: the one they have been in the longest."""
    found = await scope.execute(
        select(Member.workshop_id).where(Member.account_id == account_id).order_by(Member.created_at).limit(1)
    )
    return found.scalar_one_or_none()


async def use_link(scope: Scope, token: str, purpose: LinkPurpose) -> Account | None:
    """Spend a mailed link and return whose it was; None when it is unknown, used or too old. One of two racers wins."""
    spent = await scope.execute(
        update(EmailLink)
        .where(
            EmailLink.token_hash == token_hash(token),
            EmailLink.purpose == purpose,
            EmailLink.used_at.is_(None),
            EmailLink.expires_at > scope.now,
        )
        .values(used_at=scope.now)
        .returning(EmailLink.account_id)
    )
    account_id = spent.scalar_one_or_none()
    if account_id is None:
        return None
    return await scope.first(select(Account).where(Account.id == account_id))
