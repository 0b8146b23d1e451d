"""What a long run shows of the front door: whether memory grows, and how all operations do side by side."""

from itertools import cycle
from typing import Any

from bench.contestants import FRONT_DOOR, running
from bench.golden import golden_requests
from bench.measuring import Bench
from bench.meter import usage
from bench.report import numbers
from bench.rounds import Say, requests_for
from bench.stage import Scene
from bench.workloads import HOME, INSERT, LEAD_UPDATE, POINT_READ

REQUESTS = 200_000
_DAY = (POINT_READ, POINT_READ, HOME, POINT_READ, INSERT, POINT_READ, HOME, LEAD_UPDATE)
"""What is asked over and over where memory is watched."""
_REPEATS = 2_500
_STEPS = 4
_WARM = 20_000
RATE = 100.0
SLOWEST_MS = 200.0


def memory(bench: Bench, scene: Scene, say: Say, requests: int = REQUESTS) -> dict[str, Any]:
    """Resident megabytes of one API process after a warm start and after each quarter of many requests."""
    requests_by_workload = {
        workload.name: cycle(requests_for(FRONT_DOOR, workload, workload.callers(scene.cast)))
        for workload in (POINT_READ, HOME, INSERT, LEAD_UPDATE)
    }
    mixed = [next(requests_by_workload[workload.name]) for workload in _DAY * _REPEATS]
    with running(FRONT_DOOR, scene.ground) as server:
        found = [usage(server.process.pid).memory_mb]
        for count in (min(_WARM, requests), *[requests // _STEPS] * _STEPS):
            say(f"memory: {count} requests")
            scene.refresh()
            bench.measure([server], mixed, connections=32, seconds=3600, warm_up=0, most=count)
            found.append(usage(server.process.pid).memory_mb)
    started, warm, *later = (round(value, 1) for value in found)
    return {"requests": requests, "started_mb": started, "warm_mb": warm, "after_each_quarter_mb": later}


def mixed(bench: Bench, scene: Scene, say: Say, seconds: float = 60.0) -> dict[str, Any]:
    """Every operation of dashboard and widget at 100 requests a second together, evenly mixed: p95 of each.

    Nobody is pinned, and who writes as a visitor is answered: everything the process does is in it.
    """
    say(f"mixed: all operations at {RATE:.0f} requests/s for {seconds:.0f} s")
    scene.refresh()
    with running(FRONT_DOOR, scene.ground) as server, bench.unpinned():
        measured = bench.measure(
            [server],
            golden_requests(scene),
            connections=32,
            seconds=seconds,
            warm_up=min(seconds, 10.0),
            rate=RATE,
            ends_at_fault=False,
        )
    slowest = {name: found for name, found in measured.by_label.items() if found["p95_ms"] > SLOWEST_MS}
    return {
        "rate": RATE,
        "seconds": seconds,
        **numbers(measured),
        "operations": {name: round(found["p95_ms"], 2) for name, found in sorted(measured.by_label.items())},
        "slower_than_200_ms": sorted(slowest),
        "faults": measured.faults,
    }
