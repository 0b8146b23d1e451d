"""Provisioning: the roles and the database, once per cluster, by an administrator; safe to run again."""

from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from carbot.settings import Settings
from tenants.roles import POOLED, DatabaseRole, role_password

_LIMITS = {
    DatabaseRole.API: "10s",
    DatabaseRole.VISITOR: "10s",
    DatabaseRole.IDENTITY: "10s",
    DatabaseRole.OPERATOR: "10s",
    DatabaseRole.WORKER: "60s",
    DatabaseRole.SYSTEM: "60s",
}


def provision(admin_url: str, settings: Settings) -> None:
    """Create what is missing: the roles with their derived passwords, the database of `DATABASE_URL`, its schemas.

    `admin_url` names a superuser or a role with CREATEROLE and CREATEDB. Raises psycopg's errors.
    """
    owner = urlsplit(settings.database_url)
    database = owner.path.lstrip("/")
    with psycopg.connect(admin_url, autocommit=True) as connection:
        # Roles belong to the whole cluster: of two who provision at once, one waits.
        connection.execute("SELECT pg_advisory_lock(hashtextextended('carbot:provision', 0))")
        for role in DatabaseRole:
            password = owner.password if role is DatabaseRole.OWNER else role_password(settings, role)
            _ensure_role(connection, role, password)
        _let_owner_act_as_lookup(connection)
        exists = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone()
        if exists is None:
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER carbot_owner TEMPLATE template0 ENCODING 'UTF8'").format(
                    sql.Identifier(database)
                )
            )
    admin = urlsplit(admin_url)
    with psycopg.connect(urlunsplit(admin._replace(path=f"/{database}")), autocommit=True) as connection:
        _prepare_schemas(connection, database)


def _ensure_role(connection: psycopg.Connection, role: DatabaseRole, password: str | None) -> None:
    name = sql.Identifier(role.value)
    login = sql.SQL("NOLOGIN" if role is DatabaseRole.LOOKUP else "LOGIN")
    if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role.value]).fetchone() is None:
        connection.execute(sql.SQL("CREATE ROLE {} NOINHERIT {}").format(name, login))
    if password and role is not DatabaseRole.LOOKUP:
        connection.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(name, sql.Literal(password)))
    if role in POOLED:
        connection.execute(sql.SQL("ALTER ROLE {} SET statement_timeout = {}").format(name, sql.Literal(_LIMITS[role])))
        connection.execute(sql.SQL("ALTER ROLE {} SET idle_in_transaction_session_timeout = '30s'").format(name))


def _let_owner_act_as_lookup(connection: psycopg.Connection) -> None:
    """The one membership there is: the owner creates the look-up functions as carbot_lookup, without inheriting it."""
    version = connection.info.server_version
    options = " WITH INHERIT FALSE, SET TRUE" if version >= 160000 else ""
    connection.execute(f"GRANT carbot_lookup TO carbot_owner{options}")


def _prepare_schemas(connection: psycopg.Connection, database: str) -> None:
    roles = sql.SQL(", ").join(sql.Identifier(role.value) for role in DatabaseRole)
    name = sql.Identifier(database)
    for statement in (
        sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(name),
        sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(name, roles),
        sql.SQL("REVOKE ALL ON SCHEMA public FROM PUBLIC"),
        sql.SQL("ALTER SCHEMA public OWNER TO carbot_owner"),
        sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(roles),
        sql.SQL("CREATE SCHEMA IF NOT EXISTS lookup AUTHORIZATION carbot_lookup"),
        sql.SQL("GRANT USAGE ON SCHEMA lookup TO carbot_api, carbot_visitor, carbot_operator"),
        sql.SQL("ALTER DEFAULT PRIVILEGES FOR ROLE carbot_lookup REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC"),
    ):
        connection.execute(statement)
    (is_superuser,) = connection.execute("SELECT current_setting('is_superuser') = 'on'").fetchone() or (False,)
    if is_superuser:
        # Large objects have no walls; a hosted server's administrator may not take this from PUBLIC.
        connection.execute("REVOKE EXECUTE ON FUNCTION lo_creat, lo_create, lo_from_bytea FROM PUBLIC")
