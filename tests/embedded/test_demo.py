"""The demo as a person has it: started, looked at, stopped, killed."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from carbot.embedded.processes import free_port
from tests.embedded.machine import CHECKOUT, family, is_alive, until

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads /proc")


@contextlib.contextmanager
def demo(var: Path, port: int, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """A demo of this checkout whose data lie in `var`."""
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    command = [sys.executable, "-m", "carbot", "demo", "--port", str(port), *arguments]
    process = subprocess.Popen(
        command,
        cwd=CHECKOUT,
        env={**kept, "CARBOT_VAR_DIR": str(var)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)


def two_free_ports() -> int:
    """A free port whose next one is free too."""
    for _ in range(100):
        port = free_port()
        with contextlib.suppress(OSError), socket.create_server(("127.0.0.1", port + 1)):
            return port
    raise AssertionError("no two free ports in a row")


def addresses(var: Path, process: subprocess.Popen[str]) -> dict[str, Any]:
    """What the demo wrote for programs, once it answers."""
    until(lambda: (var / "demo.json").exists() or process.poll() is not None, seconds=50)
    assert process.poll() is None, process.communicate()[0]
    content: dict[str, Any] = json.loads((var / "demo.json").read_text("utf-8"))
    return content


def test_the_demo_answers_where_it_says_and_ctrl_c_stops_all_of_it(place: Path) -> None:
    port = two_free_ports()
    with demo(place / "var", port) as process:
        said = addresses(place / "var", process)
        everyone = family(process.pid)
        for name in ("dashboard", "host_page", "mailbox"):
            with urllib.request.urlopen(said[name], timeout=10) as answer:
                assert answer.status == 200
        with urllib.request.urlopen(said["host_page"], timeout=10) as answer:
            assert f'data-client-key="{said["client_key"]}"' in answer.read().decode()

        process.send_signal(signal.SIGINT)
        output, _ = process.communicate(timeout=30)

    assert process.returncode == 0
    assert set(said) == {
        "api",
        "graphql",
        "dashboard",
        "host_page",
        "mailbox",
        "login",
        "client_key",
        "database_url",
        "redis_url",
    }
    assert (said["api"], said["host_page"]) == (f"http://localhost:{port}", f"http://127.0.0.1:{port + 1}/")
    assert said["login"]["email"] in output
    assert output.endswith("Stopped.\n")
    assert not (place / "var" / "demo.json").exists()
    assert len(everyone) > 5
    assert not any(is_alive(pid) for pid in everyone)


def test_nothing_outlives_a_killed_demo_and_processes_that_die_come_back(place: Path) -> None:
    with demo(place / "var", two_free_ports()) as process:
        ready = addresses(place / "var", process)["api"] + "/health/ready"
        api = next(pid for pid in family(process.pid) if _runs(pid, "api"))
        os.kill(api, signal.SIGKILL)
        until(lambda: not is_alive(api))
        until(lambda: _answers(ready))

        everyone = family(process.pid)
        process.kill()

        until(lambda: not any(is_alive(pid) for pid in everyone))


def test_a_taken_port_is_one_sentence(place: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with demo(place / "var", port) as process:
            output, _ = process.communicate(timeout=30)

    assert process.returncode == 1
    assert output == f"Port {port} is in use: end the program that listens there or choose another port with --port.\n"


def test_a_second_demo_of_the_checkout_is_refused(place: Path) -> None:
    port = two_free_ports()
    with demo(place / "var", port) as first:
        until((place / "var" / "demo.lock").exists)
        with demo(place / "var", port) as second:
            output, _ = second.communicate(timeout=30)
        first.send_signal(signal.SIGTERM)
        first.wait(timeout=30)

    assert (second.returncode, output) == (1, "The demo of this checkout is running already: stop it first.\n")


def _runs(pid: int, command: str) -> bool:
    """Whether the process, if it is still there, runs this command."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")[-2:-1] == [command.encode()]
    except OSError:
        return False


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False
