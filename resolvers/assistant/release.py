"""Lets an answer out sentence by sentence, cleaned and past the price guard, whoever wrote it."""

from collections.abc import Iterable, Iterator

from resolvers.assistant.citations import Citations
from resolvers.assistant.markup import Links, clean
from resolvers.assistant.price_guard import PriceGuard
from resolvers.assistant.sentences import Sentences


class Release:
    """Takes chunks, gives out what may be shown.

    The first sentence the guard holds back is replaced by `instead`; further ones are left out. `is_begun` says that
    something was given out.
    """

    def __init__(self, guard: PriceGuard, links: Links, instead: str, citations: Citations | None = None) -> None:
        self.is_begun = False
        self._guard = guard
        self._links = links
        self._instead = instead
        self._citations = citations or Citations()
        self._has_replaced = False
        self._sentences = Sentences()

    def feed(self, chunk: str) -> list[str]:
        """Take a chunk; return the sentences it completes."""
        return list(self._checked(self._sentences.feed(chunk)))

    def finish(self) -> list[str]:
        """Return the rest."""
        return list(self._checked(self._sentences.finish()))

    def discard(self) -> None:
        """Forget an unfinished sentence."""
        self._sentences = Sentences()

    def whole(self, text: str) -> list[str]:
        """Let out a text that is there as a whole."""
        return [*self.feed(text), *self.finish()]

    def _checked(self, units: Iterable[str]) -> Iterator[str]:
        for unit in units:
            text = self._citations.taken_out(clean(unit, self._links))
            if not text.strip():
                continue
            if not self._guard.passes(text):
                if self._has_replaced:
                    continue
                self._has_replaced = True
                text = self._instead + (text[len(text.rstrip()) :] or " ")
            if not self.is_begun:
                text = text.lstrip()
            self.is_begun = True
            yield text
