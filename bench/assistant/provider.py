"""A language model's service on a loopback socket: a script, and the moment at which each answer's first text left."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import perf_counter

SENTENCES = ("Gern, Sie können bei uns warten. ", "Kaffee und ", "Zeitungen ", "stehen bereit. ", "Bis bald!")
"""What is said piece by piece. The first piece is a whole sentence: the price guard lets out no less."""
_BETWEEN_SECONDS = 0.02
_NUMBER = re.compile(r"warten\? \((\d+)\)")
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"


def question(number: int) -> str:
    """A question whose answer the provider knows again."""
    return f"Kann ich bei Ihnen auf mein Auto warten? ({number})"


class Provider:
    """Speaks the chat completions protocol; `left` says by question when its first text was sent."""

    def __init__(self) -> None:
        self.left: dict[int, float] = {}

    @asynccontextmanager
    async def serve(self) -> AsyncIterator[str]:
        """Answer while the block lasts; gives the base URL."""
        server = await asyncio.start_server(self._answer, "127.0.0.1", 0)
        async with server:
            yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        lines = (await reader.readuntil(b"\r\n\r\n")).decode().lower().split("\r\n")
        length = next(int(line.split(":")[1]) for line in lines if line.startswith("content-length:"))
        asked = _NUMBER.findall((await reader.readexactly(length)).decode())
        writer.write(_HEAD)
        for place, text in enumerate(SENTENCES):
            if place == 0:
                self.left[int(asked[-1])] = perf_counter()
            else:
                await asyncio.sleep(_BETWEEN_SECONDS)
            writer.write(_event({"content": text}))
            await writer.drain()
        writer.write(_event({}, finish="stop") + b"data: [DONE]\n\n")
        await writer.drain()
        writer.close()
        await writer.wait_closed()


def _event(delta: dict[str, str], finish: str | None = None) -> bytes:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "script", "choices": [choice]}
    return b"data: " + json.dumps(chunk).encode() + b"\n\n"
