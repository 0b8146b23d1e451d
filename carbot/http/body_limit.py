"""The largest body we read, counted while it comes in; a larger one is answered with 413 and not kept."""

from collections.abc import Mapping
from typing import Any

_ANSWER = b'{"errors":[{"message":"The request is too large.","extensions":{"code":"BAD_INPUT"}}]}'


_MOST_DROPPED = 64
"""How many times the limit is read and dropped, so that a client that only speaks hears the answer."""


class _TooLarge(Exception):
    pass


class BodyLimit:
    """ASGI middleware for one application; `wider` names the paths that take more."""

    def __init__(self, app: Any, *, most: int, wider: Mapping[str, int] | None = None) -> None:
        self._app = app
        self._most = most
        self._wider = wider or {}

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most = self._wider.get(scope["path"], self._most)
        received = 0

        async def counted() -> Any:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > most:
                raise _TooLarge(message.get("more_body", False))
            return message

        try:
            await self._app(scope, counted, send)
        except _TooLarge as excess:
            message = {"more_body": excess.args[0]}
            while message.get("more_body") and received < most + self._most * _MOST_DROPPED:
                message = await receive()
                received += len(message.get("body", b""))
            headers = [(b"content-type", b"application/json"), (b"connection", b"close")]
            await send({"type": "http.response.start", "status": 413, "headers": headers})
            await send({"type": "http.response.body", "body": _ANSWER})
