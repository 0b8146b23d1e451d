"""Text in Windows-1252, DATEV's alphabet: what it lacks is written in the letters it has, never as a question mark."""

import unicodedata

_FORMULA_SIGNS = ("=", "+", "-", "@")


def _spellings(text: str) -> dict[str, str]:
    """`łl ßss`: a letter, then how it is spelled."""
    return {word[0]: word[1:] for word in text.split()}


_OWN = _spellings("łl ŁL đd ĐD ħh ĦH ŧt ŦT ŋn ŊN ıi ĸk əa ƏA ẞSS ĳij ĲIJ ‐- ‑- ‒- ―— −- ∕/ ⁄/ ′' ″\" ʼ'")
_FOREIGN = _spellings(
    # Greek after ELOT 743, Cyrillic after the Bulgarian law of transliteration, with its neighbours' letters.
    "αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr σs ςs τt υy φf χch ψps ωo "
    "аa бb вv гg дd еe жzh зz иi йy кk лl мm нn оo пp рr сs тt уu фf хh цts чch шsh щsht ъa ьy юyu яya "
    "ыy эe ёyo єye іi їyi ґg ђdj јj љlj њnj ћc џdz ѓg ѕdz ќk ўu"
)


def fitting(text: str, most: int) -> str:
    """The text in one line of at most `most` characters that Windows-1252 has, harmless in a spreadsheet.

    Letters with marks lose only the marks that do not fit (`Łukasz Şahin` becomes `Lukasz Sahin`); Greek and Cyrillic
    are transliterated; what has no letters of ours (emoji, Chinese) is left out.
    """
    spelled = "".join(_spelled(letter) for letter in unicodedata.normalize("NFC", text))
    line = " ".join(spelled.split())
    if line.startswith(_FORMULA_SIGNS):
        line = f"'{line}"
    return line[:most].rstrip()


def _spelled(letter: str) -> str:
    """One character in those of Windows-1252; empty when there are none for it."""
    if unicodedata.category(letter) in ("Zs", "Zl", "Zp", "Cc"):
        return " "
    if _fits(letter):
        return letter
    if letter in _OWN:
        return _OWN[letter]
    lower = letter.lower()
    if lower in _FOREIGN:
        return _FOREIGN[lower] if letter == lower else _FOREIGN[lower].capitalize()
    parts = unicodedata.normalize("NFKD", letter)
    return "".join(_spelled(part) for part in parts) if parts != letter else ""


def _fits(letter: str) -> bool:
    try:
        letter.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return unicodedata.category(letter) != "Cf"
