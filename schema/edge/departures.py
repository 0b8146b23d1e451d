"""Departures: a query whose client has gone away is ended, so that it keeps no connection of the database busy.

Whoever answers quickly is never watched. A change is not ended: nobody could tell whether it was made.
"""

import asyncio
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Any

_PATIENCE_SECONDS = 0.1
"""How long an answer may take before somebody looks whether the client is still there."""


class ClientLeft(Exception):
    """Nobody waits for the answer any more."""


class Departure:
    """Ends what runs within it when the client leaves. Raises ClientLeft."""

    __slots__ = ("_has_left", "_receive", "_task", "_timer", "_watch")

    def __init__(self, receive: Callable[[], Awaitable[Any]]) -> None:
        self._receive = receive
        self._has_left = False
        self._task: asyncio.Task[Any] | None = None
        self._watch: asyncio.Task[None] | None = None
        self._timer: asyncio.TimerHandle | None = None

    async def __aenter__(self) -> None:
        self._task = asyncio.current_task()
        self._timer = asyncio.get_running_loop().call_later(_PATIENCE_SECONDS, self._look)

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._timer is not None, "it was entered"
        self._timer.cancel()
        if self._watch is not None:
            self._watch.cancel()
        if self._has_left and kind is asyncio.CancelledError:
            assert self._task is not None, "it was entered"
            # Somebody else may want the whole request to end.
            if self._task.uncancel() == 0:
                raise ClientLeft from error

    def _look(self) -> None:
        self._watch = asyncio.ensure_future(self._wait())

    async def _wait(self) -> None:
        """Return when the client has gone; it has nothing more to send."""
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self._has_left = True
        assert self._task is not None, "it was entered"
        self._task.cancel()
