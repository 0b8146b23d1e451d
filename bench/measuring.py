"""One measurement: the load generator against one running server, with what server and database used meanwhile."""

import json
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.contestants import Running
from bench.cores import FREE, Cores, pin
from bench.load import Plan, Prepared
from bench.meter import usage
from carbot.embedded.places import checkout


class Failed(Exception):
    """A server answered otherwise than asked for, so that there is nothing to measure."""


@dataclass(frozen=True)
class Measurement:
    """What one run showed. Processor times are per request."""

    requests: int
    rps: float
    p50_ms: float
    p95_ms: float
    p99_ms: float
    server_cpu_ms: float
    database_cpu_ms: float
    memory_mb: float
    by_label: dict[str, dict[str, float]] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    """The first answer of a label that was not what was asked for, where that did not end the run."""

    @property
    def cpu_ms(self) -> float:
        """Server and database together."""
        return self.server_cpu_ms + self.database_cpu_ms


@dataclass
class Bench:
    """The machine as it is shared out, and the process that is the database. Numbers of requests never repeat."""

    cores: Cores
    database: int
    failures: list[str] = field(default_factory=list)
    _next_number: int = 0

    @contextmanager
    def noting(self, what: str) -> Iterator[None]:
        """Go on when something cannot be measured, and remember it."""
        try:
            yield
        except Failed as fault:
            self.failures.append(f"{what}: {fault}")

    @contextmanager
    def unpinned(self) -> Iterator[None]:
        """Let the system decide who runs where, within the block."""
        pinned, self.cores = self.cores, FREE
        try:
            yield
        finally:
            self.cores = pinned

    def settle(self, processes: Sequence[int]) -> None:
        """Put everybody where they belong."""
        pin(self.database, self.cores.database)
        for process in processes:
            pin(process, self.cores.server)

    def measure(
        self,
        servers: Sequence[Running],
        requests: list[Prepared],
        **options: Any,
    ) -> Measurement:
        """Load a server (of one process or several) and say what it did; `options` are Plan's. Raises Failed."""
        ports = tuple(server.port for server in servers)
        plan = Plan(ports, requests, first_number=self._next_number, **options)
        processes = [server.process.pid for server in servers]
        with tempfile.TemporaryDirectory(prefix="carbot-bench-") as folder:
            path = Path(folder) / "plan"
            path.write_bytes(pickle.dumps(plan))
            with subprocess.Popen(
                [sys.executable, "-m", "bench.load", str(path)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                cwd=checkout(),
                text=True,
            ) as load:
                pin(load.pid, self.cores.load)
                assert load.stdout
                assert load.stdin
                if load.stdout.readline().strip() != "ready":
                    raise Failed("the load generator did not start")
                self.settle(processes)
                before = self._used(processes)
                load.stdin.write("go\n")
                load.stdin.flush()
                answer: dict[str, Any] = json.loads(load.stdout.readline())
                after = self._used(processes)
        if "fault" in answer:
            raise Failed(answer["fault"])
        self._next_number = answer["next_number"]
        count = max(1, answer["requests"])
        return Measurement(
            requests=answer["requests"],
            rps=answer["rps"],
            p50_ms=answer["p50_ms"],
            p95_ms=answer["p95_ms"],
            p99_ms=answer["p99_ms"],
            server_cpu_ms=(after[0] - before[0]) / count,
            database_cpu_ms=(after[1] - before[1]) / count,
            memory_mb=sum(usage(process).memory_mb for process in processes),
            by_label=answer["by_label"],
            faults=answer["faults"],
        )

    def _used(self, processes: Sequence[int]) -> tuple[float, float]:
        return sum(usage(process).cpu_ms for process in processes), usage(self.database).cpu_ms
