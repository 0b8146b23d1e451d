"""Rounds: every contestant in turn, again and again, so that what changes on the machine meanwhile hits all alike."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, fields
from statistics import median
from typing import Any

from bench.contestants import Contestant, Running, running
from bench.load import Prepared
from bench.measuring import Bench, Measurement
from bench.requests import requests_of
from bench.stage import Scene
from bench.workloads import Workload

Say = Callable[[str], None]
Results = dict[str, dict[str, dict[str, Measurement]]]
"""By workload, by connections ("c1", "c32"), by contestant."""


@dataclass(frozen=True)
class Pace:
    """How long and how often."""

    rounds: int = 3
    seconds: float = 3.0
    warm_up: float = 1.0


def compete(
    bench: Bench,
    scene: Scene,
    contestants: Sequence[Contestant],
    workloads: Sequence[Workload],
    pace: Pace,
    say: Say,
    connections: Sequence[int] = (32, 1),
) -> Results:
    """Measure every contestant on every workload it can be asked; medians over the rounds.

    What fails is noted in `bench.failures` and left out.
    """
    seen: dict[tuple[str, str, str], list[Measurement]] = {}
    with ExitStack() as stack:
        servers = [stack.enter_context(running(contestant, scene.ground)) for contestant in contestants]
        say("everything is read once")
        with bench.noting("reading everything once"):
            warm(bench, scene, servers[0], workloads)
        for number in range(1, pace.rounds + 1):
            for workload in workloads:
                for count in connections:
                    say(f"round {number} of {pace.rounds}: {workload.name} at {count}")
                    scene.refresh()
                    for server in servers:
                        if server.contestant.answers(workload):
                            key = workload.name, f"c{count}", server.contestant.name
                            with bench.noting(f"{server.contestant.name}, {workload.name} at {count}"):
                                seen.setdefault(key, []).append(_once(bench, scene, server, workload, count, pace))
            scene.tidy()
    return _nested({key: middle(found) for key, found in seen.items()})


def warm(bench: Bench, scene: Scene, server: Running, workloads: Sequence[Workload]) -> None:
    """Ask everything once for everybody who only reads, so that the first to be measured finds what the last does."""
    for workload in workloads:
        if server.contestant.answers(workload) and not workload.writes:
            requests = requests_for(server.contestant, workload, workload.callers(scene.cast))
            bench.measure([server], requests, connections=32, seconds=600, warm_up=0, most=len(requests))


def requests_for(contestant: Contestant, workload: Workload, callers: Sequence[Any]) -> list[Prepared]:
    """One request of every caller, in the contestant's words."""
    return requests_of(workload, callers, contestant.words, contestant.calls, by_id=contestant.documents_by_id)


def _once(bench: Bench, scene: Scene, server: Running, workload: Workload, connections: int, pace: Pace) -> Measurement:
    requests = requests_for(server.contestant, workload, workload.callers(scene.cast))
    return bench.measure([server], requests, connections=connections, seconds=pace.seconds, warm_up=pace.warm_up)


def middle(found: Sequence[Measurement]) -> Measurement:
    """The median of each number."""
    numbers = {
        part.name: median(getattr(each, part.name) for each in found)
        for part in fields(Measurement)
        if part.name not in ("by_label", "faults")
    }
    return Measurement(**{**numbers, "requests": int(numbers["requests"])})


def _nested(found: dict[tuple[str, str, str], Measurement]) -> Results:
    results: Results = {}
    for (workload, connections, contestant), measurement in found.items():
        results.setdefault(workload, {}).setdefault(connections, {})[contestant] = measurement
    return results
