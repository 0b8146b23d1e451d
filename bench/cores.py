"""Who runs where. On two cores: the measured server has one for itself, database and load generator share the other.

So no contestant takes time from another part of the measurement, and a fast one is not slowed by the generator
inside its own core. With three or more cores the database has one, too. Where a system cannot pin, nobody is pinned.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from bench.meter import tree


@dataclass(frozen=True)
class Cores:
    """The cores of the three parts; empty sets mean that the system decides."""

    server: frozenset[int]
    database: frozenset[int]
    load: frozenset[int]

    def __str__(self) -> str:
        if not self.server:
            return "not pinned"
        return f"server on {_names(self.server)}, database on {_names(self.database)}, load on {_names(self.load)}"


FREE = Cores(frozenset(), frozenset(), frozenset())


def plan() -> Cores:
    """The cores of this machine, shared out."""
    if not hasattr(os, "sched_getaffinity"):
        return FREE
    cores = sorted(os.sched_getaffinity(0))
    if len(cores) == 1:
        return FREE
    return Cores(frozenset(cores[:1]), frozenset(cores[1:2]), frozenset(cores[2:3] or cores[1:2]))


def pin(process: int, cores: frozenset[int]) -> None:
    """Put a process, its threads and all its children on these cores; what they start follows."""
    if not cores:
        cores = frozenset(range(os.cpu_count() or 1))
    if not hasattr(os, "sched_setaffinity"):
        return
    for number in tree(process):
        for thread in _threads(number):
            try:
                os.sched_setaffinity(thread, cores)
            except ProcessLookupError:  # it has ended meanwhile
                continue


def _threads(process: int) -> list[int]:
    try:
        return [int(task.name) for task in Path(f"/proc/{process}/task").iterdir()]
    except FileNotFoundError:
        return []


def _names(cores: frozenset[int]) -> str:
    return "core " + ", ".join(str(core) for core in sorted(cores))
