"""What a workshop offers as it is held against a question: what a service covers, whom it is for, what it does."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from resolvers.assistant import operations
from resolvers.assistant.aliases import telling
from resolvers.assistant.language import fold
from resolvers.assistant.query import LONG_WORD, Query
from resolvers.assistant.reading import Reading, read, tokens
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
_OFFERED_SIZE = re.compile(r"(?:bis|(\d{1,3}) ?[-–]) ?(\d{1,3}) ?(zoll|km)\b")
_FOR_OTHERS = 0.15
_OF_OTHER_KIND = 0.2
_DOES_ANOTHER = 0.3
_ABOUT_ANOTHER = 0.1


@dataclass(frozen=True, slots=True)
class Offer:
    """A service as it is read: its name, what it is without the brackets, its category."""

    service: ServiceHit
    name: Reading
    offered: Reading
    category: Reading
    words: frozenset[str]
    bare_words: frozenset[str]
    said: str
    telling: frozenset[str]
    folded: str
    limits: tuple[tuple[str, int, int], ...]
    operations: frozenset[str]

    @classmethod
    def of(cls, service: ServiceHit) -> Self:
        """Read a service."""
        bare = re.sub(r"\([^)]*\)", " ", service.name)
        whole, outside = read(service.name), read(bare)
        words, folded = tokens(service.name), fold(service.name)
        return cls(
            service,
            whole,
            outside if outside.named or outside.words else whole,
            read(service.category),
            frozenset(words),
            frozenset(tokens(bare)),
            " ".join(words),
            frozenset(telling(service.name)),
            folded,
            tuple((unit, int(least or 0), int(most)) for least, most, unit in _OFFERED_SIZE.findall(folded)),
            operations.offered(fold(bare), is_retrofit=_RETROFIT in fold(service.category)),
        )

    def fits(self, query: Query) -> bool:
        """Whether the service is for the size the query names (inches of a wheel, kilometres of a way)."""
        return all(least <= size <= most for unit, size in query.sizes for of, least, most in self.limits if of == unit)

    def covers(self, query: Query) -> bool:
        """Whether every concept of the query is covered, for whom and for what it is asked."""
        asked, offered = query.reading, self.offered
        wanted = asked.named - SIDES or asked.named & {"au"}
        covered = offered.concepts
        if not self.name.named & _VEHICLES:
            covered = covered | (self.category.named & _VEHICLES)
        is_covered = wanted <= covered if wanted else not offered.concepts.isdisjoint(asked.either)
        if not is_covered or not all(part in self.folded for part in asked.parts):
            return False
        if self._is_for_others(asked):
            return False
        return self._does(asked) and self.is_made_for(asked) and not self.is_excluded(asked)

    def is_excluded(self, asked: Reading) -> bool:
        """Whether the other one of a pair is wanted: the rear instead of the front."""
        wanted, offered = asked.named, self.offered.named
        return any(
            one in wanted and other in offered and one not in offered and other not in wanted
            for one, other in _OPPOSITE.items()
        )

    def is_made_for(self, asked: Reading) -> bool:
        """Whether the service's category is not for other vehicles than the query speaks of."""
        made_for = self.category.named & _VEHICLES
        return not made_for or bool(self.name.named & _VEHICLES) or bool(made_for & asked.concepts)

    def is_named(self, query: Query) -> bool:
        """Whether the query holds the service's own name, and nothing else that tells."""
        if len(self.said) < LONG_WORD or f" {self.said} " not in query.said:
            return False
        return not read(query.said.replace(self.said, " ")).is_specific

    def shares_words(self, query: Query) -> bool:
        """Whether half of the query's unknown words are in the service's name."""
        shared = sum(not self.bare_words.isdisjoint(alike) for alike in query.alike)
        return shared > 0 and shared * 2 >= len(query.alike) and self._does(query.reading)

    def amiss(self, asked: Reading) -> float:
        """What speaks against the service: it is for others, does something else, or is about something else."""
        vehicles = self.name.concepts | self.category.named
        about = asked.named - SIDES | frozenset(asked.either)
        is_for_others = (
            not self.is_made_for(asked) or self._is_for_others(asked) or not (asked.named & _CONTEXTS <= vehicles)
        )
        is_of_other_kind = not (asked.named & _KINDS <= vehicles)
        is_about_another = bool(about) and about.isdisjoint(self.offered.concepts | vehicles)
        return (
            _FOR_OTHERS * is_for_others
            + _OF_OTHER_KIND * is_of_other_kind
            + _DOES_ANOTHER * (not self._does(asked))
            + _ABOUT_ANOTHER * is_about_another
        )

    def distance(self, query: Query) -> tuple[int, int, int]:
        """How far a service that covers the query is from it: sides it leaves out, foreign concepts, words shared."""
        asked = query.reading
        wanted = asked.concepts | frozenset(asked.either)
        foreign = len(self.offered.named - wanted - SIDES) if not self.is_named(query) else -1
        sides = len((asked.named & SIDES) - self.offered.named)
        return sides, foreign, -len(asked.left & self.words)

    def _is_for_others(self, asked: Reading) -> bool:
        """Whether the service is for what the question does not speak of: a motorcycle, a gearbox."""
        return bool(((self.offered.named & _RESTRICTIVE) | (self.name.named & _MADE_FOR)) - asked.concepts)

    def _does(self, asked: Reading) -> bool:
        """Whether the service does what is to be done; one of nothing in particular does what its part needs."""
        if not asked.asked:
            return True
        # A package of several works answers by the one that was asked about.
        meant = [name for name in self.offered.named if asked.named & {name, *_PARENTS[name]}]
        work = frozenset().union(*(_WORK[name] for name in meant if name in _WORK))
        return not asked.asked.isdisjoint(work or self.operations)


def found(offers: Sequence[Offer], query: Query) -> list[Offer]:
    """The offers that the query's words mean, in no order."""
    reading = query.reading
    if reading.named and reading.named <= _CONTEXTS and reading.words:
        # Only the kind of vehicle is known, and something about it that is not.
        return [offer for offer in offers if offer.covers(query) and offer.shares_words(query)]
    if reading.named or reading.either:
        return [offer for offer in offers if offer.covers(query) or offer.is_named(query)]
    alike = [offer for offer in offers if offer.shares_words(query) or offer.is_named(query)]
    return [offer for offer in alike if offer.is_made_for(reading)] or alike
