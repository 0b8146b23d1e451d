"""What the built-in assistant says, in its four languages, politely or as among friends."""

from resolvers.assistant.language import Language
from resolvers.assistant.phrases.english import ENGLISH
from resolvers.assistant.phrases.german import GERMAN, INFORMAL_GERMAN
from resolvers.assistant.phrases.polish import INFORMAL_POLISH, POLISH
from resolvers.assistant.phrases.turkish import INFORMAL_TURKISH, TURKISH
from resolvers.assistant.phrases.wording import Wording

__all__ = ["Wording", "wording"]

_WORDINGS = {Language.DE: GERMAN, Language.EN: ENGLISH, Language.TR: TURKISH, Language.PL: POLISH}
_INFORMAL = _WORDINGS | {
    Language.DE: INFORMAL_GERMAN,
    Language.TR: INFORMAL_TURKISH,
    Language.PL: INFORMAL_POLISH,
}


def wording(language: Language, *, is_informal: bool = False) -> Wording:
    """The sentences of one language, with "Sie" unless informal; English has one form for both."""
    return (_INFORMAL if is_informal else _WORDINGS)[language]
