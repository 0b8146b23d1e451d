"""The connections of one role: opened when needed, handed out first come first served, counted."""

import asyncio
import math
from collections import deque
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any

import psycopg
import structlog

from tenants.pipeline.calls import Call, Rows, Step, check
from tenants.pipeline.connection import Connection
from tenants.pipeline.errors import busy, lost
from tenants.pipeline.opening import address, connect

PREPARED = 500
_REST_SECONDS = 1.0
_WATCH_SECONDS = 1.0
_CLOSE_SECONDS = 5.0
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class PoolMetrics:
    """Gauges: size, open, in_use, waiting. Counters since the start: waits and their sum of seconds, statements,
    calls that failed, connections that took the place of a lost one."""

    size: int
    open: int
    in_use: int
    waiting: int
    waits: int
    wait_seconds: float
    statements: int
    errors: int
    reconnects: int


class PipelinePool:
    """Runs pipelines on at most `size` connections. Belongs to the event loop of its first run."""

    def __init__(
        self,
        url: str,
        *,
        size: int,
        wait: float,
        statement_timeout: float,
        application_name: str,
        prepare: bool = True,
        prepared: int = PREPARED,
    ) -> None:
        """Opens nothing yet. `wait` is how many seconds a call may wait for a connection, and
        `statement_timeout` how many the server works on a statement (0: no limit).

        `prepare=False` is for PgBouncer before 1.21; `prepared` is how many statements a connection keeps.
        """
        self._address = address(url, application_name=application_name, statement_timeout=statement_timeout)
        self._name = application_name
        self._size = size
        self._wait = wait
        self._prepared = prepared if prepare else 0
        # The server ends a statement at its time. One that says nothing for half as long again is not there any more.
        self._patience = statement_timeout * 1.5 + 1 if statement_timeout else math.inf
        self._idle: list[Connection] = []
        self._open: set[Connection] = set()
        self._opening = 0
        self._waiting: deque[Call] = deque()
        self._tasks: set[asyncio.Task[None]] = set()
        self._expiry: asyncio.TimerHandle | None = None
        self._watch: asyncio.TimerHandle | None = None
        self._rest_until = 0.0
        self._is_closed = False
        self._drained: asyncio.Future[None] | None = None
        self._waits = 0
        self._wait_seconds = 0.0
        self._statements = 0
        self._errors = 0
        self._lost = 0
        self._reconnects = 0

    async def run(self, *steps: Step) -> list[Rows]:
        """Run the steps in one transaction and one round trip; the rows of each.

        All or nothing: a step that fails undoes the others. Raises StatementFailed with its index; Unavailable when
        there is no connection in time, when it is lost (then nobody knows whether the steps were done), and when a
        statement takes too long.
        """
        if not steps:
            return []
        check(steps)
        call = Call(steps, asyncio.get_running_loop().create_future())
        self._statements += len(steps)
        if self._idle:
            self._idle.pop().start(call)
        else:
            self._queue(call)
        try:
            return await call.future
        except asyncio.CancelledError:
            self._leave(call)
            raise
        except Exception:
            self._errors += 1
            raise

    async def close(self, *, patience: float = _CLOSE_SECONDS) -> None:
        """Take no more calls, give those there are some seconds to end, then close every connection."""
        self._is_closed = True
        for connection in tuple(self._idle):
            connection.end(lost())
        try:
            if self._waiting or self._open:
                self._drained = asyncio.get_running_loop().create_future()
                await asyncio.wait((self._drained,), timeout=patience)
        finally:
            await self._end()

    @property
    def metrics(self) -> PoolMetrics:
        """How it is doing now."""
        return PoolMetrics(
            size=self._size,
            open=len(self._open),
            in_use=len(self._open) - len(self._idle),
            waiting=len(self._waiting),
            waits=self._waits,
            wait_seconds=self._wait_seconds,
            statements=self._statements,
            errors=self._errors,
            reconnects=self._reconnects,
        )

    async def _end(self) -> None:
        for timer in (self._expiry, self._watch):
            if timer is not None:
                timer.cancel()
        self._fail_waiting()
        await asyncio.gather(*(connection.interrupt() for connection in self._open))
        for connection in tuple(self._open):
            connection.end(lost())
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _queue(self, call: Call) -> None:
        if self._is_closed:
            raise lost()
        loop = call.future.get_loop()
        call.deadline = loop.time() + self._wait
        self._waiting.append(call)
        self._waits += 1
        if self._expiry is None:
            self._expiry = loop.call_at(call.deadline, self._expire, loop)
        self._grow(loop)

    def _leave(self, call: Call) -> None:
        """Its caller went away."""
        if call.connection is None:
            if call in self._waiting:
                self._waiting.remove(call)
                self._settle()
        elif call.connection.call is call:
            self._spawn(call.connection.stop(call), call.future.get_loop())

    def _expire(self, loop: asyncio.AbstractEventLoop) -> None:
        """Those who have waited too long give up; the first of the others is the next to be looked at."""
        self._expiry = None
        now = loop.time()
        while self._waiting and self._waiting[0].deadline <= now:
            call = self._waiting.popleft()
            self._wait_seconds += self._wait
            if not call.future.done():
                call.future.set_exception(busy())
        if self._waiting:
            self._expiry = loop.call_at(self._waiting[0].deadline, self._expire, loop)
        self._settle()

    def _grow(self, loop: asyncio.AbstractEventLoop) -> None:
        """Open as many connections as are waited for, and as may be."""
        if self._open and loop.time() < self._rest_until:
            return
        while self._opening < len(self._waiting) and len(self._open) + self._opening < self._size:
            self._opening += 1
            self._spawn(self._connect(loop), loop)

    async def _connect(self, loop: asyncio.AbstractEventLoop) -> None:
        try:
            made = await connect(self._address)
        except (psycopg.Error, OSError) as refusal:
            self._opening -= 1
            _log.warning("database.connect_failed", pool=self._name, error=type(refusal).__name__)
            self._rest_until = loop.time() + _REST_SECONDS
            # As long as others are open, or about to be, there is somebody to wait for.
            if not self._open and not self._opening:
                self._fail_waiting()
            return
        except BaseException:
            self._opening -= 1
            raise
        self._opening -= 1
        connection = Connection(made, statements=self._prepared, on_free=self._take_back, on_end=self._let_go)
        self._open.add(connection)
        if self._lost:
            self._lost -= 1
            self._reconnects += 1
        if self._watch is None:
            self._watch = loop.call_later(_WATCH_SECONDS, self._look_for_the_silent, loop)
        self._take_back(connection)

    def _take_back(self, connection: Connection) -> None:
        """A connection is free: the first who waits has it."""
        while self._waiting:
            call = self._waiting.popleft()
            if call.future.done():
                continue
            self._wait_seconds += call.future.get_loop().time() - call.deadline + self._wait
            connection.start(call)
            return
        if self._is_closed:
            connection.end(lost())
        else:
            self._idle.append(connection)

    def _let_go(self, connection: Connection) -> None:
        """A connection has ended. Those who wait need another."""
        self._open.discard(connection)
        if connection in self._idle:
            self._idle.remove(connection)
        self._lost += 1
        if self._waiting:
            self._grow(self._waiting[0].future.get_loop())
        self._settle()

    def _fail_waiting(self) -> None:
        while self._waiting:
            future = self._waiting.popleft().future
            if not future.done():
                future.set_exception(lost())
        self._settle()

    def _settle(self) -> None:
        if self._drained is not None and not (self._waiting or self._open or self._drained.done()):
            self._drained.set_result(None)

    def _look_for_the_silent(self, loop: asyncio.AbstractEventLoop) -> None:
        self._watch = None
        now = loop.time()
        for connection in tuple(self._open):
            call = connection.call
            if call is not None and now - connection.silent_since > self._patience * len(call.steps):
                connection.end(lost())
        if self._open:
            self._watch = loop.call_later(_WATCH_SECONDS, self._look_for_the_silent, loop)

    def _spawn(self, work: Coroutine[Any, Any, None], loop: asyncio.AbstractEventLoop) -> None:
        task = loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
