"""The language model: its protocol, and the adapter the settings ask for."""

from carbot.clients.llm.breaker import Breaker
from carbot.clients.llm.chat import (
    ChatMessage,
    ChatModel,
    Delta,
    Ending,
    Finished,
    ModelFailed,
    Role,
    TextDelta,
    ToolCall,
    ToolDefinition,
    Usage,
)
from carbot.settings import Settings

__all__ = [
    "Breaker",
    "ChatMessage",
    "ChatModel",
    "Delta",
    "Ending",
    "Finished",
    "ModelFailed",
    "Role",
    "TextDelta",
    "ToolCall",
    "ToolDefinition",
    "Usage",
    "chat_model_from",
]


def chat_model_from(settings: Settings) -> ChatModel | None:
    """The model the settings name, or None without OPENAI_API_KEY: then the built-in assistant answers."""
    key = settings.openai_api_key.get_secret_value().strip() if settings.openai_api_key else ""
    if not key:
        return None
    # The SDK takes a second to import, which a process without a key need not wait for.
    from carbot.clients.llm.openai_chat import OpenAIChat

    return OpenAIChat(
        key,
        settings.llm_model,
        base_url=settings.openai_base_url,
        timeout=settings.llm_timeout.total_seconds(),
    )
