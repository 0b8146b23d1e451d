"""A question made ready to be held against offers: read once, however many offers there are."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from rapidfuzz import fuzz, process

from resolvers.assistant import operations
from resolvers.assistant.language import fold
from resolvers.assistant.reading import Reading, known_words, read, tokens

SHORTEST_FUZZY = 5
"""The fewest letters of a word that may be mistyped."""
LONG_WORD = 8
_ENDING = 3
_UNIT = {"zoll": "zoll", "inch": "zoll", "inc": "zoll", "cali": "zoll", "cal": "zoll", "jant": "zoll", "km": "km"}
_SIZE = re.compile(rf"(\d{{1,3}}) ?({'|'.join(_UNIT)})\b|\br ?(\d\d)\b")
_SOUNDS = (("cks", "x"), ("chs", "x"), ("ks", "x"), ("ph", "f"), ("th", "t"), ("dt", "t"), ("tz", "z"), ("ie", "i"))


@dataclass(frozen=True, slots=True)
class Query:
    """A question as it is held against offers.

    `reading` has typing mistakes corrected; `said` are its words between blanks; `sizes` the sizes it names, by unit;
    `alike` are, for each of its words that no concept is known for, the offered words that differ by an ending only.
    """

    text: str
    folded: str
    said: str
    sizes: frozenset[tuple[str, int]]
    reading: Reading
    alike: tuple[frozenset[str], ...]

    @classmethod
    def of(cls, text: str, offered_words: frozenset[str]) -> Self:
        """Read a question; words nothing is known about are taken for the nearest known word, when it is very near."""
        folded = fold(text)
        reading = _corrected(text, offered_words)
        return cls(
            text,
            folded,
            f" {' '.join(tokens(text))} ",
            frozenset((_UNIT.get(unit, "zoll"), int(size or rim)) for size, unit, rim in _SIZE.findall(folded)),
            reading,
            tuple(_alike(word, offered_words) for word in reading.words),
        )


@lru_cache(maxsize=512)
def _corrected(text: str, offered_words: frozenset[str]) -> Reading:
    reading = read(text)
    corrections: dict[str, str] = {}
    for word in reading.words:
        if len(word) < SHORTEST_FUZZY or operations.asked(word):
            continue
        near = [*_near(word, known_words()), *_near(word, offered_words)]
        cutoff = 80 if len(word) >= LONG_WORD else 85
        best = process.extractOne(word, near, scorer=_likeness, score_cutoff=cutoff)
        if best is not None and best[0] != word:
            corrections[word] = best[0]
    if not corrections:
        return reading
    return read(" ".join(corrections.get(word, word) for word in tokens(text)))


def _near(word: str, known: frozenset[str]) -> list[str]:
    """The words that begin with the same letter and are about as long."""
    return [each for each in _by_letter(known).get(word[0], ()) if abs(len(each) - len(word)) <= 2]


@lru_cache(maxsize=256)
def _by_letter(words: frozenset[str]) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for word in words:
        found[word[0]].append(word)
    return dict(found)


def _alike(word: str, offered_words: frozenset[str]) -> frozenset[str]:
    """The word itself, and the offered ones that differ by an ending at most."""
    if len(word) < SHORTEST_FUZZY:
        return frozenset({word})
    near = (each for each in _by_letter(offered_words).get(word[0], ()) if abs(len(word) - len(each)) <= _ENDING)
    return frozenset({word, *(each for each in near if each.startswith(word) or word.startswith(each))})


def _likeness(one: str, other: str, *, score_cutoff: float | None = None) -> float:
    """How alike two words are from 0 to 100, as they are written or as they sound."""
    score = max(fuzz.ratio(one, other), fuzz.ratio(_sound(one), _sound(other)))
    return score if score_cutoff is None or score >= score_cutoff else 0.0


@lru_cache(maxsize=8192)
def _sound(word: str) -> str:
    for letters, sound in _SOUNDS:
        word = word.replace(letters, sound)
    return re.sub(r"(.)\1", r"\1", word)
