"""What a run found: as numbers for `var/bench.json`, and as tables to read."""

import json
import os
import platform
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psycopg

from bench.contestants import POSTGRAPHILE_FOLDER
from bench.cores import Cores
from bench.figures import Figure
from bench.measuring import Measurement
from bench.node import NODE
from bench.rounds import Results

_PACKAGES = ("uvicorn", "uvloop", "httptools", "psycopg", "sqlalchemy", "strawberry-graphql", "graphql-core", "fastapi")
_COLUMNS = ("req/s", "p50 ms", "p95 ms", "p99 ms", "CPU-ms", "server", "database", "MB")
_NAME = 22


def numbers(measurement: Measurement) -> dict[str, float]:
    """A measurement as it is written down; `cpu_ms` is per request, server and database together."""
    found = {
        "rps": measurement.rps,
        "p50_ms": measurement.p50_ms,
        "p95_ms": measurement.p95_ms,
        "p99_ms": measurement.p99_ms,
        "cpu_ms": measurement.cpu_ms,
        "server_cpu_ms": measurement.server_cpu_ms,
        "database_cpu_ms": measurement.database_cpu_ms,
        "memory_mb": measurement.memory_mb,
    }
    return {name: round(value, 4) for name, value in found.items()}


def written(results: Results) -> dict[str, Any]:
    """Results by workload, connections and contestant."""
    return {
        workload: {
            connections: {contestant: numbers(found) for contestant, found in by_contestant.items()}
            for connections, by_contestant in by_connections.items()
        }
        for workload, by_connections in results.items()
    }


def machine(cores: Cores) -> dict[str, Any]:
    """What it ran on."""
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_mb": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20,
        "system": f"{platform.system()} {platform.release()}",
        "pinned": str(cores),
    }


def versions(admin_url: str) -> dict[str, str]:
    """Of everything whose speed is measured."""
    with psycopg.connect(admin_url) as connection:
        row = connection.execute("SHOW server_version").fetchone()
    found = {"python": platform.python_version(), "postgresql": row[0] if row else ""}
    found |= {name: version(name) for name in _PACKAGES}
    found["node"] = subprocess.run([NODE, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    package = json.loads((POSTGRAPHILE_FOLDER / "package.json").read_text("utf-8"))
    return {**found, **package["dependencies"]}


def write(path: Path, result: Mapping[str, Any]) -> None:
    """Keep a result as JSON; a reader sees the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(path.name + ".unfinished")
    unfinished.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", "utf-8")
    unfinished.replace(path)


def tables(workloads: Mapping[str, Any]) -> Iterator[str]:
    """One table a workload and number of connections; the last column is requests per second against the first row."""
    for workload, by_connections in workloads.items():
        for connections, by_contestant in by_connections.items():
            heading = f"{workload}, {connections.removeprefix('c')} connections"
            yield ""
            yield f"{heading:<{_NAME + 8}}" + "".join(f"{name:>10}" for name in _COLUMNS) + "     ratio"
            first = next(iter(by_contestant.values()))
            for contestant, found in by_contestant.items():
                yield _line(contestant, found, first)


def _line(contestant: str, found: Mapping[str, float], first: Mapping[str, float]) -> str:
    names = ("rps", "p50_ms", "p95_ms", "p99_ms", "cpu_ms", "server_cpu_ms", "database_cpu_ms", "memory_mb")
    digits = (1, 2, 2, 2, 3, 3, 3, 0)
    values = "".join(f"{found[name]:>10.{digit}f}" for name, digit in zip(names, digits, strict=True))
    return f"  {contestant:<{_NAME + 6}}{values}{found['rps'] / first['rps']:>10.2f}"


def verdicts(found: Sequence[Figure]) -> Iterator[str]:
    """Each figure beside what is wanted of it."""
    for figure in found:
        wanted = "" if figure.wanted is None else f"{'≤' if figure.at_most else '≥'} {figure.wanted:g}"
        yield f"  {figure.name:<62}{figure.found:>9.2f}  {wanted:<8}{'' if figure.is_met else 'missed'}".rstrip()


def indented(found: Any, depth: int = 1) -> Iterator[str]:
    """Numbers of any shape, one name a line; what has only plain values is one line."""
    if not isinstance(found, Mapping):
        yield f"{'  ' * depth}{found}"
        return
    for name, value in found.items():
        if isinstance(value, Mapping) and any(isinstance(each, Mapping) for each in value.values()):
            yield f"{'  ' * depth}{name}"
            yield from indented(value, depth + 1)
        elif isinstance(value, Mapping):
            yield f"{'  ' * depth}{name:<24}" + "  ".join(f"{key} {each}" for key, each in value.items())
        else:
            yield f"{'  ' * depth}{name:<24}{value}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown")
