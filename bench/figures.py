"""The figures to reach: ratios of one run, and what else a run can be held to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

FELL = 0.85
"""A ratio that is below this part of an earlier one has fallen."""

_RATIOS: dict[tuple[str, str], dict[str, float | None]] = {
    ("engine", "limit"): {"nested_list": 0.95, "point_read": 0.85, "aggregate": 0.90, "insert": 0.85},
    ("engine", "postgraphile"): {"nested_list": 2.0, "point_read": 3.0, "aggregate": 2.5, "insert": 2.5},
    ("front_door", "postgraphile_session"): {"nested_list": 2.0, "point_read": 2.5, "aggregate": 2.3, "insert": 2.3},
    ("engine", "strawberry"): {"nested_list": 12.0, "point_read": 15.0, "aggregate": 9.0, "insert": 10.0},
    ("front_door", "strawberry"): {"lead_update": 3.0, "home": None, "widget_send": None},
}
DEAREST_FRONT_DOOR_MS = 0.10
WIDEST_TAIL = 1.3

Numbers = Mapping[str, Any]


@dataclass(frozen=True)
class Figure:
    """One number of a run beside what is wanted of it; `at_most` says on which side it must be."""

    name: str
    found: float
    wanted: float | None
    at_most: bool = False

    @property
    def is_met(self) -> bool:
        """Whether it is what is wanted."""
        if self.wanted is None:
            return True
        return self.found <= self.wanted if self.at_most else self.found >= self.wanted


def ratios(workloads: Numbers, connections: str = "c32") -> dict[str, float]:
    """Requests per second against each other, by "ours / theirs, workload"."""
    return {figure.name: figure.found for figure in _ratios(workloads, connections)}


def figures(workloads: Numbers) -> list[Figure]:
    """All figures this run can tell, from the numbers as they are written down."""
    return [*_ratios(workloads, "c32"), *_front_door(workloads), *_tails(workloads)]


def fallen(earlier: Numbers, now: Numbers) -> list[str]:
    """Ratios that fell by more than 15 % between two runs, in words."""
    before, after = ratios(earlier), ratios(now)
    return [
        f"{name}: {after[name]:.2f}, it was {before[name]:.2f}"
        for name in before
        if name in after and after[name] < before[name] * FELL
    ]


def _ratios(workloads: Numbers, connections: str) -> Iterator[Figure]:
    for (ours, theirs), wanted in _RATIOS.items():
        for workload, least in wanted.items():
            found = workloads.get(workload, {}).get(connections, {})
            if ours in found and theirs in found:
                yield Figure(f"{ours} / {theirs}, {workload}", found[ours]["rps"] / found[theirs]["rps"], least)


def _front_door(workloads: Numbers) -> Iterator[Figure]:
    for name, by_connections in workloads.items():
        found = by_connections.get("c32", {})
        if "front_door" in found and "engine" in found:
            more = found["front_door"]["cpu_ms"] - found["engine"]["cpu_ms"]
            yield Figure(f"front door over engine, CPU-ms, {name}", more, DEAREST_FRONT_DOOR_MS, at_most=True)


def _tails(workloads: Numbers) -> Iterator[Figure]:
    """p95 over p50 of ours, as a multiple of the limit's own."""
    for name, by_connections in workloads.items():
        found = by_connections.get("c32", {})
        if "limit" not in found:
            continue
        natural = found["limit"]["p95_ms"] / found["limit"]["p50_ms"]
        for ours in ("engine", "front_door"):
            if ours in found:
                own = found[ours]["p95_ms"] / found[ours]["p50_ms"]
                yield Figure(f"p95/p50 of {ours} over the limit's, {name}", own / natural, WIDEST_TAIL, at_most=True)
