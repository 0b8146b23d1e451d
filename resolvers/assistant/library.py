"""What the services of the library are called and how people ask for them: evidence of which one a question means.

Two witnesses are heard: how much of a name the question says (aliases.py), and what its letters are like in examples
(recognition.py). The first is sure where it says something, the second nearly always says something.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from resolvers.assistant.aliases import Aliases, telling
from resolvers.assistant.recognition import Recognizer

_OF_RECOGNITION = 0.125
_LEAST = -1.0
_MANY_MORE = 4
_MOST_CLOSE = 100
_FEW = 4


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a service.

    `likeness` says how alike its names are (from 0 to 1), `behind` how far its examples are behind those of the
    likeliest of all services (0 for that one, down to -1), `share` its share among all services (0 to 1), and `amiss`
    what speaks against it.
    """

    likeness: float
    behind: float
    share: float
    amiss: float = 0.0

    @property
    def score(self) -> float:
        """All together."""
        return self.likeness + self.behind - self.amiss


NOTHING = Evidence(0.0, _LEAST, 0.0)


class Library:
    """The library's services by their keys: names of all languages, descriptions, and examples of questions."""

    def __init__(
        self,
        names: Mapping[str, Iterable[str]],
        told: Mapping[str, Iterable[str]] | None = None,
        examples: Mapping[str, Iterable[str]] | None = None,
    ) -> None:
        names = {key: list(called) for key, called in names.items()}
        asked = examples or {}
        self._know(
            Aliases(names, told), Recognizer({key: [*called, *asked.get(key, ())] for key, called in names.items()})
        )

    def _know(self, aliases: Aliases, recognizer: Recognizer) -> None:
        self.aliases = aliases
        self._recognizer = recognizer
        self.evidence = lru_cache(maxsize=512)(self._evidence)

    def __getstate__(self) -> tuple[Aliases, Recognizer]:
        return self.aliases, self._recognizer

    def __setstate__(self, state: tuple[Aliases, Recognizer]) -> None:
        self._know(*state)

    def _evidence(self, question: str) -> Mapping[str, Evidence]:
        """What speaks for each service that may be meant."""
        told = len(telling(question))
        # A word or two are like too many examples.
        weight = min(1.0, max(0.0, (told - 1) / _MANY_MORE))
        is_long = told > _FEW
        close = self._recognizer.likeliest(question, _MOST_CLOSE if is_long else len(self._recognizer.labels), weight)
        likeness = self.aliases.likeness(question, frozenset(close) if is_long else None)
        return {
            key: Evidence(min(1.0, likeness.get(key, 0.0)), max(_OF_RECOGNITION * behind, _LEAST), share)
            for key, (behind, share) in close.items()
        }

    def likeliest(self, text: str) -> tuple[str, Evidence] | None:
        """The service that a name or a question means, sure or not; None when nothing speaks for any."""
        return max(self.evidence(text).items(), key=lambda each: each[1].score, default=None)
