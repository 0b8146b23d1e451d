"""Onboarding: what a new workshop has done already, told by its rows. Adds the expressions to Workshop."""

from sqlalchemy import ColumnElement, ColumnExpressionArgument, and_, select, text

from tenants.models.base import told
from tenants.models.catalogue import Service
from tenants.models.keys import ClientKey
from tenants.models.leads import Lead
from tenants.models.workshops import Workshop


def _any(
    model: type[Service] | type[ClientKey] | type[Lead], *conditions: ColumnExpressionArgument[bool]
) -> ColumnElement[bool]:
    return select(text("1")).where(model.workshop_id == Workshop.id, *conditions).correlate(Workshop).exists()


_steps = {
    "has_profile": and_(
        Workshop.street.is_not(None), Workshop.phone.is_not(None), Workshop.privacy_policy_url.is_not(None)
    ),
    "has_opening_hours": Workshop.hours_set_at.is_not(None),
    "has_services": _any(Service, Service.is_active),
    "has_client_key": _any(ClientKey, ClientKey.revoked_at.is_(None)),
    "has_seen_widget": _any(ClientKey, ClientKey.last_seen_at.is_not(None)),
    "has_lead": _any(Lead),
}
for _name, _expression in _steps.items():
    setattr(Workshop, _name, told(_expression))
