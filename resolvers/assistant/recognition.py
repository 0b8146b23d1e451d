"""Recognises what a text is about by examples: multinomial naive Bayes over the letters of its words.

Words are taken apart into runs of two to five letters (character n-grams within word boundaries), so that endings,
compounds and typing mistakes share most of what a word says. An example counts by tf-idf (Salton & Buckley 1988,
sublinear term frequency, length one), which Rennie et al. (2003) found to mend what plain counts get wrong in texts.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from resolvers.assistant.language import fold

_WORD = re.compile(r"\w+")
_SHORTEST_RUN = 2
_LONGEST_RUN = 5
_SMOOTHING = 0.05
_AT_ONCE = 4000

_Integers = NDArray[np.int64]
_Floats = NDArray[np.float64]


class Recognizer:
    """Labels with texts that are examples of each; made once in a second or two, asked in about a millisecond."""

    def __init__(self, examples: Mapping[str, Iterable[str]]) -> None:
        self.labels = tuple(examples)
        texts = [(place, _words(text)) for place, of_it in enumerate(examples.values()) for text in of_it]
        self._runs: dict[str, int] = {}
        of_word = {word: self._learned(word) for word in dict.fromkeys(word for _, words in texts for word in words)}
        # A part at a time: what is needed in between would be many times what is kept.
        parts = [self._counted(texts[start : start + _AT_ONCE], of_word) for start in range(0, len(texts), _AT_ONCE)]
        said_in = sum((np.bincount(part.runs, minlength=len(self._runs)) for part in parts), np.zeros(len(self._runs)))
        self._rareness: _Floats = np.log((1 + len(texts)) / (1 + said_in)) + 1
        self._learn([self._weighed(part) for part in parts])

    def _learned(self, word: str) -> _Integers:
        return np.array([self._runs.setdefault(run, len(self._runs)) for run in runs_of(word)], dtype=np.int64)

    def _counted(self, texts: Sequence[tuple[int, list[str]]], of_word: Mapping[str, _Integers]) -> "_Counted":
        """Each run once a text, with how often it is in it."""
        said = [[of_word[word] for word in words] for _, words in texts]
        number = np.repeat(np.arange(len(said)), [sum(map(len, runs)) for runs in said])
        runs = _joined([run for runs in said for run in runs])
        pairs, counts = np.unique(number * len(self._runs) + runs, return_counts=True)
        number = (pairs // len(self._runs)).astype(np.int32)
        label = np.array([place for place, _ in texts], dtype=np.int32)[number]
        return _Counted((pairs % len(self._runs)).astype(np.int32), counts.astype(np.int32), number, label)

    def _weighed(self, part: "_Counted") -> tuple[_Integers, _Floats]:
        """The pairs of run and label, as one number, with what the texts of the part say of each."""
        weight = (1 + np.log(part.counts)) * self._rareness[part.runs]
        weight /= np.sqrt(np.bincount(part.number, weights=weight**2))[part.number]
        return _summed(part.runs.astype(np.int64) * len(self.labels) + part.label, weight)

    def _learn(self, parts: Sequence[tuple[_Integers, _Floats]]) -> None:
        """Keep, run by run, by how much it speaks for each label it was said of, against one it was never said of."""
        pairs, sums = _summed(_joined([pairs for pairs, _ in parts]), np.concatenate([sums for _, sums in parts]))
        self._label = (pairs % len(self.labels)).astype(np.int32)
        self._start = np.searchsorted(pairs // len(self.labels), np.arange(len(self._runs) + 1))
        self._speaks = np.log1p(sums / _SMOOTHING).astype(np.float32)
        of_label = np.bincount(self._label, weights=sums, minlength=len(self.labels))
        self._against = np.log(of_label + _SMOOTHING * len(self._runs))

    def scores(self, text: str) -> _Floats:
        """How likely the text is for each label, as logarithms that only compare with each other."""
        said = Counter(self._runs[run] for word in _words(text) for run in runs_of(word) if run in self._runs)
        if not said:
            return np.zeros(len(self.labels))
        runs = np.fromiter(said, dtype=np.int64, count=len(said))
        weight: _Floats = (1 + np.log(np.fromiter(said.values(), dtype=np.int64, count=len(said)))) * self._rareness[
            runs
        ]
        weight /= np.sqrt(weight @ weight)
        start, often = self._start[runs], self._start[runs + 1] - self._start[runs]
        places = np.arange(often.sum()) + np.repeat(start - np.cumsum(often) + often, often)
        spoken = np.repeat(weight, often) * self._speaks[places]
        scores: _Floats = np.zeros(len(self.labels))
        scores += np.bincount(self._label[places], weights=spoken, minlength=len(self.labels))
        scores -= weight.sum() * self._against
        return scores

    def likeliest(self, text: str, most: int, weight: float = 1.0) -> Mapping[str, tuple[float, float]]:
        """The likeliest labels, best first: how far each is behind the best (0 and below), and its share of all (to 1).

        `weight` says how much the text is to be trusted, from 0 (all labels are alike) to 1.
        """
        scores = self.scores(text)
        behind = (scores - scores.max()) * weight
        shares = np.exp(behind)
        shares /= shares.sum()
        places = np.argsort(-behind, kind="stable")[:most]
        return {self.labels[place]: (float(behind[place]), float(shares[place])) for place in places}


@dataclass(frozen=True, slots=True)
class _Counted:
    """Runs of letters as they stand in some texts: the run, how often, the text's number, its label."""

    runs: NDArray[np.int32]
    counts: NDArray[np.int32]
    number: NDArray[np.int32]
    label: NDArray[np.int32]


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text))


@lru_cache(maxsize=4096)
def runs_of(word: str) -> tuple[str, ...]:
    """The runs of letters of a word, its beginning and end marked by blanks."""
    marked = f" {word} "
    longest = min(_LONGEST_RUN, len(marked))
    return tuple(
        marked[start : start + length]
        for length in range(_SHORTEST_RUN, longest + 1)
        for start in range(len(marked) - length + 1)
    )


def _joined(parts: Sequence[_Integers]) -> _Integers:
    return np.concatenate(parts) if parts else np.zeros(0, dtype=np.int64)


def _summed(keys: _Integers, values: _Floats) -> tuple[_Integers, _Floats]:
    """Each key once, in order, with the sum of its values."""
    if not len(keys):
        return keys, values
    order = np.argsort(keys)
    keys = keys[order]
    first = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
    return keys[first], np.add.reduceat(values[order], first)
