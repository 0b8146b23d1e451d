"""The database past the walls, and one with full lists to explain plans in."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from carbot.settings import Settings
from tenants.migrate import migrate
from tenants.provision import provision
from tests.lists.plans import Explainer
from tests.support.rows import Rows

STOCK = Path(__file__).parent / "stock.sql"


@pytest.fixture(scope="package")
def stock(pg_admin_url: str, settings: Settings) -> Iterator[Settings]:
    """A database of its own with full lists."""
    address = urlsplit(settings.database_url)
    made = settings.model_copy(update={"database_url": urlunsplit(address._replace(path=f"{address.path}_lists"))})
    provision(pg_admin_url, made)
    migrate(made)
    with psycopg.connect(Rows(pg_admin_url, made).url, autocommit=True) as connection:
        for statement in STOCK.read_text(encoding="utf-8").split(";\n"):
            connection.execute(statement.encode())
    yield made
    with psycopg.connect(pg_admin_url, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{address.path[1:]}_lists" WITH (FORCE)'.encode())


@pytest.fixture(scope="package")
def explainer(stock: Settings) -> Explainer:
    """Explains what PostgreSQL does in that database."""
    return Explainer(stock)
