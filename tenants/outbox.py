"""Jobs: frozen dataclasses of ids, written to the outbox in the transaction of the change that caused them."""

from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any, ClassVar, Self
from uuid import UUID, uuid4

LIVE_KIND = "live"
PROCESS = uuid4().hex
"""Names this process in live events, so that it need not hear its own again."""


class Job:
    """Base of all jobs: what happened, in the past tense, with ids and plain values as fields."""

    registry: ClassVar[dict[str, type["Job"]]] = {}

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        Job.registry[cls.__name__] = cls

    def to_payload(self) -> dict[str, Any]:
        """The fields as JSON values."""
        return {
            name: str(value) if isinstance(value, UUID) else value
            for name, value in asdict(self).items()  # type: ignore[call-overload]  # every job is a dataclass
        }

    @classmethod
    def from_payload(cls, payload: dict[str, Any]) -> Self:
        """The job that `to_payload` wrote down."""
        values = {
            field.name: UUID(payload[field.name])
            if payload[field.name] is not None and field.type in (UUID, UUID | None)
            else payload[field.name]
            for field in fields(cls)  # type: ignore[arg-type]  # every job is a dataclass
        }
        return cls(**values)


class Topic(StrEnum):
    """What live events can be about."""

    LEAD = "LEAD"
    CONVERSATION = "CONVERSATION"
    SESSION = "SESSION"
    IMPORT = "IMPORT"
    VISITOR_TYPING = "VISITOR_TYPING"
    MEMBER_TYPING = "MEMBER_TYPING"
    DRAFT = "DRAFT"


class ChangeKind(StrEnum):
    """What happened to a thing."""

    CREATED = "CREATED"
    UPDATED = "UPDATED"
    DELETED = "DELETED"


@dataclass(frozen=True, slots=True)
class LiveEvent:
    """Something changed: opaque ids only. Whoever hears of it reads again under their own scope."""

    workshop_id: UUID
    topic: Topic
    subject_id: UUID
    kind: ChangeKind

    def to_payload(self) -> dict[str, str]:
        """The event as JSON values."""
        return {
            "w": self.workshop_id.hex,
            "t": self.topic.value,
            "s": self.subject_id.hex,
            "k": self.kind.value,
            "from": PROCESS,
        }

    @classmethod
    def from_payload(cls, payload: dict[str, str]) -> Self:
        """The event that `to_payload` wrote down."""
        return cls(UUID(hex=payload["w"]), Topic(payload["t"]), UUID(hex=payload["s"]), ChangeKind(payload["k"]))
