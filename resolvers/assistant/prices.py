"""Prices in words: the service that is meant first and in full, others as a short list."""

from collections.abc import Sequence
from dataclasses import replace

from resolvers.assistant.money import hours as hours_text
from resolvers.assistant.money import price_range
from resolvers.assistant.phrases import Wording
from resolvers.assistant.tools import Duration, PriceKind, Quote, ServiceHit

_MOST_SERVICES = 3
_SHORT_HOURS = 2.0


def prices_in_words(quotes: Sequence[Quote], say: Wording, *, is_first_meant: bool) -> str:
    """What services cost.

    `is_first_meant` says that the first one answers the question and the others are alternatives to it; else all of
    them stand side by side.
    """
    shown = [quote.service for quote in quotes[:_MOST_SERVICES]]
    asked = quotes[:1] if is_first_meant else quotes[:_MOST_SERVICES]
    lines = [f"- {line_in_words(hit, say)}" for hit in shown]
    has_price = any(is_priced(hit) for hit in shown)
    offer = say.offer_appointment if has_price else say.offer_callback
    if any(quote.depends_on_vehicle for quote in asked):
        offer = say.which_vehicle
    for_vehicle = next((quote.vehicle_class for quote in asked if quote.vehicle_class), None)
    if for_vehicle is not None:
        offer = f"{say.for_vehicle.format(vehicle=say.vehicle_classes[for_vehicle])} {offer}"
    if is_first_meant:
        first = _sentences(shown[0], say)
        if len(shown) == 1:
            return " ".join([*first, offer if is_priced(shown[0]) else say.offer_callback])
        return "\n".join([" ".join(first), "", say.price_also, *lines[1:]]) + f"\n\n{offer}"
    closing = f"{say.estimate} {offer}" if has_price else offer
    return "\n".join([say.price_heading, *lines]) + f"\n\n{closing}"


def is_priced(hit: ServiceHit) -> bool:
    """Whether a price can be named."""
    return hit.price is not None and hit.price_kind is not PriceKind.ON_REQUEST


def _sentences(hit: ServiceHit, say: Wording) -> list[str]:
    if hit.price is None or hit.price_kind is PriceKind.ON_REQUEST:
        return [say.price_request.format(service=hit.name)]
    sentences: list[str] = []
    if hit.price.max_cents == 0:
        sentences.append(say.price_free.format(service=hit.name))
    elif hit.price_kind is PriceKind.FROM:
        lowest = replace(hit.price, max_cents=hit.price.min_cents)
        sentences += [say.price_from.format(service=hit.name, price=price_range(lowest, say.language)), say.estimate]
    else:
        sentences += [say.price_one.format(service=hit.name, price=price_range(hit.price, say.language)), say.estimate]
    if hit.duration is not None and hit.duration.max_hours > 0:
        sentences.append(_duration_in_words(hit.duration, say))
    return sentences


def _duration_in_words(duration: Duration, say: Wording) -> str:
    """Up to two hours in minutes, as the screens have it."""
    hours = (duration.min_hours, duration.max_hours)
    if duration.max_hours <= _SHORT_HOURS:
        minutes = dict.fromkeys(str(round(each * 60)) for each in hours)
        return say.duration_short.format(minutes="–".join(minutes))
    return say.duration.format(hours="–".join(dict.fromkeys(hours_text(each, say.language) for each in hours)))


def line_in_words(hit: ServiceHit, say: Wording) -> str:
    """A service and its price on one line."""
    if hit.price is None or hit.price_kind is PriceKind.ON_REQUEST:
        return say.line_request.format(service=hit.name)
    if hit.price.max_cents == 0:
        return say.line_free.format(service=hit.name)
    if hit.price_kind is PriceKind.FROM:
        lowest = replace(hit.price, max_cents=hit.price.min_cents)
        return say.line_from.format(service=hit.name, price=price_range(lowest, say.language))
    return say.line_range.format(service=hit.name, price=price_range(hit.price, say.language))
