"""The service library: categories and services of the German market, read from the files of this folder.

    categories.toml            the categories in their order, with their names in four languages
    services/<category>.toml   the services of one category in their order
    phrases/<category>.toml    what people say who do not know the trade's words, by the service's German name

A service's German name is its identity within the category: its id is made of both, so neither ever changes.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from tenants.models.accounts import Language
from tenants.models.catalogue import PriceKind

FOLDER = Path(__file__).parent
_SEASONAL = "seasonal"
_KINDS = {"FIX": PriceKind.FIXED, "SPANNE": PriceKind.RANGE, "AB": PriceKind.FROM, "ANFRAGE": PriceKind.ON_REQUEST}


def categories() -> list[dict[str, Any]]:
    """The rows of library_categories."""
    return [
        {
            "id": stable_id("category", each["code"]),
            "code": each["code"],
            "position": each["position"],
            "kind": each["kind"],
            "icon": each["icon"],
            **{f"name_{language}": each["name"][language] for language in _languages()},
        }
        for each in _read("categories.toml")["categories"]
    ]


def services() -> list[dict[str, Any]]:
    """The rows of library_services, category by category."""
    return [_service(category, each, position) for position, (category, each) in enumerate(entries(), start=1)]


def texts() -> list[dict[str, Any]]:
    """The rows of library_service_texts: a name and synonyms in every language, descriptions where there are."""
    return [
        {
            "service_id": _id_of(category, each),
            "language": language.upper(),
            "name": each["name"].get(language) or each["name"]["de"],
            "description": each.get("description", {}).get(language),
            "safety_note": each.get("safety", {}).get(language),
            "synonyms": each.get("synonyms", {}).get(language, []),
        }
        for category, each in entries()
        for language in _languages()
    ]


def sayings() -> dict[str, list[str]]:
    """All that each service is called, in every language, by its id: names, synonyms, and lay people's phrases."""
    said: dict[str, list[str]] = {}
    phrases: dict[str, Mapping[str, Any]] = {}
    for category, each in entries():
        if category not in phrases:
            phrases[category] = _read(f"phrases/{category}.toml")
        of_it = (each["name"], each.get("synonyms", {}), phrases[category].get(each["name"]["de"], {}))
        texts = [text for by_language in of_it for text in by_language.values()]
        said[str(_id_of(category, each))] = [
            one for text in texts for one in ([text] if isinstance(text, str) else text)
        ]
    return said


def descriptions() -> dict[str, list[str]]:
    """What is said about each service in German and English, safety notes included, by its id."""
    return {
        str(_id_of(category, each)): [*each.get("description", {}).values(), *each.get("safety", {}).values()]
        for category, each in entries()
    }


def season_rank(service_id: str | None, months: Iterable[int]) -> int | None:
    """How much a service of the library is one of these months, 0 the most; None for one of others, or of all year."""
    category, asked_for = _seasons().get(service_id or "", ("", frozenset()))
    if asked_for.isdisjoint(months):
        return None
    return (2 if asked_for - set(months) else 0) + (category != _SEASONAL)


def entries() -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every service with its category's code, in the order of the categories and of the files."""
    for category in _read("categories.toml")["categories"]:
        file = f"services/{category['code']}.toml"
        if (FOLDER / file).exists():
            for each in _read(file)["services"]:
                yield category["code"], each


def service_id(category: str, name: str) -> UUID:
    """The id of a service by its category's code and its German name."""
    return stable_id("service", f"{category}/{name}")


def stable_id(kind: str, name: str) -> UUID:
    """The id of something of the library, the same in every database."""
    return uuid5(NAMESPACE_URL, f"carbot:{kind}:{name}")


def _service(category: str, each: Mapping[str, Any], position: int) -> dict[str, Any]:
    kind, low, high = _price(each)
    hours = each.get("hours", (None, None))
    return {
        "id": _id_of(category, each),
        "category_id": stable_id("category", category),
        "name": each["name"]["de"],
        "position": position,
        "price_kind": kind,
        "price_min": low,
        "price_max": high,
        "is_fixed_price": each["type"] == "FIX",
        "duration_min_minutes": _minutes(hours[0]),
        "duration_max_minutes": _minutes(hours[1]),
        "months": each.get("months"),
        "vehicle_classes": each.get("classes"),
        "scales": each.get("scales", True),
        "is_passthrough": each.get("passthrough", False),
        "search_terms": _search_terms(each),
    }


def _id_of(category: str, each: Mapping[str, Any]) -> UUID:
    return service_id(category, each["name"]["de"])


def _price(each: Mapping[str, Any]) -> tuple[PriceKind, int | None, int | None]:
    """Cents. A fixed price that spans the market is a range until a workshop picks its number."""
    kind = _KINDS[each["type"]]
    if kind is PriceKind.ON_REQUEST or "price" not in each:
        return PriceKind.ON_REQUEST, None, None
    low, high = (round(float(euro) * 100) for euro in each["price"])
    if kind is PriceKind.FIXED and low != high:
        kind = PriceKind.RANGE
    return kind, low, high


def _minutes(hours: float | None) -> int | None:
    return round(hours * 60) if hours else None


def _search_terms(each: Mapping[str, Any]) -> str:
    """All that people type for it, each word group once."""
    names = [each["name"].get(language, "") for language in _languages()]
    typed = [word for language in _languages() for word in each.get("synonyms", {}).get(language, [])]
    return " ".join(dict.fromkeys(filter(None, [*names, *typed])))


def _languages() -> list[str]:
    return [language.value.lower() for language in Language]


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


@cache
def _seasons() -> Mapping[str, tuple[str, frozenset[int]]]:
    return {
        str(_id_of(category, each)): (category, frozenset(each["months"]))
        for category, each in entries()
        if "months" in each
    }
