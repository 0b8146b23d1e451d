"""What falls due as time passes, done in its order: every noun's module says what it has."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from carbot.embedded.stripe.world import World

_MOST = 100_000


class Due(NamedTuple):
    """Something to do at a second; of two in the same second the lower rank comes first."""

    at: int
    rank: int
    act: Callable[[], None]


Source = Callable[[World, str | None], Iterator[Due]]
_SOURCES: list[Source] = []


def source(found: Source) -> Source:
    """Register what a module has to do on a clock (None: everything without a test clock)."""
    _SOURCES.append(found)
    return found


def run_until(world: World, clock: str | None, target: int) -> None:
    """Do everything due until a second, each thing at its time, and leave the clock there."""
    for _ in range(_MOST):
        waiting = [due for each in _SOURCES for due in each(world, clock) if due.at <= target]
        if not waiting:
            break
        at, _, act = min(waiting, key=lambda due: (due.at, due.rank))
        world.set_time(clock, max(at, world.now(clock)) if clock else at)
        act()
    else:
        raise RuntimeError("The agenda does not end: something stays due although it was done.")
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
