"""The usual factors of classes of vehicles against a compact car, as the trade proposes them.

Electric cars, motorcycles, motorhomes, trailers and trucks have prices of their own, so they have no factor.
"""

from tenants.models.accounts import Language
from tenants.models.vehicles import VehicleClass

CLASS_FACTORS = {
    VehicleClass.MICRO: 800,
    VehicleClass.SMALL: 900,
    VehicleClass.MIDSIZE: 1150,
    VehicleClass.UPPER: 1400,
    VehicleClass.SUV: 1400,
    VehicleClass.VAN: 1300,
    VehicleClass.LUXURY: 1800,
}
"""In thousandths."""

CLASS_NAMES = {
    Language.DE: ("Kleinstwagen", "Kleinwagen", "Mittelklasse", "Oberklasse", "SUV", "Transporter", "Luxus/Sport"),
    Language.EN: ("City car", "Small car", "Mid-size car", "Executive car", "SUV", "Van", "Luxury/sports car"),
    Language.TR: ("Mini sınıf", "Küçük sınıf", "Orta sınıf", "Üst sınıf", "SUV", "Hafif ticari", "Lüks/spor"),
    Language.PL: ("Klasa mini", "Klasa mała", "Klasa średnia", "Klasa wyższa", "SUV", "Dostawcze", "Luksus/sport"),
}
"""What their rules are called, in the order of the factors."""
