"""A few words more about what was spoken of before: as which question they are to be understood."""

import re
from collections.abc import Iterator

from resolvers.assistant.aliases import is_inflected, telling
from resolvers.assistant.language import fold, folded_pattern
from resolvers.assistant.matching import is_of_the_trade
from resolvers.assistant.reading import read, tokens
from resolvers.assistant.vocabulary import PAIRS

_FEW_MORE = 1
_MOST_PAIRS = 3
_OTHER_SIDE = {"=front": "=rear", "=rear": "=front"}
_OPPOSITE = {one: other for pair in PAIRS for one, other in (pair, pair[::-1])}
_VEHICLES = frozenset({"motorrad", "anhänger", "wohnmobil", "transporter"})
_CAR = re.compile(folded_pattern(r"\b(?:fürs auto|pkw|(?:for|with) (?:a|the|my) car|araba|otomobil|osobów\w*|auto)\b"))
_NOT_THIS = re.compile(
    folded_pattern(
        r"\b(?:nicht|nich|net|not|nie|keine?n?)\b((?: (?:der|die|das|den|dem|ein\w*|the|a|an|te?n|ta|to))? "
        r"\w+(?: \w+)?)|((?:\w+ )?\w+) değil\b"
    )
)


def continued(earlier: str, text: str) -> str | None:
    """The question that a side alone ("and at the back?") makes of the one before; None for any other text."""
    said = set(telling(text))
    if said.isdisjoint(_OTHER_SIDE) or len(said.difference(_OTHER_SIDE)) > _FEW_MORE or is_of_the_trade(text):
        return None
    return taken_up(earlier, text)


def taken_up(earlier: str, text: str) -> str:
    """Both as one question.

    A side that is said now replaces the one said before, and what is said not to be meant ("not the back box, the
    middle one") is left out.
    """
    denied = [word for clause in _clauses(text) for word in _denied(clause)]
    if denied:
        meant = " ".join(clause for clause in _clauses(text) if not _denied(clause))
        if telling(meant):
            text = meant
    replaced = {_OTHER_SIDE[side] for side in telling(text) if side in _OTHER_SIDE} | _ruled_out(text)
    kept = [
        word
        for word in tokens(earlier)
        if replaced.isdisjoint((*telling(word), *read(word).named))
        and not any(is_inflected(word, each) or word == each for each in denied)
    ]
    return " ".join([*kept, text])


def speaks_of_a_vehicle(text: str) -> bool:
    """Whether it says for which kind of vehicle."""
    return bool(_ruled_out(text) & _VEHICLES)


def _ruled_out(text: str) -> frozenset[str]:
    """Concepts that are not meant where the text says otherwise: the small one, the trailer."""
    named = read(text).named
    others = frozenset(_OPPOSITE[name] for name in named if name in _OPPOSITE) - named
    vehicles = named & _VEHICLES
    return others | (_VEHICLES - vehicles if vehicles or _CAR.search(fold(text)) else frozenset())


def pairs(earlier: str, text: str) -> Iterator[tuple[str, str]]:
    """Single words of what was said before, each with the question that it makes together with the text."""
    for word in telling(earlier)[:_MOST_PAIRS]:
        if word[0] != "=":
            yield word, f"{word} {text}"


def _clauses(text: str) -> list[str]:
    return [" ".join(tokens(clause)) for clause in re.split(r"[,.;!?]", fold(text)) if clause.strip()]


def _denied(clause: str) -> list[str]:
    found = _NOT_THIS.search(clause)
    return list(tokens(found[1] or found[2])) if found else []
