"""The front door: POST /graphql goes straight to the schema's endpoint, everything else through FastAPI.

What FastAPI's middlewares do for other answers is done here in one step: headers for other origins and for safety, and
gzip for long answers where the client takes it.
"""

import gzip
from collections.abc import Mapping
from typing import Any

_SHORTEST_TO_PACK = 1_000
_LEVEL = 4


class FrontDoor:
    """An ASGI application before another one."""

    def __init__(self, graphql: Any, others: Any, *, path: bytes, headers: Mapping[bytes, bytes]) -> None:
        self._graphql = graphql
        self._others = others
        self._path = path.decode()
        self._headers = [*headers.items(), (b"vary", b"Accept-Encoding")]

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http" or scope["method"] != "POST" or scope["path"] != self._path:
            await self._others(scope, receive, send)
            return
        origin = packs = False
        for name, value in scope["headers"]:
            if name == b"origin":
                origin = True
            elif name == b"accept-encoding":
                packs = b"gzip" in value
            elif name == b"accept" and b"text/event-stream" in value:
                await self._others(scope, receive, send)
                return
        start: Any = None

        async def send_on(message: Any) -> None:
            """An answer is one start and one body; both are sent when the body is there."""
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
                return
            headers = start["headers"]
            headers += self._headers
            if origin:
                headers.append((b"access-control-allow-origin", b"*"))
            body = message["body"]
            if packs and len(body) >= _SHORTEST_TO_PACK:
                message["body"] = packed = gzip.compress(body, _LEVEL, mtime=0)
                start["headers"] = [
                    *((name, value) for name, value in headers if name != b"content-length"),
                    (b"content-length", b"%d" % len(packed)),
                    (b"content-encoding", b"gzip"),
                ]
            await send(start)
            await send(message)

        await self._graphql(scope, receive, send_on)
