"""What the built-in assistant says, in its four languages."""

from resolvers.assistant.language import Language
from resolvers.assistant.phrases.english import ENGLISH
from resolvers.assistant.phrases.german import GERMAN
from resolvers.assistant.phrases.polish import POLISH
from resolvers.assistant.phrases.turkish import TURKISH
from resolvers.assistant.phrases.wording import Wording

__all__ = ["Wording", "wording"]

_WORDINGS = {Language.DE: GERMAN, Language.EN: ENGLISH, Language.TR: TURKISH, Language.PL: POLISH}


def wording(language: Language) -> Wording:
    """The sentences of one language."""
    return _WORDINGS[language]
