"""Places in an answer, known before the answer: where an error will stand, where Python finishes what SQL fetched.

A planned error is a field the caller may not see or that was asked for wrongly: the statement leaves it null, and once
the answer is there the error is told at every place the field has in it. A null where the schema allows none moves up
to the nearest place that allows it, as GraphQL has it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from graphql import FieldNode, GraphQLError

ITEM = object()
"""In a path: every item of a list."""

Path = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class ItemsOf:
    """In a path: those items of a list that `picks`, given the occasion and an item's number, says yes to."""

    picks: Callable[[Any, int], bool]


@dataclass(frozen=True, slots=True)
class Place:
    """A path below `data`, and how much of it still stands when a null there moves up (-1: `data` itself is null)."""

    path: Path = ()
    nullable: int = -1

    def below(self, key: Any, *, may_be_null: bool) -> "Place":
        """A field of the object here, or with ITEM each entry of the list here."""
        path = (*self.path, key)
        return Place(path, len(path) if may_be_null else self.nullable)


@dataclass(frozen=True, slots=True)
class Fault:
    """An error that is known when the plan is made."""

    place: Place
    error: Exception
    nodes: tuple[FieldNode, ...]


@dataclass(frozen=True, slots=True)
class Finish:
    """A value Python makes of what the statement fetched there: `make` gets it with the occasion."""

    place: Place
    make: Callable[[Any, Any], Any]


@dataclass(slots=True)
class Aftermath:
    """What is to be done with an answer before it is sent; nothing in the usual case."""

    faults: list[Fault] = field(default_factory=list)
    finishes: list[Finish] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.faults or self.finishes)

    def apply(self, data: Any, occasion: Any) -> tuple[Any, list[GraphQLError]]:
        """The finished data and the errors to tell. What `make` raises passes through."""
        for finish in self.finishes:
            for holder, key, _ in _find(data, finish.place.path, occasion):
                if holder[key] is not None:
                    holder[key] = finish.make(holder[key], occasion)
        errors = []
        emptied: list[tuple[Path, int]] = []
        for fault in self.faults:
            for _, _, path in _find(data, fault.place.path, occasion):
                errors.append(_located(fault, path))
                emptied.append((path, fault.place.nullable))
        for path, depth in emptied:
            if depth < 0:
                data = None
                break
            _set_null(data, path[:depth])
        return data, errors


def _located(fault: Fault, path: Path) -> GraphQLError:
    return GraphQLError(str(fault.error), list(fault.nodes), path=list(path), original_error=fault.error)


def _find(data: Any, path: Path, occasion: Any, done: Path = ()) -> Iterator[tuple[Any, Any, Path]]:
    """Every holder and key a path leads to in this answer, with the path as it is there."""
    if data is None or not path:
        return
    head, *rest = path
    for key in _keys(data, head, occasion):
        if not rest:
            yield data, key, (*done, key)
        else:
            yield from _find(data[key], tuple(rest), occasion, (*done, key))


def _keys(data: Any, head: Any, occasion: Any) -> Iterable[Any]:
    if head is ITEM:
        return range(len(data))
    if isinstance(head, ItemsOf):
        return [number for number in range(len(data)) if head.picks(occasion, number)]
    return (head,)


def _set_null(data: Any, path: Path) -> None:
    for key in path[:-1]:
        data = data[key]
        if data is None:
            return
    data[path[-1]] = None
