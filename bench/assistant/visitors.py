"""Visitors over HTTP as the widget behaves for them: a message by GraphQL, its answer by the conversation's stream."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from itertools import count
from time import perf_counter
from typing import Any

from bench.answers import Parser
from bench.measuring import Failed
from bench.workloads import front_end_documents

_PATIENCE_SECONDS = 30
_LONGEST_LINE = 1 << 20
_ATTEMPTS = 3
_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Heard:
    """When a question was sent, its answer's first text came, and the whole answer was there: by perf_counter."""

    sent: float
    first: float
    whole: float


class Visitor:
    """Somebody in a conversation of their own, whose stream stands."""

    def __init__(self, port: int, sent_along: dict[str, str]) -> None:
        self._port = port
        self._sent_along = sent_along
        self._conversation = ""
        self._changes: asyncio.Queue[tuple[float, dict[str, Any]]] = asyncio.Queue()
        self._streams = asyncio.Event()

    @asynccontextmanager
    async def present(self) -> AsyncIterator["Visitor"]:
        """Begin a conversation and follow it while the block lasts. Raises Failed."""
        self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)
        given = {"input": {"language": "DE", "source": {"surface": "WIDGET"}}}
        started = await self._run("WidgetConversationStart", given)
        self._conversation = started["conversation"]["id"]
        self._sent_along = {**self._sent_along, "authorization": f"Bearer {started['visitorToken']}"}
        following = asyncio.create_task(self._follow())
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS):
                await self._streams.wait()
            yield self
        finally:
            self._writer.close()
            following.cancel()
            with suppress(asyncio.CancelledError):
                await following

    async def ask(self, text: str) -> Heard:
        """Send a question and hear its answer to the end. Raises Failed."""
        began = perf_counter()
        key = f"asked-{next(_numbers):08}"
        given = {"conversationId": self._conversation, "input": {"text": text}, "idempotencyKey": key}
        sent = await self._run("WidgetMessageSend", given)
        first: float | None = None
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS):
                while True:
                    at, change = await self._changes.get()
                    message, progress = change["message"], change["progress"]
                    is_answer = message and message["author"] == "ASSISTANT" and message["seq"] > sent["message"]["seq"]
                    is_piece = progress and progress["turnId"] == sent["turn"]["id"] and progress["text"]
                    if first is None and (is_answer or is_piece):
                        first = at
                    if first is not None and is_answer:
                        return Heard(began, first, at)
        except TimeoutError as late:
            raise Failed(f"“{text}” was not answered within {_PATIENCE_SECONDS} seconds.") from late

    async def _run(self, operation: str, variables: dict[str, Any]) -> dict[str, Any]:
        """The payload of a mutation. As the widget does, what found the connection closed is sent again."""
        request = self._request(operation, variables, "application/json")
        for _ in range(_ATTEMPTS):
            try:
                said = await self._exchange(request)
                break
            except ConnectionError:
                self._writer.close()
                self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)
        else:
            raise Failed(f"{operation}: the connection ended {_ATTEMPTS} times.")
        payload: dict[str, Any] | None = next(iter((json.loads(said).get("data") or {}).values()), None)
        if payload is None or payload["errors"]:
            raise Failed(f"{operation}: {said[:500].decode()}")
        return payload

    async def _exchange(self, request: bytes) -> bytes:
        """The body of an answer. Raises ConnectionError."""
        self._writer.write(request)
        parser = Parser()
        while (answer := parser.feed(await self._reader.read(65_536))) is None:
            if self._reader.at_eof():
                raise ConnectionResetError
        return answer[1]

    async def _follow(self) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port, limit=_LONGEST_LINE)
        writer.write(
            self._request("WidgetConversationChanged", {"id": self._conversation, "afterSeq": 0}, "text/event-stream")
        )
        try:
            while line := await reader.readline():
                if line.startswith(b"data:") and (told := json.loads(line[5:] or b"null")):
                    self._changes.put_nowait((perf_counter(), told["data"]["conversationChanged"]))
                    self._streams.set()
        finally:
            writer.close()

    def _request(self, operation: str, variables: dict[str, Any], accept: str) -> bytes:
        document = front_end_documents("widget")[operation]
        content = json.dumps({"documentId": document.id, "variables": variables}, ensure_ascii=False).encode()
        lines = {
            "host": "127.0.0.1",
            "content-type": "application/json",
            "accept": accept,
            "content-length": str(len(content)),
            **self._sent_along,
        }
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        return f"POST /graphql HTTP/1.1\r\n{head}\r\n".encode() + content
