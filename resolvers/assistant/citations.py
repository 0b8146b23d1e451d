"""Citations: a model names what it quotes by a short id in brackets, which visitors do not see."""

import re

from resolvers.assistant.tools import Passage

_MARK = re.compile(r"[ \t]*\[(k\d{1,3})\](?!\()")


class Citations:
    """The passages shown in one turn, each with a short id; `cited` are those an answer was made from, in order."""

    def __init__(self) -> None:
        self.cited: dict[str, Passage] = {}
        self._shown: dict[str, Passage] = {}

    def show(self, passage: Passage) -> str:
        """The short id of a passage."""
        known = next((mark for mark, each in self._shown.items() if each.id == passage.id), None)
        mark = known or f"k{len(self._shown) + 1}"
        self._shown[mark] = passage
        return mark

    def taken_out(self, text: str) -> str:
        """The text without its citations, which are noted; ids that were not shown are left out as well."""

        def note(found: re.Match[str]) -> str:
            passage = self._shown.get(found.group(1))
            if passage is not None:
                self.cited.setdefault(passage.id, passage)
            return ""

        return _MARK.sub(note, text)
