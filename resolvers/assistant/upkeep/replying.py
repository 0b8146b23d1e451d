"""The built-in assistant's answers about upkeep, and which of a conversation's messages ask for one."""

from collections.abc import Sequence

from resolvers.assistant.conversation import Author, Question, Reply
from resolvers.assistant.phrases import Wording
from resolvers.assistant.tools import Tools
from resolvers.assistant.upkeep.answering import inspection_in_words, needs_in_words, season_in_words
from resolvers.assistant.upkeep.asking import inspection, needs, seasonal_services
from resolvers.assistant.upkeep.questions import Ask, asked, season_of, with_units
from resolvers.vehicles import vehicle_from_text
from resolvers.vehicles.registration import MonthsSaid, months_said

_LOOK_BACK = 4


def ask_of(question: Question, say: Wording) -> Ask | None:
    """What the question asks about upkeep; a vehicle's facts alone answer what was asked back."""
    ask = asked(question.text, question.earlier[:_LOOK_BACK])
    if ask is not None:
        return ask
    before = [text for author, text in question.history[-1:] if author is Author.ASSISTANT]
    text = with_units(question.text)
    words = say.upkeep
    if _asks(before, words.inspection_ask) and _months(question, text) != MonthsSaid():
        return Ask.INSPECTION
    if _asks(before, words.ask, words.ask_more) and not vehicle_from_text(text).is_empty:
        return Ask.NEEDS
    return None


async def reply(ask: Ask, question: Question, tools: Tools, say: Wording) -> Reply:
    """The answer to a question about upkeep."""
    today = question.now.date()
    season = season_of(question.text)
    if ask is Ask.SEASON and season is not None:
        found = await seasonal_services(tools, season, _said(question))
        return Reply(season_in_words(found, say), is_gap=not found.quotes)
    if ask is Ask.INSPECTION:
        return Reply(inspection_in_words(await inspection(tools, _dates_said(question), today), say))
    return Reply(needs_in_words(await needs(tools, _said(question), today, say.language), say))


def _asks(before: Sequence[str], *questions: str) -> bool:
    return any(question.partition("{")[0].strip() in text for question in questions for text in before)


def _said(question: Question) -> str:
    """What tells of the vehicle: the message, with those before where it leaves kind or age unsaid."""
    text = with_units(question.text)
    facts = vehicle_from_text(text)
    is_whole = facts.vehicle_class is not None and facts.first_registration is not None
    return text if is_whole else " . ".join([text, *question.earlier[:_LOOK_BACK]])


def _dates_said(question: Question) -> str:
    is_whole = _months(question, question.text) != MonthsSaid()
    return question.text if is_whole else " . ".join([question.text, *question.earlier[:_LOOK_BACK]])


def _months(question: Question, text: str) -> MonthsSaid:
    return months_said(text, question.now.date())
