"""How the driver connects: what every connection is told at its start, before it carries anybody's call."""

import math
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

_DEFAULTS = {"connect_timeout": 5, "keepalives_idle": 60}
_PLANS = "-c plan_cache_mode=force_generic_plan"
"""A statement is planned once for a connection: the ids and days it is given do not change how it is best run."""


def address(url: str, *, application_name: str, statement_timeout: float) -> str:
    """The connection string: the URL's own wishes, times in UTC, UTF-8, and an end to every statement, in seconds.

    Raises psycopg.ProgrammingError for a URL that is none.
    """
    wishes = {**_DEFAULTS, **conninfo_to_dict(url)}
    milliseconds = math.ceil(statement_timeout * 1000)
    options = f"{wishes.get('options') or ''} -c statement_timeout={milliseconds} -c timezone=UTC {_PLANS}".strip()
    fixed = {"application_name": application_name, "client_encoding": "utf8", "options": options}
    return make_conninfo("", **{**wishes, **fixed})


async def connect(conninfo: str) -> "psycopg.AsyncConnection[Any]":
    """A connection outside any transaction. Raises psycopg.Error or OSError."""
    return await psycopg.AsyncConnection.connect(conninfo, autocommit=True)
