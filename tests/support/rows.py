"""The test database past every wall, to arrange what time or a crash would bring about and to see what was stored."""

from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg

from carbot.settings import Settings


class Rows:
    """Runs single statements as a superuser."""

    def __init__(self, admin_url: str, settings: Settings) -> None:
        self.url = urlunsplit(urlsplit(admin_url)._replace(path=urlsplit(settings.database_url).path))

    def __call__(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """Run one statement and commit; the rows it returns, if it returns any."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            done = connection.execute(statement, values)  # type: ignore[call-overload]  # a test's own text
            return done.fetchall() if done.description else []

    def count(self, table: str, workshop_id: Any) -> int:
        """How many rows of a table belong to a workshop."""
        ((number,),) = self(f"SELECT count(*) FROM {table} WHERE workshop_id = %s", workshop_id)
        return int(number)
