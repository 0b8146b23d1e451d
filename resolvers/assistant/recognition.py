"""Recognises what a text is about by examples: multinomial naive Bayes over the letters of its words.

Words are taken apart into runs of two to five letters (character n-grams within word boundaries), so that endings,
compounds and typing mistakes share most of what a word says. An example counts by tf-idf (Salton & Buckley 1988,
sublinear term frequency, length one), which Rennie et al. (2003) found to mend what plain counts get wrong in texts.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from resolvers.assistant.language import fold

_WORD = re.compile(r"\w+")
_SHORTEST_RUN = 2
_LONGEST_RUN = 5
_SMOOTHING = 0.05


class Recognizer:
    """Labels with texts that are examples of each; made once in a second or two, asked in about a millisecond."""

    def __init__(self, examples: Mapping[str, Iterable[str]]) -> None:
        self.labels = tuple(examples)
        texts = [(place, _words(text)) for place, of_it in enumerate(examples.values()) for text in of_it]
        self._runs: dict[str, int] = {}
        of_word = {word: self._learned(word) for word in dict.fromkeys(word for _, words in texts for word in words)}
        parts = [_joined([of_word[word] for word in words]) for _, words in texts]
        number = np.repeat(np.arange(len(texts)), [len(part) for part in parts])
        runs, counts, number = _counted(_joined(parts), number, len(self._runs))
        said_in = np.bincount(runs, minlength=len(self._runs))
        self._rareness = np.log((1 + len(texts)) / (1 + said_in)) + 1
        weight = _of_length_one((1 + np.log(counts)) * self._rareness[runs], number, len(texts))
        label = np.array([place for place, _ in texts], dtype=np.int64)[number]
        self._learn(runs, label, weight)

    def _learned(self, word: str) -> NDArray[np.int64]:
        return np.array([self._runs.setdefault(run, len(self._runs)) for run in runs_of(word)], dtype=np.int64)

    def _learn(self, runs: NDArray[np.int64], label: NDArray[np.int64], weight: NDArray[np.float64]) -> None:
        """Keep, run by run, by how much it speaks for each label it was said of, against one it was never said of."""
        pairs, inverse = np.unique(runs * len(self.labels) + label, return_inverse=True)
        sums = np.bincount(inverse, weights=weight)
        self._label = (pairs % len(self.labels)).astype(np.int32)
        self._start = np.searchsorted(pairs // len(self.labels), np.arange(len(self._runs) + 1))
        self._speaks = np.log1p(sums / _SMOOTHING).astype(np.float32)
        of_label = np.bincount(self._label, weights=sums, minlength=len(self.labels))
        self._against = np.log(of_label + _SMOOTHING * len(self._runs))

    def scores(self, text: str) -> NDArray[np.float64]:
        """How likely the text is for each label, as logarithms that only compare with each other."""
        said = [self._runs[run] for word in _words(text) for run in runs_of(word) if run in self._runs]
        scores: NDArray[np.float64] = np.zeros(len(self.labels))
        if not said:
            return scores
        runs, counts = np.unique(np.array(said, dtype=np.int64), return_counts=True)
        weight = (1 + np.log(counts)) * self._rareness[runs]
        weight /= np.sqrt(weight @ weight)
        for run, much in zip(runs, weight, strict=True):
            place = slice(self._start[run], self._start[run + 1])
            scores[self._label[place]] += much * self._speaks[place]
        scores -= weight.sum() * self._against
        return scores


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text))


@lru_cache(maxsize=65536)
def runs_of(word: str) -> tuple[str, ...]:
    """The runs of letters of a word, its beginning and end marked by blanks."""
    marked = f" {word} "
    longest = min(_LONGEST_RUN, len(marked))
    return tuple(
        marked[start : start + length]
        for length in range(_SHORTEST_RUN, longest + 1)
        for start in range(len(marked) - length + 1)
    )


def _joined(parts: list[NDArray[np.int64]]) -> NDArray[np.int64]:
    return np.concatenate(parts) if parts else np.zeros(0, dtype=np.int64)


def _counted(
    runs: NDArray[np.int64], number: NDArray[np.int64], of_all: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Each run once a text, with how often it is in it and the text's number."""
    pairs, counts = np.unique(number * of_all + runs, return_counts=True)
    return pairs % of_all, counts, pairs // of_all


def _of_length_one(weight: NDArray[np.float64], number: NDArray[np.int64], texts: int) -> NDArray[np.float64]:
    length = np.sqrt(np.bincount(number, weights=weight**2, minlength=texts))
    return weight / length[number]
