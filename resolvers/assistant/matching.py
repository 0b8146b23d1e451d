"""Finds the services a question is about, in four languages, with typing mistakes: none rather than a wrong one.

Question and service names are read as concepts of the trade (reading.py). A service is a hit when it covers every
concept of the question, is not made for something else (a motorcycle, a gearbox), does with the part what is asked for
(operations.py), and fits the size that is named.
"""

import re
from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process

from resolvers.assistant import operations
from resolvers.assistant.language import fold
from resolvers.assistant.reading import Reading, known_words, read, tokens
from resolvers.assistant.tools import ServiceHit
from resolvers.assistant.vocabulary import CONCEPTS, PAIRS, SIDES

_RESTRICTIVE = frozenset(concept.name for concept in CONCEPTS if concept.is_restrictive)
_PARENTS = {concept.name: concept.parents for concept in CONCEPTS}
_WORK = {concept.name: concept.work for concept in CONCEPTS if concept.work}
_VEHICLES = frozenset({"motorrad", "transporter", "anhänger", "wohnmobil", "flotte"})
_MADE_FOR = _RESTRICTIVE - {"getriebe"}
_CONTEXTS = _VEHICLES | {"elektro", "lkw", "fahrrad"}
_OPPOSITE = {one: other for pair in PAIRS for one, other in (pair, pair[::-1])}
_RETROFIT = "nachrust"
_CONJUNCTION = re.compile(r"\s(?:und|sowie|oder|and|or|ve|veya|ile|i|oraz|lub|plus)\s|[,;+&?]")
_UNIT = {"zoll": "zoll", "inch": "zoll", "inc": "zoll", "cali": "zoll", "cal": "zoll", "jant": "zoll", "km": "km"}
_SIZE = re.compile(rf"(\d{{1,3}}) ?({'|'.join(_UNIT)})\b|\br ?(\d\d)\b")
_OFFERED_SIZE = re.compile(r"(?:bis|(\d{1,3}) ?[-–]) ?(\d{1,3}) ?(zoll|km)\b")
_SOUNDS = (("cks", "x"), ("chs", "x"), ("ks", "x"), ("ph", "f"), ("th", "t"), ("dt", "t"), ("tz", "z"), ("ie", "i"))
_SHORTEST_FUZZY = 5
_LONG_WORD = 8
_ENDING = 3


def rank(query: str, services: Sequence[ServiceHit]) -> list[ServiceHit]:
    """The services the query means, best first; empty when none is surely meant."""
    hits = _rank_whole(query, services)
    if hits:
        return hits
    halves = [_rank_whole(half, services) for half in _CONJUNCTION.split(fold(query)) if half.strip()]
    longest = max((len(half) for half in halves), default=0)
    mixed = [half[place] for place in range(longest) for half in halves if place < len(half)]
    return list(dict.fromkeys(mixed))


def is_specific(text: str) -> bool:
    """Whether a text names anything at all, be it offered or not, besides the words of a question."""
    return read(text).is_specific


def is_of_the_trade(text: str) -> bool:
    """Whether a text names something that workshops do, be it offered here or not."""
    reading = read(text)
    return bool(reading.named or reading.either)


def has_clear_best(query: str, hits: Sequence[ServiceHit]) -> bool:
    """Whether the first hit is meant rather than any of the others, which then are only alternatives."""
    if len(hits) < 2:
        return bool(hits)
    reading = _corrected(query, hits)
    one, other = (_distance(hit, reading, query)[:2] for hit in hits[:2])
    return one < other and bool(_rank_whole(query, hits[:1]))


def continued(earlier: str, text: str) -> str | None:
    """The question that a side alone ("and at the back?") makes of the one before; None for any other text."""
    sides = read(text).named
    if not sides or not sides <= SIDES or read(text).words:
        return None
    opposite = {_OPPOSITE[side] for side in sides if side in _OPPOSITE}
    kept = [word for word in tokens(earlier) if not read(word).named & opposite]
    return " ".join([*kept, text])


def _rank_whole(query: str, services: Sequence[ServiceHit]) -> list[ServiceHit]:
    reading = _corrected(query, services)
    if reading.named and reading.named <= _CONTEXTS and reading.words:
        # Only the kind of vehicle is known, and something about it that is not.
        found = [service for service in services if _covers(service, reading) and _shares_words(service, reading)]
    elif reading.named or reading.either:
        found = [service for service in services if _covers(service, reading) or _is_named(service, query)]
    else:
        alike = [service for service in services if _shares_words(service, reading) or _is_named(service, query)]
        found = [service for service in alike if _is_made_for(service, reading)] or alike
    fitting = [service for service in found if _fits(service, query)]
    return sorted(fitting, key=lambda service: _distance(service, reading, query))


def _corrected(query: str, services: Iterable[ServiceHit]) -> Reading:
    """Read the query; words nothing is known about are taken for the nearest known word, when it is very near."""
    reading = read(query)
    known = known_words() | {
        word for service in services for word in tokens(service.name) if len(word) >= _SHORTEST_FUZZY
    }
    corrections: dict[str, str] = {}
    for word in reading.words:
        if operations.asked(word):
            continue
        near = [each for each in known if each[0] == word[0] and abs(len(each) - len(word)) <= 2]
        cutoff = 80 if len(word) >= _LONG_WORD else 85
        best = (
            process.extractOne(word, near, scorer=_likeness, score_cutoff=cutoff)
            if len(word) >= _SHORTEST_FUZZY
            else None
        )
        if best is not None and best[0] != word:
            corrections[word] = best[0]
    if not corrections:
        return reading
    return read(" ".join(corrections.get(word, word) for word in tokens(query)))


def _likeness(one: str, other: str, *, score_cutoff: float | None = None) -> float:
    """How alike two words are from 0 to 100, as they are written or as they sound."""
    score = max(fuzz.ratio(one, other), fuzz.ratio(_sound(one), _sound(other)))
    return score if score_cutoff is None or score >= score_cutoff else 0.0


def _sound(word: str) -> str:
    for letters, sound in _SOUNDS:
        word = word.replace(letters, sound)
    return re.sub(r"(.)\1", r"\1", word)


def _covers(service: ServiceHit, query: Reading) -> bool:
    offered = _offered(service)
    wanted = query.named - SIDES or query.named & {"au"}
    own_vehicles = read(service.name).named & _VEHICLES
    covered = offered.concepts if own_vehicles else offered.concepts | (read(service.category).named & _VEHICLES)
    is_covered = wanted <= covered if wanted else not offered.concepts.isdisjoint(query.either)
    if not is_covered or not all(part in fold(service.name) for part in query.parts):
        return False
    if ((offered.named & _RESTRICTIVE) | (read(service.name).named & _MADE_FOR)) - query.concepts:
        return False
    return _does(service, query) and _is_made_for(service, query) and not _is_excluded(query.named, offered.named)


def _does(service: ServiceHit, query: Reading) -> bool:
    """Whether the service does what is to be done; one that does nothing in particular does what its part needs."""
    if not query.asked:
        return True
    # A package of several works answers by the one that was asked about.
    meant = [name for name in _offered(service).named if query.named & {name, *_PARENTS[name]}]
    works = [_WORK[name] for name in meant if name in _WORK]
    name = fold(_without_brackets(service.name))
    is_retrofit = _RETROFIT in fold(service.category)
    return not query.asked.isdisjoint(operations.offered(name, works, is_retrofit=is_retrofit))


def _is_excluded(wanted: frozenset[str], offered: frozenset[str]) -> bool:
    return any(
        one in wanted and other in offered and one not in offered and other not in wanted
        for one, other in _OPPOSITE.items()
    )


def _fits(service: ServiceHit, query: str) -> bool:
    """Whether the service is for the size the query names (inches of a wheel, kilometres of a way)."""
    wanted = {(_UNIT.get(unit, "zoll"), int(size or rim)) for size, unit, rim in _SIZE.findall(fold(query))}
    limits = [(unit, int(least or 0), int(most)) for least, most, unit in _OFFERED_SIZE.findall(fold(service.name))]
    return all(least <= size <= most for unit, size in wanted for of, least, most in limits if of == unit)


def _offered(service: ServiceHit) -> Reading:
    """What a service is; brackets in its name only say what comes along or what it is fitted to."""
    outside = read(_without_brackets(service.name))
    return outside if outside.named or outside.words else read(service.name)


def _without_brackets(name: str) -> str:
    return re.sub(r"\([^)]*\)", " ", name)


def _is_made_for(service: ServiceHit, query: Reading) -> bool:
    made_for = read(service.category).named & _VEHICLES
    is_said_by_name = bool(read(service.name).named & _VEHICLES)
    return not made_for or is_said_by_name or bool(made_for & query.concepts)


def _shares_words(service: ServiceHit, query: Reading) -> bool:
    offered = tokens(_without_brackets(service.name))
    shared = [word for word in query.words if any(_is_same_word(word, each) for each in offered)]
    return bool(shared) and len(shared) * 2 >= len(query.words) and _does(service, query)


def _is_named(service: ServiceHit, query: str) -> bool:
    """Whether the query holds the service's own name."""
    name = " ".join(tokens(service.name))
    text = f" {' '.join(tokens(query))} "
    return len(name) >= _LONG_WORD and f" {name} " in text and not is_specific(text.replace(name, " "))


def _is_same_word(word: str, offered: str) -> bool:
    """Whether two words differ by an ending at most."""
    if min(len(word), len(offered)) < _SHORTEST_FUZZY:
        return word == offered
    is_longer = offered.startswith(word) or word.startswith(offered)
    return is_longer and abs(len(word) - len(offered)) <= _ENDING


def _distance(service: ServiceHit, query: Reading, text: str) -> tuple[int, int, int]:
    offered = _offered(service)
    wanted = query.concepts | frozenset(query.either)
    foreign = len(offered.named - wanted - SIDES) if not _is_named(service, text) else -1
    sides = len((query.named & SIDES) - offered.named)
    shared = len(query.left & frozenset(tokens(service.name)))
    return sides, foreign, -shared
