"""Security headers on every answer; pages name their own Content-Security-Policy."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]

_ALWAYS = {
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"strict-origin-when-cross-origin",
    b"permissions-policy": b"camera=(), geolocation=(), microphone=(), payment=()",
    b"content-security-policy": b"default-src 'none'; frame-ancestors 'none'",
}


def security_headers(*, is_https: bool) -> dict[bytes, bytes]:
    """What every answer says; HSTS only where we are reached by https."""
    if not is_https:
        return dict(_ALWAYS)
    return {**_ALWAYS, b"strict-transport-security": b"max-age=31536000; includeSubDomains"}


class SecurityHeaders:
    """ASGI middleware: adds what an answer does not say itself."""

    def __init__(self, app: Any, *, is_https: bool) -> None:
        self._app = app
        self._headers = security_headers(is_https=is_https)

    async def __call__(self, scope: Any, receive: Any, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                named = {name.lower() for name, _ in message["headers"]}
                message["headers"] = [
                    *message["headers"],
                    *((name, value) for name, value in self._headers.items() if name not in named),
                ]
            await send(message)

        await self._app(scope, receive, send_with_headers)
