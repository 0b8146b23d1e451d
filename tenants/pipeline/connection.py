"""One connection in libpq's pipeline mode: sends a call's steps and a Sync, and answers when the Sync has come back."""

import asyncio
from collections.abc import Callable
from typing import Any

import psycopg
from psycopg.pq import ExecStatus, TransactionStatus
from psycopg.pq.abc import PGresult

from tenants.pipeline.calls import Call, rows_of
from tenants.pipeline.errors import StatementFailed, is_outdated, lost, refusal
from tenants.pipeline.statements import Statements

_SYNC = int(ExecStatus.PIPELINE_SYNC)
_FAILED = int(ExecStatus.FATAL_ERROR)
_SUCCEEDED = frozenset({int(ExecStatus.TUPLES_OK), int(ExecStatus.COMMAND_OK), int(ExecStatus.EMPTY_QUERY)})
_COPIES = frozenset({int(ExecStatus.COPY_IN), int(ExecStatus.COPY_OUT), int(ExecStatus.COPY_BOTH)})
_OUTSIDE = int(TransactionStatus.IDLE)

# Most statements are over sooner than a cancel request could reach the server.
_CANCEL_AFTER = 0.02
_CANCEL_AGAIN_AFTER = 0.5
_CANCEL_TIMEOUT = 2.0


class Connection:
    """Carries one call at a time. Its owner hears `on_free` when it may start the next, `on_end` when it is gone."""

    __slots__ = (
        "_call",
        "_connection",
        "_is_writing",
        "_loop",
        "_on_end",
        "_on_free",
        "_pg",
        "_results",
        "_socket",
        "_statements",
        "_stopping",
        "silent_since",
    )

    def __init__(
        self,
        connection: "psycopg.AsyncConnection[Any]",
        *,
        statements: int,
        on_free: "Callable[[Connection], None]",
        on_end: "Callable[[Connection], None]",
    ) -> None:
        """Take over a new connection; `statements` is how many stay prepared, 0 means none ever is."""
        self._connection = connection
        self._pg = connection.pgconn
        self._on_free = on_free
        self._on_end = on_end
        self._statements = Statements(self._pg, statements) if statements else None
        self._call: Call | None = None
        self._results: list[PGresult] = []
        self._stopping: asyncio.Future[None] | None = None
        self._is_writing = False
        self._loop = asyncio.get_running_loop()
        self._socket = self._pg.socket
        self.silent_since = 0.0
        self._pg.nonblocking = 1
        self._pg.enter_pipeline_mode()
        self._loop.add_reader(self._socket, self._read)

    @property
    def call(self) -> Call | None:
        """What it is doing."""
        return self._call

    def start(self, call: Call) -> None:
        """Send all steps and a Sync. The answer, or why there is none, comes to the call's future."""
        self._call = call
        call.connection = self
        self.silent_since = self._loop.time()
        pg = self._pg
        try:
            if (statements := self._statements) is None:
                for step in call.steps:
                    pg.send_query_params(step.sql.encode(), step.parameters)
            else:
                names = statements.names
                for index, step in enumerate(call.steps):
                    if (name := names.get(step.sql)) is None:
                        name = statements.prepare(step.sql, index)
                    else:
                        names.move_to_end(step.sql)
                    pg.send_query_prepared(name, step.parameters)
            pg.pipeline_sync()
            if pg.flush() and not self._is_writing:
                self._is_writing = True
                self._loop.add_writer(self._socket, self._write)
        except Exception as fault:  # what was sent without its Sync must not be followed by one: it would be committed
            self.end(lost() if isinstance(fault, psycopg.Error) else fault)

    async def stop(self, call: Call) -> None:
        """Have the server end a call nobody waits for any more, if it is still at it; free when it has.

        The connection is not free before the request to cancel is through, and ends when nobody knows whether it is:
        it would hit the next call.
        """
        if self._call is not call:
            return
        synced = self._stopping = self._loop.create_future()
        await asyncio.wait((synced,), timeout=_CANCEL_AFTER)
        is_certain = True
        while not synced.done():
            is_certain = await self.interrupt() and is_certain
            # A request that comes between two messages is ignored by the server.
            await asyncio.wait((synced,), timeout=_CANCEL_AGAIN_AFTER)
        self._stopping = None
        if not is_certain:
            self.end(lost())
        elif self._socket >= 0:
            self._on_free(self)

    async def interrupt(self) -> bool:
        """Ask the server to end what it is doing here: without this it would go on for nobody. False if it was not
        heard in time, and may yet be."""
        if self._call is not None:
            try:
                await self._connection.cancel_safe(timeout=_CANCEL_TIMEOUT)
            except (psycopg.Error, OSError):
                return False
        return True

    def end(self, fault: Exception) -> None:
        """Close it; `fault` is what a running call hears. The server rolls back what had no Sync."""
        if self._socket < 0:
            return
        self._loop.remove_reader(self._socket)
        self._loop.remove_writer(self._socket)
        self._socket = -1
        self._pg.finish()
        call, self._call = self._call, None
        self._results = []
        if self._stopping is not None and not self._stopping.done():
            self._stopping.set_result(None)
        self._on_end(self)
        if call is not None and not call.future.done():
            call.future.set_exception(fault)

    def _write(self) -> None:
        try:
            if self._pg.flush():
                return
        except psycopg.Error:
            self.end(lost())
            return
        self._loop.remove_writer(self._socket)
        self._is_writing = False

    def _read(self) -> None:
        pg = self._pg
        results = self._results
        try:
            pg.consume_input()
            if self._call is None:
                pg.is_busy()  # has libpq digest what came unasked: a notice, a changed parameter
                return
            while not pg.is_busy():
                result = pg.get_result()
                if result is None:
                    self.end(lost())
                    return
                if (status := result.status) == _SYNC:
                    self._finish()
                    return
                if status in _COPIES:
                    self.end(StatementFailed("0A000", "COPY has no place in a pipeline", self._step_at(len(results))))
                    return
                results.append(result)
                pg.get_result()  # the None between two statements
        except psycopg.Error:
            self.end(lost())
            return
        self.silent_since = self._loop.time()

    def _finish(self) -> None:
        call = self._call
        assert call is not None
        results, self._results = self._results, []
        if self._pg.transaction_status != _OUTSIDE:
            # A step began a transaction of its own, whose settings the next caller would inherit.
            self.end(StatementFailed("25001", "a step left a transaction open", len(call.steps) - 1))
            return
        if results[-1].status in _SUCCEEDED:
            self._call = None
            if self._statements is not None and self._statements.extra:
                extra, self._statements.extra = self._statements.extra, {}
                results = [result for position, result in enumerate(results) if position not in extra]
            self._release()
            if not call.future.done():
                call.future.set_result([rows_of(result) for result in results])
            return
        self._fail(call, results)

    def _fail(self, call: Call, results: list[PGresult]) -> None:
        position, failed = next((at, result) for at, result in enumerate(results) if result.status == _FAILED)
        # A deferred constraint fails at the Sync, behind all steps.
        step = min(self._step_at(position), len(call.steps) - 1)
        if (statements := self._statements) is not None:
            statements.settle(results)
            if is_outdated(failed) and not call.is_repeated and not call.future.done():
                call.is_repeated = True
                statements.forget(call.steps)
                self.start(call)
                return
        self._call = None
        self._release()
        if not call.future.done():
            call.future.set_exception(refusal(failed, step))

    def _step_at(self, position: int) -> int:
        return self._statements.step_at(position) if self._statements is not None else position

    def _release(self) -> None:
        if self._stopping is None:
            self._on_free(self)
        elif not self._stopping.done():
            self._stopping.set_result(None)
