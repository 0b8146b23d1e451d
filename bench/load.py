"""The load generator: a process of its own that sends prepared requests and measures what comes back.

It reads a plan (pickled, see `Plan`) from the file it is given, warms up, says "ready", waits for a line on standard
input, sends for the planned time and prints what it measured as one line of JSON. Closed loop: every connection sends
its next request when it has its answer. Open loop (`rate`): requests leave on time whatever the server does, and
their latency counts from when they should have left.
"""

import asyncio
import itertools
import json
import pickle
import sys
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter_ns
from typing import Any

import uvloop

from bench.answers import Parser, complaint

SAMPLE_EVERY = 64
_NS = 1_000_000_000


@dataclass(frozen=True)
class Prepared:
    """One request: its bytes, cut wherever a number unique in the run belongs."""

    label: str
    parts: tuple[bytes, ...]


@dataclass(frozen=True)
class Plan:
    """What to send where, how many at a time and for how long."""

    ports: tuple[int, ...]
    """Of all processes of the server; connections go round."""
    requests: list[Prepared]
    connections: int
    seconds: float
    warm_up: float = 1.0
    rate: float | None = None
    most: int | None = None
    first_number: int = 0
    ends_at_fault: bool = True
    """Whether an answer that is not what was asked for ends the run. If not, refusals in payloads are fine and the
    first fault of each label is told with the results."""


class Refused(Exception):
    """The server answered otherwise than asked for."""


class _Run:
    """What all connections of one run share."""

    def __init__(self, plan: Plan) -> None:
        self.requests = itertools.cycle(plan.requests)
        self.numbers = itertools.count(plan.first_number)
        self.latencies: dict[str, list[int]] = {}
        self.fault: str | None = None
        self.faults: dict[str, str] = {}
        self._ends_at_fault = plan.ends_at_fault
        self.left = sys.maxsize
        self.answered = 0
        self.ends = 0

    def restart(self, ends: int, most: int | None) -> None:
        """Count anew until `ends` (a time in nanoseconds), at most `most` requests."""
        self.latencies = {}
        self.answered = 0
        self.ends = ends
        self.left = sys.maxsize if most is None else most

    def write(self, request: Prepared) -> bytes:
        """The request's bytes, with a number no other has."""
        if len(request.parts) == 1:
            return request.parts[0]
        return (b"%016d" % next(self.numbers)).join(request.parts)

    def done(self, label: str, began: int, status: bytes, body: bytes) -> None:
        """Note one answer."""
        self.answered += 1
        self.latencies.setdefault(label, []).append(perf_counter_ns() - began)
        if status != b"200" or (self._is_sample(label) and complaint(body, refusals=self._ends_at_fault)):
            said = f"{label}: {status.decode()} {body[:2000].decode('utf-8', 'replace')}"
            self.faults.setdefault(label, said)
            if self._ends_at_fault:
                self.fault = self.fault or said

    def _is_sample(self, label: str) -> bool:
        """Whether to look into this answer: each where operations are many, one of some otherwise."""
        return not self._ends_at_fault or len(self.latencies[label]) % SAMPLE_EVERY == 1


class _Connection(asyncio.Protocol):
    """One keep-alive connection with at most one request under way."""

    transport: asyncio.Transport

    def __init__(self, run: _Run, idle: deque["_Connection"], closed_loop: bool) -> None:
        self._run = run
        self._idle = idle
        self._closed_loop = closed_loop
        self._parser = Parser()
        self._label = ""
        self._began = 0
        self.quiet = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: Any) -> None:
        """Be ready to send."""
        self.transport = transport

    def begin(self) -> None:
        """Start the loop of this connection."""
        self.quiet = asyncio.get_running_loop().create_future()
        self._next()

    def send(self, request: Prepared, began: int) -> None:
        """Send a request whose latency counts from `began`."""
        self._label = request.label
        self._began = began
        self.transport.write(self._run.write(request))

    def data_received(self, data: bytes) -> None:
        """Collect the answer; when it is whole, note it and go on."""
        answer = self._parser.feed(data)
        if answer is None:
            return
        self._run.done(self._label, self._began, *answer)
        self._next()

    def connection_lost(self, error: Exception | None) -> None:
        """The server closed: that is a fault while the run is on."""
        if not self.quiet.done():
            self._run.fault = self._run.fault or f"{self._label}: the server closed the connection"
            self.quiet.set_result(None)

    def close(self) -> None:
        """End the connection; nothing is under way."""
        if not self.quiet.done():
            self.quiet.set_result(None)
        self.transport.close()

    def _next(self) -> None:
        run = self._run
        if not self._closed_loop:
            self._idle.append(self)
            return
        now = perf_counter_ns()
        if now >= run.ends or run.left <= 0 or run.fault:
            self.quiet.set_result(None)
            return
        run.left -= 1
        self.send(next(run.requests), now)


async def _closed(run: _Run, connections: list[_Connection], seconds: float, most: int | None) -> float:
    began = perf_counter_ns()
    run.restart(began + int(seconds * _NS), most)
    for connection in connections:
        connection.begin()
    await asyncio.gather(*(connection.quiet for connection in connections))
    return (perf_counter_ns() - began) / _NS


async def _open(run: _Run, idle: deque[_Connection], seconds: float, rate: float) -> float:
    began = perf_counter_ns()
    run.restart(began + int(seconds * _NS), None)
    total = int(seconds * rate)
    for number, request in zip(range(total), run.requests, strict=False):
        due = began + int(number / rate * _NS)
        while (now := perf_counter_ns()) < due or not idle:
            await asyncio.sleep(max(0.0005, (due - now) / _NS))
            if run.fault:
                break
        if run.fault:
            break
        idle.popleft().send(request, due)
    while run.answered < total and not run.fault:  # noqa: ASYNC110  # answers come in on their own
        await asyncio.sleep(0.005)
    return (perf_counter_ns() - began) / _NS


async def measure(plan: Plan) -> dict[str, Any]:
    """Run a plan. Raises Refused for an answer that is not what was asked for."""
    loop = asyncio.get_running_loop()
    run = _Run(plan)
    idle: deque[_Connection] = deque()
    connections = []
    for _, port in zip(range(plan.connections), itertools.cycle(plan.ports), strict=False):
        _, connection = await loop.create_connection(
            lambda: _Connection(run, idle, plan.rate is None), "127.0.0.1", port
        )
        connections.append(connection)
    idle.extend(connections)

    async def send(seconds: float, most: int | None) -> float:
        if plan.rate is None:
            return await _closed(run, connections, seconds, most)
        return await _open(run, idle, seconds, plan.rate)

    if plan.warm_up:
        await send(plan.warm_up, None)
    print("ready", flush=True)
    sys.stdin.readline()
    took = await send(plan.seconds, plan.most)
    for connection in connections:
        connection.close()
    if run.fault:
        raise Refused(run.fault)
    everything = sorted(itertools.chain.from_iterable(run.latencies.values()))
    return {
        "requests": run.answered,
        "rps": run.answered / took,
        "next_number": next(run.numbers),
        **percentiles(everything),
        "faults": run.faults,
        "by_label": {
            label: {"requests": len(found), **percentiles(sorted(found))} for label, found in run.latencies.items()
        },
    }


def percentiles(latencies: list[int]) -> dict[str, float]:
    """Milliseconds at the usual places of sorted nanoseconds."""
    return dict(_percentiles(latencies))


def _percentiles(latencies: list[int]) -> Iterator[tuple[str, float]]:
    for name, place in (("p50_ms", 0.50), ("p95_ms", 0.95), ("p99_ms", 0.99)):
        yield name, latencies[min(len(latencies) - 1, int(len(latencies) * place))] / 1e6 if latencies else 0.0


def main() -> int:
    """Run the plan in the file named on the command line."""
    plan: Plan = pickle.loads(Path(sys.argv[1]).read_bytes())
    try:
        result = uvloop.run(measure(plan))
    except Refused as fault:
        print(json.dumps({"fault": str(fault)}), flush=True)
        return 1
    print(json.dumps(result), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
