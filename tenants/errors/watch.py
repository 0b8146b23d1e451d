"""Which recorder a request's errors go to, so that whoever meets one need not be handed it."""

from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID

from tenants.errors.recorder import ErrorRecorder


@dataclass(slots=True)
class _Watch:
    recorder: ErrorRecorder
    workshop_id: UUID | None = None


_current: ContextVar[_Watch | None] = ContextVar("error_watch", default=None)


def watch(recorder: ErrorRecorder) -> None:
    """From here on, what this task and those it starts report goes to the recorder."""
    _current.set(_Watch(recorder))


def watch_workshop(workshop_id: UUID | None) -> None:
    """Say whose request it is, once that is known."""
    if (found := _current.get()) is not None:
        found.workshop_id = workshop_id


def report(error: BaseException, where: str, reference: str | None = None) -> None:
    """Record an unexpected error, where somebody listens. Never raises."""
    if (found := _current.get()) is not None:
        found.recorder.record(error, where, reference=reference, workshop_id=found.workshop_id)
