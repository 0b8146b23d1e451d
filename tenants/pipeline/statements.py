"""The prepared statements of one connection: what the server knows, under which names, and what is dropped for room.

A name is made from the statement's text. So whoever shares a server connection, through PgBouncer too, means the same
by the same name.
"""

from collections import OrderedDict
from collections.abc import Sequence
from enum import Enum
from hashlib import blake2b

from psycopg.pq import ExecStatus
from psycopg.pq.abc import PGconn, PGresult

from tenants.pipeline.calls import Step

_DONE = int(ExecStatus.COMMAND_OK)


class _Kind(Enum):
    CLEAR = "make sure that the name is free"
    PREPARE = "prepare"
    EVICT = "drop for room"


class Statements:
    """Names by text, the least recently used first. `extra` holds what the running pipeline sends beside its steps.

    The hot path reads `names` itself and calls `prepare` for a text that is not in it.
    """

    __slots__ = ("_limit", "_pg", "extra", "names")

    def __init__(self, pg: PGconn, limit: int) -> None:
        self._pg = pg
        self._limit = limit
        self.names: OrderedDict[str, bytes] = OrderedDict()
        self.extra: dict[int, tuple[_Kind, str]] = {}

    def prepare(self, sql: str, step: int) -> bytes:
        """Send what prepares `sql` for the step with this index; its name."""
        text = sql.encode()
        name = name_of(text)
        while len(self.names) >= self._limit:
            oldest, its_name = self.names.popitem(last=False)
            self._note(step, _Kind.EVICT, oldest)
            self._pg.send_close_prepared(its_name)
        # To close an unknown name is no error, to prepare a known one is: this holds whatever the server remembers.
        self._note(step, _Kind.CLEAR, sql)
        self._pg.send_close_prepared(name)
        self._note(step, _Kind.PREPARE, sql)
        self._pg.send_prepare(name, text)
        self.names[sql] = name
        return name

    def settle(self, results: Sequence[PGresult]) -> None:
        """After a pipeline that failed: forget what was not prepared, remember what was not dropped."""
        for position, (kind, sql) in self.extra.items():
            if position < len(results) and results[position].status == _DONE:
                continue
            if kind is _Kind.PREPARE:
                self.names.pop(sql, None)
            elif kind is _Kind.EVICT and sql not in self.names:
                self.names[sql] = name_of(sql.encode())
                self.names.move_to_end(sql, last=False)
        self.extra = {}

    def forget(self, steps: Sequence[Step]) -> None:
        """Have these prepared anew when they are next sent."""
        for step in steps:
            self.names.pop(step.sql, None)

    def step_at(self, position: int) -> int:
        """The index of the step that the result at `position` belongs to."""
        return position - sum(1 for other in self.extra if other < position)

    def _note(self, step: int, kind: _Kind, sql: str) -> None:
        self.extra[step + len(self.extra)] = kind, sql


def name_of(text: bytes) -> bytes:
    """The name every connection gives this statement."""
    return b"s" + blake2b(text, digest_size=16).hexdigest().encode()
