"""Makes and models common in Germany, found in what people type, and not in words that only look like them.

An alias in data/models.csv is written plainly when it stands for itself, with `?` when something else must speak of
a vehicle (a year, "mein", the make), and with `!` when the make must stand right before it ("VW up").
"""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from pathlib import Path

from rapidfuzz.distance import OSA

from resolvers.vehicles.vocabulary import NO_MAKES, OWNERS
from resolvers.vehicles.words import Word, words
from tenants.models.vehicles import Fuel, VehicleClass

_DATA = Path(__file__).parent / "data"
_SHORTEST_FUZZY, _LONG = 5, 8
_WHOLE_WORD = 3
_SHORTEST_INFLECTED, _SHORTEST_A_STEM = 4, 5
_NO_INFLECTION = frozenset({"benzin", "benzine", "seata", "golfe"})
_ENDINGS = ("s", "a", "u", "em", "ie", "owi", "y", "e", "i", "un", "um", "in", "im", "umun", "imin", "umu", "imi")
_A_ENDINGS = ("y", "i", "ii", "ie", "e")
_MOTORWAY = re.compile(r"a\d")
_ON_THE_ROAD = (("auf", "der"), ("von", "der"), ("uber", "die"), ("an", "der"), ("on", "the"))
_BMW_TYPE = re.compile(r"([1-8])\d{2}([a-z]{0,3})")
_MERCEDES_TYPE = re.compile(r"([a-z]{1,3}\d{3})([a-z]{1,3})")


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


@dataclass(frozen=True, slots=True)
class _Hit:
    model: Model
    start: int
    end: int
    weight: Weight


@dataclass(slots=True)
class _Index:
    """Aliases by their first word, the longest first."""

    entries: dict[str, list[tuple[tuple[str, ...], Model, Weight]]] = field(default_factory=dict)

    def add(self, alias: str, model: Model, weight: Weight) -> None:
        parts = tuple(word.text for word in words(alias))
        found = self.entries.setdefault(parts[0], [])
        found.append((parts, model, weight))
        found.sort(key=lambda entry: -len(entry[0]))

    def at(self, said: Sequence[str], place: int) -> Iterator[tuple[int, Model, Weight]]:
        longest = 0
        for parts, model, weight in self.entries.get(said[place], ()):
            if len(parts) >= longest and tuple(said[place : place + len(parts)]) == parts:
                longest = len(parts)
                yield place + len(parts), model, weight


def model_from(said: Sequence[Word], *, has_facts: bool) -> Model | None:
    """The make, and where one is named, the model a text speaks of; None where it names none, or several makes.

    `has_facts` tells that the text gives a year, a mileage or a fuel, so that it does speak of a vehicle.
    """
    texts = [word.text for word in said]
    makes = list(_makes(said, texts))
    models = [hit for hit in _models(said, texts, makes) if _holds(hit, said, texts, makes, has_facts)]
    makes = [hit for hit in makes if _make_holds(hit, said, texts, models, has_facts)]
    named = {hit.model.make for hit in makes}
    of_the_make = [hit for hit in models if hit.model.make in named] or ([] if named else models)
    found = {hit.model for hit in of_the_make}
    if len(found) == 1:
        return found.pop()
    candidates = named or {model.make for model in found}
    if len(candidates) != 1:
        return None
    make = candidates.pop()
    return Model(make, None, None if found else _class_of(make))


def _makes(said: Sequence[Word], texts: Sequence[str]) -> Iterator[_Hit]:
    place = 0
    index = _make_index()
    while place < len(texts):
        hit = next((_Hit(model, place, end, weight) for end, model, weight in index.at(texts, place)), None)
        if hit is None and (make := _mistyped(texts[place])):
            hit = _Hit(make, place, place + 1, Weight.ALONE)
        if hit is not None and not _is_beside(hit, texts, said):
            yield hit
        place = hit.end if hit else place + 1


def _models(said: Sequence[Word], texts: Sequence[str], makes: Sequence[_Hit]) -> Iterator[_Hit]:
    index = _model_index()
    place = 0
    while place < len(texts):
        hits = [_Hit(model, place, end, weight) for end, model, weight in index.at(texts, place)]
        hits = hits or list(_by_shape(texts[place], place, makes))
        longest = max((hit.end for hit in hits), default=place)
        at_place = [hit for hit in hits if hit.end == longest and not _is_beside(hit, texts, said)]
        yield from at_place
        # A longer alias swallows the shorter ones within it ("Marco Polo"), whether or not it counts.
        place = max(longest, place + 1) if at_place else place + 1


def _by_shape(text: str, place: int, makes: Sequence[_Hit]) -> Iterator[_Hit]:
    """Type designations that follow a rule: "BMW 320xd", "C220d", and a generation that sticks ("Golf7")."""
    if (match := _BMW_TYPE.fullmatch(text)) and any(hit.model.make == "BMW" and hit.end == place for hit in makes):
        series = _named("BMW", f"{match.group(1)}er")
        if series:
            yield _Hit(series, place, place + 1, Weight.ALONE)
    elif match := _MERCEDES_TYPE.fullmatch(text):
        for parts, model, _weight in _model_index().entries.get(match.group(1), ()):
            if len(parts) == 1 and model.make == "Mercedes-Benz":
                yield _Hit(model, place, place + 1, Weight.ALONE)
    elif len(text) > _SHORTEST_INFLECTED and text[-1].isdigit() and text[:-1].isalpha():
        for parts, model, weight in _model_index().entries.get(text[:-1], ()):
            if len(parts) == 1 and weight is not Weight.AFTER_MAKE:
                yield _Hit(model, place, place + 1, Weight.ALONE)


def _holds(hit: _Hit, said: Sequence[Word], texts: Sequence[str], makes: Sequence[_Hit], has_facts: bool) -> bool:
    follows_make = any(make.end == hit.start and make.model.make == hit.model.make for make in makes)
    contains_make = any(
        make.start >= hit.start and make.end <= hit.end and make.model.make == hit.model.make for make in makes
    )
    if follows_make or (contains_make and hit.end - hit.start > 1):
        return True
    if hit.weight is Weight.AFTER_MAKE or _is_road(hit, texts):
        return False
    if hit.weight is Weight.ALONE:
        return not (texts[hit.start] == "model" and hit.start and texts[hit.start - 1].isdigit())
    if any(make.model.make == hit.model.make and make.weight is Weight.ALONE for make in makes):
        return True
    return not _is_hyphenated(hit, said) and (has_facts or _is_owned(hit, texts))


def _make_holds(hit: _Hit, said: Sequence[Word], texts: Sequence[str], models: Sequence[_Hit], has_facts: bool) -> bool:
    if hit.weight is Weight.ALONE or any(model.model.make == hit.model.make for model in models):
        return True
    return not _is_hyphenated(hit, said) and (has_facts or _is_owned(hit, texts))


def _is_owned(hit: _Hit, texts: Sequence[str]) -> bool:
    return hit.start > 0 and texts[hit.start - 1] in OWNERS


def _is_hyphenated(hit: _Hit, said: Sequence[Word]) -> bool:
    follows = said[hit.end].before if hit.end < len(said) else " "
    return "-" in (said[hit.start].before if hit.start else " ", follows)


def _is_beside(hit: _Hit, texts: Sequence[str], said: Sequence[Word]) -> bool:
    stems = _not_beside().get(texts[hit.start], ())
    before = [texts[hit.start - 1]] if hit.start else []
    after = [texts[hit.end]] if hit.end < len(texts) else []
    return any(
        word == stem or (len(stem) > _WHOLE_WORD and word.startswith(stem)) for word in before + after for stem in stems
    )


def _is_road(hit: _Hit, texts: Sequence[str]) -> bool:
    before = tuple(texts[max(hit.start - 2, 0) : hit.start])
    return bool(_MOTORWAY.fullmatch(texts[hit.start])) and before in _ON_THE_ROAD


@cache
def _mistyped(text: str) -> Model | None:
    """The make a word of five letters or more is one slip away from, two in a long one."""
    if len(text) < _SHORTEST_FUZZY or not text.isalpha() or text in NO_MAKES or text in _model_index().entries:
        return None
    most = 2 if len(text) >= _LONG else 1
    for name, make in _long_makes():
        if name[0] == text[0] and OSA.distance(name, text, score_cutoff=most) <= most:
            return make
    return None


@cache
def _long_makes() -> tuple[tuple[str, Model], ...]:
    """The makes a typing mistake is looked for in, as they are spelt."""
    return tuple(
        (alias, Model(row["make"], None, None))
        for row in _rows("makes.csv")
        for alias in row["aliases"].split(",")
        if alias.isalpha() and len(alias) >= _SHORTEST_FUZZY
    )


@cache
def _make_index() -> _Index:
    index = _Index()
    for row in _rows("makes.csv"):
        make = Model(row["make"], None, VehicleClass(row["class"]) if row["class"] else None)
        for alias in filter(None, row["aliases"].split(",")):
            _add(index, alias, make)
    return index


@cache
def _model_index() -> _Index:
    index = _Index()
    for model, aliases in _table():
        for alias in aliases:
            _add(index, alias, model)
    return index


def _add(index: _Index, alias: str, model: Model) -> None:
    weight = next((weight for weight in (Weight.WITH_EVIDENCE, Weight.AFTER_MAKE) if alias[0] == weight.value), None)
    name = alias[1:] if weight else alias
    index.add(name, model, weight or Weight.ALONE)
    if weight is None and name.isalpha() and name.isascii() and len(name) >= _SHORTEST_INFLECTED:
        for form in _inflected(name):
            if form not in index.entries:
                index.add(form, model, Weight.ALONE)


def _inflected(name: str) -> Iterator[str]:
    """The forms Polish, Turkish and the German genitive make of a name."""
    forms = [name + ending for ending in _ENDINGS]
    if name.endswith("a") and len(name) >= _SHORTEST_A_STEM:
        forms += [name[:-1] + ending for ending in _A_ENDINGS]
    if name[-1] in "aeiou":
        forms += [name + ending for ending in ("m", "min", "mi", "me", "nin", "yi", "ya")]
    return (form for form in forms if form not in _NO_INFLECTION)


@cache
def _table() -> tuple[tuple[Model, tuple[str, ...]], ...]:
    return tuple(
        (
            Model(row["make"], row["model"], VehicleClass(row["class"]), Fuel(row["fuel"]) if row["fuel"] else None),
            tuple(row["aliases"].split(",")),
        )
        for row in _rows("models.csv")
    )


@cache
def _named(make: str, name: str) -> Model | None:
    return next((model for model, _ in _table() if (model.make, model.name) == (make, name)), None)


def _class_of(make: str) -> VehicleClass | None:
    """The class of all vehicles of a make that builds only one kind."""
    rows = {row["make"]: row["class"] for row in _rows("makes.csv")}
    return VehicleClass(rows[make]) if rows.get(make) else None


@cache
def _not_beside() -> dict[str, tuple[str, ...]]:
    found = {row["alias"]: tuple(row["stems"].split()) for row in _rows("not_beside.csv")}
    for row in _rows("makes.csv"):
        for alias in filter(None, row["aliases"].split(",")):
            if row["not_beside"]:
                found[alias.lstrip("?!")] = tuple(row["not_beside"].split())
    return found


@cache
def _rows(name: str) -> tuple[dict[str, str], ...]:
    with (_DATA / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file, delimiter=";"))
