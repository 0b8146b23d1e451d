"""Children that end are started again."""

import subprocess

import pytest

from carbot.embedded import processes
from carbot.embedded.supervisor import Program, Supervisor
from carbot.errors import StartupError
from tests.embedded.machine import until


def ends_at_once() -> processes.Child:
    return subprocess.Popen(["/bin/sh", "-c", "exit 3"])


def watched_until(supervisor: Supervisor, said: list[str], count: int) -> None:
    def looked() -> bool:
        supervisor.look()
        return len(said) >= count

    until(looked)


def test_a_child_that_ends_starts_again_later_each_time() -> None:
    said: list[str] = []
    supervisor = Supervisor(said.append)
    worker = Program("worker", ends_at_once)
    supervisor.add(worker)

    watched_until(supervisor, said, 4)
    worker.process.wait()

    assert said == [
        "worker ended (exit code 3); again in 1 s.",
        "worker runs again.",
        "worker ended (exit code 3); again in 2 s.",
        "worker runs again.",
    ]


def test_a_child_that_cannot_start_is_tried_again() -> None:
    said: list[str] = []
    supervisor = Supervisor(said.append)

    class Refusing:
        name = "Valkey"
        process = ends_at_once()

        def restart(self) -> None:
            raise StartupError("Port 1 of Valkey was taken.")

    supervisor.add(Refusing())
    watched_until(supervisor, said, 3)

    assert said == [
        "Valkey ended (exit code 3); again in 1 s.",
        "Port 1 of Valkey was taken.",
        "Valkey ended (exit code 3); again in 2 s.",
    ]


def test_a_child_that_runs_is_left_alone() -> None:
    said: list[str] = []
    supervisor = Supervisor(said.append)
    child = subprocess.Popen(["/bin/cat"], stdin=subprocess.PIPE)
    supervisor.add(Program("api", lambda: child))

    for _ in range(3):
        supervisor.look()

    assert (supervisor.ended(), said) == (None, [])
    assert child.stdin
    child.stdin.close()
    child.wait()


def test_children_that_do_not_listen_are_killed() -> None:
    deaf = subprocess.Popen(
        ["/bin/sh", "-c", "trap '' TERM; echo deaf; cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert deaf.stdin
    assert deaf.stdout
    deaf.stdout.readline()

    processes.stop(deaf, seconds=0.2)

    assert deaf.returncode == -9
    deaf.stdin.close()
    deaf.stdout.close()


def test_ports_above_1023_that_nobody_uses_are_fine() -> None:
    processes.require_port(processes.free_port())


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "0.0.0.0"])
def test_a_port_somebody_uses_is_refused(address: str) -> None:
    import socket

    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    try:
        taken = socket.create_server((address, 0), family=family)
    except OSError:
        pytest.skip(f"this machine has no {address}")
    with taken:
        port = taken.getsockname()[1]
        with pytest.raises(StartupError, match=f"Port {port} is in use: .* --port"):
            processes.require_port(port)
