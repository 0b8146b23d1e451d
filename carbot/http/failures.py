"""Failures of pages and files: what no handler expected is recorded, and answered as before."""

from typing import Any

from carbot.outside import Outside


class RecordFailures:
    """ASGI middleware around everything that is not GraphQL, which records its own."""

    def __init__(self, app: Any, outside: Outside) -> None:
        self._app = app
        self._errors = outside.errors

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        try:
            await self._app(scope, receive, send)
        except Exception as error:
            route = scope.get("route")
            self._errors.record(error, f"http {getattr(route, 'path', scope['type'])}")
            raise
