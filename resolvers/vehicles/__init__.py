"""Vehicles: what papers and words say of one, when it must be inspected, and what it may need. No database here."""

from resolvers.vehicles.facts import VehicleFacts
from resolvers.vehicles.reading import vehicle_from_text

__all__ = ["VehicleFacts", "vehicle_from_text"]
