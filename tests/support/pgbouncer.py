"""PgBouncer in transaction mode before the run's PostgreSQL, where the machine has one."""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from carbot.embedded.processes import free_port
from tenants.roles import DatabaseRole

_PROGRAM = shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
_CONFIGURATION = """\
[databases]
* = host={server.hostname} port={server.port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = trust
auth_file = {directory}/users
pool_mode = transaction
default_pool_size = 1
max_client_conn = 100
ignore_startup_parameters = extra_float_digits, options
{more}
"""


@dataclass(frozen=True)
class Bouncer:
    """Where it listens, and whether statements may be prepared on the server through it (1.21 and newer)."""

    port: int
    prepares: bool


def has_pgbouncer() -> bool:
    """Whether the machine has one (Debian and Ubuntu: apt install pgbouncer)."""
    return _PROGRAM is not None


@contextlib.contextmanager
def pgbouncer(server_url: str) -> Iterator[Bouncer]:
    """One that gives each role a single connection to the server, for all its clients."""
    assert _PROGRAM is not None
    said = subprocess.run([_PROGRAM, "--version"], capture_output=True, text=True, check=True).stdout
    version = re.search(r"PgBouncer (\d+)\.(\d+)", said)
    assert version is not None, said
    prepares = (int(version[1]), int(version[2])) >= (1, 21)
    with tempfile.TemporaryDirectory(prefix="carbot-bouncer-") as name:
        directory, port = Path(name), free_port()
        directory.chmod(0o755)
        (directory / "users").write_text("".join(f'"{role.value}" ""\n' for role in DatabaseRole))
        configuration = _CONFIGURATION.format(
            server=urlsplit(server_url),
            port=port,
            directory=directory,
            more="max_prepared_statements = 200" if prepares else "",
        )
        (directory / "pgbouncer.ini").write_text(configuration)
        command = [_PROGRAM, "-q", *(["-u", "nobody"] if os.geteuid() == 0 else []), str(directory / "pgbouncer.ini")]
        with (directory / "log").open("wb") as log:
            process = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            _wait(port, process, directory / "log")
            yield Bouncer(port, prepares)
        finally:
            process.send_signal(signal.SIGKILL)
            process.wait(10)


def _wait(port: int, process: "subprocess.Popen[bytes]", log: Path) -> None:
    ends = time.monotonic() + 20
    while True:
        assert process.poll() is None, log.read_text()
        try:
            psycopg.connect(f"postgresql://carbot_api@127.0.0.1:{port}/postgres", connect_timeout=2).close()
        except psycopg.OperationalError as refusal:
            if "connection refused" not in str(refusal).lower():
                return
            assert time.monotonic() < ends, log.read_text()
            time.sleep(0.05)
        else:
            return
