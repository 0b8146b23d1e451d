"""A model to answer with, over the real protocol."""

from collections.abc import AsyncIterator

import pytest
from llmock.pytest_plugin import LLMock

from carbot.clients.llm import ChatModel, chat_model_from
from tests.assistant.asking import settings


@pytest.fixture
async def model(llmock: LLMock) -> AsyncIterator[ChatModel]:
    """What the stand-in of a provider answers."""
    made = chat_model_from(settings(openai_api_key="test-key", openai_base_url=llmock.base_url()))
    assert made is not None
    yield made
    await made.aclose()
