"""The four languages of the assistant, and folding text so that spelling matters less."""

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache


class Language(StrEnum):
    """A language the assistant answers in."""

    DE = "DE"
    EN = "EN"
    TR = "TR"
    PL = "PL"


_LETTERS = str.maketrans({"ß": "ss", "ı": "i", "ł": "l", "ø": "o", "æ": "ae", "’": "'", "‘": "'", "`": "'"})
_MARKS = dict.fromkeys(range(0x0300, 0x0370))
_UMLAUTS = {"ä": "(?:a|ae)", "ö": "(?:o|oe)", "ü": "(?:u|ue)"}
_PLAIN = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ı": "i", "ł": "l", "ß": "ss"})


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Lower case without diacritics: `Ölwechsel` → `olwechsel`, `Yağ` → `yag`, `Weiß` → `weiss`."""
    lowered = unicodedata.normalize("NFKC", text).lower().translate(_LETTERS)
    return unicodedata.normalize("NFD", lowered).translate(_MARKS)


def folded_pattern(pattern: str) -> str:
    """A regular expression for folded text: umlauts match both as `o` and as `oe`."""
    pattern = "".join(_UMLAUTS.get(each, each) for each in pattern).translate(_PLAIN)
    return "".join(each for each in unicodedata.normalize("NFD", pattern) if not unicodedata.combining(each))


def words(text: str) -> list[str]:
    """The words of a text, folded."""
    return re.findall(r"[a-z0-9]+(?:'[a-z]+)?", fold(text))
