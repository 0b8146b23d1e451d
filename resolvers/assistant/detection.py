"""Tells the language of a message by examples."""

from functools import cache

from resolvers.assistant import examples
from resolvers.assistant.compiled import compiled
from resolvers.assistant.language import Language
from resolvers.assistant.matching import is_of_the_trade
from resolvers.assistant.recognition import Recognizer

_CLEARLY = 3.0


def language_of(text: str, conversation: Language) -> Language:
    """The message's own language when it is clearly another of the four than the conversation's, else the latter.

    A single word of the trade ("Ölwechsel?") is borrowed by speakers of every language, and figures ("03/2024") are of
    none.
    """
    if not any(sign.isalpha() for sign in text) or (len(text.split()) == 1 and is_of_the_trade(text)):
        return conversation
    recognizer = recognizer_of_languages()
    likely = dict(zip(map(Language, recognizer.labels), recognizer.scores(text), strict=True))
    likeliest = max(Language, key=lambda language: likely[language])
    return likeliest if likely[likeliest] >= likely[conversation] + _CLEARLY else conversation


@cache
def recognizer_of_languages() -> Recognizer:
    """Made of the examples of wishes; takes half a second the first time, so not on the event loop."""
    return compiled("languages", (), _learned)


def _learned() -> Recognizer:
    return Recognizer({language: examples.messages(language.lower()) for language in Language})
