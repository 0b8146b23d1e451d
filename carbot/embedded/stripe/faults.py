"""Trouble on demand: requests that fail, hang, or take effect although their answer is lost."""

from dataclasses import dataclass

from carbot.embedded.stripe.errors import Fault, broken, rate_limited


@dataclass
class Trouble:
    """What happens to the next requests.

    `hang` are the seconds before anything happens; `status` is what is answered then (None: as if nothing had been);
    `takes_effect` does what was asked all the same. `path` limits it to addresses that begin so.
    """

    requests: int = 1
    status: int | None = None
    code: str | None = None
    hang: float = 0.0
    takes_effect: bool = False
    path: str = "/v1/"

    def fault(self) -> Fault | None:
        """The refusal to answer with."""
        if self.status is None:
            return None
        if self.status == 429:
            return rate_limited()
        if self.status >= 500:
            return broken(self.status, self.code)
        return Fault(self.status, "invalid_request_error", "Refused on demand.", code=self.code)


class Troubles:
    """The trouble that was ordered."""

    def __init__(self) -> None:
        self.down = False
        self._ordered: list[Trouble] = []

    def order(self, trouble: Trouble) -> None:
        """Order trouble for the next requests; what was ordered earlier comes first."""
        self._ordered.append(trouble)

    def clear(self) -> None:
        """No trouble any more."""
        self.down = False
        self._ordered.clear()

    def next(self, path: str) -> Trouble | None:
        """The trouble a request gets."""
        if self.down:
            return Trouble(status=503)
        for trouble in self._ordered:
            if path.startswith(trouble.path):
                trouble.requests -= 1
                if trouble.requests <= 0:
                    self._ordered.remove(trouble)
                return trouble
        return None
