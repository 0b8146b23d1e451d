"""What services are called: how much a question speaks of each, in any of the four languages.

Names and questions become telling words (glue and questions' words left out, verbs of the trade as what they do). Words
match with another ending, a typing mistake, or as a part of a compound, and weigh by how few services they are said of.
"""

import math
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import islice, takewhile

from rapidfuzz import fuzz, process

from resolvers.assistant import operations
from resolvers.assistant.glue import GLUE
from resolvers.assistant.reading import tokens

_SIDES: Mapping[str, str] = {
    word: side
    for side, words in {
        "=front": "vorne vorn vorder vordere vorderen vorderachse vorderrad vornerum front on onde onler "
        "ondekiler ontaki przod przednie "
        "przedni przednia przednich przodu",
        "=rear": "hinten hinter hintere hinteren hinterachse hinterrad hintenrum heck rear back arka arkadaki "
        "arkada arkalar arkadakiler tyl tylne "
        "tylny tylna tylnych tylu",
    }.items()
    for word in words.split()
}
_NOWHERE: frozenset[int] = frozenset()
_ACTS = frozenset({"=replace", "=repair"})
_OPPOSITE = {"=front": "=rear", "=rear": "=front"}
_OF_OPERATIONS = 0.3
_OF_SIDES = 0.3
_OF_THE_UNKNOWN = 0.45
_OF_DESCRIPTIONS = 0.45
_OF_WORDS = 0.45
_OF_QUESTION = 0.25
_OF_NAME = 0.3
_ENOUGH = 0.75
_ENDED = 0.93
_MISTYPED = 0.85
_PART = 0.65
_SHORTEST_FUZZY = 5
_SHORTEST_STEM = 4
_SHORTEST_PART = 5
_LIKENESS = 80.0
_LIKENESS_OF_SHORT = 84.0
_LONG_WORD = 8
_INFLECTIONS = frozenset(
    word
    for words in (
        "e en er es em et t st n s ung ungen te ten d ed ing ne mek mak me ma si i u y ic ac iec a ie owac aus auf um",
        "ein nach ab an zu ge r re",
    )
    for word in words.split()
)


class Aliases:
    """Names, synonyms and descriptions by the key of what they name, with an index by word.

    Words weigh by how few things they are said of: in `like`, where given, else here.
    """

    def __init__(
        self,
        names: Mapping[str, Iterable[str]],
        told: Mapping[str, Iterable[str]] | None = None,
        like: "Aliases | None" = None,
    ) -> None:
        self._names: list[tuple[str, frozenset[str]]] = []
        self._named_with: dict[str, set[int]] = defaultdict(set)
        self._places: dict[str, list[int]] = defaultdict(list)
        self._told_with: dict[str, dict[str, float]] = defaultdict(dict)
        for key, called in names.items():
            for words in {frozenset(telling(name)) for name in called} - {frozenset()}:
                for word in words:
                    self._named_with[word].add(len(self._names))
                    self._told_with[word][key] = 1.0
                self._places[key].append(len(self._names))
                self._names.append((key, words))
        for key, texts in (told or {}).items():
            for word in {word for text in texts for word in telling(text)}:
                self._told_with[word].setdefault(key, _OF_DESCRIPTIONS)
        self._weight = {word: self._rareness(word, len(of), len(names), like) for word, of in self._told_with.items()}
        self._weighs = [sum(self._weight[word] for word in name) for _, name in self._names]
        self._by_letter: dict[str, list[str]] = defaultdict(list)
        for word in self._weight:
            self._by_letter[word[0]].append(word)
        self._sorted = sorted(self._weight)
        self._reversed = sorted(word[::-1] for word in self._weight if word[0] != "=")
        self._meant = lru_cache(maxsize=8192)(self._meanings)

    def __getstate__(self) -> dict[str, object]:
        return {name: value for name, value in vars(self).items() if name != "_meant"}

    def __setstate__(self, state: dict[str, object]) -> None:
        vars(self).update(state)
        self._meant = lru_cache(maxsize=8192)(self._meanings)

    @staticmethod
    def _rareness(word: str, said_of: int, of_all: int, like: "Aliases | None") -> float:
        if like is not None:
            return like._weight.get(word, 1.0)
        return _weight(word, math.log(1 + of_all / said_of) / math.log(1 + of_all))

    def likeness(self, question: str, among: frozenset[str] | None = None) -> dict[str, float]:
        """How much a question speaks of each thing, from 0 to about 1; what it does not speak of at all is left out.

        `among` names the things to look at, where not all are.
        """
        asked = set(telling(question))
        if not any(word[0] != "=" for word in asked):
            return {}
        meant = {word: self._meant(word) for word in asked}
        total = sum(self._asked_weight(meant[word]) for word in asked)
        found: dict[str, float] = defaultdict(float)
        for meanings in meant.values():
            strongest: dict[str, float] = {}
            for each, strength in meanings.items():
                told, weight = self._told_with[each], strength * self._weight[each]
                for key in told if among is None else told.keys() & among:
                    strongest[key] = max(strongest.get(key, 0.0), told[key] * weight)
            for key, weight in strongest.items():
                found[key] += _OF_WORDS * weight / total
        excluded = frozenset(other for side, other in _OPPOSITE.items() if side in asked and other not in asked)
        places = None if among is None else frozenset().union(*(self._places.get(key, ()) for key in among))
        best: dict[str, float] = {}
        for place, judged in self._judged(meant.values(), total, places):
            key, name = self._names[place]
            if judged > best.get(key, 0.0) and excluded.isdisjoint(name):
                best[key] = judged
        for key, more in best.items():
            found[key] += more
        return dict(found)

    def told(self, question: str) -> float:
        """How much a question tells at all: the sum of its words' weights."""
        return sum(self._asked_weight(self._meant(word)) for word in set(telling(question)))

    def _judged(
        self, meant: Iterable[Mapping[str, float]], total: float, places: frozenset[int] | None
    ) -> Iterable[tuple[int, float]]:
        """For each name that is spoken of: how much of the question it answers, and how much of it the question holds.

        `meant` says of each word of the question which words it stands for; `places` are the names to look at.
        """
        answered: dict[int, float] = defaultdict(float)
        held: dict[int, dict[str, float]] = defaultdict(dict)
        for meanings in meant:
            strongest: dict[int, float] = {}
            for each, strength in meanings.items():
                weight = strength * self._weight[each]
                spoken = self._named_with.get(each, _NOWHERE)
                for place in spoken if places is None else places.intersection(spoken):
                    strongest[place] = max(strongest.get(place, 0.0), weight)
                    held[place][each] = max(held[place].get(each, 0.0), weight)
            for place, weight in strongest.items():
                answered[place] += weight
        for place, words in held.items():
            telling_weight = sum(weight for word, weight in words.items() if word[0] != "=")
            of_name = sum(words.values()) / self._weighs[place]
            enough = min(1.0, telling_weight / _ENOUGH)
            yield place, _OF_QUESTION * answered[place] / total + _OF_NAME * of_name * enough

    def _asked_weight(self, meant: Mapping[str, float]) -> float:
        surest = max(meant.values(), default=0.0)
        return max((self._weight[each] for each, sure in meant.items() if sure == surest), default=_OF_THE_UNKNOWN)

    def _meanings(self, word: str) -> Mapping[str, float]:
        """The words of names a word of a question stands for, with how surely."""
        meant = {word: 1.0} if word in self._weight else {}
        if word[0] == "=" or len(word) < _SHORTEST_STEM:
            return meant
        for each in _beginning(self._sorted, word[:_SHORTEST_STEM]):
            if each != word and is_inflected(word, each):
                meant[each] = _ENDED
        if len(word) >= _SHORTEST_PART:
            for each, share in self._parts_and_wholes(word):
                meant.setdefault(each, _PART * share)
        if word not in self._weight and len(word) >= _SHORTEST_FUZZY:
            near = [each for each in self._by_letter[word[0]] if abs(len(each) - len(word)) <= 2 and len(each) > 3]
            cutoff = _LIKENESS if len(word) >= _LONG_WORD else _LIKENESS_OF_SHORT
            for each, likeness, _ in process.extract(word, near, scorer=fuzz.ratio, score_cutoff=cutoff, limit=4):
                meant[each] = max(meant.get(each, 0.0), _MISTYPED * likeness / 100)
        return meant

    def _parts_and_wholes(self, word: str) -> Iterable[tuple[str, float]]:
        """The words a compound begins or ends with, and the compounds a word is in so; with how much of it that is."""
        for length in range(_SHORTEST_PART, len(word)):
            for part in (word[:length], word[-length:]):
                if part in self._weight:
                    yield part, 0.6 + 0.4 * length / len(word)
        wholes = _beginning(self._sorted, word)
        if len(word) > _SHORTEST_PART:
            wholes += [each[::-1] for each in _beginning(self._reversed, word[::-1])]
        for each in wholes:
            yield each, 0.6 + 0.4 * len(word) / len(each)


def _beginning(words: Sequence[str], beginning: str) -> list[str]:
    """Those of sorted words that begin so."""
    start = bisect_left(words, beginning)
    return list(takewhile(lambda word: word.startswith(beginning), islice(words, start, None)))


def _weight(word: str, rareness: float) -> float:
    if word in _OPPOSITE:
        return _OF_SIDES
    return rareness * _OF_OPERATIONS if word[0] == "=" else rareness


@lru_cache(maxsize=65536)
def telling(text: str) -> tuple[str, ...]:
    """The words of a text that tell services apart; what is done as `=replace`, where as `=front`.

    Brackets only say what comes along, or what a part is fitted to.
    """
    return tuple(dict.fromkeys(_telling(tokens(re.sub(r"\([^)]*\)", " ", text)))))


def _telling(words: Iterable[str]) -> Iterable[str]:
    for word in words:
        side = _SIDES.get(word)
        parts = (side,) if side else _parts(word)
        if parts[0][0] == "=" or not (word in GLUE or word.isdigit()):
            yield from parts


def says_the_same(question: str, names: Iterable[str]) -> bool:
    """Whether a question says one of the names and nothing else that tells."""
    asked = [word for word in telling(question) if word not in _ACTS]
    for called in names:
        name = [word for word in telling(called) if word not in _ACTS]
        if len(name) == len(asked) and all(
            any(one == other or is_inflected(one, other) for other in name) for one in asked
        ):
            return bool(asked)
    return False


@lru_cache(maxsize=65536)
def _parts(word: str) -> tuple[str, ...]:
    """A word, or what is done to it parted from it: the `ol` and the `=replace` of `olwechsel`."""
    if len(word) < 4:
        return (word,)
    found = operations.verb_in(word)
    if found is None:
        return (word,)
    act, start, end = found
    before, after = word[:start], word[end:]
    if before in _INFLECTIONS or not before:
        return (f"={act}",) if len(after) <= 5 else (word,)
    if len(after) > 4:
        return (word,)
    stem = re.sub(r"(?<=[a-z]{4})s$", "", before)
    return (stem, f"={act}")


def is_inflected(one: str, other: str) -> bool:
    """Whether two words differ by their endings only."""
    shorter, longer = sorted((one, other), key=len)
    if len(longer) - len(shorter) > 4 or len(shorter) < 4:
        return False
    common = 0
    for first, second in zip(shorter, longer, strict=False):
        if first != second:
            break
        common += 1
    return common >= 4 and len(shorter) - common <= 2 and len(longer) - common <= 3 and common >= 0.65 * len(longer)
