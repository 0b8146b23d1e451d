"""What is known of a vehicle."""

from dataclasses import dataclass

from tenants.models.vehicles import Fuel, VehicleClass


@dataclass(frozen=True, slots=True)
class VehicleFacts:
    """What somebody said of a vehicle; None is what they did not say. The year is that of its first registration."""

    make: str | None = None
    model: str | None = None
    vehicle_class: VehicleClass | None = None
    fuel: Fuel | None = None
    first_registration: int | None = None
    mileage_km: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is known."""
        return self == VehicleFacts()
