"""What a mail is made of. Both forms, HTML and text, are written from the same blocks, so that neither says less."""

from dataclasses import dataclass, field
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Heading:
    """Opens a part of the mail."""

    block: ClassVar[str] = "heading"
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some sentences; line breaks are kept."""

    block: ClassVar[str] = "paragraph"
    text: str


@dataclass(frozen=True, slots=True)
class Button:
    """The one thing to do next."""

    block: ClassVar[str] = "button"
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Link:
    """A lesser way to go on: a sentence and where it leads."""

    block: ClassVar[str] = "link"
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its value, which may lead somewhere."""

    label: str
    value: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known, line by line."""

    block: ClassVar[str] = "facts"
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """A person's own words."""

    block: ClassVar[str] = "quote"
    text: str


@dataclass(frozen=True, slots=True)
class Step:
    """One of several things to do in order."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Steps:
    """Numbered things to do."""

    block: ClassVar[str] = "steps"
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list without an order."""

    block: ClassVar[str] = "bullets"
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Text to be copied as it is."""

    block: ClassVar[str] = "code"
    text: str


@dataclass(frozen=True, slots=True)
class Utterance:
    """What one side said in a chat; `is_visitor` tells the sides apart at a glance."""

    author: str
    at: str
    text: str
    is_visitor: bool


@dataclass(frozen=True, slots=True)
class Transcript:
    """A chat, oldest first."""

    block: ClassVar[str] = "transcript"
    lines: tuple[Utterance, ...]


@dataclass(frozen=True, slots=True)
class Small:
    """What must be said and need not be read."""

    block: ClassVar[str] = "small"
    text: str


Block = Heading | Paragraph | Button | Link | Facts | Quote | Steps | Bullets | Code | Transcript | Small


@dataclass(frozen=True, slots=True)
class Letter:
    """A whole mail before it gets a form.

    `preview` is what inboxes show beside the subject, `reason` says why the mail came.
    """

    subject: str
    preview: str
    title: str
    reason: str
    blocks: tuple[Block, ...] = field(default=())
