"""The servers of a run: a PostgreSQL and a Redis of their own, the data in them, and what is tidied between rounds."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from signal import SIGINT

import psycopg
from psycopg import sql

from bench import data
from bench.cast import Cast, read_cast
from bench.contestants import Ground
from carbot.embedded import places, processes
from carbot.embedded.accounts import server_account
from carbot.embedded.postgres import postgres
from carbot.embedded.server import Server
from carbot.embedded.valkey import valkey
from carbot.settings import Settings

_SECRET = "benchmarks only, on this machine only"
_DATABASE_SETTINGS = {
    "shared_buffers": "1GB",
    # What runs at its own time would hit one contestant and spare another: `tidy` does it between rounds.
    "autovacuum": "off",
    "checkpoint_timeout": "1h",
    "max_wal_size": "4GB",
}
_FEEDS = ("outbox", "figure_marks")
"""Tables whose rows a worker takes away in production; no worker runs here."""
_WRITTEN = ("conversations", "messages", "turns", "leads", "lead_events", "audit_entries", "sessions")


@dataclass
class Stage:
    """The running servers. Commits are durable, as in production."""

    database: Server
    settings: Settings
    var: Path
    logs: Path
    _stack: ExitStack = field(repr=False)

    def build(self, size: data.Size) -> bool:
        """Make the template of a size where it is missing; says whether it had to."""
        return data.build(self.database.url, self.settings, size)

    def copy(self, size: data.Size, name: str = "carbot_bench") -> "Scene":
        """A copy of a template to run on, gone with the stage."""
        settings = self._stack.enter_context(data.working_copy(self.database.url, self.settings, size, name))
        admin_url = data.at(self.database.url, name)
        return Scene(Ground(settings, self.logs), admin_url, read_cast(admin_url))

    def restart_database(self) -> None:
        """Stop PostgreSQL and start it again, with nothing in its memory."""
        processes.stop(self.database.process, how=SIGINT)
        self.database.restart()


@dataclass(frozen=True)
class Scene:
    """One database with its cast."""

    ground: Ground
    admin_url: str
    cast: Cast

    def refresh(self) -> None:
        """Let every session have been used just now, as those of people at work are."""
        with psycopg.connect(self.admin_url) as connection:
            connection.execute("UPDATE sessions SET last_used_at = now(), expires_at = now() + interval '30 days'")

    def tidy(self) -> None:
        """Do what a worker, autovacuum and the checkpointer would do at times of their own."""
        with psycopg.connect(self.admin_url, autocommit=True) as connection:
            existing = {row[0] for row in connection.execute("SELECT tablename FROM pg_tables")}
            for table in existing.intersection(_FEEDS):
                connection.execute(sql.SQL("TRUNCATE {}").format(sql.Identifier(table)))
            for table in sorted(existing.intersection(_WRITTEN)):
                connection.execute(sql.SQL("VACUUM (ANALYZE) {}").format(sql.Identifier(table)))
            connection.execute("CHECKPOINT")


@contextmanager
def stage(var: Path) -> Iterator[Stage]:
    """Start the servers; they are stopped at the end. Raises StartupError."""
    home = places.data_home(var, server_account(var / "bench")) / "bench"
    logs = var / "log" / "bench"
    with ExitStack() as stack:
        database = stack.enter_context(postgres(home / "postgres", log=logs / "postgres.log"))
        queue = stack.enter_context(valkey(home / "valkey", durable=False, log=logs / "valkey.log"))
        settings = Settings(
            secret_key=_SECRET,
            database_url=f"postgresql://carbot_owner@127.0.0.1:{database.port}/postgres",
            redis_url=queue.url,
            var_dir=var,
        )
        made = Stage(database, settings, var, logs, stack)
        _configure(made)
        yield made


def _configure(made: Stage) -> None:
    with psycopg.connect(made.database.url, autocommit=True) as connection:
        current = {name: connection.execute(f"SHOW {name}").fetchone() for name in _DATABASE_SETTINGS}
        if all(current[name] == (value,) for name, value in _DATABASE_SETTINGS.items()):
            return
        for name, value in _DATABASE_SETTINGS.items():
            connection.execute(sql.SQL("ALTER SYSTEM SET {} = {}").format(sql.Identifier(name), sql.Literal(value)))
    made.restart_database()
