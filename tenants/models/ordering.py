"""Orderings of lists: closed, indexed, ending in the id, so that a keyset cursor always finds its place."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """One column of an ordering, by attribute name. Columns of an ordering are NOT NULL, so there is no NULLS rule."""

    attribute: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Ordering:
    """Columns in order of weight; the id is appended in the direction of the last one."""

    keys: tuple[Key, ...]

    @property
    def complete(self) -> tuple[Key, ...]:
        """The keys with the id that makes every position unique."""
        return (*self.keys, Key("id", self.keys[-1].descending))


def ascending(*attributes: str) -> Ordering:
    """An ordering from small to large."""
    return Ordering(tuple(Key(attribute) for attribute in attributes))


def descending(*attributes: str) -> Ordering:
    """An ordering from large to small."""
    return Ordering(tuple(Key(attribute, descending=True) for attribute in attributes))
