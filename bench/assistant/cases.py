"""Questions as visitors type them, with what must come of each; judged by the answer the visitor would see.

In the files, `earlier` holds the lines before, parted by " // ". `outcome` holds alternatives parted by "/", each a set
of outcomes parted by "+"; ANY leaves it open, and after ":" stands what the text must say. `service` holds the names
one of which must be named first, `also` those that may be named besides.
"""

import csv
import re
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.assistant.workshop import PRICE_LIST, Answer, Workshop, ask, heard, services_of
from resolvers.assistant import ActionKind, Author, Language, Piece, PriceKind, Question, ServiceHit, Tools, answer
from resolvers.assistant.amounts import amounts_in, plain
from resolvers.assistant.phrases import wording

_FOLDER = Path(__file__).parent
_BOLD = re.compile(r"\*\*(.+?)\*\*")

Answering = Callable[[Question, Tools], AsyncIterator[Piece]]
"""Whoever answers."""


@dataclass(frozen=True, slots=True)
class Case:
    """One question with what is expected."""

    kind: str
    language: Language
    earlier: tuple[str, ...]
    question: str
    outcomes: tuple[frozenset[str], ...]
    says: str
    first: frozenset[str]
    also: frozenset[str]


@dataclass(frozen=True, slots=True)
class Corpus:
    """The questions of some files, asked of one workshop."""

    services: tuple[ServiceHit, ...]
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a question."""

    case: Case
    text: str
    outcome: frozenset[str]
    named: tuple[str, ...]
    wrong_amounts: tuple[str, ...]

    @property
    def is_wrong_service(self) -> bool:
        """Whether a service is named that was not asked about, or another one before the one that was."""
        if not self.case.first and not self.case.also and frozenset({"ANY"}) in self.case.outcomes:
            return False
        allowed = self.case.first | self.case.also
        is_strange = not allowed.issuperset(self.named)
        return is_strange or bool(self.case.first and self.named and self.named[0] not in self.case.first)

    @property
    def is_right(self) -> bool:
        """Whether the visitor got what they came for."""
        is_served = "PRICE" not in self.outcome or not self.case.first or bool(self.named)
        is_expected = self.outcome in self.case.outcomes or frozenset({"ANY"}) in self.case.outcomes
        return (
            is_expected
            and self.case.says in self.text
            and is_served
            and not self.is_wrong_service
            and not self.wrong_amounts
        )


def corpus(services: Sequence[ServiceHit], *names: str) -> Corpus:
    """The questions of these files of this folder."""
    known = frozenset(service.name for service in services)
    cases = []
    for name in names:
        with (_FOLDER / name).open(encoding="utf-8", newline="") as file:
            cases += [_case(row, known) for row in csv.DictReader(file, delimiter=";")]
    return Corpus(tuple(services), tuple(cases))


def by_rule(question: Question, tools: Tools) -> AsyncIterator[Piece]:
    """The built-in assistant."""
    return answer(question, tools, None)


async def judged(case: Case, services: Sequence[ServiceHit] = PRICE_LIST, answering: Answering = by_rule) -> Verdict:
    """Ask the question and judge the answer."""
    history: list[tuple[Author, str]] = []
    for line in case.earlier:
        before = await heard(answering(ask(line, *history, language=case.language), Workshop(services)))
        history += [(Author.VISITOR, line), (Author.ASSISTANT, before.text)]
    reply = await heard(answering(ask(case.question, *history, language=case.language), Workshop(services)))
    by_name = {service.name: service for service in services}
    named = tuple(bold for bold in _BOLD.findall(reply.text) if bold in by_name)
    outcome = _outcome(reply, bool(named))
    return Verdict(case, reply.text, outcome, named, _wrong_amounts(reply.text, by_name))


def _case(row: dict[str, str], known: frozenset[str]) -> Case:
    outcome, _, says = row["outcome"].partition(":")
    first, also = _names(row["service"]), _names(row["also"])
    assert first | also <= known, first | also - known
    return Case(
        kind=row.get("kind") or min(outcome.split("/")[0].split("+")).lower(),
        language=Language(row["language"]),
        earlier=tuple(filter(None, row["earlier"].split(" // "))),
        question=row["question"],
        outcomes=tuple(frozenset(each.split("+")) for each in outcome.split("/")),
        says=says,
        first=first,
        also=also,
    )


def _names(cell: str) -> frozenset[str]:
    return frozenset(cell.split(" | ")) - {"", "NONE"}


def _wrong_amounts(text: str, by_name: dict[str, ServiceHit]) -> tuple[str, ...]:
    """The amounts of money that no service named in the same line costs."""
    wrong: list[str] = []
    for line in text.splitlines():
        bold = [each for each in _BOLD.findall(line) if each in by_name]
        costs = {cents for each in bold for cents in _cents(by_name[each])}
        bare = line
        for each in bold:
            bare = bare.replace(each, " ")
        amounts = [amount.cents for amount in amounts_in(plain(bare)) if amount.currency]
        if not all(cents in costs for cents in amounts):
            wrong.append(line)
    return tuple(wrong)


def _cents(service: ServiceHit) -> tuple[int, ...]:
    if service.price is None or service.price_kind is PriceKind.ON_REQUEST:
        return ()
    return (service.price.min_cents, service.price.max_cents)


def _outcome(reply: Answer, is_price: bool) -> frozenset[str]:
    """What an answer is, read from its words and actions."""
    say = wording(reply.done.language)
    kinds = {action.kind for action in reply.actions}
    signs = {
        "SAFETY": say.safety in reply.text and ActionKind.CALL in kinds,
        "BREAKDOWN": _said(say.breakdown, reply.text) and ActionKind.CALL in kinds,
        "ILLEGAL": say.illegal in reply.text,
        "HUMAN": say.handover_open in reply.text and ActionKind.HANDOVER in kinds,
        "LEAD": say.lead_form in reply.text and ActionKind.LEAD_FORM in kinds,
        "PRICE": is_price,
        "WHICH": reply.text == say.price_which,
        "HOURS": say.hours_heading in reply.text or _said_day(reply),
        "CONTACT": _said(say.address, reply.text),
        "SERVICES": say.services_heading in reply.text,
        "WHO": _said(say.who, reply.text),
        "GREETING": _said(say.greeting, reply.text),
        "THANKS": say.thanks in reply.text,
        "GOODBYE": say.goodbye in reply.text,
        "DECLINED": say.declined in reply.text,
        "UNKNOWN": say.unknown in reply.text or say.not_listed in reply.text,
    }
    return frozenset(name for name, is_shown in signs.items() if is_shown)


def _said(sentence: str, text: str) -> bool:
    """Whether a sentence with places to fill in is in the text."""
    return re.search(".+?".join(re.escape(part) for part in re.split(r"\{\w+\}", sentence)), text) is not None


def _said_day(reply: Answer) -> bool:
    say = wording(reply.done.language)
    sentences = (say.hours_day, say.hours_day_closed, say.hours_closed_because, say.open_now, say.closed_now)
    return any(_said(sentence, reply.text) for sentence in sentences)


TUNING = corpus(PRICE_LIST, "tuning.csv")
_MORE = services_of("price_list.csv")
MORE_TUNING = corpus(
    _MORE,
    "tuning_german.csv",
    "tuning_others.csv",
    "tuning_attacks.csv",
    "tuning_talk.csv",
)
JUDGED = corpus(_MORE, "judged_german.csv", "judged_english.csv", "judged_turkish.csv", "judged_polish.csv")
ATTACKS = corpus(_MORE, "attacks.csv")
