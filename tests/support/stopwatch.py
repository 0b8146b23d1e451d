"""Bounds of time that hold on a busy machine: seconds in which no core was free are nobody's delay."""

import time
from pathlib import Path


class Stopwatch:
    """Runs from its making, and stands still while this thread is ready to go on and waits for a core.

    With `processes` it also stands still while the main thread of one of them does. Linux counts these waits; where
    nobody counts them it never stands still.
    """

    def __init__(self, *processes: int) -> None:
        self._counts = [Path("/proc/thread-self/schedstat"), *(Path(f"/proc/{each}/schedstat") for each in processes)]
        self._began = time.monotonic() - self._waited()

    @property
    def seconds(self) -> float:
        """What has gone by."""
        return time.monotonic() - self._waited() - self._began

    def _waited(self) -> float:
        try:
            return sum(int(each.read_text().split()[1]) for each in self._counts) / 1e9
        except OSError:
            return 0.0
