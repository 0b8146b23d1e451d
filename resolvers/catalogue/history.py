"""The history of prices: written with every price, in the same transaction, and never changed."""

from carbot.ids import new_id
from tenants.models.catalogue import Service
from tenants.models.prices import ServicePrice
from tenants.scope import Scope


def note_price(scope: Scope, service: Service) -> None:
    """Write down that a service has this price from now on, and who set it."""
    scope.add(
        ServicePrice(
            id=new_id(),
            service_id=service.id,
            valid_from=scope.now,
            price_kind=service.price_kind,
            price_min=service.price_min,
            price_max=service.price_max,
            member_name=scope.principal.member_name,
        )
    )
