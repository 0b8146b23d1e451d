"""Answers a visitor: by the model, and by rule where there is none, where it fails, and where safety asks."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass, field

from carbot.clients.llm import (
    ChatMessage,
    ChatModel,
    Delta,
    Ending,
    Finished,
    ModelFailed,
    Role,
    TextDelta,
    ToolCall,
    Usage,
)
from resolvers.assistant import built_in
from resolvers.assistant.citations import Citations
from resolvers.assistant.conversation import Action, ActionKind, Budget, Done, Piece, Question, Reply, Source, Text
from resolvers.assistant.detection import language_of
from resolvers.assistant.intents import is_urgent
from resolvers.assistant.language import Language
from resolvers.assistant.listening import ListeningTools
from resolvers.assistant.markup import Links
from resolvers.assistant.phrases import wording
from resolvers.assistant.price_guard import PriceGuard
from resolvers.assistant.prompt import messages_for
from resolvers.assistant.release import Release
from resolvers.assistant.schedule import handover_in_words
from resolvers.assistant.toolbox import DEFINITIONS, Toolbox
from resolvers.assistant.tools import Tools

_SIGNS_PER_TOKEN = 4
_MOST_CALLS = 8


async def answer(
    question: Question, tools: Tools, model: ChatModel | None, *, budget: Budget | None = None
) -> AsyncGenerator[Piece, None]:
    """Answer one message: texts and actions as they are ready, `Done` last.

    Everything shown has passed the price guard. A model that fails at any point is replaced by the built-in assistant
    within the same answer; only errors of the tools are raised.
    """
    turn = _Turn(question, tools, budget or Budget())
    await turn.prepare()
    if model is not None and not is_urgent(question.text):
        try:
            async with aclosing(turn.by_model(model)) as pieces:
                async for piece in pieces:
                    yield piece
        except ModelFailed:
            turn.source = Source.BUILT_IN
    if turn.source is Source.BUILT_IN:
        async for piece in turn.by_rule():
            yield piece
    async for piece in turn.after_guard():
        yield piece
    yield turn.done()


class _Turn:
    def __init__(self, question: Question, tools: Tools, budget: Budget) -> None:
        self.question = question
        self.language: Language = language_of(question.text, question.language)
        self.source = Source.BUILT_IN
        self.say = wording(self.language, is_informal=question.is_informal)
        self.budget = budget
        self.guard = PriceGuard()
        self.tools = ListeningTools(tools, self.guard)
        self.citations = Citations()
        self.toolbox = Toolbox(self.tools, self.language, self.citations, today=question.now.date())
        self.links = Links(())
        self.release = Release(self.guard, self.links, self.say.price_guarded)
        self.tokens_used = 0
        self.shown = 0
        self.is_gap = False
        self.done_kinds: set[ActionKind] = set()

    async def prepare(self) -> None:
        """Learn the workshop's own addresses, which may be shown."""
        contact = await self.tools.contact()
        self.links = Links((contact.privacy_url, contact.website))
        self.release = Release(self.guard, self.links, self.say.price_guarded, self.citations)

    async def by_model(self, model: ChatModel) -> AsyncGenerator[Piece]:
        """Let the model answer, with tools. Raises ModelFailed."""
        self.source = Source.MODEL
        deadline = asyncio.get_running_loop().time() + self.budget.seconds
        messages = messages_for(self.question, self.language)
        for _ in range(self.budget.tool_rounds + 1):
            part = _Part()
            async with aclosing(self._listen(model, messages, deadline, part)) as texts:
                async for text in texts:
                    yield text
            self._count(messages, part)
            if part.ending is Ending.REFUSED or len(part.calls) > _MOST_CALLS:
                raise ModelFailed("The model refused to answer, or asked for too much at once.")
            if part.ending is Ending.TOO_LONG:
                # An answer that was cut off ends with its last whole sentence.
                self.release.discard()
            for unit in self.release.finish():
                yield Text(_separated(unit) if part.calls else unit)
            if not part.calls or part.ending is Ending.TOO_LONG:
                if not (self.release.is_begun and part.said.strip()):
                    raise ModelFailed("The model said nothing.")
                self.is_gap = self.toolbox.has_searched_in_vain and not self.toolbox.has_found
                return
            messages.append(ChatMessage(Role.ASSISTANT, part.said, tuple(part.calls)))
            for call in part.calls:
                messages.append(ChatMessage(Role.TOOL, await self.toolbox.run(call), tool_call_id=call.id))
            for action in self._new_actions(self.toolbox.actions):
                yield action
        raise ModelFailed("The model called tools without end.")

    async def _listen(
        self, model: ChatModel, messages: list[ChatMessage], deadline: float, part: "_Part"
    ) -> AsyncGenerator[Text]:
        """Show what the model says and note the rest in `part`."""
        stream = model.stream(messages, DEFINITIONS, self.budget.max_tokens)
        async with aclosing(_until(deadline, stream)) as deltas:
            async for delta in deltas:
                match delta:
                    case TextDelta(text):
                        part.said += text
                        for unit in self.release.feed(text):
                            self.shown += len(unit)
                            yield Text(unit)
                        if self.shown > self.budget.max_characters:
                            part.ending = Ending.TOO_LONG
                            return
                    case ToolCall():
                        part.calls.append(delta)
                    case Usage(tokens):
                        part.tokens += tokens
                    case Finished(ending):
                        part.ending = ending

    async def by_rule(self) -> AsyncIterator[Piece]:
        """Let the built-in assistant answer, or finish what the model has begun."""
        self.release.discard()
        reply = await self._closing() or await built_in.reply(self.question, self.tools, self.language)
        text = reply.text
        if self.release.is_begun:
            yield Text("\n\n")
            text = self.say.interrupted if reply.is_gap else f"{self.say.resumed} {text}"
        self.is_gap = reply.is_gap
        self.citations.cited.update((source.id, source) for source in reply.sources)
        for unit in Release(self.guard, self.links, self.say.price_guarded).whole(text):
            yield Text(unit)
        for action in self._new_actions(reply.actions):
            yield action

    async def after_guard(self) -> AsyncIterator[Piece]:
        """A person is asked to name the price that was held back."""
        if self.guard.hits:
            await self.tools.handover("price")
            for action in self._new_actions([Action(ActionKind.HANDOVER)]):
                yield action

    def done(self) -> Done:
        """The account of the turn."""
        return Done(
            self.source,
            self.language,
            self.tokens_used,
            self.guard.hits,
            self.is_gap or self.guard.hits > 0,
            tuple(self.citations.cited.values()),
        )

    async def _closing(self) -> Reply | None:
        """The words that belong to an action the model has already set off."""
        if ActionKind.LEAD_FORM in self.done_kinds:
            return Reply(self.say.lead_form)
        if ActionKind.HANDOVER in self.done_kinds:
            await self.tools.handover("model")
            return Reply(handover_in_words(await self.tools.opening_hours(), self.say))
        return None

    def _new_actions(self, actions: list[Action]) -> list[Action]:
        new = [action for action in actions if action.kind not in self.done_kinds]
        self.done_kinds.update(action.kind for action in new)
        return list({action.kind: action for action in new}.values())

    def _count(self, messages: list[ChatMessage], part: "_Part") -> None:
        """Services that report no usage are counted by length, so that the workshop's budget still ends."""
        signs = sum(len(message.text) for message in messages) + len(part.said)
        self.tokens_used += part.tokens or signs // _SIGNS_PER_TOKEN


@dataclass(slots=True)
class _Part:
    """What the model gave in one go, up to its end or its tool calls."""

    said: str = ""
    calls: list[ToolCall] = field(default_factory=list)
    tokens: int = 0
    ending: Ending = Ending.COMPLETE


def _separated(unit: str) -> str:
    return unit if unit[-1:].isspace() else f"{unit} "


async def _until(deadline: float, stream: AsyncIterator[Delta]) -> AsyncGenerator[Delta]:
    """The stream, closed at the latest at the deadline (the event loop's time). Raises ModelFailed then."""
    try:
        while True:
            try:
                async with asyncio.timeout_at(deadline):
                    delta = await anext(stream)
            except StopAsyncIteration:
                return
            except TimeoutError as late:
                raise ModelFailed("The model took too long.") from late
            yield delta
    finally:
        close = getattr(stream, "aclose", None)
        if close is not None:
            await close()
