"""What is asked of the driver: steps, and the call that carries them to a connection and back."""

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from psycopg.pq.abc import PGresult

from tenants.pipeline.errors import StatementFailed

if TYPE_CHECKING:
    from tenants.pipeline.connection import Connection

Rows: TypeAlias = list[tuple[bytes | None, ...]]


@dataclass(frozen=True, slots=True)
class Step:
    """One statement of a pipeline, with $1, $2, …; parameters in PostgreSQL's text format."""

    sql: str
    parameters: tuple[bytes | None, ...] = ()


class Call:
    """The steps of one caller, who awaits `future`. `connection` is where they were sent, once they were."""

    __slots__ = ("connection", "deadline", "future", "is_repeated", "steps")

    def __init__(self, steps: tuple[Step, ...], future: "asyncio.Future[list[Rows]]") -> None:
        self.steps = steps
        self.future = future
        self.connection: Connection | None = None
        self.is_repeated = False
        self.deadline = 0.0


def check(steps: tuple[Step, ...]) -> None:
    """Refuse what cannot be sent as text, before anything is: libpq would cut a parameter off at its zero byte.

    Raises StatementFailed with PostgreSQL's own code for such text, TypeError for anything but bytes.
    """
    for step in steps:
        for parameter in step.parameters:
            if parameter is not None and b"\0" in parameter:
                raise StatementFailed("22021", "a parameter contains a zero byte", steps.index(step))


def rows_of(result: PGresult) -> Rows:
    """All rows, every value as the server wrote it."""
    count = result.ntuples
    if not count:
        return []
    value = result.get_value
    if result.nfields == 1:
        return [(value(row, 0),) for row in range(count)]
    columns = range(result.nfields)
    return [tuple([value(row, column) for column in columns]) for row in range(count)]
