"""How cost grows: with the number of tenants, with the rows of one tenant, and with API processes."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from typing import Any

from bench.contestants import FRONT_DOOR, Contestant, Running, running
from bench.load import Prepared
from bench.measuring import Bench, Measurement
from bench.report import numbers
from bench.rounds import Pace, Say, middle, requests_for, warm
from bench.stage import Scene
from bench.workloads import INSERT, NESTED_LIST, POINT_READ

CONNECTIONS = 32
READS = (NESTED_LIST, POINT_READ)
Variants = Mapping[str, Callable[[], Measurement]]


def in_turn(variants: Variants, rounds: int) -> dict[str, Any]:
    """Measure variants round by round; the medians of each, as they are written down."""
    found: dict[str, list[Measurement]] = {name: [] for name in variants}
    for _ in range(rounds):
        for name, measure in variants.items():
            found[name].append(measure())
    return {name: numbers(middle(each)) for name, each in found.items()}


def tenants(
    bench: Bench, scenes: Mapping[int, Scene], contestants: Sequence[Contestant], pace: Pace, say: Say
) -> dict[str, Any]:
    """The same reads where there are more workshops of the same size: by contestant, workload and number of them."""
    results: dict[str, Any] = {}
    with ExitStack() as stack:
        for contestant in contestants:
            servers = {
                count: stack.enter_context(running(contestant.called(f"{contestant.name}-{count}"), scene.ground))
                for count, scene in scenes.items()
            }
            for workload in READS:
                say(f"growth with tenants: {contestant.name}, {workload.name}")
                for count, scene in scenes.items():
                    scene.refresh()
                    warm(bench, scene, servers[count], [workload])
                variants = {
                    str(count): _variant(
                        bench, [servers[count]], requests_for(contestant, workload, scene.cast.ordinary), pace
                    )
                    for count, scene in scenes.items()
                }
                results.setdefault(contestant.name, {})[workload.name] = in_turn(variants, pace.rounds)
    return results


def rows(bench: Bench, scene: Scene, contestants: Sequence[Contestant], pace: Pace, say: Say) -> dict[str, Any]:
    """The same reads in an ordinary workshop (90 leads) and in the big one (20,000): by contestant and workload."""
    results: dict[str, Any] = {}
    for contestant in contestants:
        with running(contestant, scene.ground) as server:
            for workload in READS:
                say(f"growth with rows: {contestant.name}, {workload.name}")
                scene.refresh()
                variants = {
                    name: _variant(bench, [server], requests_for(contestant, workload, members), pace)
                    for name, members in (("ordinary", scene.cast.ordinary), ("big", scene.cast.big))
                }
                results.setdefault(contestant.name, {})[workload.name] = in_turn(variants, pace.rounds)
    return results


def api_processes(bench: Bench, scene: Scene, pace: Pace, say: Say) -> dict[str, Any]:
    """One API process and two, nobody pinned: by workload and number of processes."""
    results: dict[str, Any] = {}
    with ExitStack() as stack:
        servers = [
            stack.enter_context(running(FRONT_DOOR.called(f"front_door-{number}"), scene.ground)) for number in (1, 2)
        ]
        for workload in (*READS, INSERT):
            say(f"one API process and two: {workload.name}")
            scene.refresh()
            requests = requests_for(FRONT_DOOR, workload, workload.callers(scene.cast))
            variants = {str(count): _variant(bench, servers[:count], requests, pace) for count in (1, 2)}
            with bench.unpinned():
                results[workload.name] = in_turn(variants, pace.rounds)
    return results


def _variant(
    bench: Bench, servers: Sequence[Running], requests: list[Prepared], pace: Pace
) -> Callable[[], Measurement]:
    return lambda: bench.measure(servers, requests, connections=CONNECTIONS, seconds=pace.seconds, warm_up=pace.warm_up)
