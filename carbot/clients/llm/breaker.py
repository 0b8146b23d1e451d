"""A circuit breaker: after some failures in a row a vendor is left alone for a while."""

import time
from collections.abc import Callable


class Breaker:
    """Closed until `limit` failures in a row; then open for `rest` seconds, after which one attempt may probe."""

    def __init__(self, limit: int = 5, rest: float = 30.0, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._limit = limit
        self._rest = rest
        self._monotonic = monotonic
        self._failures = 0
        self._opened_at: float | None = None

    @property
    def is_open(self) -> bool:
        """Whether the vendor must be left alone now."""
        return self._opened_at is not None and self._monotonic() - self._opened_at < self._rest

    def succeed(self) -> None:
        """The vendor has answered."""
        self._failures = 0
        self._opened_at = None

    def fail(self) -> None:
        """The vendor has failed."""
        self._failures += 1
        if self._failures >= self._limit:
            self._opened_at = self._monotonic()
