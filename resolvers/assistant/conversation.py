"""What goes into an answer and what comes out of it."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from resolvers.assistant.language import Language
from resolvers.assistant.tools import LeadDraft, Passage


class Author(StrEnum):
    """Who wrote a line of the conversation."""

    VISITOR = "VISITOR"
    ASSISTANT = "ASSISTANT"
    MEMBER = "MEMBER"
    SYSTEM = "SYSTEM"


@dataclass(frozen=True, slots=True)
class Question:
    """A visitor's message with what is known about it; `history` is what was said before, oldest first.

    `instructions` are the workshop's own words to a model; `is_informal` says that it does without the polite form.
    """

    text: str
    language: Language
    workshop_name: str
    now: datetime
    history: tuple[tuple[Author, str], ...] = ()
    is_informal: bool = False
    instructions: str | None = None

    @property
    def earlier(self) -> tuple[str, ...]:
        """What the visitor has said before, newest first."""
        return tuple(text for author, text in reversed(self.history) if author is Author.VISITOR)


@dataclass(frozen=True, slots=True)
class Budget:
    """How much one answer may take; past it the built-in assistant answers."""

    seconds: float = 15.0
    max_tokens: int = 600
    tool_rounds: int = 6
    max_characters: int = 2500


class ActionKind(StrEnum):
    """What the visitor's screen is to do besides showing text."""

    LEAD_FORM = "LEAD_FORM"
    HANDOVER = "HANDOVER"
    CALL = "CALL"


class Source(StrEnum):
    """Who made an answer, in the end."""

    MODEL = "MODEL"
    BUILT_IN = "BUILT_IN"


@dataclass(frozen=True, slots=True)
class Text:
    """A checked piece of the answer, to be put behind the ones before."""

    text: str


@dataclass(frozen=True, slots=True)
class Action:
    """Something to do; `prefill` comes with LEAD_FORM, `number` with CALL. Each kind at most once an answer."""

    kind: ActionKind
    prefill: LeadDraft | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """The end of an answer.

    `guard_hits` counts sentences the price guard held back; `is_gap` says that the question could not be answered from
    what the workshop offers; `sources` are what of its knowledge the answer was made from.
    """

    source: Source
    language: Language
    tokens_used: int = 0
    guard_hits: int = 0
    is_gap: bool = False
    sources: tuple[Passage, ...] = ()


Piece = Text | Action | Done


@dataclass(slots=True)
class Reply:
    """An answer of the built-in assistant, made as a whole."""

    text: str
    actions: list[Action] = field(default_factory=list)
    is_gap: bool = False
    sources: tuple[Passage, ...] = ()
