"""Finds the services a question is about, in four languages, with typing mistakes: none rather than a wrong one.

Question and service names are read as concepts of the trade (reading.py). A service is a hit when it covers every
concept of the question, is not made for something else (a motorcycle, a gearbox), does with the part what is asked for
(operations.py), and fits the size that is named.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Self

from rapidfuzz import fuzz, process

from resolvers.assistant import operations
from resolvers.assistant.aliases import Aliases, says_the_same, telling
from resolvers.assistant.language import fold
from resolvers.assistant.library import NOTHING, Evidence, Library
from resolvers.assistant.reading import Reading, known_words, read, tokens
from resolvers.assistant.tools import ServiceHit
from resolvers.assistant.vocabulary import CONCEPTS, PAIRS, SIDES

_RESTRICTIVE = frozenset(concept.name for concept in CONCEPTS if concept.is_restrictive)
_PARENTS = {concept.name: concept.parents for concept in CONCEPTS}
_WORK = {concept.name: concept.work for concept in CONCEPTS if concept.work}
_VEHICLES = frozenset({"motorrad", "transporter", "anhänger", "wohnmobil", "flotte"})
_KINDS = _VEHICLES - {"flotte", "transporter"}
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
_FEW_WORDS = 3
_FEW_MORE = 1
_OTHER_SIDE = {"=front": "=rear", "=rear": "=front"}
_FIRST = 0.42
_BY_NAME = 0.3
_AS_WRITTEN = 0.3
_FOUND = 0.28
_FOR_OTHERS = 0.15
_OF_OTHER_KIND = 0.2
_DOES_ANOTHER = 0.3
_ABOUT_ANOTHER = 0.1
_LEAST = 0.47
_LEAST_KNOWN = 0.35
_BEYOND = 0.1
_NOWHERE = -9.0
_LEAST_TOLD = 0.2
_MUCH = 1.6
_UNRECOGNISED = -0.25
_TRUSTED = 0.8
_KIN = 0.75
_NEAR = 0.04
_NEAR_KNOWN = 0.1


class Catalogue:
    """What a workshop offers, made ready to be searched; made once, searched often.

    `library` knows how people ask for the services of the library; it is the same for all workshops. A service of the
    workshop's own counts as the one of the library that its name means, where that is plain.
    """

    def __init__(self, services: Sequence[ServiceHit], library: Library | None = None) -> None:
        self.services = services
        self._offers = [_Offer.of(service) for service in services]
        self._of = {offer.service.id: offer for offer in self._offers}
        self._place = {service.id: place for place, service in enumerate(services)}
        self._library = library
        own: dict[str, tuple[str, ...]] = {}
        for service in services:
            if service.library_id is None or library is None:
                own[service.id] = (service.name, *service.aliases)
            elif service.aliases:
                own[service.id] = service.aliases
        self._aliases = Aliases(own, like=library.aliases if library else None)
        self._kin = {service.id: kin for service in services if library and (kin := _kin(service, library)) is not None}
        self._offered = frozenset(self._kin.values())
        self._words = frozenset(
            word for service in services for word in tokens(service.name) if len(word) >= _SHORTEST_FUZZY
        )

    def search(self, query: str) -> list[ServiceHit]:
        """The services the query means, best first; empty when none is surely meant."""
        halves = [half for half in _CONJUNCTION.split(fold(query)) if half.strip()]
        if len(halves) > 1 and all(read(half).named - SIDES for half in halves) and not self._whole(query):
            both = [self._search_one(half) for half in halves]
            mixed = [found[place] for place in range(max(map(len, both))) for found in both if place < len(found)]
            return list({hit.id: hit for hit in mixed}.values())
        return self._search_one(query)

    def _search_one(self, query: str) -> list[ServiceHit]:
        reading = _corrected(query, self._words)
        concepts = {hit.id: place for place, hit in enumerate(self._search_concepts(query))}
        known, asked = _share_known(query, reading), frozenset(telling(query))
        folded = fold(query)
        offered = self._evidence(query, concepts)
        doubt = 1.0 - _TRUSTED * max((found.share for found in offered.values()), default=0.0)
        evidence: dict[str, Evidence] = {}
        scored: dict[str, float] = {}
        for service_id, found in offered.items():
            offer = self._of[service_id]
            if not _fits(offer.service, query) or _is_excluded(reading.named, offer.offered.named):
                continue
            place = concepts.get(service_id)
            bonus = 0.0 if place is None else (_FIRST if place == 0 else _FOUND) * known * doubt
            amiss = _amiss(offer, reading) * (1.0 - found.share)
            evidence[service_id] = replace(found, likeness=found.likeness + bonus, amiss=amiss)
            is_named = _BY_NAME * (offer.telling == asked) + _AS_WRITTEN * (offer.folded in folded)
            scored[service_id] = evidence[service_id].score + is_named
        best = max(scored, key=lambda key: scored[key], default=None)
        if best is not None and self._is_meant_elsewhere(query, replace(offered[best], amiss=evidence[best].amiss)):
            # What is rather meant is not offered here; what the trade's words name may be meant none the less.
            scored = {key: score for key, score in scored.items() if key in concepts}
            best = max(scored, key=lambda key: scored[key], default=None)
        if best is None or not self._is_meant(query, evidence[best], scored[best], is_known=best in concepts):
            return []
        order = sorted(scored, key=lambda key: (-scored[key], concepts.get(key, len(concepts)), self._place[key]))
        return [
            self._of[key].service
            for key in order
            if scored[key] >= scored[best] - (_NEAR_KNOWN if key in concepts else _NEAR)
        ]

    def _evidence(self, query: str, concepts: Iterable[str]) -> dict[str, Evidence]:
        """What speaks for the services offered here."""
        of_library = self._library.evidence(query) if self._library else {}
        likeness = self._aliases.likeness(query)
        found = dict.fromkeys(concepts, NOTHING)
        for service_id, kin in self._kin.items():
            if kin in of_library:
                found[service_id] = of_library[kin]
        for service_id, alike in likeness.items():
            of_kin = found.get(service_id, NOTHING)
            if of_kin is NOTHING:
                found[service_id] = Evidence(min(1.0, alike), _UNRECOGNISED if self._library else 0.0, 0.0)
            elif alike > of_kin.likeness:
                found[service_id] = replace(of_kin, likeness=min(1.0, alike))
        return found

    def _is_meant_elsewhere(self, query: str, best: Evidence) -> bool:
        """Whether something is rather meant that is not offered here."""
        of_library = self._library.evidence(query) if self._library else {}
        elsewhere = max((each.score for key, each in of_library.items() if key not in self._offered), default=_NOWHERE)
        return elsewhere > best.score + _BEYOND

    def _is_meant(self, query: str, evidence: Evidence, score: float, *, is_known: bool) -> bool:
        """Whether there is enough that speaks for a service, so that silence would be worse."""
        if evidence.likeness + evidence.share - evidence.amiss >= (_LEAST_KNOWN if is_known else _LEAST):
            return True
        return (
            score >= _LEAST_TOLD
            and score * (self._library.aliases if self._library else self._aliases).told(query) >= _MUCH
        )

    def _search_concepts(self, query: str) -> list[ServiceHit]:
        """The services that cover every concept of the trade in the query, or in a half of it."""
        hits = self._whole(query)
        if hits:
            return hits
        halves = [self._whole(half) for half in _CONJUNCTION.split(fold(query)) if half.strip()]
        longest = max((len(half) for half in halves), default=0)
        mixed = [half[place] for place in range(longest) for half in halves if place < len(half)]
        return list({hit.id: hit for hit in mixed}.values())

    def _whole(self, query: str) -> list[ServiceHit]:
        reading = _corrected(query, self._words)
        found = [offer for offer in _found(self._offers, reading, query) if _fits(offer.service, query)]
        return [offer.service for offer in sorted(found, key=lambda offer: _distance(offer, reading, query))]


def _kin(service: ServiceHit, library: Library) -> str | None:
    """The service of the library that a workshop's service is, or that its name means."""
    if service.library_id is not None:
        return service.library_id
    likeliest = library.likeliest(service.name)
    return likeliest[0] if likeliest is not None and likeliest[1].likeness >= _KIN else None


def _share_known(query: str, reading: Reading) -> float:
    """How much of what a query tells is known as a concept of the trade, from 0 to 1; of a few words, all."""
    all_words = len(telling(query))
    if all_words <= _FEW_WORDS:
        return 1.0
    return max(0.0, 1.0 - len(reading.words) / max(all_words, len(reading.words)))


def _amiss(offer: "_Offer", reading: Reading) -> float:
    """What speaks against a service: it is for others, does something else, or is about something else."""
    vehicles = offer.name.concepts | offer.category.named
    about = reading.named - SIDES | frozenset(reading.either)
    is_for_others = (
        not _is_made_for(offer, reading)
        or _is_for_others(offer, reading)
        or not (reading.named & _CONTEXTS <= vehicles)
    )
    is_of_other_kind = not (reading.named & _KINDS <= vehicles)
    is_about_another = bool(about) and about.isdisjoint(offer.offered.concepts | vehicles)
    return (
        _FOR_OTHERS * is_for_others
        + _OF_OTHER_KIND * is_of_other_kind
        + _DOES_ANOTHER * (not _does(offer, reading))
        + _ABOUT_ANOTHER * is_about_another
    )


@dataclass(frozen=True, slots=True)
class _Offer:
    """A service as it is read: its name, what it is without the brackets, its category."""

    service: ServiceHit
    name: Reading
    offered: Reading
    category: Reading
    words: tuple[str, ...]
    telling: frozenset[str]
    folded: str
    bare: str

    @classmethod
    def of(cls, service: ServiceHit) -> Self:
        bare = _without_brackets(service.name)
        whole, outside = read(service.name), read(bare)
        return cls(
            service,
            whole,
            outside if outside.named or outside.words else whole,
            read(service.category),
            tuple(tokens(service.name)),
            frozenset(telling(service.name)),
            fold(service.name),
            fold(bare),
        )


def is_specific(text: str) -> bool:
    """Whether a text names anything at all, be it offered or not, besides the words of a question."""
    return read(text).is_specific


def is_of_the_trade(text: str) -> bool:
    """Whether a text names something that workshops do, be it offered here or not."""
    reading = read(text)
    return bool(reading.named - SIDES or reading.either)


def has_clear_best(query: str, hits: Sequence[ServiceHit]) -> bool:
    """Whether the first hit is meant rather than any of the others, which then are only alternatives."""
    if len(hits) < 2:
        return bool(hits)
    first, second = ((hit.name, *hit.aliases) for hit in hits[:2])
    if says_the_same(query, first):
        return not says_the_same(query, second)
    words = frozenset(word for hit in hits for word in tokens(hit.name) if len(word) >= _SHORTEST_FUZZY)
    reading = _corrected(query, words)
    nearest, next_one = (_Offer.of(hit) for hit in hits[:2])
    is_nearer = _distance(nearest, reading, query)[:2] < _distance(next_one, reading, query)[:2]
    return is_nearer and bool(_found([nearest], reading, query)) and _fits(nearest.service, query)


def continued(earlier: str, text: str) -> str | None:
    """The question that a side alone ("and at the back?") makes of the one before; None for any other text."""
    said = set(telling(text))
    if said.isdisjoint(_OTHER_SIDE) or len(said.difference(_OTHER_SIDE)) > _FEW_MORE or is_of_the_trade(text):
        return None
    return taken_up(earlier, text)


def taken_up(earlier: str, text: str) -> str:
    """Both as one question; a side that is said now replaces the one said before."""
    replaced = {_OTHER_SIDE[side] for side in telling(text) if side in _OTHER_SIDE}
    kept = [word for word in tokens(earlier) if replaced.isdisjoint(telling(word))]
    return " ".join([*kept, text])


def _found(offers: Sequence[_Offer], reading: Reading, query: str) -> list[_Offer]:
    if reading.named and reading.named <= _CONTEXTS and reading.words:
        # Only the kind of vehicle is known, and something about it that is not.
        return [offer for offer in offers if _covers(offer, reading) and _shares_words(offer, reading)]
    if reading.named or reading.either:
        return [offer for offer in offers if _covers(offer, reading) or _is_named(offer, query)]
    alike = [offer for offer in offers if _shares_words(offer, reading) or _is_named(offer, query)]
    return [offer for offer in alike if _is_made_for(offer, reading)] or alike


def _corrected(query: str, offered_words: frozenset[str]) -> Reading:
    """Read the query; words nothing is known about are taken for the nearest known word, when it is very near."""
    reading = read(query)
    corrections: dict[str, str] = {}
    for word in reading.words:
        if len(word) < _SHORTEST_FUZZY or operations.asked(word):
            continue
        near = [
            each
            for known in (known_words(), offered_words)
            for each in known
            if each[0] == word[0] and abs(len(each) - len(word)) <= 2
        ]
        cutoff = 80 if len(word) >= _LONG_WORD else 85
        best = process.extractOne(word, near, scorer=_likeness, score_cutoff=cutoff)
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


def _covers(offer: _Offer, query: Reading) -> bool:
    offered = offer.offered
    wanted = query.named - SIDES or query.named & {"au"}
    own_vehicles = offer.name.named & _VEHICLES
    covered = offered.concepts if own_vehicles else offered.concepts | (offer.category.named & _VEHICLES)
    is_covered = wanted <= covered if wanted else not offered.concepts.isdisjoint(query.either)
    if not is_covered or not all(part in offer.folded for part in query.parts):
        return False
    if _is_for_others(offer, query):
        return False
    return _does(offer, query) and _is_made_for(offer, query) and not _is_excluded(query.named, offered.named)


def _is_for_others(offer: _Offer, query: Reading) -> bool:
    """Whether the service is for what the question does not speak of: a motorcycle, a gearbox."""
    return bool(((offer.offered.named & _RESTRICTIVE) | (offer.name.named & _MADE_FOR)) - query.concepts)


def _does(offer: _Offer, query: Reading) -> bool:
    """Whether the service does what is to be done; one that does nothing in particular does what its part needs."""
    if not query.asked:
        return True
    # A package of several works answers by the one that was asked about.
    meant = [name for name in offer.offered.named if query.named & {name, *_PARENTS[name]}]
    works = [_WORK[name] for name in meant if name in _WORK]
    is_retrofit = _RETROFIT in fold(offer.service.category)
    return not query.asked.isdisjoint(operations.offered(offer.bare, works, is_retrofit=is_retrofit))


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


def _without_brackets(name: str) -> str:
    return re.sub(r"\([^)]*\)", " ", name)


def _is_made_for(offer: _Offer, query: Reading) -> bool:
    made_for = offer.category.named & _VEHICLES
    return not made_for or bool(offer.name.named & _VEHICLES) or bool(made_for & query.concepts)


def _shares_words(offer: _Offer, query: Reading) -> bool:
    offered = tokens(_without_brackets(offer.service.name))
    shared = [word for word in query.words if any(_is_same_word(word, each) for each in offered)]
    return bool(shared) and len(shared) * 2 >= len(query.words) and _does(offer, query)


def _is_named(offer: _Offer, query: str) -> bool:
    """Whether the query holds the service's own name."""
    name = " ".join(offer.words)
    text = f" {' '.join(tokens(query))} "
    return len(name) >= _LONG_WORD and f" {name} " in text and not is_specific(text.replace(name, " "))


def _is_same_word(word: str, offered: str) -> bool:
    """Whether two words differ by an ending at most."""
    if min(len(word), len(offered)) < _SHORTEST_FUZZY:
        return word == offered
    is_longer = offered.startswith(word) or word.startswith(offered)
    return is_longer and abs(len(word) - len(offered)) <= _ENDING


def _distance(offer: _Offer, query: Reading, text: str) -> tuple[int, int, int]:
    wanted = query.concepts | frozenset(query.either)
    foreign = len(offer.offered.named - wanted - SIDES) if not _is_named(offer, text) else -1
    sides = len((query.named & SIDES) - offer.offered.named)
    shared = len(query.left & frozenset(offer.words))
    return sides, foreign, -shared
