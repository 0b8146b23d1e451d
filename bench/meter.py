"""What processes use, read from /proc: processor time to the nanosecond where the kernel tells it, and memory."""

import os
from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")
_TICK_MS = 1000 / os.sysconf("SC_CLK_TCK")
_PAGE_MB = os.sysconf("SC_PAGE_SIZE") / 2**20


@dataclass(frozen=True)
class Usage:
    """Milliseconds of processor time since the start, and resident megabytes."""

    cpu_ms: float
    memory_mb: float


def tree(process: int) -> list[int]:
    """A process and everything it started that is alive, itself first."""
    children: dict[int, list[int]] = {}
    for entry in _PROC.iterdir():
        if entry.name.isdigit() and (fields := _stat(int(entry.name))):
            children.setdefault(int(fields[1]), []).append(int(entry.name))
    found = [process]
    for number in found:
        found.extend(children.get(number, []))
    return found


def parent(process: int) -> int:
    """The process that started this one; 0 when it is gone."""
    fields = _stat(process)
    return int(fields[1]) if fields else 0


def usage(process: int) -> Usage:
    """What a process tree has used; children that ended are counted with whoever waited for them."""
    cpu_ms = memory_mb = 0.0
    for number in tree(process):
        cpu_ms += _running_ms(number)
        memory_mb += _resident_mb(number)
        if fields := _stat(number):
            cpu_ms += (int(fields[13]) + int(fields[14])) * _TICK_MS
    return Usage(cpu_ms, memory_mb)


def _running_ms(process: int) -> float:
    try:
        tasks = list((_PROC / str(process) / "task").iterdir())
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e6
    except (OSError, IndexError):
        fields = _stat(process)
        return (int(fields[11]) + int(fields[12])) * _TICK_MS if fields else 0.0


def _resident_mb(process: int) -> float:
    try:
        return int((_PROC / str(process) / "statm").read_text().split()[1]) * _PAGE_MB
    except (OSError, IndexError):
        return 0.0


def _stat(process: int) -> list[str] | None:
    """The fields of /proc/…/stat after the name: [0] is the state, [1] the parent."""
    try:
        return (_PROC / str(process) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
