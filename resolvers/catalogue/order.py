"""Orders people make by hand: who moves to which place, and the one statement that does it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, Update, Uuid, column, update, values

from carbot.errors import NotFound
from tenants.models.base import Base


def rearranged(there: Sequence[tuple[UUID, int]], first: Iterable[UUID]) -> dict[UUID, int]:
    """The new places of those that move, when `first` come first and the others of `there` follow as they were.

    The places there are are given out anew, so that few move. Raises NotFound for an id that is not there.
    """
    known = dict(there)
    wanted = list(dict.fromkeys(first))
    if not known.keys() >= set(wanted):
        raise NotFound("ids")
    order = [*wanted, *(key for key, _ in there if key not in set(wanted))]
    places = sorted(set(known.values()))
    if len(places) < len(order):
        places = list(range(1, len(order) + 1))
    return {key: place for key, place in zip(order, places, strict=True) if known[key] != place}


def move(model: type[Base], attribute: str, places: Mapping[UUID, int], *, key: str = "id") -> Update:
    """Writes the places of rows, found by their key."""
    moved: Any = values(column("key", Uuid()), column("place", Integer()), name="moved").data(list(places.items()))
    rows: Any = model
    return (
        update(model)
        .where(getattr(rows, key) == moved.c.key)
        .values({attribute: moved.c.place})
        .execution_options(synchronize_session=False)
    )
