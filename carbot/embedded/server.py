"""A server started on a free port of this machine, which can be started again on the same one."""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from carbot.embedded import processes
from carbot.embedded.processes import Child
from carbot.errors import StartupError

_ATTEMPTS = 5
_POLL = 0.02


class PortTaken(Exception):
    """Somebody else listens on the port we chose."""


@dataclass
class Server:
    """A running server.

    `url` is for its most powerful user. `restart` starts it again, on the same port and data, once it has died.
    """

    name: str
    url: str
    port: int
    process: Child
    _start: Callable[[int], Child]

    def restart(self) -> None:
        """Start the server again after its process ended. Raises StartupError when it does not come up."""
        try:
            self.process = self._start(self.port)
        except PortTaken:
            raise StartupError(f"Port {self.port} of {self.name} was taken: end the demo and start it again.") from None


@contextmanager
def running(
    name: str, url: Callable[[int], str], begin: Callable[[int], Child], end: signal.Signals
) -> Iterator[Server]:
    """Begin a server on a free port (again while that is taken meanwhile) and end it with the signal."""
    server: Server | None = None
    for _ in range(_ATTEMPTS):
        port = processes.free_port()
        with suppress(PortTaken):
            server = Server(name, url(port), port, begin(port), begin)
            break
    if server is None:
        raise StartupError(f"No free port was found for {name}: end some programs and start again.")
    try:
        yield server
    finally:
        processes.stop(server.process, how=end)


def wait_until_ready(name: str, process: Child, log: Path, is_ready: Callable[[], bool], *, seconds: float) -> None:
    """Return when `is_ready`; on failure end the process.

    Raises PortTaken when its log says so, else StartupError with the log's last line.
    """
    deadline = time.monotonic() + seconds
    try:
        while not is_ready():
            if process.poll() is not None:
                said = last_words(log)
                if "address already in use" in said.lower():
                    raise PortTaken
                raise StartupError(f"{name} did not start ({_line(said)}): read {log}, or start with --fresh.")
            if time.monotonic() > deadline:
                raise StartupError(f"{name} did not answer within {seconds:.0f} seconds: read {log}.")
            time.sleep(_POLL)
    except BaseException:
        processes.stop(process, how=signal.SIGKILL)
        raise


def open_log(log: Path) -> IO[bytes]:
    """A fresh log; what the last start said is kept beside it as `….1`."""
    log.parent.mkdir(parents=True, exist_ok=True)
    if log.exists():
        log.replace(log.with_name(log.name + ".1"))
    return log.open("wb")


def last_words(log: Path, size: int = 4000) -> str:
    """The end of a log, at most `size` characters."""
    return log.read_text("utf-8", "replace")[-size:]


def _line(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    telling = [line for line in lines if "FATAL" in line or "rror" in line]
    return (telling or lines or ["it said nothing"])[-1]
