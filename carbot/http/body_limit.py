"""The largest body we read, counted while it comes in; a larger one is answered with 413 and not kept."""

from typing import Any

_ANSWER = b'{"errors":[{"message":"The request is too large.","extensions":{"code":"BAD_INPUT"}}]}'


_MOST_DROPPED = 64
"""How many times the limit is read and dropped, so that a client that only speaks hears the answer."""


class _TooLarge(Exception):
    pass


class BodyLimit:
    """ASGI middleware for one application."""

    def __init__(self, app: Any, *, most: int) -> None:
        self._app = app
        self._most = most

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        received = 0

        async def counted() -> Any:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > self._most:
                raise _TooLarge
            return message

        try:
            await self._app(scope, counted, send)
        except _TooLarge:
            message = {"more_body": True}
            while message.get("more_body") and received < self._most * _MOST_DROPPED:
                message = await receive()
                received += len(message.get("body", b""))
            headers = [(b"content-type", b"application/json"), (b"connection", b"close")]
            await send({"type": "http.response.start", "status": 413, "headers": headers})
            await send({"type": "http.response.body", "body": _ANSWER})
