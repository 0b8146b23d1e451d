"""The library's data: complete, sane, findable in four languages, and no text a copy of another."""

import re
from collections import Counter
from itertools import combinations
from typing import Any

import pytest
from rapidfuzz import fuzz

from tenants import library
from tenants.models.catalogue import CategoryIcon, CategoryKind, PriceKind
from tenants.models.vehicles import VehicleClass

PLANNED = {
    "inspection": 30,
    "hu_au": 20,
    "oil_fluids": 16,
    "engine": 36,
    "timing": 14,
    "fuel_turbo": 22,
    "cooling": 14,
    "exhaust": 20,
    "transmission": 30,
    "brakes": 30,
    "suspension": 30,
    "alignment": 8,
    "tyres": 34,
    "electrical": 28,
    "lighting": 14,
    "diagnosis_adas": 24,
    "ac_heating": 18,
    "body_paint": 34,
    "accident": 12,
    "glass": 12,
    "smart_repair": 22,
    "ev": 22,
    "retrofit": 20,
    "motorcycle": 14,
    "van_trailer": 18,
    "seasonal": 12,
    "breakdown": 14,
    "reports": 10,
    "fleet": 8,
}
LANGUAGES = ("DE", "EN", "TR", "PL")
CATEGORIES = library.categories()
SERVICES = library.services()
TEXTS = library.texts()
ALIKE = 80
"""From here on two texts say the same in other words."""


def names_of(service_id: object) -> str:
    """What a service is called in German."""
    return next(text["name"] for text in TEXTS if text["service_id"] == service_id and text["language"] == "DE")


def without(name: str, text: str) -> str:
    """A text without the words of a name, so that only what is said of the service is left."""
    taken = set(re.findall(r"\w+", name.lower()))
    return " ".join(word for word in re.findall(r"\w+", text.lower()) if word not in taken)


def alike(texts: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The names of services whose descriptions differ only in the service's name."""
    told = [(name, without(name, text)) for name, text in texts]
    return [(one[0], other[0]) for one, other in combinations(told, 2) if fuzz.ratio(one[1], other[1]) >= ALIKE]


def test_every_category_has_the_planned_services() -> None:
    codes = {category["id"]: category["code"] for category in CATEGORIES}

    assert [category["code"] for category in CATEGORIES] == list(PLANNED)
    assert [category["position"] for category in CATEGORIES] == list(range(1, 30))
    assert Counter(codes[service["category_id"]] for service in SERVICES) == PLANNED
    assert len(SERVICES) >= 586


def test_every_category_has_names_a_kind_and_a_picture_of_its_own() -> None:
    assert {category["kind"] for category in CATEGORIES} == {kind.value for kind in CategoryKind}
    assert len({CategoryIcon(category["icon"]) for category in CATEGORIES}) == len(CATEGORIES)
    for language in ("de", "en", "tr", "pl"):
        assert len({category[f"name_{language}"] for category in CATEGORIES}) == len(CATEGORIES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_service_has_a_name_and_a_synonym(language: str) -> None:
    texts = [text for text in TEXTS if text["language"] == language]

    assert len(texts) == len(SERVICES)
    assert [text["name"] for text in texts if not text["name"].strip() or not text["synonyms"]] == []
    empty = [text["name"] for text in texts if not all(word.strip() for word in text["synonyms"])]
    assert empty == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_services_have_one_name(language: str) -> None:
    names = Counter(text["name"].casefold() for text in TEXTS if text["language"] == language)

    assert [name for name, count in names.items() if count > 1] == []
    assert len({service["id"] for service in SERVICES}) == len(SERVICES)


def test_prices_and_hours_are_sane() -> None:
    wrong = []
    for service in SERVICES:
        low, high = service["price_min"], service["price_max"]
        shortest, longest = service["duration_min_minutes"], service["duration_max_minutes"]
        fits = {
            PriceKind.FIXED: low is not None and low == high,
            PriceKind.RANGE: low is not None and high is not None and low < high,
            PriceKind.FROM: low is not None and (high is None or low <= high),
            PriceKind.ON_REQUEST: low is None and high is None,
        }[service["price_kind"]]
        is_dear = (high or low or 0) > 2_000_000
        is_long = (longest or 0) > 120 * 60
        is_reversed = shortest is not None and longest is not None and shortest > longest
        if not fits or is_dear or is_long or is_reversed or (low or 0) < 0:
            wrong.append(service["name"])

    assert wrong == []


def test_seasons_and_vehicles_are_known_ones() -> None:
    months = [month for service in SERVICES for month in service["months"] or ()]
    classes = {name for service in SERVICES for name in service["vehicle_classes"] or ()}

    assert months
    assert set(months) <= set(range(1, 13))
    assert classes
    assert classes <= {vehicle.value for vehicle in VehicleClass}


def test_fees_are_passed_through_and_neither_fees_nor_storage_scale() -> None:
    named = {service["name"]: service for service in SERVICES}

    fee = named["HU inkl. AU Pkw (Gebühr der Prüforganisation, durchlaufend)"]
    storage = named["Einlagerung pro Saison (4 Räder)"]
    assert (fee["is_passthrough"], fee["scales"]) == (True, False)
    assert (storage["is_passthrough"], storage["scales"]) == (False, False)
    assert [name for name, service in named.items() if service["is_passthrough"] and service["scales"]] == []


def test_every_description_says_something_of_its_own() -> None:
    described = [text for text in TEXTS if text["language"] == "DE"]

    assert [text["name"] for text in described if len(text["description"] or "") < 40] == []
    assert alike([(text["name"], text["description"]) for text in described]) == []


def test_descriptions_that_differ_only_in_the_name_are_noticed() -> None:
    same = "Wir prüfen {} und tauschen, was verschlissen ist, mit Teilen in Erstausrüsterqualität."
    own = "Die alte Kupplung wird ausgebaut, das Ausrücklager mit erneuert und der Schleifpunkt eingestellt."

    texts = [(name, same.format(name)) for name in ("Bremsbeläge vorne", "Stoßdämpfer hinten")]
    assert alike([*texts, ("Kupplung komplett ersetzen", own)]) == [("Bremsbeläge vorne", "Stoßdämpfer hinten")]


def test_what_must_not_wait_is_said_in_all_languages() -> None:
    noted: dict[Any, set[str]] = {}
    for text in TEXTS:
        if text["safety_note"]:
            noted.setdefault(text["service_id"], set()).add(text["language"])

    assert noted
    assert [names_of(service) for service, languages in noted.items() if languages != set(LANGUAGES)] == []
