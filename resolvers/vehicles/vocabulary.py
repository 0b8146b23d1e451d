"""The words for a vehicle's class and for what drives it, in German, English, Turkish and Polish (data/words.toml)."""

import re
import tomllib
from pathlib import Path

from tenants.models.vehicles import Fuel, VehicleClass

_WORDS = tomllib.loads((Path(__file__).parent / "data" / "words.toml").read_text(encoding="utf-8"))


def _any_of(patterns: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b")


OWNERS = frozenset(_WORDS["owner"]["words"])
"""Words that make of a name that may be a person's or a thing's one of a vehicle: "mein Leon"."""

NO_MAKES = frozenset(_WORDS["neither"]["make"])
"""Words that are nearly a make, and none."""

_CLASSES = {VehicleClass(name): _any_of(patterns) for name, patterns in _WORDS["class"].items()}
_FUELS = {Fuel(name): _any_of(patterns) for name, patterns in _WORDS["fuel"].items()}
_NO_CLASS = _any_of(_WORDS["neither"]["class"])
_NO_FUEL = _any_of(_WORDS["neither"]["fuel"])
_MISFUELLED = _any_of(_WORDS["neither"]["misfuelled"])
_PASSENGER = frozenset(VehicleClass) - {
    VehicleClass.VAN,
    VehicleClass.MOTORCYCLE,
    VehicleClass.MOTORHOME,
    VehicleClass.TRAILER,
    VehicleClass.TRUCK,
}


def class_named(plain: str) -> VehicleClass | None:
    """The class that a text of folded words names; None where it names none, or several."""
    kept = _NO_CLASS.sub(" ", plain)
    named = {each for each, pattern in _CLASSES.items() if pattern.search(kept)}
    if VehicleClass.UPPER in named:
        named.discard(VehicleClass.MIDSIZE)
    if VehicleClass.MOTORHOME in named:
        named.discard(VehicleClass.VAN)
    if VehicleClass.ELECTRIC in named and named <= _PASSENGER:
        return VehicleClass.ELECTRIC
    return named.pop() if len(named) == 1 else None


def fuel_named(plain: str) -> Fuel | None:
    """The fuel that a text of folded words names; None where it names none, or two that do not go together.

    Who filled in the wrong fuel names both, or only the wrong one.
    """
    if _MISFUELLED.search(plain):
        return None
    kept = _NO_FUEL.sub(" ", plain)
    named = {each for each, pattern in _FUELS.items() if pattern.search(kept)}
    if _CLASSES[VehicleClass.ELECTRIC].search(kept):
        named.add(Fuel.ELECTRIC)
    for whole, parts in (
        (Fuel.PLUGIN_HYBRID, {Fuel.HYBRID, Fuel.PETROL, Fuel.DIESEL, Fuel.ELECTRIC}),
        (Fuel.HYBRID, {Fuel.PETROL, Fuel.DIESEL, Fuel.ELECTRIC}),
        (Fuel.LPG, {Fuel.PETROL}),
        (Fuel.CNG, {Fuel.PETROL}),
    ):
        if whole in named and named <= {whole, *parts}:
            return whole
    return named.pop() if len(named) == 1 else None


def is_passenger(vehicle_class: VehicleClass | None) -> bool:
    """Whether a class is one of cars, whose price is another when they drive electrically."""
    return vehicle_class in _PASSENGER
