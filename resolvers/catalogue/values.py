"""What a service's fields may say: prices that fit their kind, durations, synonyms."""

from collections.abc import Mapping, Sequence
from typing import Any

from resolvers.values import Checks
from tenants.models.accounts import Language
from tenants.models.catalogue import PriceKind, Service

MOST_CENTS = 10_000_000
_MOST_MINUTES = 60 * 24 * 14
_MOST_SYNONYMS = 50
_LONGEST_SYNONYM = 80


def apply_price(checks: Checks, service: Service, changes: Mapping[str, Any]) -> None:
    """Bring kind and amounts to one of the forms the catalogue knows; what a kind does not need is cleared."""
    kind = changes.get("price_kind") or service.price_kind or PriceKind.ON_REQUEST
    low = changes.get("price_min", service.price_min)
    high = changes.get("price_max", service.price_max)
    if kind is PriceKind.ON_REQUEST:
        low = high = None
    elif low is None:
        checks.refuse("REQUIRED", "priceMin")
    if kind is PriceKind.FIXED:
        high = low
    elif kind is PriceKind.RANGE and high is None:
        checks.refuse("REQUIRED", "priceMax")
    for field, amount in (("priceMin", low), ("priceMax", None if kind is PriceKind.FIXED else high)):
        if amount is not None and not 0 <= amount <= MOST_CENTS:
            checks.refuse("INVALID_PRICE", field)
    if low is not None and high is not None and low > high:
        checks.refuse("PRICE_RANGE_REVERSED", "priceMax")
    service.price_kind, service.price_min, service.price_max = kind, low, high


def apply_duration(checks: Checks, service: Service, changes: Mapping[str, Any]) -> None:
    """How long the work takes, in minutes."""
    for field, caller_field in (
        ("duration_min_minutes", "durationMinMinutes"),
        ("duration_max_minutes", "durationMaxMinutes"),
    ):
        if field in changes:
            minutes: int | None = changes[field]
            if minutes is not None and not 0 < minutes <= _MOST_MINUTES:
                checks.refuse("INVALID_DURATION", caller_field)
            setattr(service, field, minutes)
    low, high = service.duration_min_minutes, service.duration_max_minutes
    if low is not None and high is not None and low > high:
        checks.refuse("DURATION_RANGE_REVERSED", "durationMaxMinutes")


def apply_descriptions(checks: Checks, service: Service, given: Sequence[tuple[Language, str]]) -> None:
    """What is included, by language: one that is not named stays, an empty text removes it, German is the main one."""
    written = {Language(each["language"]): each["text"] for each in service.translations or ()}
    for language, text in given:
        found = checks.text("descriptions", text)
        if language is Language.DE:
            service.description = found
        elif found is not None:
            written[language] = found
        else:
            written.pop(language, None)
    service.translations = translations(written)


def translations(texts: Mapping[Language, str]) -> list[dict[str, Any]]:
    """Descriptions in other languages than German, as a service keeps them."""
    return [
        {"language": language.value, "text": texts[language]}
        for language in Language
        if language is not Language.DE and language in texts
    ]


def clean_synonyms(checks: Checks, given: Sequence[str]) -> list[str]:
    """Other words for a service, each once."""
    lines = [checks.line("synonyms", each, most=_LONGEST_SYNONYM) for each in given[: _MOST_SYNONYMS + 1]]
    if len(given) > _MOST_SYNONYMS:
        checks.refuse("TOO_MANY", "synonyms", most=_MOST_SYNONYMS)
    return list(dict.fromkeys(filter(None, lines)))
