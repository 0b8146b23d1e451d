"""The statements that reach the database for one workshop, whatever else the process does meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from tenants.roles import DatabaseRole
from tests.support.api import TestWorkshop


@contextmanager
def statements_of(workshop: TestWorkshop) -> Iterator[list[str]]:
    """What is sent in transactions of the API's role that are bound to the workshop, the binding first."""
    sent: list[str] = []
    ours: set[object] = set()

    def note(connection: object, _cursor: object, statement: str, parameters: Any, *_: object) -> None:
        if "set_config" in statement and str(workshop.id) in parameters:
            ours.add(connection)
        if connection in ours:
            sent.append(statement)

    engine = workshop.outside.database.engine(DatabaseRole.API).sync_engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)
