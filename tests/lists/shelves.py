"""Lists whose rows a test puts in and takes out past the walls, each with a place of its choice."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg

from carbot.ids import new_id
from tests.lists.documents import CONVERSATIONS, LEADS, MESSAGES, SERVICES

Place = tuple[Any, ...]
_DAWN = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Kind:
    """An ordering of a list; `columns` gives what a place (0 to 5) is in the ordering's columns, by weight."""

    document: str
    order: str
    table: str
    columns: Callable[[int], dict[str, Any]]
    is_descending: bool = False
    is_unique: bool = False
    """Whether no two rows have one place."""


def _moment(column: str) -> Callable[[int], dict[str, Any]]:
    return lambda place: {column: _DAWN + timedelta(microseconds=place)}


def _name(place: int) -> dict[str, Any]:
    return {"sort_name": f"name {place}"}


KINDS = [
    Kind(LEADS, "NEWEST", "leads", _moment("created_at"), is_descending=True),
    Kind(LEADS, "OLDEST", "leads", _moment("created_at")),
    Kind(LEADS, "BEST_SCORE", "leads", lambda place: {"score": place}, is_descending=True),
    Kind(LEADS, "RECENTLY_CHANGED", "leads", _moment("updated_at"), is_descending=True),
    Kind(LEADS, "NAME", "leads", _name),
    Kind(CONVERSATIONS, "LATEST_MESSAGE", "conversations", _moment("last_message_at"), is_descending=True),
    Kind(CONVERSATIONS, "NEWEST", "conversations", _moment("started_at"), is_descending=True),
    Kind(CONVERSATIONS, "OLDEST", "conversations", _moment("started_at")),
    Kind(
        SERVICES,
        "CATEGORY",
        "services",
        lambda place: {"category_position": place // 2, "sort_name": f"name {place % 2}"},
    ),
    Kind(SERVICES, "NAME", "services", _name),
    Kind(SERVICES, "RECENTLY_CHANGED", "services", _moment("updated_at"), is_descending=True),
    Kind(MESSAGES, "SEQUENCE", "messages", lambda place: {"seq": place}, is_unique=True),
]
_REST: dict[str, dict[str, Any]] = {
    "leads": {
        "kind": "CALLBACK",
        "origin": "MEMBER",
        "language": "DE",
        "surface": "PHONE",
        "name": "Jan",
        "sort_name": "jan",
    },
    "conversations": {"token_hash": b"0", "token_expires_at": _DAWN, "language": "DE", "surface": "WIDGET"},
    "services": {"name": "Rad", "sort_name": "rad", "category_position": 1, "price_kind": "ON_REQUEST"},
    "messages": {"author": "VISITOR", "text": "Hallo"},
}


@dataclass
class Shelf:
    """The rows of one list of a workshop, as they are and as they were."""

    connection: psycopg.Connection[Any]
    workshop_id: UUID
    kind: Kind
    belongs: dict[str, UUID]
    there: dict[str, Place] = field(default_factory=dict)
    ever: dict[str, Place] = field(default_factory=dict)

    def put(self, place: int) -> None:
        """One more row; of equal places, ids decide, in any order."""
        key = UUID(int=random.getrandbits(128))
        columns = self.kind.columns(place * 100 + len(self.ever) if self.kind.is_unique else place)
        values = {**_REST[self.kind.table], **self.belongs, **columns, "workshop_id": self.workshop_id, "id": key}
        _insert(self.connection, self.kind.table, values)
        self.there[key.hex] = self.ever[key.hex] = (*columns.values(), key.int)

    def take(self, number: int) -> None:
        """One row less, if there is any."""
        if self.there:
            key = sorted(self.there)[number % len(self.there)]
            del self.there[key]
            self.connection.execute(f"DELETE FROM {self.kind.table} WHERE id = %s".encode(), [UUID(key)])

    def in_order(self, keys: Any) -> list[str]:
        """These rows as the list has them."""
        return sorted(keys, key=self.ever.__getitem__, reverse=self.kind.is_descending)


@contextmanager
def shelf_of(connection: psycopg.Connection[Any], workshop_id: UUID, kind: Kind) -> Iterator[Shelf]:
    """An empty list."""
    belongs = {}
    if kind.table == "messages":
        belongs["conversation_id"] = key = new_id()
        fields = {**_REST["conversations"], "workshop_id": workshop_id, "id": key}
        _insert(connection, "conversations", fields)
    if kind.table == "services":
        belongs["category_id"] = key = new_id()
        fields = {"workshop_id": workshop_id, "id": key, "name": "Räder", "sort_name": key.hex, "position": 1}
        _insert(connection, "service_categories", fields)
    yield Shelf(connection, workshop_id, kind, belongs)
    connection.execute(f"DELETE FROM {kind.table} WHERE workshop_id = %s".encode(), [workshop_id])


def _insert(connection: psycopg.Connection[Any], table: str, values: dict[str, Any]) -> None:
    marks = ", ".join(f"%({name})s" for name in values)
    connection.execute(f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})".encode(), values)
