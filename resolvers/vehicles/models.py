"""Finds the make and the model in what people type, and not in words that only look like them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from resolvers.vehicles.names import LONG_MAKES, MAKES, MODELS, NOT_BESIDE, Model, Weight, class_of_make, model_named
from resolvers.vehicles.vocabulary import NO_MAKES, OWNERS
from resolvers.vehicles.words import Word

_SHORTEST_FUZZY, _LONG = 5, 8
_SHORTEST_WITH_GENERATION = 5
_WHOLE_WORD = 3
_MOTORWAY = re.compile(r"a\d")
_ON_THE_ROAD = (("auf", "der"), ("von", "der"), ("uber", "die"), ("an", "der"), ("on", "the"))
_BMW_TYPE = re.compile(r"([1-8])\d{2}([a-z]{0,3})")
_MERCEDES_TYPE = re.compile(r"([a-z]{1,3}\d{3})([a-z]{1,3})")


@dataclass(frozen=True, slots=True)
class _Hit:
    model: Model
    start: int
    end: int
    weight: Weight


def model_from(said: Sequence[Word], *, has_facts: bool) -> Model | None:
    """The make, and where one is named, the model a text speaks of; None where it names none, or several makes.

    Several models of one make leave the make, and the class where they share it. `has_facts` tells that the text gives
    a year, a mileage or a fuel, so that it does speak of a vehicle.
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
    classes = {model.vehicle_class for model in found} or {class_of_make(make)}
    return Model(make, None, classes.pop() if len(classes) == 1 else None)


def _makes(said: Sequence[Word], texts: Sequence[str]) -> Iterator[_Hit]:
    place = 0
    while place < len(texts):
        hit = next((_Hit(model, place, end, weight) for end, model, weight in MAKES.at(texts, place)), None)
        if hit is None and (make := _mistyped(texts[place])):
            hit = _Hit(make, place, place + 1, Weight.ALONE)
        if hit is not None and not _is_beside(hit, texts, said):
            yield hit
        place = hit.end if hit else place + 1


def _models(said: Sequence[Word], texts: Sequence[str], makes: Sequence[_Hit]) -> Iterator[_Hit]:
    place = 0
    while place < len(texts):
        hits = [_Hit(model, place, end, weight) for end, model, weight in MODELS.at(texts, place)]
        hits = hits or list(_by_shape(texts[place], place, makes))
        longest = max((hit.end for hit in hits), default=place)
        at_place = [hit for hit in hits if hit.end == longest and not _is_beside(hit, texts, said)]
        yield from at_place
        # A longer alias swallows the shorter ones within it ("Marco Polo"), whether or not it counts.
        place = max(longest, place + 1) if at_place else place + 1


def _by_shape(text: str, place: int, makes: Sequence[_Hit]) -> Iterator[_Hit]:
    """Type designations that follow a rule: "BMW 320xd", "C220d", and a generation that sticks ("Golf7")."""
    if (match := _BMW_TYPE.fullmatch(text)) and any(hit.model.make == "BMW" and hit.end == place for hit in makes):
        series = model_named("BMW", f"{match.group(1)}er")
        if series:
            yield _Hit(series, place, place + 1, Weight.ALONE)
    elif match := _MERCEDES_TYPE.fullmatch(text):
        for model, _ in MODELS.of(match.group(1)):
            if model.make == "Mercedes-Benz":
                yield _Hit(model, place, place + 1, Weight.ALONE)
    elif len(text) >= _SHORTEST_WITH_GENERATION and text[-1].isdigit() and text[:-1].isalpha():
        for model, weight in MODELS.of(text[:-1]):
            if weight is not Weight.AFTER_MAKE:
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
    stems = NOT_BESIDE.get(texts[hit.start], ())
    before = [texts[hit.start - 1]] if hit.start else []
    after = [texts[hit.end]] if hit.end < len(texts) else []
    return any(
        word == stem or (len(stem) > _WHOLE_WORD and word.startswith(stem)) for word in before + after for stem in stems
    )


def _is_road(hit: _Hit, texts: Sequence[str]) -> bool:
    before = tuple(texts[max(hit.start - 2, 0) : hit.start])
    return bool(_MOTORWAY.fullmatch(texts[hit.start])) and before in _ON_THE_ROAD


@lru_cache(maxsize=4096)
def _mistyped(text: str) -> Model | None:
    """The make a word of five letters or more is one slip away from, two in a long one."""
    if len(text) < _SHORTEST_FUZZY or not text.isalpha() or text in NO_MAKES or text in MODELS:
        return None
    most = 2 if len(text) >= _LONG else 1
    for name, make in LONG_MAKES:
        if name[0] == text[0] and OSA.distance(name, text, score_cutoff=most) <= most:
            return make
    return None
