"""The chat completions protocol over the openai SDK: any service that speaks it."""

import asyncio
import random
from collections.abc import AsyncIterator, Sequence
from typing import Any, cast

import httpx2
import openai
from openai.types.chat import ChatCompletionChunk, ChatCompletionMessageParam, ChatCompletionToolUnionParam

from carbot.clients.llm.breaker import Breaker
from carbot.clients.llm.chat import (
    ChatMessage,
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

_CONNECT_SECONDS = 3.0
_LONGEST_WAIT = 1.0
_ENDINGS = {
    "stop": Ending.COMPLETE,
    "tool_calls": Ending.TOOL_CALLS,
    "function_call": Ending.TOOL_CALLS,
    "length": Ending.TOO_LONG,
    "content_filter": Ending.REFUSED,
}
# A chunk that is no JSON reaches us as ValueError, a broken connection as the transport's own error, and JSON of
# another shape as AttributeError or TypeError: the SDK hands it on unchecked.
_FAULTS = (openai.OpenAIError, httpx2.HTTPError, ValueError, AttributeError, TypeError)


class OpenAIChat:
    """A ChatModel on chat completions.

    Tried once more before the first delta where waiting may heal (429, 5xx, no connection), never after it; `timeout`
    in seconds bounds every wait for the service. Open connections live as long as the object.
    """

    def __init__(
        self, api_key: str, model: str, *, base_url: str | None, timeout: float, breaker: Breaker | None = None
    ) -> None:
        self._model = model
        self._breaker = breaker or Breaker()
        limits = httpx2.Timeout(timeout, connect=min(_CONNECT_SECONDS, timeout))
        # Retries are our own: the SDK's would wait past the budget of a turn.
        self._client = openai.AsyncOpenAI(api_key=api_key, base_url=base_url, timeout=limits, max_retries=0)

    async def aclose(self) -> None:
        """Close the connections."""
        await self._client.close()

    async def stream(
        self, messages: Sequence[ChatMessage], tools: Sequence[ToolDefinition], max_tokens: int
    ) -> AsyncIterator[Delta]:
        """Stream one answer. Raises ModelFailed."""
        if self._breaker.is_open:
            raise ModelFailed("The language model failed several times in a row and is left alone for a moment.")
        chunks = await self._open(messages, tools, max_tokens)
        try:
            async for delta in _deltas(chunks):
                yield delta
        except _FAULTS as fault:
            self._breaker.fail()
            raise ModelFailed("The stream of the language model broke off.") from fault
        except ModelFailed:
            self._breaker.fail()
            raise
        finally:
            await chunks.close()
        self._breaker.succeed()

    async def _open(
        self, messages: Sequence[ChatMessage], tools: Sequence[ToolDefinition], max_tokens: int
    ) -> openai.AsyncStream[ChatCompletionChunk]:
        for is_last in (False, True):
            try:
                return await self._request(messages, tools, max_tokens)
            except _FAULTS as fault:
                self._breaker.fail()
                wait = _wait_before_retry(fault)
                if is_last or wait is None or self._breaker.is_open:
                    raise ModelFailed("The language model does not answer.") from fault
                await asyncio.sleep(wait)
        raise AssertionError

    async def _request(
        self, messages: Sequence[ChatMessage], tools: Sequence[ToolDefinition], max_tokens: int
    ) -> openai.AsyncStream[ChatCompletionChunk]:
        return await self._client.chat.completions.create(
            model=self._model,
            messages=[_message(message) for message in messages],
            tools=[_tool(tool) for tool in tools],
            max_completion_tokens=max_tokens,
            stream=True,
            stream_options={"include_usage": True},
        )


async def _deltas(chunks: openai.AsyncStream[ChatCompletionChunk]) -> AsyncIterator[Delta]:
    calls: dict[int, dict[str, str]] = {}
    ending: Ending | None = None
    async for chunk in chunks:
        if chunk.usage is not None:
            yield Usage(int(chunk.usage.total_tokens))
        for choice in chunk.choices or ():
            if choice.delta.refusal:
                ending = Ending.REFUSED
            if choice.delta.content:
                yield TextDelta(choice.delta.content)
            for piece in choice.delta.tool_calls or ():
                call = calls.setdefault(piece.index, {"id": "", "name": "", "arguments": ""})
                call["id"] = piece.id or call["id"]
                if piece.function is not None:
                    call["name"] += piece.function.name or ""
                    call["arguments"] += piece.function.arguments or ""
            if choice.finish_reason is not None:
                ending = ending or _ENDINGS.get(choice.finish_reason, Ending.COMPLETE)
    if ending is None:
        raise ModelFailed("The stream of the language model ended without an end.")
    for index in sorted(calls):
        call = calls[index]
        yield ToolCall(call["id"] or f"call_{index}", call["name"], call["arguments"])
    yield Finished(ending)


def _wait_before_retry(fault: Exception) -> float | None:
    """Seconds to wait, jittered; None when another try heals nothing or would take too long."""
    jitter = random.uniform(0.1, 0.4)  # noqa: S311  # spreads retries, guards nothing
    if isinstance(fault, openai.APITimeoutError):
        return None
    if isinstance(fault, openai.APIStatusError):
        if fault.status_code != 429 and fault.status_code < 500:
            return None
        asked = _retry_after(fault.response.headers.get("retry-after"))
        if asked > _LONGEST_WAIT:
            return None
        return asked + jitter
    return jitter if isinstance(fault, openai.APIConnectionError) else None


def _retry_after(header: str | None) -> float:
    if header is None:
        return 0.0
    return float(header) if header.replace(".", "", 1).isdigit() else _LONGEST_WAIT + 1


def _message(message: ChatMessage) -> ChatCompletionMessageParam:
    wire: dict[str, Any] = {"role": message.role.value, "content": message.text}
    if message.role is Role.TOOL:
        wire["tool_call_id"] = message.tool_call_id
    if message.tool_calls:
        wire["content"] = message.text or None
        wire["tool_calls"] = [
            {"id": call.id, "type": "function", "function": {"name": call.name, "arguments": call.arguments}}
            for call in message.tool_calls
        ]
    return cast(ChatCompletionMessageParam, wire)


def _tool(tool: ToolDefinition) -> ChatCompletionToolUnionParam:
    return {
        "type": "function",
        "function": {
            "name": tool.name,
            "description": tool.description,
            "parameters": dict(tool.parameters),
            "strict": True,
        },
    }
