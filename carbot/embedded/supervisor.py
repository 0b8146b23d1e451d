"""Keeps children running: one that ends is started again, later each time it does so soon."""

import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from carbot.embedded import processes
from carbot.errors import StartupError

FIRST_DELAY = 1.0
LONGEST_DELAY = 30.0
LONG_ENOUGH = 60.0
LOOK_EVERY = 0.25


class Restartable(Protocol):
    """What a supervisor watches; an embedded server is one."""

    name: str
    process: processes.Child

    def restart(self) -> None:
        """Start it again after its process ended. Raises StartupError when that fails."""
        ...


class Program:
    """A process of ours that runs until it is stopped."""

    def __init__(self, name: str, begin: Callable[[], processes.Child]) -> None:
        self.name = name
        self.process = begin()
        self._begin = begin

    def restart(self) -> None:
        """Start the process again."""
        self.process = self._begin()


@dataclass
class _Charge:
    """A watched child and how it has been doing."""

    child: Restartable
    started: float = field(default_factory=time.monotonic)
    delay: float = FIRST_DELAY
    due: float | None = None


class Supervisor:
    """Watches children from the main thread; `say` gets a line for everything that happens to one."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._charges: list[_Charge] = []

    def add(self, child: Restartable) -> None:
        """Watch a child that runs."""
        self._charges.append(_Charge(child))

    def ended(self) -> str | None:
        """The name of a child that has ended, if one has."""
        return next((charge.child.name for charge in self._charges if charge.child.process.poll() is not None), None)

    def watch(self) -> None:
        """Start children again as they end, until an exception (Ctrl-C) ends the watch."""
        while True:
            self.look()
            time.sleep(LOOK_EVERY)

    def look(self) -> None:
        """Notice who has ended and start again whose waiting time is over."""
        now = time.monotonic()
        for charge in self._charges:
            if charge.due is None:
                if charge.child.process.poll() is not None:
                    self._plan(charge, now)
            elif now >= charge.due:
                self._restart(charge)

    def _plan(self, charge: _Charge, now: float) -> None:
        if now - charge.started > LONG_ENOUGH:
            charge.delay = FIRST_DELAY
        charge.due = now + charge.delay
        self._say(f"{charge.child.name} ended ({_how(charge.child.process)}); again in {charge.delay:.0f} s.")
        charge.delay = min(charge.delay * 2, LONGEST_DELAY)

    def _restart(self, charge: _Charge) -> None:
        charge.due = None
        charge.started = time.monotonic()
        try:
            charge.child.restart()
        except StartupError as refusal:
            self._say(str(refusal))
            self._plan(charge, time.monotonic())
        else:
            self._say(f"{charge.child.name} runs again.")


def _how(process: processes.Child) -> str:
    code = process.returncode
    return f"exit code {code}" if code >= 0 else signal.Signals(-code).name
