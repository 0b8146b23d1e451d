"""What the application knows of a language model: messages in, a stream of deltas out. No vendor's name or type."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from carbot.errors import CarbotError


class ModelFailed(CarbotError):
    """The model gave no answer, or broke off: unreachable, refused by the service, cut or garbled stream, too slow."""


class Role(StrEnum):
    """Who speaks in a message to the model."""

    SYSTEM = "system"
    USER = "user"
    ASSISTANT = "assistant"
    TOOL = "tool"


@dataclass(frozen=True, slots=True)
class ToolCall:
    """The model wants a tool run; `arguments` is the JSON text as it came, possibly not valid."""

    id: str
    name: str
    arguments: str


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """One message: assistants' may carry tool calls, a tool's answers the call of `tool_call_id`."""

    role: Role
    text: str
    tool_calls: tuple[ToolCall, ...] = ()
    tool_call_id: str | None = None


@dataclass(frozen=True, slots=True)
class ToolDefinition:
    """A tool as the model is told about it; `parameters` is a JSON Schema that fits strict mode."""

    name: str
    description: str
    parameters: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class TextDelta:
    """A piece of the answer."""

    text: str


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens this request has used, prompt and answer together."""

    tokens: int


class Ending(StrEnum):
    """Why the model stopped."""

    COMPLETE = "complete"
    TOOL_CALLS = "tool_calls"
    TOO_LONG = "too_long"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Finished:
    """The answer is over. A stream without it was cut."""

    ending: Ending


Delta = TextDelta | ToolCall | Usage | Finished


class ChatModel(Protocol):
    """A language model that streams its answer and may call tools."""

    def stream(
        self, messages: Sequence[ChatMessage], tools: Sequence[ToolDefinition], max_tokens: int
    ) -> AsyncIterator[Delta]:
        """Ask the model; the iterator ends after `Finished` and perhaps `Usage`. Raises ModelFailed at any point."""
        ...

    async def aclose(self) -> None:
        """Give back its connections."""
        ...
