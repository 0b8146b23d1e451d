"""Finds the services a question is about, in four languages, with typing mistakes: none rather than a wrong one.

Question and service names are read as concepts of the trade (reading.py). A service is a hit when it covers every
concept of the question, is not made for something else (a motorcycle, a gearbox), does with the part what is asked for
(operations.py), and fits the size that is named.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from resolvers.assistant.aliases import Aliases, says_the_same, telling
from resolvers.assistant.language import fold
from resolvers.assistant.library import NOTHING, Evidence, Library
from resolvers.assistant.offers import Offer, found
from resolvers.assistant.query import SHORTEST_FUZZY, Query
from resolvers.assistant.reading import Reading, read, tokens
from resolvers.assistant.tools import ServiceHit
from resolvers.assistant.vocabulary import SIDES

_CONJUNCTION = re.compile(r"\s(?:und|sowie|oder|and|or|ve|veya|ile|i|oraz|lub|plus)\s|[,;+&?]")
_REMEMBERED = 256
_FEW_WORDS = 3
_FIRST = 0.42
_BY_NAME = 0.3
_AS_WRITTEN = 0.3
_FOUND = 0.28
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
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._search)
        self._offers = [Offer.of(service) for service in services]
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
            word for service in services for word in tokens(service.name) if len(word) >= SHORTEST_FUZZY
        )

    def search(self, query: str) -> Sequence[ServiceHit]:
        """The services the query means, best first; empty when none is surely meant."""
        return self._remembered(query)

    def _search(self, query: str) -> Sequence[ServiceHit]:
        whole = self._whole(query)
        halves = [half for half in _CONJUNCTION.split(fold(query)) if half.strip()]
        if not whole and len(listed := _listed(halves)) > 1:
            return _mixed([self._search_one(half, self._whole(half)) for half in listed])
        return self._search_one(query, whole or _mixed([self._whole(half) for half in halves]))

    def _search_one(self, text: str, by_concepts: Sequence[ServiceHit]) -> list[ServiceHit]:
        query = Query.of(text, self._words)
        reading = query.reading
        concepts = {hit.id: place for place, hit in enumerate(by_concepts)}
        known, asked = _share_known(text, reading), frozenset(telling(text))
        offered = self._evidence(text, concepts)
        doubt = 1.0 - _TRUSTED * max((spoken.share for spoken in offered.values()), default=0.0)
        evidence: dict[str, Evidence] = {}
        scored: dict[str, float] = {}
        for service_id, spoken in offered.items():
            offer = self._of[service_id]
            if not offer.fits(query) or offer.is_excluded(reading):
                continue
            place = concepts.get(service_id)
            bonus = 0.0 if place is None else (_FIRST if place == 0 else _FOUND) * known * doubt
            amiss = offer.amiss(reading) * (1.0 - spoken.share)
            evidence[service_id] = replace(spoken, likeness=spoken.likeness + bonus, amiss=amiss)
            is_named = _BY_NAME * (offer.telling == asked) + _AS_WRITTEN * (offer.folded in query.folded)
            scored[service_id] = evidence[service_id].score + is_named
        best = max(scored, key=lambda key: scored[key], default=None)
        if best is not None and self._is_meant_elsewhere(text, replace(offered[best], amiss=evidence[best].amiss)):
            # What is rather meant is not offered here; what the trade's words name may be meant none the less.
            scored = {key: score for key, score in scored.items() if key in concepts}
            best = max(scored, key=lambda key: scored[key], default=None)
        if best is None or not self._is_meant(text, evidence[best], scored[best], is_known=best in concepts):
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
        evidence = dict.fromkeys(concepts, NOTHING)
        for service_id, kin in self._kin.items():
            if kin in of_library:
                evidence[service_id] = of_library[kin]
        for service_id, alike in likeness.items():
            of_kin = evidence.get(service_id, NOTHING)
            if of_kin is NOTHING:
                evidence[service_id] = Evidence(min(1.0, alike), _UNRECOGNISED if self._library else 0.0, 0.0)
            elif alike > of_kin.likeness:
                evidence[service_id] = replace(of_kin, likeness=min(1.0, alike))
        return evidence

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

    def _whole(self, query: str) -> list[ServiceHit]:
        """The services that cover every concept of the trade in the query, the nearest first."""
        asked = Query.of(query, self._words)
        meant = [offer for offer in found(self._offers, asked) if offer.fits(asked)]
        return [offer.service for offer in sorted(meant, key=lambda offer: offer.distance(asked))]


def _listed(halves: Sequence[str]) -> list[str]:
    """The works a question lists; none where one of its parts names no work, and is more than "and all that?"."""
    named = [half for half in halves if read(half).named - SIDES]
    is_short = all(len(telling(half)) <= _FEW_WORDS for half in named) and not any(
        is_specific(half) for half in halves if half not in named
    )
    return named if is_short or len(named) == len(halves) else []


def _mixed(parts: Sequence[Sequence[ServiceHit]]) -> list[ServiceHit]:
    """The best of every part, then the second best; each once."""
    longest = max(map(len, parts), default=0)
    mixed = [hits[place] for place in range(longest) for hits in parts if place < len(hits)]
    return list({hit.id: hit for hit in mixed}.values())


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
    words = frozenset(word for hit in hits for word in tokens(hit.name) if len(word) >= SHORTEST_FUZZY)
    asked = Query.of(query, words)
    nearest, next_one = (Offer.of(hit) for hit in hits[:2])
    is_nearer = nearest.distance(asked)[:2] < next_one.distance(asked)[:2]
    return is_nearer and bool(found([nearest], asked)) and nearest.fits(asked)
