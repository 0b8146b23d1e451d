"""Operations by method and address: every noun's module registers its own."""

from collections.abc import Callable
from dataclasses import dataclass, field

from carbot.embedded.stripe.errors import unknown_parameter
from carbot.embedded.stripe.forms import Json
from carbot.embedded.stripe.pagination import PARAMETERS, created_within, page
from carbot.embedded.stripe.rendering import render
from carbot.embedded.stripe.world import World


@dataclass(frozen=True, slots=True)
class Call:
    """One request: its parameters and the ids in its address."""

    params: Json
    path: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The id in the address."""
        return self.path["id"]


Handler = Callable[[World, Call], Json]


@dataclass(frozen=True, slots=True)
class Operation:
    """A handler, where it is reached, and the parameters it knows."""

    method: str
    path: str
    accepts: frozenset[str]
    handle: Handler

    def check(self, params: Json) -> None:
        """Refuse a parameter nobody reads, before anything happens."""
        for name in params:
            if name not in self.accepts:
                raise unknown_parameter(name)


OPERATIONS: list[Operation] = []


def operation(method: str, path: str, accepts: str = "") -> Callable[[Handler], Handler]:
    """Register a handler; `accepts` are its parameters, separated by blanks (`expand` always is one)."""

    def register(handler: Handler) -> Handler:
        OPERATIONS.append(Operation(method, path, frozenset((*accepts.split(), "expand")), handler))
        return handler

    return register


def readable(kind: str, path: str, filters: str = "") -> None:
    """Register the list of a kind, newest first, with filters of equality, and one object by its id."""

    @operation("GET", path, f"{PARAMETERS} created {filters}")
    def _list(world: World, call: Call) -> Json:
        things = [thing for thing in reversed(world.store.all(kind)) if _matches(thing, call.params, filters)]
        answer = page(created_within(things, call.params), call.params, path)
        answer["data"] = [render(world, thing) for thing in answer["data"]]
        return answer

    @operation("GET", path + "/{id}")
    def _retrieve(world: World, call: Call) -> Json:
        return render(world, world.get(kind, call.id))


def _matches(thing: Json, params: Json, filters: str) -> bool:
    for name in filters.split():
        if name in params:
            value = thing.get(name)
            told = str(value).lower() if isinstance(value, bool) else value
            if told != params[name]:
                return False
    return True
