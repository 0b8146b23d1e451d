"""What a message wants, recognised by examples: the arbiter over what single words seem to say."""

from collections.abc import Mapping
from functools import cache, lru_cache

from resolvers.assistant import examples
from resolvers.assistant.compiled import compiled
from resolvers.assistant.patterns import Intent
from resolvers.assistant.recognition import Recognizer

_ABOUT_SERVICES = ("PRICE", "SERVICE")
_INTENTS: Mapping[str, Intent] = {
    "HOURS": Intent.HOURS,
    "CONTACT": Intent.CONTACT,
    "APPOINTMENT": Intent.LEAD,
    "CALLBACK": Intent.LEAD,
    "HUMAN": Intent.HUMAN,
    "COMPLAINT": Intent.COMPLAINT,
    "SAFETY": Intent.SAFETY,
    "BREAKDOWN": Intent.BREAKDOWN,
    "PAYMENT": Intent.TERMS,
    "WARRANTY": Intent.TERMS,
    "LOANER": Intent.TERMS,
    "JOB": Intent.TERMS,
    "WHO": Intent.WHO,
    "GREETING": Intent.GREETING,
    "THANKS": Intent.THANKS,
    "GOODBYE": Intent.GOODBYE,
    "OFFTOPIC": Intent.OFF_TOPIC,
    "INJECTION": Intent.OFF_TOPIC,
    "ILLEGAL": Intent.ILLEGAL,
    "SERVICES": Intent.SERVICES,
}


@lru_cache(maxsize=1024)
def likelihoods(text: str) -> Mapping[Intent | None, float]:
    """How much likelier each wish is than a question about a service, as a logarithm: Intent.PRICE is 0.

    None stands for what is no wish: a yes or no, a bare name, what cannot be understood.
    """
    recognizer = recognizer_of_wishes()
    scores = dict(zip(recognizer.labels, recognizer.scores(text), strict=True))
    about_services = scores[_ABOUT_SERVICES[0]]
    likely: dict[Intent | None, float] = {Intent.PRICE: 0.0}
    for wish in recognizer.labels[:-1]:
        more, intent = float(scores[wish] - about_services), _INTENTS.get(wish)
        likely[intent] = max(likely.get(intent, more), more)
    return likely


@cache
def recognizer_of_wishes() -> Recognizer:
    """Made of all examples; takes seconds the first time, so not on the event loop."""
    return compiled("wishes", (), _learned)


def _learned() -> Recognizer:
    wishes = {wish: list(texts) for wish, texts in examples.wishes().items()}
    about_services = [text for wish in _ABOUT_SERVICES for text in wishes.pop(wish)]
    about_services += [text for texts in examples.services().values() for text in texts]
    return Recognizer({**wishes, _ABOUT_SERVICES[0]: about_services})
