"""A trial of the assistant by a member: the answer a visitor would get, and the look-ups it was made of."""

import inspect
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, is_dataclass
from typing import Any, cast
from zoneinfo import ZoneInfo

from sqlalchemy import select

from carbot.clients.llm import ChatModel
from carbot.errors import InvalidInput
from resolvers import assistant
from resolvers.assistant.money import price_range
from resolvers.chat.budgets import count_trial, require_tokens
from resolvers.chat.tools import Known, WorkshopTools
from resolvers.values import clean
from tenants.models.accounts import Language
from tenants.models.assistant import AssistantSettings, Tone
from tenants.models.chat import AnswerSource, Author, TurnAction
from tenants.permissions import Permission
from tenants.scope import Scope
from tenants.use_cases import use_case

_LONGEST = 2000
_MOST_LINES = 20
_SECONDS = 8
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class ToolUse:
    """One look-up: which tool, what it was asked as JSON, and what it found in short."""

    name: str
    arguments: str
    result: str


@dataclass(frozen=True, slots=True)
class Trial:
    """An answer and how it came about."""

    text: str
    answered_by: AnswerSource
    action: TurnAction | None
    sources: list[str]
    tools: list[ToolUse]
    guarded: int
    is_gap: bool
    tokens: int


@use_case(Permission.WIDGET_WRITE)
async def try_assistant(
    scope: Scope,
    text: str,
    history: Sequence[tuple[Author, str]],
    language: Language | None,
    *,
    model: ChatModel | None,
    daily_tokens: int,
) -> Trial:
    """Answer as in a conversation, without one. Works in steps: no connection is held while the model thinks.

    What it uses of the model counts in the workshop's `daily_tokens`. Raises TokensSpent where a model would answer and
    they are used up, InvalidInput for an empty or too long text and for too long a history.
    """
    asked = clean(text).strip()
    if not asked:
        raise InvalidInput("REQUIRED", "input", "text")
    if len(asked) > _LONGEST:
        raise InvalidInput("TOO_LONG", "input", "text", most=_LONGEST)
    if len(history) > _MOST_LINES:
        raise InvalidInput("TOO_MANY", "input", "history", most=_MOST_LINES)
    async with scope.step() as step:
        known = await Known.read(step)
        settings = await step.first(select(AssistantSettings))
        if model is not None:
            await require_tokens(step, daily_tokens)
    workshop = known.workshop
    spoken = language or workshop.language
    recorder = _Recorder(WorkshopTools(scope, spoken, known), assistant.Language(scope.principal.language.value))
    question = assistant.Question(
        text=asked,
        language=assistant.Language(spoken.value),
        workshop_name=workshop.name,
        now=scope.now.astimezone(ZoneInfo(workshop.time_zone)),
        is_informal=settings is not None and settings.tone is Tone.INFORMAL,
        instructions=settings.instructions if settings is not None else None,
        history=tuple((assistant.Author(author.value), clean(said)[:_LONGEST]) for author, said in history),
    )
    said, action, done = "", None, None
    pieces = assistant.answer(
        question, cast(assistant.Tools, recorder), model, budget=assistant.Budget(seconds=_SECONDS)
    )
    async for piece in pieces:
        match piece:
            case assistant.Text(part):
                said += part
            case assistant.Action(kind):
                action = TurnAction(kind.value)
            case assistant.Done():
                done = piece
    assert done is not None, "every answer has an end"
    if done.tokens_used:
        async with scope.step() as step:
            await count_trial(step, done.tokens_used)
    return Trial(
        text=said.strip(),
        answered_by=AnswerSource(done.source.value),
        action=action,
        sources=list(dict.fromkeys(recorder.sources)),
        tools=recorder.uses,
        guarded=done.guard_hits,
        is_gap=done.is_gap,
        tokens=done.tokens_used,
    )


class _Recorder:
    """Any tools, with every call written down."""

    def __init__(self, tools: assistant.Tools, language: assistant.Language) -> None:
        self.uses: list[ToolUse] = []
        self.sources: list[str] = []
        self._tools = tools
        self._language = language

    def __getattr__(self, name: str) -> Any:
        tool = getattr(self._tools, name)

        async def recorded(*given: Any, **named: Any) -> Any:
            result = await tool(*given, **named)
            bound = inspect.signature(tool).bind(*given, **named).arguments
            found = _named(result, self._language)
            self.uses.append(ToolUse(name, _json(bound), _in_short(result, found)))
            self.sources += found[:_MOST_NAMED]
            return result

        return recorded


def _named(result: Any, language: assistant.Language) -> list[str]:
    """What a result names, with its price where it has one."""
    if isinstance(result, Sequence) and not isinstance(result, str):
        return [name for each in result for name in _named(each, language)]
    thing = getattr(result, "service", result)
    name = getattr(thing, "name", None) or getattr(thing, "title", None) or getattr(thing, "question", None)
    if not isinstance(name, str):
        return []
    price = getattr(thing, "price", None)
    shown = price_range(price, language) if isinstance(price, assistant.Price) else None
    return [f"{name} ({shown})" if shown else name]


def _in_short(result: Any, found: Sequence[str]) -> str:
    if result is None or (isinstance(result, Sequence) and not result):
        return "–"
    if found:
        more = len(found) - _MOST_NAMED
        return "; ".join(found[:_MOST_NAMED]) + (f" (+{more})" if more > 0 else "")
    return _json({name: value for name, value in _plain(result).items() if value not in (None, (), "")})[:300]


def _plain(result: Any) -> dict[str, Any]:
    return asdict(result) if is_dataclass(result) and not isinstance(result, type) else {"result": result}


def _json(value: Any) -> str:
    plain = {name: _plain(each) if is_dataclass(each) else each for name, each in value.items()}
    return json.dumps(plain, ensure_ascii=False, default=str)
