"""Asking a model as a visitor would, and looking at what came of it."""

import json
from typing import Any

from llmock.pytest_plugin import LLMock

from bench.assistant.workshop import Answer, Workshop, ask, heard
from carbot.clients.llm import ChatModel
from carbot.settings import Profile, Settings
from resolvers.assistant import ActionKind, Author, Budget, answer

BUILT_IN_OIL = "**Motorölwechsel inkl. Filter 5W-30** kostet bei uns voraussichtlich **89–199 €**"


def settings(**values: Any) -> Settings:
    """Settings of a test."""
    return Settings(profile=Profile.TEST, **values)


async def said(
    text: str,
    model: ChatModel | None,
    *history: tuple[Author, str],
    workshop: Workshop | None = None,
    budget: Budget | None = None,
) -> Answer:
    """The answer to a message."""
    return await heard(answer(ask(text, *history), workshop or Workshop(), model, budget=budget))


def kinds(reply: Answer) -> list[ActionKind]:
    """What an answer sets off."""
    return [action.kind for action in reply.actions]


def tool_results(llmock: LLMock) -> list[dict[str, Any]]:
    """What the model was told by the tools it called last."""
    return [
        json.loads(message["content"]) for message in llmock.last_request.body["messages"] if message["role"] == "tool"
    ]
