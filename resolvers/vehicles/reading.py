"""Reads what people write of their vehicle, in German, English, Turkish and Polish."""

import re

from resolvers.vehicles.amounts import bare_year_of, mileage_of, year_of
from resolvers.vehicles.facts import VehicleFacts
from resolvers.vehicles.models import model_from
from resolvers.vehicles.names import Model
from resolvers.vehicles.vocabulary import class_named, fuel_named, is_passenger
from resolvers.vehicles.words import fold, words
from tenants.models.vehicles import Fuel, VehicleClass

_POWER = re.compile(r"\b\d{2,3} ?(?:ps|kw|hp|bhp|bg|beygir|km mechaniczn\w+)\b")
_DESIGNATION = re.compile(r"\b(?:[1-8]\d\d|[a-z]{1,3} ?\d{3}|[sx]drive ?\d\d) ?(d|de|e|i|cdi)\b")
_GLUED = re.compile(r"\b(\d)(?=(?:tdi|tdci|cdti|cdi|hdi|dci|crdi|jtd|tsi|tfsi|fsi|tgi)\b)")
_OF_DESIGNATION = {"d": Fuel.DIESEL, "cdi": Fuel.DIESEL, "e": Fuel.PLUGIN_HYBRID, "de": Fuel.PLUGIN_HYBRID}
_LONGEST = 2_000


def vehicle_from_text(text: str) -> VehicleFacts:
    """What a text says of a vehicle: what it leaves unsaid, or says twice over, is None.

    A word for the class ("Kleinwagen", "dostawczy") wins over the class of the model; a car that drives on electricity
    is of the class ELECTRIC. Miles are converted. Only the first 2,000 characters are read.
    """
    text = text[:_LONGEST]
    folded = fold(text)
    said = words(text)
    plain = _GLUED.sub(r"\1 ", " ".join(word.text for word in said))
    year, mileage, fuel = year_of(folded), mileage_of(folded), fuel_named(plain)
    has_facts = year is not None or mileage is not None or fuel is not None or bool(_POWER.search(folded))
    model = model_from(said, has_facts=has_facts)
    if model is None and not has_facts and (bare := bare_year_of(folded)):
        # "Leon 2016": the year speaks for the model as the model speaks for the year.
        model = model_from(said, has_facts=True)
    else:
        bare = bare_year_of(folded)
    fuel = fuel or _fuel_of(model, plain)
    vehicle_class = _class(class_named(plain), model, fuel)
    is_vehicle = model is not None or fuel is not None or vehicle_class is not None
    return VehicleFacts(
        make=model.make if model else None,
        model=model.name if model else None,
        vehicle_class=vehicle_class,
        fuel=fuel,
        first_registration=year or (bare if is_vehicle else None),
        mileage_km=mileage,
    )


def _fuel_of(model: Model | None, plain: str) -> Fuel | None:
    if model is None:
        return None
    if model.fuel is None and model.make in ("BMW", "Mercedes-Benz") and (match := _DESIGNATION.search(plain)):
        petrol = Fuel.PETROL if model.make == "BMW" else None
        return _OF_DESIGNATION.get(match.group(1), petrol)
    return model.fuel


def _class(named: VehicleClass | None, model: Model | None, fuel: Fuel | None) -> VehicleClass | None:
    known = named or (model.vehicle_class if model else None)
    if fuel is Fuel.ELECTRIC and (known is None or is_passenger(known)):
        return VehicleClass.ELECTRIC
    if named is None and model and model.fuel is Fuel.ELECTRIC and fuel is not Fuel.ELECTRIC and is_passenger(known):
        return None
    return known
