"""The table of makes and models common in Germany, and the names people have for them.

An alias in data/models.csv is written plainly when it stands for itself, with `?` when something else must speak of
a vehicle (a year, "mein", the make), and with `!` when the make must stand right before it ("VW up").
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path

from resolvers.vehicles.words import words
from tenants.models.vehicles import Fuel, VehicleClass

_DATA = Path(__file__).parent / "data"
_SHORTEST_INFLECTED, _SHORTEST_A_STEM, _SHORTEST_FUZZY = 4, 5, 5
_NO_INFLECTION = frozenset({"benzin", "benzine", "seata", "golfe"})
_ENDINGS = ("s", "a", "u", "em", "ie", "owi", "y", "e", "i", "un", "um", "in", "im", "umun", "imin", "umu", "imi")
_A_ENDINGS = ("y", "i", "ii", "ie", "e")
_VOWEL_ENDINGS = ("m", "min", "mi", "me", "nin", "yi", "ya")


class Weight(Enum):
    """How much an alias needs beside it."""

    ALONE = ""
    WITH_EVIDENCE = "?"
    AFTER_MAKE = "!"


@dataclass(frozen=True, slots=True)
class Model:
    """A model of the table; a make of its own has no name."""

    make: str
    name: str | None
    vehicle_class: VehicleClass | None
    fuel: Fuel | None = None


Entry = tuple[tuple[str, ...], Model, Weight]
"""An alias as its words, what it names, and what it needs beside it."""


class Index:
    """Aliases by their first word, the longest first."""

    def __init__(self, named: Iterable[tuple[str, Model]]) -> None:
        self._entries: dict[str, list[Entry]] = {}
        inflected: list[tuple[str, Model]] = []
        for alias, model in named:
            weight = Weight(alias[0]) if alias[0] in "?!" else Weight.ALONE
            parts = tuple(word.text for word in words(alias.lstrip("?!")))
            self._entries.setdefault(parts[0], []).append((parts, model, weight))
            if weight is Weight.ALONE and len(parts) == 1 and parts[0].isalpha():
                inflected += [(form, model) for form in _inflected(parts[0])]
        for form, model in inflected:
            self._entries.setdefault(form, [((form,), model, Weight.ALONE)])
        for entries in self._entries.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def __contains__(self, word: str) -> bool:
        return word in self._entries

    def at(self, said: Sequence[str], place: int) -> Iterator[tuple[int, Model, Weight]]:
        """The longest aliases that stand at a place of a text, each with the place where it ends."""
        longest = 0
        for parts, model, weight in self._entries.get(said[place], ()):
            if len(parts) >= longest and tuple(said[place : place + len(parts)]) == parts:
                longest = len(parts)
                yield place + len(parts), model, weight

    def of(self, word: str) -> Iterator[tuple[Model, Weight]]:
        """What a word alone is an alias of."""
        return ((model, weight) for parts, model, weight in self._entries.get(word, ()) if len(parts) == 1)


def _inflected(name: str) -> Iterator[str]:
    """The forms Polish, Turkish and the German genitive make of a name."""
    if len(name) < _SHORTEST_INFLECTED:
        return iter(())
    forms = [name + ending for ending in _ENDINGS]
    if name.endswith("a") and len(name) >= _SHORTEST_A_STEM:
        forms += [name[:-1] + ending for ending in _A_ENDINGS]
    if name[-1] in "aeiou":
        forms += [name + ending for ending in _VOWEL_ENDINGS]
    return (form for form in forms if form not in _NO_INFLECTION)


def _rows(name: str) -> list[dict[str, str]]:
    with (_DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


_MODELS = [
    (Model(row["make"], row["model"], VehicleClass(row["class"]), Fuel(row["fuel"]) if row["fuel"] else None), row)
    for row in _rows("models.csv")
]
_MAKES = [
    (Model(row["make"], None, VehicleClass(row["class"]) if row["class"] else None), row) for row in _rows("makes.csv")
]

MODELS = Index((alias, model) for model, row in _MODELS for alias in row["aliases"].split(","))
MAKES = Index((alias, make) for make, row in _MAKES for alias in row["aliases"].split(",") if alias)
LONG_MAKES = tuple(
    (alias, make)
    for make, row in _MAKES
    for alias in row["aliases"].split(",")
    if alias.isalpha() and len(alias) >= _SHORTEST_FUZZY
)
"""The makes a typing mistake is looked for in, as they are spelt."""

NOT_BESIDE = {row["alias"]: tuple(row["stems"].split()) for row in _rows("not_beside.csv")} | {
    alias.lstrip("?!"): tuple(row["not_beside"].split())
    for _, row in _MAKES
    for alias in row["aliases"].split(",")
    if row["not_beside"]
}
"""Words, or the starts of words, beside which a name means something else."""


@cache
def model_named(make: str, name: str) -> Model | None:
    """A model by its make and its name in the table."""
    return next((model for model, _ in _MODELS if (model.make, model.name) == (make, name)), None)


@cache
def class_of_make(name: str) -> VehicleClass | None:
    """The class of all vehicles of a make that builds only one kind."""
    return next((make.vehicle_class for make, _ in _MAKES if make.make == name), None)
