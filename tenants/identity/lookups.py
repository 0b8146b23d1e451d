"""Look-ups: what one process asks about who is who, by hashes nobody can guess."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, update

from carbot.ids import new_token, token_hash
from tenants.database import Database, database_faults
from tenants.identity.claims import Claim, SessionClaim, VisitorClaim, text
from tenants.models.accounts import Language, Session
from tenants.models.operators import OperatorSession
from tenants.permissions import Permission
from tenants.pipeline import Step
from tenants.principal import Principal, PrincipalKind, partner
from tenants.roles import DatabaseRole

_PARTNER_CLIENT = """
SELECT app_id, is_confidential, is_proven, workshop_id, organization_id, installation_id, array_to_json(scopes)
FROM lookup.partner_client($1, $2::bytea, $3::uuid)"""
_PARTNER_GRANT = """
SELECT workshop_id, organization_id, installation_id, app_id FROM lookup.partner_grant($1::bytea)"""

_DOWNLOAD = """
SELECT workshop_id, organization_id, download_id FROM lookup.download($1::bytea)"""


@dataclass(frozen=True, slots=True)
class PartnerClient:
    """Who asks for tokens. `installation` is where it acts, once it has proved who it is and named a place."""

    app_id: UUID | None
    is_confidential: bool
    is_proven: bool
    installation: Principal | None
    scopes: Sequence[str]


class Identity:
    """The look-ups of one process."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, claim: Claim, now: datetime) -> Principal | None:
        """Who a claim is of, asked on its own. Raises Forbidden, Unauthenticated, Unavailable."""
        (rows,) = await self._database.pipeline(claim.role).run(claim.step)
        return claim.principal(rows, now)

    async def origins_of_key(self, client_key: str) -> Sequence[str] | None:
        """The origins a live client key may be used from; None for an unknown or revoked one."""
        claim = VisitorClaim.of(client_key, None, None, Language.DE, lambda _, __: False)
        (rows,) = await self._database.pipeline(claim.role).run(claim.step)
        return json.loads(rows[0][4] or b"[]") if rows else None

    async def partner_client(
        self, client_id: str, secret: str | None, installation_id: UUID | None
    ) -> PartnerClient | None:
        """The client of this id; with its secret also where it acts. None for an unknown one.

        A program of a workshop's own is found with its secret only.
        """
        hashed = b"\\x" + token_hash(secret).hex().encode() if secret else None
        wanted = str(installation_id).encode() if installation_id else None
        step = Step(_PARTNER_CLIENT, (client_id.encode(), hashed, wanted))
        (rows,) = await self._database.pipeline(DatabaseRole.API).run(step)
        if not rows:
            return None
        app, confidential, proven, workshop, organization, installation, scopes = map(text, rows[0])
        return PartnerClient(
            app_id=UUID(app) if app else None,
            is_confidential=confidential == "t",
            is_proven=proven == "t",
            installation=_grantee(workshop, organization, installation) if installation else None,
            scopes=json.loads(scopes or "[]"),
        )

    async def partner_grant(self, token: str) -> tuple[Principal, UUID | None] | None:
        """Where a code or token of a partner belongs, and to which app; whether it is still good is not asked."""
        step = Step(_PARTNER_GRANT, (b"\\x" + token_hash(token).hex().encode(),))
        (rows,) = await self._database.pipeline(DatabaseRole.API).run(step)
        if not rows:
            return None
        workshop, organization, installation, app = map(text, rows[0])
        return _grantee(workshop, organization, installation), UUID(app) if app else None

    async def download(self, token: str) -> tuple[Principal, UUID] | None:
        """Who may fetch the file of a link, and which one that is; None for a link that is over."""
        step = Step(_DOWNLOAD, (b"\\x" + token_hash(token).hex().encode(),))
        (rows,) = await self._database.pipeline(DatabaseRole.API).run(step)
        if not rows:
            return None
        workshop, organization, download = map(text, rows[0])
        may = frozenset({Permission.SERVICES_EXPORT})
        bearer = Principal(
            PrincipalKind.SYSTEM, DatabaseRole.API, may, workshop_id=UUID(workshop), organization_id=UUID(organization)
        )
        return bearer, UUID(download)

    async def touch_session(self, found: Principal) -> None:
        """Write down that the session of a member or an operator is in use."""
        model = Session if found.operator_id is None else OperatorSession
        async with database_faults(), self._database.engine(DatabaseRole.IDENTITY).begin() as connection:
            await connection.execute(update(model).where(model.id == found.session_id).values(last_used_at=func.now()))

    async def renew_session(self, claim: SessionClaim, found: Principal) -> str | None:
        """A fresh token for whom a session's look-up found; None when another request of the browser was faster.

        The token until now is good for ten more seconds: a browser asks for several things at once.
        """
        token = new_token()
        renewed = (
            update(Session)
            .where(Session.id == found.session_id, Session.token_hash == claim.token_hash)
            .values(
                token_hash=token_hash(token),
                previous_token_hash=claim.token_hash,
                renewed_at=func.now(),
                workshop_id=found.workshop_id,
                role=found.member_role,
            )
            .returning(Session.id)
        )
        async with database_faults(), self._database.engine(DatabaseRole.IDENTITY).begin() as connection:
            return token if (await connection.execute(renewed)).first() is not None else None


def _grantee(workshop: str, organization: str, installation: str) -> Principal:
    """An installation that may do nothing but get and end its tokens."""
    return partner(
        workshop_id=UUID(workshop),
        organization_id=UUID(organization),
        installation_id=UUID(installation),
        name="",
        scopes=frozenset(),
        rights=None,
        language=Language.DE,
    )
