"""Vehicles: the classes and drives that prices and advice differ by."""

from enum import StrEnum


class VehicleClass(StrEnum):
    """The class of a vehicle that prices differ by; the German words are on the screens."""

    MICRO = "MICRO"
    SMALL = "SMALL"
    COMPACT = "COMPACT"
    MIDSIZE = "MIDSIZE"
    UPPER = "UPPER"
    SUV = "SUV"
    VAN = "VAN"
    LUXURY = "LUXURY"
    ELECTRIC = "ELECTRIC"
    MOTORCYCLE = "MOTORCYCLE"
    MOTORHOME = "MOTORHOME"
    TRAILER = "TRAILER"
    TRUCK = "TRUCK"


class Fuel(StrEnum):
    """What drives a vehicle."""

    PETROL = "PETROL"
    DIESEL = "DIESEL"
    HYBRID = "HYBRID"
    PLUGIN_HYBRID = "PLUGIN_HYBRID"
    ELECTRIC = "ELECTRIC"
    LPG = "LPG"
    CNG = "CNG"
    HYDROGEN = "HYDROGEN"
