"""A deployment of one's own on the test's database: a queue and a mailbox that may fail without hurting other tests."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from pydantic import SecretStr

from carbot.embedded.mailbox import mail_sink
from carbot.embedded.processes import free_port
from carbot.settings import Settings
from tenants.migrate import migrate
from tenants.provision import provision
from tests.support.mailbox import Mailbox
from tests.support.rows import Rows


@dataclass(frozen=True)
class Deployment:
    """Settings of processes that nobody else's jobs come to, and where their mail arrives."""

    settings: Settings
    rows: Rows
    directory: Path

    @property
    def mailbox(self) -> Mailbox:
        """The mails that came so far."""
        return Mailbox(self.directory / "mail")

    @contextmanager
    def post_office(self) -> Iterator[int]:
        """Takes mail while the block lasts; gives its port."""
        with mail_sink(self.directory / "mail") as port:
            yield port


@pytest.fixture
def open_directory() -> Iterator[Path]:
    """A directory that root's unprivileged account can reach."""
    with tempfile.TemporaryDirectory(prefix="carbot-tests-") as made:
        directory = Path(made)
        directory.chmod(0o755)
        yield directory


@pytest.fixture(scope="session")
def own_database(pg_admin_url: str, settings: Settings) -> str:
    """The owner's URL of an empty, migrated database, for deployments that fail on purpose."""
    address = urlsplit(settings.database_url)
    made = settings.model_copy(update={"database_url": urlunsplit(address._replace(path=f"{address.path}_faults"))})
    provision(pg_admin_url, made)
    migrate(made)
    return made.database_url


@pytest.fixture
def deployment(pg_admin_url: str, settings: Settings, own_database: str, tmp_path: Path) -> Deployment:
    """A deployment without any process yet. Its Redis number is its own; jobs of earlier tests are gone."""
    port = free_port()
    redis = urlunsplit(
        urlsplit(settings.redis_url)._replace(path=f"/{15 - int(urlsplit(settings.redis_url).path[1:])}")
    )
    made = settings.model_copy(
        update={
            "database_url": own_database,
            "redis_url": redis,
            "smtp_url": SecretStr(f"smtp://127.0.0.1:{free_port()}"),
            "port": port,
            "public_url": f"http://localhost:{port}",
            "turn_lease": timedelta(seconds=1),
        }
    )
    rows = Rows(pg_admin_url, made)
    with psycopg.connect(rows.url, autocommit=True) as connection:
        connection.execute("DELETE FROM outbox")
        connection.execute("DELETE FROM figure_marks")  # a day somebody else marked would be a job of its own
    return Deployment(made, rows, tmp_path)
