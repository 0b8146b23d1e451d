"""The database of the benchmarks: built once as a template, copied for every run.

A template is named by its size and remembers (as the comment of the database) from which migrations and rows it was
made; when these change it is built anew.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from carbot.assets import alembic_dir
from carbot.settings import Settings
from tenants.migrate import migrate
from tenants.provision import provision

_HERE = Path(__file__).parent
_ROWS = _HERE / "rows.sql"
PEER_ROLE = "bench_peer"
_INDEXES = """
    SELECT c.relname, pg_get_indexdef(c.oid) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    WHERE c.relnamespace = 'public'::regnamespace AND NOT i.indisunique AND NOT c.relispartition
"""


@dataclass(frozen=True)
class Size:
    """How much there is: `slots` enquiries a workshop (100 are 90 leads and 450 messages), `big_slots` in the first."""

    tenants: int
    members: int = 5_000
    slots: int = 100
    big_slots: int = 22_322
    homes: int = 2_000
    """How many workshops the members are spread over, evenly over all."""

    def grown(self, tenants: int) -> "Size":
        """Another number of workshops, each as large as here: all rows grow with them, the members' homes do not."""
        return replace(self, tenants=tenants)

    @property
    def name(self) -> str:
        """The template's name."""
        return f"bench_{self.tenants}_{self.members}_{self.slots}_{self.big_slots}"


FULL = Size(tenants=2_000)
"""2,000 workshops, 5,000 members, 200,000 leads, 1,000,000 messages."""
SMALL = Size(tenants=220, members=330, slots=60, big_slots=200)
"""Enough for tests, with a workshop for every operation: a few seconds to build."""


def build(admin_url: str, settings: Settings, size: Size) -> bool:
    """Make the template where it is missing or out of date; says whether it had to.

    `admin_url` is a superuser's; `settings` say with which secret the roles' passwords are derived.
    """
    fingerprint = _fingerprint(size)
    with _connect(admin_url) as connection:
        # Of two who want the same template, one builds it.
        connection.execute("SELECT pg_advisory_lock(hashtextextended('carbot:bench', 0))")
        if _comment(connection, size.name) == fingerprint:
            return False
        _drop(connection, size.name)
        _fill(admin_url, settings.model_copy(update={"database_url": at(settings.database_url, size.name)}), size)
        connection.execute(
            sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(size.name), sql.Literal(fingerprint))
        )
    return True


@contextmanager
def working_copy(admin_url: str, settings: Settings, size: Size, name: str = "carbot_bench") -> Iterator[Settings]:
    """A copy of the template to write into, gone at the end; gives the settings that lead to it."""
    copy = settings.model_copy(update={"database_url": at(settings.database_url, name)})
    with _connect(admin_url) as connection:
        _drop(connection, name)
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER carbot_owner STRATEGY file_copy").format(
                sql.Identifier(name), sql.Identifier(size.name)
            )
        )
    provision(admin_url, copy)  # a copy does not take over who may connect
    with _connect(admin_url) as connection:
        connection.execute(
            sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(sql.Identifier(name), sql.Identifier(PEER_ROLE))
        )
    try:
        yield copy
    finally:
        with _connect(admin_url) as connection:
            _drop(connection, name)


@contextmanager
def fresh(admin_url: str, settings: Settings, name: str) -> Iterator[Settings]:
    """A database with the reference data alone, gone at the end; gives the settings that lead to it."""
    made = settings.model_copy(update={"database_url": at(settings.database_url, name)})
    with _connect(admin_url) as connection:
        _drop(connection, name)
    try:
        provision(admin_url, made)
        migrate(made)
        yield made
    finally:
        with _connect(admin_url) as connection:
            _drop(connection, name)


def _fill(admin_url: str, settings: Settings, size: Size) -> None:
    provision(admin_url, settings)
    migrate(settings)
    with _connect(at(admin_url, size.name)) as connection:
        for name, value in vars(size).items():
            connection.execute("SELECT set_config(%s, %s, false)", [f"bench.{name}", str(value)])
        with _without_indexes(connection):
            connection.execute(_ROWS.read_bytes())
        connection.execute("RESET session_replication_role")
        for extra in _peer_statements():
            connection.execute(extra.read_bytes())
        connection.execute("VACUUM (FREEZE, ANALYZE)")
        connection.execute("CHECKPOINT")


@contextmanager
def _without_indexes(connection: psycopg.Connection) -> Iterator[None]:
    """Take away every index that only finds rows, and make them again from all rows at once, which takes less time."""
    found = connection.execute(_INDEXES).fetchall()
    for name, _ in found:
        connection.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(name)))
    yield
    connection.execute("SET maintenance_work_mem = '512MB'")
    for _, definition in found:
        connection.execute(definition.replace(" ON ONLY ", " ON "))


def _fingerprint(size: Size) -> str:
    total = hashlib.sha256(repr(size).encode())
    migrations = sorted((alembic_dir() / "versions").glob("*.py"))
    for path in (*migrations, _ROWS, Path(__file__), *_peer_statements()):
        total.update(path.read_bytes())
    return total.hexdigest()


def _peer_statements() -> list[Path]:
    """What peers add to the database: roles and functions as their communities would write them."""
    return sorted((_HERE / "peers").glob("**/database.sql"))


def _connect(url: str) -> psycopg.Connection:
    return psycopg.connect(url, autocommit=True)


def at(url: str, database: str) -> str:
    """The URL of another database of the same server."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))


def _comment(connection: psycopg.Connection, database: str) -> str | None:
    row = connection.execute(
        "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [database]
    ).fetchone()
    return None if row is None else row[0]


def _drop(connection: psycopg.Connection, database: str) -> None:
    connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database)))
