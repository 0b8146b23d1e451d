"""What `./dev bench` takes on its command line."""

import argparse
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import contestants, data, workloads
from bench.rounds import Pace

SECTIONS = ("tenants", "rows", "processes", "documents", "start", "memory", "mixed")
"""What is measured beside the workloads; `tenants` needs a second database and runs when it is asked for."""


@dataclass(frozen=True)
class Options:
    """What to run. Empty choices mean everything."""

    is_small: bool
    tenants: int | None
    pace: Pace
    only: frozenset[str]
    against: Path | None

    @property
    def size(self) -> data.Size:
        """The database to run on."""
        return data.SMALL if self.is_small else data.FULL

    def chosen(self, names: Collection[str]) -> list[str]:
        """Those of a kind that were named; all where none was."""
        named = [name for name in names if name in self.only]
        return named or list(names)

    @property
    def workloads(self) -> list[str]:
        """The workloads to run; none where only sections are named."""
        named = [name for name in workloads.ALL if name in self.only]
        return named if named or self.only.intersection(SECTIONS) else list(workloads.ALL)

    @property
    def sections(self) -> list[str]:
        """The sections to run; none where only workloads are named."""
        named = [name for name in SECTIONS if name in self.only]
        if named or self.only.intersection(workloads.ALL):
            return named
        return [name for name in SECTIONS if name != "tenants" or self.tenants]


def read(arguments: Sequence[str] | None = None) -> Options:
    """Read a command line; ends the program where it is wrong."""
    known = (*contestants.ALL, *workloads.ALL, *SECTIONS)
    parser = argparse.ArgumentParser(
        prog="./dev bench",
        description="Measures CarBot against its peers and against the limit on a database it builds itself, prints "
        "ratios and writes var/bench.json.",
    )
    parser.add_argument("--small", action="store_true", help="a database of small workshops: to try it out")
    parser.add_argument(
        "--tenants",
        type=int,
        metavar="N",
        help=f"compare {data.FULL.tenants:,} workshops with N of the same size; all rows grow with them",
    )
    parser.add_argument("--rounds", type=int, default=Pace.rounds, help="how often everybody is measured (%(default)s)")
    parser.add_argument(
        "--seconds", type=float, default=Pace.seconds, help="how long one measurement takes (%(default)s)"
    )
    parser.add_argument(
        "--only", default="", metavar="NAME,…", help=f"contestants, workloads or sections: {', '.join(known)}"
    )
    parser.add_argument(
        "--against", type=Path, metavar="FILE", help="fail where a ratio is more than 15 %% below the one in FILE"
    )
    given = parser.parse_args(arguments)
    only = frozenset(name for name in given.only.split(",") if name)
    if unknown := only.difference(known):
        parser.error(f"there is no {', '.join(sorted(unknown))}: --only takes {', '.join(known)}")
    if given.against and not given.against.is_file():
        parser.error(f"there is no file {given.against}")
    if min(given.rounds, given.seconds, given.tenants or 1) <= 0:
        parser.error("--rounds, --seconds and --tenants are above zero")
    return Options(given.small, given.tenants, Pace(given.rounds, given.seconds), only, given.against)
