"""Clients: the apps a workshop may be asked to let in."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from tenants.models.partners import PartnerApp
from tenants.models.workshops import Workshop
from tenants.permissions import Permission
from tenants.scope import Scope
from tenants.use_cases import use_case


@dataclass(frozen=True, slots=True)
class Client:
    """An app as its developer registered it."""

    app_id: UUID
    name: str
    developer: str
    redirect_uris: Sequence[str]
    scopes: Sequence[str]
    workshop_name: str
    """Of the workshop that is asked: a person may work in several."""


@use_case(Permission.PARTNERS_WRITE)
async def find_client(scope: Scope, client_id: str) -> Client | None:
    """The app of this client id; None where there is none. For those only who may let it in."""
    found = await scope.execute(
        select(
            PartnerApp.id,
            PartnerApp.name,
            PartnerApp.developer,
            PartnerApp.redirect_uris,
            PartnerApp.scopes,
            select(Workshop.name).where(Workshop.id == scope.workshop_id).scalar_subquery(),
        ).where(PartnerApp.client_id == client_id)
    )
    row = found.one_or_none()
    return Client(*row) if row is not None else None
