"""What services are called: finds those whose name or synonym a question says, in any of the four languages.

Names and questions become telling words (glue and questions' words left out, verbs of the trade as what they do). A
name is said when most of what it tells is in the question, or most of what the question tells is in it. Words match
with another ending, a typing mistake, or as a part of a compound.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from resolvers.assistant import operations
from resolvers.assistant.glue import GLUE
from resolvers.assistant.reading import tokens

_SIDES: Mapping[str, str] = {
    word: side
    for side, words in {
        "=front": "vorne vorn vorder vordere vorderen vorderachse vorderrad front on onde ontaki przod przednie "
        "przedni przednia przednich przodu",
        "=rear": "hinten hinter hintere hinteren hinterachse hinterrad heck rear back arka arkadaki arkada tyl tylne "
        "tylny tylna tylnych tylu",
    }.items()
    for word in words.split()
}
_ACTS = frozenset({"=replace", "=repair"})
_OPPOSITE = {"=front": "=rear", "=rear": "=front"}
_OF_OPERATIONS = 0.3
_OF_SIDES = 0.6
_OF_THE_UNKNOWN = 0.8
_ENDED = 0.95
_MISTYPED = 0.85
_PART = 0.6
_SHORTEST_FUZZY = 5
_SHORTEST_PART = 5
_LIKENESS = 82.0
_LIKENESS_OF_SHORT = 87.0
_LONG_WORD = 8
_SAID_WHOLE = 0.93
_ASKED_WHOLE = 0.78
_LEAST_OF_A_NAME = 0.45
_LEAST_TELLING = 0.55
_INFLECTIONS = frozenset(
    word
    for words in (
        "e en er es em et t st n s ung ungen te ten d ed ing ne mek mak me ma si i u y ic ac iec a ie owac aus auf um",
        "ein nach ab an zu ge r re",
    )
    for word in words.split()
)


@dataclass(frozen=True, slots=True)
class Said:
    """A service that is said: how much of the question its name answers, how much of the name the question holds."""

    key: str
    asked: float
    named: float
    says_what_to_do: bool

    @property
    def score(self) -> float:
        """From 0 to 1; 1 for a question that says a name and nothing else."""
        return 0.55 * self.asked + 0.45 * self.named

    @property
    def is_exact(self) -> bool:
        """Whether question and name say the same."""
        return self.asked >= _SAID_WHOLE and self.named >= _SAID_WHOLE


class Aliases:
    """Names and synonyms by the key of what they name, with an index by word."""

    def __init__(self, names: Mapping[str, Iterable[str]]) -> None:
        self._names: list[tuple[str, frozenset[str]]] = []
        self._with: dict[str, list[int]] = defaultdict(list)
        counts: dict[str, set[str]] = defaultdict(set)
        for key, called in names.items():
            for words in {frozenset(telling(name)) for name in called} - {frozenset()}:
                for word in words:
                    self._with[word].append(len(self._names))
                    counts[word].add(key)
                self._names.append((key, words))
        most = math.log(1 + len(names))
        self._weight = {word: _weight(word, math.log(1 + len(names) / len(of)) / most) for word, of in counts.items()}
        self._by_letter: dict[str, list[str]] = defaultdict(list)
        for word in self._weight:
            self._by_letter[word[0]].append(word)

    def said(self, question: str) -> list[Said]:
        """The services whose names a question says, the surest first."""
        asked = set(telling(question))
        if not any(word[0] != "=" for word in asked):
            return []
        meant = {word: self._meant(word) for word in asked}
        total = sum(self._asked_weight(word, meant[word]) for word in asked)
        candidates = {place for of in meant.values() for word in of for place in self._with[word]}
        best: dict[str, Said] = {}
        for place in candidates:
            key, name = self._names[place]
            said = self._judged(key, name, asked, meant, total)
            if said is not None and (key not in best or said.score > best[key].score):
                best[key] = said
        return sorted(best.values(), key=lambda said: (-said.score, said.key))

    def _judged(
        self,
        key: str,
        name: frozenset[str],
        asked: set[str],
        meant: Mapping[str, Mapping[str, float]],
        total: float,
    ) -> Said | None:
        if any(_OPPOSITE.get(word) in asked and word not in asked for word in name):
            return None
        of_question = of_name = telling_weight = 0.0
        found: dict[str, float] = {}
        for word in asked:
            strength = max((meant[word][each] for each in name if each in meant[word]), default=0.0)
            of_question += strength * self._asked_weight(word, meant[word])
            for each in name:
                if each in meant[word]:
                    found[each] = max(found.get(each, 0.0), meant[word][each])
        for word, strength in found.items():
            of_name += strength * self._weight[word]
            if word[0] != "=":
                telling_weight += strength * self._weight[word]
        acts = {word for word in asked if word[0] == "=" and word not in _OPPOSITE}
        whole = sum(self._weight[word] for word in name)
        said = Said(key, of_question / total, of_name / whole, bool(acts) and acts <= name)
        is_named = said.named >= _SAID_WHOLE and telling_weight >= _LEAST_TELLING
        is_asked = said.asked >= _ASKED_WHOLE and said.named >= _LEAST_OF_A_NAME
        return said if is_named or is_asked else None

    def _asked_weight(self, word: str, meant: Mapping[str, float]) -> float:
        if not meant:
            return _weight(word, _OF_THE_UNKNOWN)
        return max(self._weight[each] for each in meant)

    def _meant(self, word: str) -> dict[str, float]:
        """The words of names a word of a question stands for, with how surely."""
        exact = {word: 1.0} if word in self._weight else {}
        if word[0] == "=" or len(word) < 4:
            return exact
        alike: dict[str, float] = {}
        for each in self._by_letter[word[0]]:
            if each != word and _is_inflected(word, each):
                alike[each] = _ENDED
        if not exact and not alike and len(word) >= _SHORTEST_FUZZY:
            near = [each for each in self._by_letter[word[0]] if abs(len(each) - len(word)) <= 2 and len(each) > 3]
            cutoff = _LIKENESS if len(word) >= _LONG_WORD else _LIKENESS_OF_SHORT
            for each, likeness, _ in process.extract(word, near, scorer=fuzz.ratio, score_cutoff=cutoff, limit=4):
                alike[each] = _MISTYPED * likeness / 100
        if not exact and len(word) > _SHORTEST_PART:
            for each in self._weight:
                if each not in alike and len(each) >= _SHORTEST_PART and (word.startswith(each) or word.endswith(each)):
                    alike[each] = _PART
        return {**alike, **exact}


def _weight(word: str, rareness: float) -> float:
    if word in _OPPOSITE:
        return _OF_SIDES * 0.5
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
            any(one == other or _is_inflected(one, other) for other in name) for one in asked
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


def _is_inflected(one: str, other: str) -> bool:
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
