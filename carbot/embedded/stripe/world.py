"""The account the double plays: its objects, its time, and who wants to hear of changes."""

import copy
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from carbot.clock import Clock, SystemClock
from carbot.embedded.stripe.forms import Json
from carbot.embedded.stripe.ids import new_id
from carbot.embedded.stripe.rendering import render
from carbot.embedded.stripe.store import Store

API_VERSION = "2026-10-28.endive"
DAY = 86_400


@dataclass
class Settings:
    """What an account's owner sets in Stripe's dashboard.

    `retry_days` are counted from the first failed attempt; `after_retries` is what becomes of the subscription then:
    canceled, unpaid or past_due. `settle_days` is how long a SEPA debit is under way.
    """

    retry_days: tuple[int, ...] = (1, 3, 5)
    after_retries: str = "canceled"
    settle_days: int = 5
    upcoming_days: int = 7
    country: str = "DE"
    name: str = "CarBot"


@dataclass
class World:
    """Everything there is. Whoever reads or changes it holds `lock`."""

    clock: Clock = field(default_factory=SystemClock)
    state_path: Path | None = None
    settings: Settings = field(default_factory=Settings)
    url: str = ""

    def __post_init__(self) -> None:
        self.lock = threading.RLock()
        self.store = Store(self.state_path)
        self.request: Json | None = None
        self.listeners: list[Callable[[Json], None]] = []
        self._replayed: int | None = None

    # --- time -------------------------------------------------------------------------------------------------------

    def wall_time(self) -> int:
        """The injected clock, which nobody advances: signatures carry it."""
        return int(self.clock.now().timestamp())

    def now(self, clock: str | None = None) -> int:
        """The present second of a test clock, or of everything that has none."""
        if clock is not None:
            return int(self.store.get("test_helpers.test_clock", clock)["frozen_time"])
        if self._replayed is not None:
            return self._replayed
        return self.wall_time() + self.store.numbers.get("advanced", 0)

    def now_of(self, thing: Json) -> int:
        """The present second where this object lives."""
        return self.now(self.clock_of(thing))

    def clock_of(self, thing: Json) -> str | None:
        """The test clock an object lives by, its customer's if it names none itself."""
        if "test_clock" in thing:
            clock: str | None = thing["test_clock"]
            return clock
        customer = thing.get("customer") or thing.get("_customer")
        owner = self.store.table("customer").get(customer) if isinstance(customer, str) else None
        return owner["test_clock"] if owner else None

    def set_time(self, clock: str | None, second: int) -> None:
        """Move a test clock, or for the moment the time of all that has none."""
        if clock is None:
            self._replayed = second
        else:
            self.store.get("test_helpers.test_clock", clock)["frozen_time"] = second

    def live_on(self) -> None:
        """The time of all that has no test clock runs again."""
        self._replayed = None

    # --- objects ----------------------------------------------------------------------------------------------------

    def new(self, kind: str, clock: str | None = None, **fields: Any) -> Json:
        """A new object of a kind, kept."""
        id_ = fields.pop("id", None) or new_id(kind)
        return self.store.add({"id": id_, "object": kind, "created": self.now(clock), "livemode": False, **fields})

    def get(self, kind: str, id_: str, param: str = "id") -> Json:
        """The object with this id; refuses as Stripe does when there is none."""
        return self.store.get(kind, id_, param)

    # --- events -----------------------------------------------------------------------------------------------------

    def emit(self, type_: str, thing: Json, previous: Json | None = None) -> None:
        """Record that something happened to an object, as it is now, and tell who listens."""
        data: Json = {"object": render(self, thing)}
        if previous is not None:
            data["previous_attributes"] = previous
        event = self.new(
            "event",
            self.clock_of(thing),
            api_version=API_VERSION,
            data=data,
            pending_webhooks=0,
            request=self.request or {"id": None, "idempotency_key": None},
            type=type_,
        )
        for listener in self.listeners:
            listener(event)

    @contextmanager
    def changing(self, thing: Json, event: str) -> Iterator[Json]:
        """What the block changes in an object becomes one event with the values before; nothing changed, no event."""
        before = copy.deepcopy(render(self, thing))
        yield thing
        previous = difference(before, render(self, thing))
        if previous:
            self.emit(event, thing, previous)


def difference(before: Json, after: Json) -> Json:
    """The former values of what is different now, as Stripe's `previous_attributes`."""
    found: Json = {}
    for name in before.keys() | after.keys():
        old, new = before.get(name), after.get(name)
        if old == new:
            continue
        if isinstance(old, dict) and isinstance(new, dict) and old.get("id") == new.get("id") and "data" not in old:
            found[name] = difference(old, new)
        else:
            found[name] = old
    return found
