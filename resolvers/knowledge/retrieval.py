"""Finding what a workshop has written about a question: passages to quote, and the one answer that is surely meant."""

from collections.abc import Sequence
from itertools import pairwise
from uuid import UUID

from rapidfuzz.distance import OSA
from sqlalchemy import select

from carbot.ids import to_gid
from resolvers.assistant.tools import Passage, PassageKind
from resolvers.knowledge.words import Asked, asked, wanted
from tenants.models.accounts import Language
from tenants.models.knowledge import DocumentPassage, FaqEntry, found_knowledge
from tenants.scope import Scope

_MOST_WORDS = 8
_CANDIDATES = 12
_FEW = 60
_LONGEST_TEXT = 2000
_SURELY = 0.72
_MARGIN = 0.05
_LEAST_SHARE = 0.3
_LEAST_COVERED = 0.66


async def search_knowledge(scope: Scope, query: str, language: Language, limit: int = 3) -> list[Passage]:
    """The passages of active answers and of documents that hold most of the query's words, best first.

    `score` says how much of the query they hold; what holds far less than the best is left out.
    """
    found = await _find(scope, query, language, limit)
    if not found:
        return []
    entries = {row.id: row for row in await scope.all(select(FaqEntry).where(FaqEntry.id.in_(_keys(found, "FAQ"))))}
    keys = _keys(found, "PASSAGE")
    pieces = {row.id: row for row in await scope.all(select(DocumentPassage).where(DocumentPassage.id.in_(keys)))}
    least = found[0][2] * _LEAST_SHARE
    passages = []
    for kind, key, score in found:
        if score < least:
            continue
        if kind == "FAQ" and key in entries:
            passages.append(_of_entry(entries[key], score))
        elif key in pieces:
            piece = pieces[key]
            gid = to_gid(DocumentPassage.__prefix__, key)
            passages.append(Passage(gid, PassageKind.DOCUMENT, piece.title, piece.text, score))
    return passages


async def faq_answer(scope: Scope, question: str, language: Language) -> Passage | None:
    """The answer whose question is surely meant, or None: rather none than a wrong one."""
    spoken = asked(question)
    if not spoken.words:
        return None
    found = await _find(scope, question, language, _CANDIDATES)
    keys = _keys(found, "FAQ")
    if not keys:
        return None
    entries = await scope.all(select(FaqEntry).where(FaqEntry.id.in_(keys)))
    return surely_meant(spoken, entries)


async def few_answers(scope: Scope) -> Sequence[FaqEntry] | None:
    """All active answers where they are few enough to hold a question against each; None where there are more."""
    entries = await scope.all(select(FaqEntry).where(FaqEntry.is_active).order_by(FaqEntry.id).limit(_FEW + 1))
    return entries if len(entries) <= _FEW else None


def answer_among(entries: Sequence[FaqEntry], question: str, language: Language) -> Passage | None:
    """As `faq_answer`, of answers that were read before."""
    spoken = asked(question)
    return (
        surely_meant(spoken, [entry for entry in entries if entry.language in (None, language)])
        if spoken.words
        else None
    )


def surely_meant(spoken: Asked, entries: Sequence[FaqEntry]) -> Passage | None:
    """Of some entries the one that is asked for; None where none is near enough, or two are equally near."""
    rated = sorted(((_likeness(spoken, entry), entry.id, entry) for entry in entries), reverse=True)
    if not rated or rated[0][0] < _SURELY:
        return None
    if len(rated) > 1 and rated[0][0] - rated[1][0] < _MARGIN and rated[0][2].answer != rated[1][2].answer:
        return None
    return _of_entry(rated[0][2], rated[0][0])


async def _find(scope: Scope, query: str, language: Language, most: int) -> list[tuple[str, UUID, float]]:
    words = wanted(query[:_LONGEST_TEXT], _MOST_WORDS)
    if not words:
        return []
    rows = await scope.execute(found_knowledge(words, language, most))
    return [(kind, key, score) for kind, key, score in rows]


def _keys(found: Sequence[tuple[str, UUID, float]], kind: str) -> list[UUID]:
    return [key for each, key, _ in found if each == kind]


def _of_entry(entry: FaqEntry, score: float) -> Passage:
    return Passage(entry.gid, PassageKind.FAQ, entry.question, entry.answer, score)


def _likeness(spoken: Asked, entry: FaqEntry) -> float:
    return max(_nearness(spoken, asked(text)) for text in (entry.question, *entry.phrasings))


def _nearness(one: Asked, other: Asked) -> float:
    """How much two questions share of their words, by length, from 0 to 1; nothing where they ask for other things."""
    if one.aspects != other.aspects or not one.words or not other.words:
        return 0.0
    sides = ((one.words, other.words), (other.words, one.words))
    shared = [_shared(words, among) for words, among in sides]
    if any(part < _LEAST_COVERED * _weight(words) for part, (words, _) in zip(shared, sides, strict=True)):
        return 0.0
    return sum(shared) / (_weight(one.words) + _weight(other.words))


def _shared(words: Sequence[str], among: Sequence[str]) -> int:
    """The weight of those words that are among the others; "bring service" and "bringservice" are the same."""
    joined = [one + other for one, other in pairwise(among)]
    found = {word for word in words if word in joined or any(_is_same(word, each) for each in among)}
    for pair in pairwise(words):
        if "".join(pair) in among:
            found.update(pair)
    return _weight(list(found))


def _weight(words: Sequence[str]) -> int:
    return sum(min(len(word), 10) for word in words)


def _is_same(one: str, other: str) -> bool:
    """Whether two words differ by an ending, a short prefix or one mistake at most."""
    if one == other:
        return True
    shorter = min(len(one), len(other))
    if shorter < 4 or one.isdigit() or other.isdigit():
        return False
    if abs(len(one) - len(other)) <= 3 and (one.startswith(other) or other.startswith(one)):
        return True
    if shorter >= 5 and abs(len(one) - len(other)) <= 2 and (one.endswith(other) or other.endswith(one)):
        return True
    if shorter >= 5 and one[: shorter - 2] == other[: shorter - 2] and abs(len(one) - len(other)) <= 2:
        return True
    return shorter >= 5 and OSA.distance(one, other, score_cutoff=1) <= 1
