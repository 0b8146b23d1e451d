"""Waiting until a server that was started listens."""

import socket
import time
from pathlib import Path

from carbot.embedded.processes import Child
from carbot.embedded.server import last_words
from carbot.errors import StartupError

_SECONDS = 60
_POLL = 0.05


def until_it_listens(name: str, process: Child, port: int, log: Path) -> None:
    """Return when somebody listens on the port. Raises StartupError when the process ends or takes too long."""
    deadline = time.monotonic() + _SECONDS
    while not _listens(port):
        if process.poll() is not None:
            raise StartupError(f"{name} did not start; {log} ends with: {last_words(log)}")
        if time.monotonic() > deadline:
            raise StartupError(f"{name} did not answer within {_SECONDS} seconds; {log} says: {last_words(log)}")
        time.sleep(_POLL)


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
    except OSError:
        return False
    return True
