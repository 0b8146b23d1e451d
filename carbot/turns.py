"""Turns as supervised tasks: independent of the request that began them, and taken over when a process dies."""

import asyncio
from uuid import UUID

import structlog

from carbot.errors import Unavailable
from resolvers.chat import TurnRunner
from tenants.errors import ErrorRecorder

_log = structlog.get_logger()
_DRAIN_SECONDS = 20


class TurnSupervisor:
    """Runs the answers of this process and looks for those whose process is gone."""

    def __init__(self, runner: TurnRunner, errors: ErrorRecorder, *, look_every: float) -> None:
        self._runner = runner
        self._errors = errors
        self._look_every = look_every
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self, workshop_id: UUID, turn_id: UUID) -> None:
        """Begin an answer; the caller does not wait for it."""
        task = asyncio.get_running_loop().create_task(self._run(workshop_id, turn_id))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def watch(self) -> None:
        """Take over turns whose lease ran out, until cancelled."""
        while True:
            await asyncio.sleep(self._look_every)
            try:
                for workshop_id, turn_id in await self._runner.expired():
                    self.start(workshop_id, turn_id)
            except Unavailable:
                _log.warning("turns.watch_postponed")
            except Exception:
                _log.exception("turns.watch_postponed")

    async def drain(self) -> None:
        """Let answers finish before the process goes; the rest is taken over elsewhere."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=_DRAIN_SECONDS)

    async def _run(self, workshop_id: UUID, turn_id: UUID) -> None:
        try:
            await self._runner.run(workshop_id, turn_id)
        except Unavailable:
            _log.warning("turn.postponed", workshop=str(workshop_id), turn=str(turn_id))
        except Exception as error:
            self._errors.record(error, "turn", workshop_id=workshop_id)
            _log.exception("turn.crashed", workshop=str(workshop_id), turn=str(turn_id))
