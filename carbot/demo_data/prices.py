"""The demo workshop's price rules: by the class of the vehicle, and in a season."""

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from carbot.demo_data.workshop import Premises
from carbot.ids import new_id
from tenants.models.prices import PriceRule, PriceRuleKind
from tenants.models.vehicles import VehicleClass

_RULES: tuple[tuple[str, dict[str, Any]], ...] = (
    (
        "Räderwechsel (4 Kompletträder)",
        {
            "label": "SUV: große Räder",
            "kind": PriceRuleKind.SURCHARGE,
            "vehicle_class": VehicleClass.SUV,
            "surcharge": 1000,
        },
    ),
    (
        "Große Inspektion nach Herstellervorgabe",
        {
            "label": "Transporter",
            "kind": PriceRuleKind.FACTOR,
            "vehicle_class": VehicleClass.VAN,
            "factor_permille": 1200,
        },
    ),
    (
        "Wintercheck (Batterie, Frostschutz, Licht, Reifen)",
        {
            "label": "Herbstaktion",
            "kind": PriceRuleKind.OVERRIDE,
            "season_start": "10-01",
            "season_end": "11-15",
            "price_min": 1900,
            "price_max": 1900,
        },
    ),
)


def add_price_rules(session: Session, premises: Premises) -> None:
    """Store the rules. Raises KeyError for a service the workshop does not have."""
    services = {service.name: service for service, _ in premises.services}
    at = premises.workshop.created_at + timedelta(days=1)
    session.add_all(
        PriceRule(
            workshop_id=premises.workshop.id,
            id=new_id(),
            service_id=services[name].id,
            is_active=True,
            created_at=at + timedelta(minutes=number),
            updated_at=at + timedelta(minutes=number),
            **values,
        )
        for number, (name, values) in enumerate(_RULES)
    )
    session.flush()
