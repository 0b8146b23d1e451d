"""Reads a text as what it is about: concepts of the trade, and the words that say more."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from resolvers.assistant import operations
from resolvers.assistant.glue import STOPWORDS
from resolvers.assistant.language import fold
from resolvers.assistant.vocabulary import CONCEPTS, EITHER, MERGED, SIDES

_EXPANDED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_PARENTS = {concept.name: concept.parents for concept in CONCEPTS}
_ACTS = frozenset(concept.name for concept in CONCEPTS if concept.is_act)
_SIZES = re.compile(r"\b\d{1,3} ?(?:zoll|inch|inc|cali|cal|jant|r\d\d)\b|\br ?\d\d\b")
_LINK = re.compile(r"^(?:en|n|es|s|er|e)(?=[a-z]{4})")
_INFLECTION = re.compile(r"(?:l[ae]r[a-z]{0,6}|[a-z]{0,3}|ow(?:ych|ego|ymi|ej)|degisim[a-z]*)")
_HARMLESS_PARTS = re.compile(
    r"(?:wechsel|tausch|austausch|ersatz|ersetz|erneuer|reparatur|reparier|service|wartung|pruf|pruef|test|check|"
    r"kosten|preis|termin|satz|paar|gerausch|quietsch|problem|defekt|schaden|motor|auto|pkw|kfz|wagen|fahrzeug|"
    r"vorder|vorn|hinter|hinten|komplett|einbau|montage|instandsetz|anlage|blatt|diesel|benzin|russ|haupt|jahres|"
    r"original|kontroll|fullung|befull|auffull|inkl|system|leuchte|lampe|dienst|arbeit|nach)[a-z]*"
)
_SYMPTOMS = frozenset({"geruch", "kälte", "loch", "mangel", "scheiben", "vibration"})
_FEWEST_LETTERS = 4
_SHORTEST_STEM = 5


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text is about.

    `named` are the concepts said, `concepts` those with their parents, `parts` what compounds say besides their known
    stem, `words` what no concept is known for, `left` all words outside the concepts, `either` concepts of which one
    is meant, and `asked` the operations that would serve what is to be done (empty: it is not said, or the concept
    says it itself).
    """

    named: frozenset[str]
    concepts: frozenset[str]
    parts: frozenset[str]
    words: tuple[str, ...]
    left: frozenset[str]
    either: tuple[str, ...]
    asked: frozenset[str]

    @property
    def is_specific(self) -> bool:
        """Whether anything is named at all, be it offered or not."""
        return bool(self.named or self.either or self.words)


@lru_cache(maxsize=4096)
def read(text: str) -> Reading:
    """Read a question or the name of a service."""
    rest = f" {' '.join(tokens(_SIZES.sub(' ', ' '.join(tokens(text)))))} "
    either: tuple[str, ...] = ()
    for stem, names in _either():
        if stem in rest:
            rest, either = _consume(rest, stem), names
    named: set[str] = set()
    for stem, name in stems():
        if stem in rest:
            rest = _consume(rest, stem)
            named.add(name)
    asked = frozenset() if named & _ACTS else operations.asked(rest)
    if "reifen" in named and asked and "repair" in asked and "install" not in asked:
        named.add("reifenreparatur")
    named = _merged(named)
    concepts = named | {parent for name in named for parent in _PARENTS[name]}
    left = rest.split()
    parts = {part for word in left if "#" in word for part in _unknown_parts(word)}
    words = tuple(word for word in left if _is_telling(word))
    return Reading(
        frozenset(named), frozenset(concepts), frozenset(parts), words, frozenset(left) - STOPWORDS, either, asked
    )


@lru_cache(maxsize=8192)
def tokens(text: str) -> tuple[str, ...]:
    """The words and numbers of a text, folded."""
    return tuple(re.findall(r"[a-z0-9+]+", fold(text)))


def _merged(named: set[str]) -> set[str]:
    """The concepts as they are meant together, without those that only say where they belong."""
    for together, meant in MERGED:
        if together <= named:
            named = named - together | set(meant.split())
    if len(named) > 1:
        # Beside another part, the engine only says where it is.
        named = named - {"motor"}
    if "mangel" in named and len(named - SIDES) > 2:
        # What the statutory test has found is to be mended, not to be tested.
        named = named - {"hu", "au"}
    if len(named - SIDES) > 1:
        named = named - _SYMPTOMS
    return named - {parent for name in named for parent in _PARENTS[name]}


def _is_telling(word: str) -> bool:
    return "#" not in word and word not in STOPWORDS and len(word) >= _FEWEST_LETTERS and not word.isdigit()


def _unknown_parts(word: str) -> Iterable[str]:
    """What a compound says besides its known stem: the `verstarker` of `bremskraftverstarker`."""
    for piece in re.split(r"#+", word):
        part = _LINK.sub("", piece)
        is_known = _INFLECTION.fullmatch(part) or _HARMLESS_PARTS.fullmatch(part) or part in STOPWORDS
        if len(part) >= _FEWEST_LETTERS and not is_known:
            yield part


def _consume(text: str, stem: str) -> str:
    core = stem.strip()
    mask = re.sub(r"[^ ]", "#", core)
    return text.replace(stem, stem.replace(core, mask))


def _variants(stem: str) -> set[str]:
    plain = {fold(stem), fold(stem.lower().translate(_EXPANDED))}
    return {re.sub(r"[^a-z0-9+]+", " ", each) for each in plain}


@cache
def stems() -> tuple[tuple[str, str], ...]:
    """Every stem, folded, with its concept; the longest first."""
    pairs = {(each, concept.name) for concept in CONCEPTS for stem in concept.stems for each in _variants(stem)}
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0].strip()), pair)))


@cache
def _either() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((each, names) for stems, names in EITHER for stem in stems.split("|") for each in _variants(stem))


@cache
def known_words() -> frozenset[str]:
    """The words of the stems that are long enough to be mistyped."""
    return frozenset(word for stem, _ in stems() for word in stem.split() if len(word) > _SHORTEST_STEM)
