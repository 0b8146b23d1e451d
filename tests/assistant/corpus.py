"""Questions as visitors type them, with what must come of each; measured on the answer the visitor would see.

`outcome` holds alternatives parted by "/", each a set of outcomes parted by "+"; after ":" stands what the text must
say. `service` holds the names one of which must be named first, `also` those that may be named besides.
"""

import csv
import re
from dataclasses import dataclass
from pathlib import Path

from resolvers.assistant import ActionKind, Author, Language, answer
from resolvers.assistant.phrases import wording

from .workshop import PRICE_LIST, Answer, Workshop, ask, heard

_FILE = Path(__file__).parent / "questions.csv"
_NAMES = frozenset(service.name for service in PRICE_LIST)
_BOLD = re.compile(r"\*\*(.+?)\*\*")


@dataclass(frozen=True, slots=True)
class Case:
    """One question with what is expected."""

    language: Language
    earlier: str
    question: str
    outcomes: tuple[frozenset[str], ...]
    says: str
    first: frozenset[str]
    also: frozenset[str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a question."""

    case: Case
    text: str
    outcome: frozenset[str]
    named: tuple[str, ...]

    @property
    def is_wrong_service(self) -> bool:
        """Whether a service is named that was not asked about, or another one before the one that was."""
        allowed = self.case.first | self.case.also
        return not allowed.issuperset(self.named) or (bool(self.named) and self.named[0] not in self.case.first)

    @property
    def is_right(self) -> bool:
        """Whether the visitor got what they came for."""
        is_served = "PRICE" not in self.outcome or not self.case.first or bool(self.named)
        return (
            self.outcome in self.case.outcomes
            and self.case.says in self.text
            and is_served
            and not self.is_wrong_service
        )


def cases() -> list[Case]:
    """Every question of the corpus."""
    with _FILE.open(encoding="utf-8") as file:
        return [_case(row) for row in csv.DictReader(file, delimiter=";")]


async def judged(case: Case) -> Verdict:
    """Ask the question and judge the answer."""
    history = []
    if case.earlier:
        before = await heard(answer(ask(case.earlier, language=case.language), Workshop(PRICE_LIST), None))
        history = [(Author.VISITOR, case.earlier), (Author.ASSISTANT, before.text)]
    reply = await heard(answer(ask(case.question, *history, language=case.language), Workshop(PRICE_LIST), None))
    named = tuple(bold for bold in _BOLD.findall(reply.text) if bold in _NAMES)
    return Verdict(case, reply.text, _outcome(reply, bool(named)), named)


def _case(row: dict[str, str]) -> Case:
    outcome, _, says = row["outcome"].partition(":")
    return Case(
        language=Language(row["language"]),
        earlier=row["earlier"],
        question=row["question"],
        outcomes=tuple(frozenset(each.split("+")) for each in outcome.split("/")),
        says=says,
        first=_names(row["service"]),
        also=_names(row["also"]),
    )


def _names(cell: str) -> frozenset[str]:
    names = frozenset(cell.split(" | ")) - {"", "NONE"}
    assert names <= _NAMES, names - _NAMES
    return names


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
        "UNKNOWN": say.unknown in reply.text or say.not_listed in reply.text,
    }
    return frozenset(name for name, is_shown in signs.items() if is_shown)


def _said(sentence: str, text: str) -> bool:
    """Whether a sentence with places to fill in is in the text."""
    return re.search(".+?".join(re.escape(part) for part in re.split(r"\{\w+\}", sentence)), text) is not None


def _said_day(reply: Answer) -> bool:
    say = wording(reply.done.language)
    sentences = (say.hours_day, say.hours_day_closed, say.hours_closed_because)
    return any(_said(sentence, reply.text) for sentence in sentences)
