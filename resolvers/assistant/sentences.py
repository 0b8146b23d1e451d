"""Cuts a streamed answer into sentences and list items, the units in which it is checked and shown.

How the text was split into chunks never changes the units, and no unit ends between a number and its currency.
"""

import re

from resolvers.assistant.amounts import CURRENCY, plain

_ABBREVIATIONS = re.compile(
    r"(?:\b(?:ca|inkl|exkl|bzw|nr|str|evtl|ggf|zzgl|min|max|approx|incl|excl|no|ok|np|tel|ul|ör|örn|vb|yakl|vs|"
    r"dr|hr|fr|herr|mr|mrs|ms|abs|art|mo|di|mi|do|sa|so|jan|feb|mär|apr|jun|jul|aug|sep|sept|okt|oct|nov|dez|dec|godz|"
    r"m\.in|z\.\s?b|d\.\s?h|u\.\s?a|i\.\s?d|e\.g|i\.e|o\.\s?ä|b\.\s?c|st|pl|al|dk|sa)|\b\w|\d)\.$",
    re.IGNORECASE,
)
_GAP = re.compile(r"\s+")
_ENDED = re.compile(r"[.!?…:]+[\"”“»)\]*_]*$")
_MARKUP = "*_`~|>#•-–—\"'„“”()[] \t\n"
_HEAD = re.compile(r"[\s*_`~|>#•\-–—]*\S+(?=\s)")
_LIST_ITEM = re.compile(r"(?:[-*•|#]|\d{1,2}[.)]\s)")
_CURRENCY_AT_END = re.compile(rf"{CURRENCY}$")
_CURRENCY_AT_START = re.compile(rf"(?:{CURRENCY})")

_TAIL = 40


class Sentences:
    """Collects chunks and hands out what is complete; `finish` hands out the rest."""

    def __init__(self) -> None:
        self._text = ""
        self._decided = 0

    def feed(self, chunk: str) -> list[str]:
        """Take a chunk; return the units that are now complete, each with the white space after it."""
        self._text += chunk
        return self._cut(is_final=False)

    def finish(self) -> list[str]:
        """Return what is left; nothing may be fed afterwards."""
        units = self._cut(is_final=True)
        rest, self._text = self._text, ""
        return [*units, rest] if rest.strip() else units

    def _cut(self, *, is_final: bool) -> list[str]:
        units: list[str] = []
        start = 0
        for gap in _GAP.finditer(self._text, self._decided):
            head = _HEAD.match(self._text, gap.end())
            if head is None and not is_final:
                # The word after the gap decides, so it must be there in full.
                break
            self._decided = gap.end()
            before = self._text[start : gap.start()]
            following = head.group() if head is not None else self._text[gap.end() :]
            if before.strip() and following and _is_boundary(before, gap.group(), following):
                units.append(self._text[start : gap.end()])
                start = gap.end()
        self._text = self._text[start:]
        self._decided = max(self._decided - start, 0)
        return units


def _is_boundary(before: str, gap: str, after: str) -> bool:
    is_ended = _ENDED.search(before[-_TAIL:]) is not None
    if "\n" in gap:
        is_new_line = is_ended or gap.count("\n") > 1 or _LIST_ITEM.match(f"{after} ") is not None
        return is_new_line and not _belongs_together(before, after)
    if not is_ended or before.endswith((":", ":**")):
        return False
    first = after.lstrip(_MARKUP)[:1]
    if not first or first.isnumeric() or first.islower():
        return False
    return _ABBREVIATIONS.search(before[-_TAIL:].rstrip("*_")) is None and not _belongs_together(before, after)


def _belongs_together(before: str, after: str) -> bool:
    """Whether an amount would be torn apart: `99` | `€`, or `EUR` | `99`."""
    tail = plain(before[-_TAIL:]).rstrip(_MARKUP + ".,:;!?")
    head = plain(after).lstrip(_MARKUP + ".,:;!?")
    if _CURRENCY_AT_START.match(head):
        return tail[-1:].isdigit()
    currency = _CURRENCY_AT_END.search(tail)
    if currency is None or not head[:1].isdigit():
        return False
    return not tail[: currency.start()].rstrip(_MARKUP + ".,").endswith(tuple("0123456789"))
