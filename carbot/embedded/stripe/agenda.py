"""What falls due as time passes, done in its order: every noun's module says what it has."""

import heapq
import itertools
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from carbot.embedded.stripe.forms import Json
from carbot.embedded.stripe.world import World

_MOST = 1_000_000


class Due(NamedTuple):
    """Something to do at a second for an owner (a customer's id); of two in one second the lower rank comes first."""

    at: int
    rank: int
    owner: str
    act: Callable[[], None]


Source = Callable[[World, str | None, str | None], Iterator[Due]]
_SOURCES: list[Source] = []


def source(found: Source) -> Source:
    """Register what a module has to do on a clock (None: what has no test clock), for one customer or for all."""
    _SOURCES.append(found)
    return found


def things(world: World, kind: str, clock: str | None, customer: str | None) -> Iterable[Json]:
    """The objects of a kind that live by a clock, of one customer or of all."""
    found = world.store.all(kind) if customer is None else list(world.store.of(kind, customer=customer))
    return (thing for thing in found if world.clock_of(thing) == clock)


def run_until(world: World, clock: str | None, target: int) -> None:
    """Do everything due until a second, each thing at its time, and leave the clock there.

    What is done for a customer changes what is due for that customer only, which is then looked up again.
    """
    order, looks = itertools.count(), {"": 0}
    waiting: list[tuple[int, int, int, int, Due]] = []

    def look(customer: str | None) -> None:
        for each in _SOURCES:
            for due in each(world, clock, customer):
                if due.at <= target:
                    entry = (due.at, due.rank, next(order), looks.setdefault(due.owner, 0), due)
                    heapq.heappush(waiting, entry)

    present = world.now(clock) if clock else world.store.numbers.get("caught_up", 0)
    look(None)
    while waiting:
        at, _, number, seen, due = heapq.heappop(waiting)
        if looks[due.owner] != seen:
            continue
        if number > _MOST:
            raise RuntimeError("The agenda does not end: something stays due although it was done.")
        present = max(present, at)
        world.set_time(clock, present)
        due.act()
        looks[due.owner] += 1
        look(due.owner)
    if clock is None:
        world.live_on()
    else:
        world.set_time(clock, target)


def catch_up(world: World) -> None:
    """Do what has fallen due for everything without a test clock."""
    now = world.now()
    if world.store.numbers.get("caught_up", 0) < now:
        run_until(world, None, now)
        world.store.numbers["caught_up"] = now
