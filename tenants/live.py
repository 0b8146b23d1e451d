"""Live events inside one process: who is looking hears of changes; nothing is stored and nobody waits."""

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from tenants.outbox import ChangeKind, LiveEvent, Topic

_BACKLOG = 1000


@dataclass(frozen=True, slots=True)
class Draft(LiveEvent):
    """All of an answer that is said so far, before it is stored. Only the process that makes it tells so."""

    turn_id: UUID
    text: str

    @classmethod
    def of(cls, workshop_id: UUID, conversation_id: UUID, turn_id: UUID, text: str) -> Self:
        """What is being said in a conversation, without the letter that cannot be stored."""
        said = text.replace("\0", "")
        return cls(workshop_id, Topic.DRAFT, conversation_id, ChangeKind.UPDATED, turn_id, said)


class Hub:
    """Delivers events to the subscribers of their workshop. A subscriber that falls far behind loses the oldest."""

    def __init__(self) -> None:
        self._queues: dict[UUID, set[asyncio.Queue[LiveEvent | None]]] = defaultdict(set)

    @contextmanager
    def subscribe(self, workshop_id: UUID) -> Iterator[asyncio.Queue[LiveEvent | None]]:
        """A queue of the workshop's events for as long as the context lasts; None says that the process goes."""
        queue: asyncio.Queue[LiveEvent | None] = asyncio.Queue(_BACKLOG)
        self._queues[workshop_id].add(queue)
        try:
            yield queue
        finally:
            self._queues[workshop_id].discard(queue)
            if not self._queues[workshop_id]:
                del self._queues[workshop_id]

    def close(self) -> None:
        """Tell every subscriber that the process goes, so that they end and come back to another one."""
        for queues in self._queues.values():
            for queue in queues:
                _put(queue, None)

    def deliver(self, event: LiveEvent) -> None:
        """Hand an event to everybody here who looks at its workshop."""
        for queue in self._queues.get(event.workshop_id, ()):
            _put(queue, event)


def _put(queue: asyncio.Queue[LiveEvent | None], event: LiveEvent | None) -> None:
    if queue.full():
        queue.get_nowait()
    queue.put_nowait(event)
