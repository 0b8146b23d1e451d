"""The machine as tests see it: its processes, and programs run as other users."""

import functools
import json
import os
import pwd
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).parents[2]
IS_ROOT = os.geteuid() == 0


def until(condition: Callable[[], bool], *, seconds: float = 20) -> None:
    """Return when the condition holds; fails when it does not in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"not within {seconds} seconds"
        time.sleep(0.02)


def is_alive(pid: int) -> bool:
    """Whether the process runs. One that has ended and was not yet collected does not."""
    return _state(pid) not in {"", "Z", "X"}


def family(pid: int) -> list[int]:
    """The process and all below it."""
    children = [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit() and _parent(path) == pid]
    return [pid, *(below for child in children for below in family(child))]


def user_of(pid: int) -> str:
    """The name of the user the process runs as."""
    return pwd.getpwuid(Path(f"/proc/{pid}").stat().st_uid).pw_name


@functools.cache
def as_nobody() -> tuple[str, ...] | None:
    """The start of a command that runs the rest as `nobody`; None when this machine cannot.

    Where the tests' Python lies under a private home, `nobody` may read past permissions, and nothing more.
    """
    setpriv = shutil.which("setpriv")
    if not IS_ROOT or not setpriv:
        return None
    user = (setpriv, "--reuid=nobody", f"--regid={pwd.getpwnam('nobody').pw_gid}", "--clear-groups")
    for command in (user, (*user, "--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search")):
        question = "import psycopg, subprocess, sys; subprocess.run([sys.executable, '-c', ''], check=True)"
        tried = subprocess.run([*command, sys.executable, "-c", question], capture_output=True, cwd="/")
        if tried.returncode == 0:
            return command
    return None


@dataclass
class Served:
    """Servers run by another process."""

    starter: subprocess.Popen[str]
    database: str
    queue: str
    processes: list[int]
    home: Path

    def everything(self) -> list[int]:
        """The starter, the servers, and their own processes."""
        return family(self.starter.pid)


@contextmanager
def served(var: Path, *, user: Sequence[str] = (), environment: Mapping[str, str] | None = None) -> Iterator[Served]:
    """Run both servers in a process of their own, which the test may kill."""
    starter = _start(var, user, environment or {})
    assert starter.stdout
    assert starter.stderr
    try:
        line = starter.stdout.readline()
        assert line, starter.stderr.read()
        said: dict[str, Any] = json.loads(line)
        home = Path(said.pop("home"))
        yield Served(starter=starter, home=home, **said)
    finally:
        starter.communicate(timeout=30)


def refusal(var: Path, *, user: Sequence[str] = (), environment: Mapping[str, str] | None = None) -> str:
    """What is said when the servers cannot start."""
    starter = _start(var, user, environment or {})
    output, said = starter.communicate(timeout=30)
    assert (starter.returncode, output) == (1, "")
    return said.strip()


def _start(var: Path, user: Sequence[str], environment: Mapping[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*user, sys.executable, "-m", "tests.embedded.serve", str(var)],
        cwd=CHECKOUT,
        env={**os.environ, **environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return ""


def _parent(process: Path) -> int:
    try:
        return int((process / "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return -1
