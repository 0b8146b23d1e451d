"""Orderings of lists: closed, indexed, ending in the id, so that a keyset cursor always finds its place."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """One column of an ordering, by attribute name. Columns of an ordering are NOT NULL, so there is no NULLS rule."""

    attribute: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Ordering:
    """Columns in order of weight; the id follows in the direction of the last one where they do not suffice."""

    keys: tuple[Key, ...]
    is_unique: bool = False
    """Whether no two rows of one list are at the same place."""

    @property
    def complete(self) -> tuple[Key, ...]:
        """The keys that make every position unique."""
        return self.keys if self.is_unique else (*self.keys, Key("id", self.keys[-1].descending))


def ascending(*attributes: str, is_unique: bool = False) -> Ordering:
    """An ordering from small to large."""
    return Ordering(tuple(Key(attribute) for attribute in attributes), is_unique)


def descending(*attributes: str) -> Ordering:
    """An ordering from large to small."""
    return Ordering(tuple(Key(attribute, descending=True) for attribute in attributes))
