"""Text as words: folded, so that accents and capitals do not matter, each with what parts it from the one before."""

import re
import unicodedata
from dataclasses import dataclass

_LETTERS = str.maketrans({"ß": "ss", "ı": "i", "ł": "l", "ø": "o", "æ": "ae", "’": "'", "‘": "'", "`": "'", "´": "'"})
_DASHES = str.maketrans(dict.fromkeys("‐‑–—", "-"))
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word and what stands between it and the word before."""

    text: str
    before: str = " "


def fold(text: str) -> str:
    """Lower case without diacritics: `Škoda` → `skoda`, `Yağ` → `yag`."""
    lowered = unicodedata.normalize("NFKC", text).lower().translate(_LETTERS).translate(_DASHES)
    return "".join(each for each in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(each))


def words(text: str) -> list[Word]:
    """The words of a text; endings after an apostrophe ("Golf'ün") are no words."""
    folded = fold(text).replace("cee'd", "ceed")
    found: list[Word] = []
    end = 0
    for match in _WORD.finditer(folded):
        before = folded[end : match.start()]
        end = match.end()
        if before != "'" or not found:
            found.append(Word(match.group(), before))
    return found
