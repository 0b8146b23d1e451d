"""Database access: one engine and one pipeline per role, and the settings that bind every transaction to its tenant."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from psycopg.errors import DeadlockDetected, SerializationFailure
from sqlalchemy import Connection, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.orm import Session, SessionTransaction

from carbot.errors import Overtaken, Unavailable
from carbot.settings import Settings
from tenants.pipeline import PipelinePool
from tenants.principal import Principal
from tenants.roles import DatabaseRole, role_url

_BIND = (
    "SELECT set_config('app.workshop_id', %s, true), set_config('app.organization_id', %s, true),"
    " set_config('app.account_id', %s, true), set_config('app.conversation_id', %s, true)"
)


class Database:
    """The engines and pipelines of one process, made when first used; `close` ends their connections."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._engines: dict[DatabaseRole, AsyncEngine] = {}
        self._pipelines: dict[tuple[DatabaseRole, bool], PipelinePool] = {}

    def engine(self, role: DatabaseRole) -> AsyncEngine:
        """The pool of one role."""
        if role not in self._engines:
            self._engines[role] = create_async_engine(
                role_url(self._settings, role).replace("postgresql://", "postgresql+psycopg://", 1),
                pool_size=self._settings.database_pool,
                max_overflow=0,
                pool_timeout=self._settings.database_timeout.total_seconds(),
                pool_pre_ping=True,
                connect_args={
                    "application_name": f"carbot {role.value}",
                    "connect_timeout": 5,
                    # psycopg prepares what it sees for the fifth time, unless told never to.
                    "prepare_threshold": 5 if self._settings.prepare else None,
                },
            )
        return self._engines[role]

    def pipeline(self, role: DatabaseRole, *, replica: bool = False) -> PipelinePool:
        """The pipelined pool of one role; `replica` is for reading, and is the primary's where there is no replica."""
        settings = self._settings
        key = role, replica and bool(settings.database_replica_url)
        if key not in self._pipelines:
            if key[1]:
                settings = settings.model_copy(update={"database_url": settings.database_replica_url})
            self._pipelines[key] = PipelinePool(
                role_url(settings, role),
                size=settings.database_pipeline_pool,
                wait=settings.database_timeout.total_seconds(),
                statement_timeout=settings.statement_timeout.total_seconds(),
                application_name=f"carbot {role.value} pipeline",
                prepare=settings.prepare,
            )
        return self._pipelines[key]

    def session(self, principal: Principal, *, read_only: bool = False) -> AsyncSession:
        """A session that takes a connection of the principal's role at its first statement, bound to its tenant."""
        session = AsyncSession(self.engine(principal.role), expire_on_commit=False, autoflush=False)
        session.sync_session.info["bind"] = tuple(
            str(value) if value else ""
            for value in (
                principal.workshop_id,
                principal.organization_id,
                principal.account_id,
                principal.conversation_id,
            )
        )
        session.sync_session.info["read_only"] = read_only
        return session

    async def ping(self) -> None:
        """Ask the database for a sign of life. Raises Unavailable."""
        async with database_faults(), self.engine(DatabaseRole.API).connect() as connection:
            await connection.exec_driver_sql("SELECT 1")

    async def close(self) -> None:
        """End all connections."""
        pipelines, engines = tuple(self._pipelines.values()), tuple(self._engines.values())
        self._pipelines.clear()
        self._engines.clear()
        await asyncio.gather(*(pool.close() for pool in pipelines), *(engine.dispose() for engine in engines))


@event.listens_for(Session, "after_begin")
def _bind_transaction(session: Session, transaction: SessionTransaction, connection: Connection) -> None:
    """Bind the outermost transaction, never a savepoint: a setting made in one would outlive it."""
    binding = session.info.get("bind")
    if binding is None or transaction.nested:
        return
    if session.info["read_only"]:
        connection.exec_driver_sql("SET TRANSACTION READ ONLY")
    connection.exec_driver_sql(_BIND, binding)


@asynccontextmanager
async def database_faults() -> AsyncIterator[None]:
    """Turn an unreachable or exhausted database into Unavailable, a lost race into Overtaken; leave the rest."""
    try:
        yield
    except PoolTimeout as error:
        raise Unavailable("The database is busy. Please try again.", retryAfter=2) from error
    except DBAPIError as error:
        if error.connection_invalidated or type(error.orig).__name__ in {"OperationalError", "QueryCanceled"}:
            raise Unavailable("The database does not answer. Please try again.", retryAfter=5) from error
        if isinstance(error.orig, DeadlockDetected | SerializationFailure):
            raise Overtaken from error
        raise
