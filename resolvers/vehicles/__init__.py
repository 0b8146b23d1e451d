"""Vehicles: what papers and words say of one, when it must be inspected, and what it may need.

Nothing here asks the database; services.py alone says how the workshop's own services are found.
"""

from resolvers.vehicles.facts import VehicleFacts
from resolvers.vehicles.reading import vehicle_from_text

__all__ = ["VehicleFacts", "vehicle_from_text"]
