"""Child processes that never outlive us, however we end.

The death signal belongs to the *thread* that started the child: start children from the main thread only.
"""

import errno
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

from carbot.embedded.accounts import Account
from carbot.errors import StartupError

Child = subprocess.Popen[bytes]
_LAUNCH = Path(__file__).with_name("launch.py")


def start(
    command: Sequence[str | Path],
    *,
    log: IO[bytes],
    directory: Path,
    environment: Mapping[str, str],
    account: Account | None = None,
    death_signal: signal.Signals = signal.SIGKILL,
) -> Child:
    """Start a program in a session of its own (Ctrl-C reaches it only through us); its output goes to `log`.

    It gets `death_signal` when we are gone, even by SIGKILL (Linux).
    """
    if threading.current_thread() is not threading.main_thread():
        raise RuntimeError("A child started by another thread would get its death signal when that thread ends.")
    uid, gid = (account.uid, account.gid) if account else (-1, -1)
    launch = [sys.executable, "-I", "-S", _LAUNCH, int(death_signal), os.getpid(), uid, gid, *command]
    return subprocess.Popen(  # noqa: S603
        [str(part) for part in launch],
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        cwd=directory,
        env=dict(environment),
        start_new_session=True,
    )


def stop(*children: Child, how: signal.Signals = signal.SIGTERM, seconds: float = 20) -> None:
    """End children together, in their own manner; after `seconds` by SIGKILL. Passes over those that have ended."""
    for child in children:
        child.send_signal(how)
    deadline = time.monotonic() + seconds
    for child in children:
        try:
            child.wait(max(0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def free_port() -> int:
    """A port on 127.0.0.1 nobody listens on now; somebody may a moment later, so callers try again."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def require_port(port: int) -> None:
    """Raises StartupError when a browser's `localhost:port` would not reach a server we start there."""
    for family, address in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        try:
            with socket.socket(family) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind((address, port))
                probe.listen(1)
        except PermissionError:
            raise StartupError(
                f"Port {port} is reserved for administrators: choose one above 1023 with --port."
            ) from None
        except OSError as fault:
            if family == socket.AF_INET or fault.errno == errno.EADDRINUSE:
                raise StartupError(
                    f"Port {port} is in use: end the program that listens there or choose another port with --port."
                ) from None
