"""Changing one row: read it, decide, and write it back with all that is recorded of it in one statement.

Nothing is locked between reading and writing. The statement changes only the version that was read: when somebody else
was faster, nothing is written, and the use case runs again on what it finds then. See docs/decisions/0021.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import DateTime, Enum, LargeBinary, Uuid

from carbot.errors import NotFound, Overtaken
from carbot.ids import new_id
from tenants.models.audit import AuditEntry
from tenants.models.base import Base
from tenants.models.outbox import OutboxEntry
from tenants.outbox import LIVE_KIND, ChangeKind, LiveEvent, Topic
from tenants.pipeline import Rows, Step
from tenants.principal import Principal
from tenants.writing import bind

Row = TypeVar("Row", bound=Base)
_Columns = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Snapshot(Generic[Row]):
    """A row as it was read: detached, with the values it had and the version they are of."""

    row: Row
    values: Mapping[str, Any]
    version: str


class Change(Generic[Row]):
    """A row's new values, and the new rows that are recorded with them. Nothing new: nothing is written."""

    def __init__(self, snapshot: Snapshot[Row], principal: Principal, tell: Callable[[LiveEvent], None]) -> None:
        self.row = snapshot.row
        self._snapshot = snapshot
        self._principal = principal
        self._tell = tell
        self._records: dict[type[Base], list[Mapping[str, Any]]] = {}
        self._events: list[LiveEvent] = []
        self._is_written = False

    def record(self, row: Base) -> None:
        """Store a new row with the change."""
        values = _set_values(row)
        if "workshop_id" in type(row).__table__.columns:
            values.setdefault("workshop_id", self._principal.workshop_id)
        self._records.setdefault(type(row), []).append({"id": new_id(), **values})

    def audit(self, action: str, changes: Sequence[str] = ()) -> None:
        """Record an act: names of changed fields, never their values."""
        self.record(audited(self._principal, action, self.row, changes))

    def announce(self, topic: Topic, kind: ChangeKind) -> None:
        """Tell whoever is looking that the row changed, once it stands."""
        assert self._principal.workshop_id is not None, "what is looked at is a workshop's"
        key: Any = self.row
        event = LiveEvent(self._principal.workshop_id, topic, key.id, kind)
        self._events.append(event)
        self.record(OutboxEntry(workshop_id=event.workshop_id, kind=LIVE_KIND, payload=event.to_payload()))

    def steps(self) -> tuple[Step, ...]:
        """Bind the transaction to the caller, then change the row."""
        before = self._snapshot.values
        now = _set_values(self.row)
        changed = {name: value for name, value in now.items() if before.get(name) != value}
        self._is_written = bool(changed)
        if not changed:
            assert not self._records, "what is recorded is recorded of a change"
            return (bind(self._principal),)
        records = tuple((kind, _columns_of(rows)) for kind, rows in self._records.items())
        statement = _statement(type(self.row), tuple(sorted(changed)), records)
        key: Any = self.row
        values = (key.id.hex, self._snapshot.version, _json(changed), *map(_json, self._records.values()))
        return bind(self._principal), Step(statement, tuple([value.encode() for value in values]))

    def check(self, answers: Sequence[Rows]) -> None:
        """What became of the steps. Raises Overtaken."""
        if self._is_written and not answers[1]:
            raise Overtaken

    def tell(self) -> None:
        """Tell who is looking, once the change is committed."""
        for event in self._events:
            self._tell(event)


def audited(principal: Principal, action: str, subject: Base | None, changes: Sequence[str]) -> AuditEntry:
    """The entry of the audit log that says who did what to which thing."""
    return AuditEntry(
        actor_id=principal.account_id,
        actor_name=principal.member_name,
        action=action,
        subject=subject.gid if subject is not None else None,
        changes={"fields": sorted(changes)} if changes else {},
    )


def look_up(model: type[Base], key: UUID) -> Step:
    """The statement that reads a row and its version, as JSON."""
    return Step(_look_up(model), (key.hex.encode(),))


def read_snapshot(model: type[Row], rows: Rows) -> Snapshot[Row]:
    """What `look_up` found. Raises NotFound."""
    if not rows:
        raise NotFound("id")
    text, version = rows[0]
    assert text is not None, "a row is JSON"
    assert version is not None, "a row has a version"
    values = _values(model, json.loads(text))
    return Snapshot(model(**values), values, version.decode())


def restored(model: type[Row], read: Mapping[str, Any]) -> Row:
    """A row of no session, from what `to_json` made of it."""
    return model(**_values(model, read))


def _values(model: type[Base], read: Mapping[str, Any]) -> dict[str, Any]:
    return {name: convert(read[name]) for name, convert in _converters(model)}


@lru_cache
def _look_up(model: type[Base]) -> str:
    # Names are the models' own: nothing of a request is in a statement's text.
    return f"SELECT to_json(t)::text, t.xmin::text FROM {_quoted(model.__tablename__)} t WHERE t.id = $1::uuid"  # noqa: S608


@lru_cache(maxsize=1_000)
def _statement(model: type[Base], changed: _Columns, records: tuple[tuple[type[Base], _Columns], ...]) -> str:
    """$1: the row's id, $2: its version, $3: its new values, $4 and on: rows of each kind that is recorded."""
    table = _quoted(model.__tablename__)
    new = ", ".join(f"{name} = n.{name}" for name in map(_quoted, changed))
    parts = [
        f"changed AS (UPDATE {table} t SET {new} FROM json_populate_record(NULL::{table}, $3::json) n"  # noqa: S608
        " WHERE t.id = $1::uuid AND t.xmin = $2::xid RETURNING t.id)"
    ]
    for number, (kind, columns) in enumerate(records, start=4):
        table, names = _quoted(kind.__tablename__), ", ".join(map(_quoted, columns))
        rows = f"json_populate_recordset(NULL::{table}, ${number}::json)"
        parts.append(f"recorded_{number} AS (INSERT INTO {table} ({names}) SELECT {names} FROM changed_once, {rows})")  # noqa: S608
    once = "changed_once AS (SELECT FROM changed)"
    return f"WITH {', '.join([parts[0], once, *parts[1:]])} SELECT id FROM changed"  # noqa: S608


@lru_cache
def _converters(model: type[Base]) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    """How each column's JSON becomes what the model holds."""
    return tuple((column.name, _converter(column.type)) for column in _columns(model))


def _columns(model: type[Base]) -> Iterable[Any]:
    """The table's columns; a mapper's may be expressions. They are called as the attributes are."""
    return model.__table__.columns


def _converter(kind: Any) -> Callable[[Any], Any]:
    made: Callable[[Any], Any] | None = None
    if isinstance(kind, Uuid):
        made = UUID
    elif isinstance(kind, DateTime):
        made = datetime.fromisoformat
    elif isinstance(kind, Enum):
        made = kind.enum_class
    elif isinstance(kind, LargeBinary):
        made = _bytes
    if made is None:
        return _same
    convert = made
    return lambda value: None if value is None else convert(value)


def _bytes(text: str) -> bytes:
    return bytes.fromhex(text.removeprefix("\\x"))


def _same(value: Any) -> Any:
    return value


def _set_values(row: Base) -> dict[str, Any]:
    """The columns of a row that were given a value."""
    held = vars(row)
    return {column.name: held[column.name] for column in _columns(type(row)) if column.name in held}


def _columns_of(rows: Iterable[Mapping[str, Any]]) -> _Columns:
    return tuple(sorted({name for row in rows for name in row}))


def _quoted(name: str) -> str:
    return f'"{name}"'


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)
