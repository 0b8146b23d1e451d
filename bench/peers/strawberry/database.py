"""The session of one request: one transaction, bound to the tenant by set_config, as row-level security wants it."""

from dataclasses import dataclass
from functools import cache
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

from bench.peers.pools import pool_size
from carbot.ids import token_hash
from carbot.settings import Settings
from tenants.roles import DatabaseRole, role_url

_BIND = text(
    "SELECT set_config('app.workshop_id', :workshop, true), set_config('app.organization_id', :organization, true),"
    " set_config('app.account_id', :account, true), set_config('app.conversation_id', :conversation, true)"
)
_SESSION = text("SELECT * FROM lookup.session(:token)")
_CLIENT_KEY = text("SELECT * FROM lookup.client_key(:key)")
_CONVERSATION = text("SELECT * FROM lookup.conversation(:token)")


@dataclass(frozen=True)
class User:
    """Who calls."""

    workshop_id: UUID
    organization_id: UUID
    account_id: UUID | None = None
    name: str | None = None
    conversation_id: UUID | None = None


@cache
def engine(role: DatabaseRole) -> AsyncEngine:
    """The pool of a role."""
    url = role_url(Settings(), role).replace("postgresql://", "postgresql+psycopg://", 1)
    return create_async_engine(url, pool_size=pool_size(), max_overflow=0)


async def member_of(session: AsyncSession, token: str) -> User | None:
    """The member a session's token belongs to."""
    row = (await session.execute(_SESSION, {"token": token_hash(token)})).one_or_none()
    if row is None or row.member_id is None:
        return None
    return User(row.workshop_id, row.organization_id, row.account_id, row.member_name)


async def visitor_of(session: AsyncSession, client_key: str, origin: str, token: str) -> User | None:
    """The visitor a token of a conversation belongs to, where the key may be used from this origin."""
    key = (await session.execute(_CLIENT_KEY, {"key": client_key})).one_or_none()
    if key is None or origin not in key.allowed_origins:
        return None
    row = (await session.execute(_CONVERSATION, {"token": token_hash(token)})).one_or_none()
    if row is None or row.client_key_id != key.client_key_id:
        return None
    return User(row.workshop_id, key.organization_id, conversation_id=row.conversation_id)


async def bind(session: AsyncSession, user: User) -> None:
    """Let row-level security know for whom this transaction works."""
    given = {
        "workshop": user.workshop_id,
        "organization": user.organization_id,
        "account": user.account_id,
        "conversation": user.conversation_id,
    }
    await session.execute(_BIND, {name: str(value) if value else "" for name, value in given.items()})
