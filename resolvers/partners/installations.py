"""Installations: a workshop lets a program in, its own or an app of others, changes its secret and ends it."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, select

from carbot.errors import DomainError, NotFound
from carbot.ids import new_id, new_token, token_hash
from resolvers.values import Checks
from tenants.entitlements import require_entitled
from tenants.models.billing import Feature
from tenants.models.partners import AuthorizationCode, Installation, PartnerApp
from tenants.permissions import SCOPE_PERMISSIONS, Permission
from tenants.scope import Scope
from tenants.use_cases import use_case

_MOST_INSTALLATIONS = 50
_CODE_LIFE = timedelta(minutes=5)


class InstallationIsRevoked(DomainError):
    """What was revoked stays so; a program is let in anew."""

    code = "INSTALLATION_IS_REVOKED"


@dataclass(frozen=True, slots=True)
class WithSecret:
    """An installation with its secret, which is told now and never again."""

    installation: Installation
    secret: str


@dataclass(frozen=True, slots=True)
class Consent:
    """What an owner agreed to: the app, what it may do, and where its answer goes, to whom knows the verifier."""

    app_id: UUID
    scopes: Sequence[str]
    redirect_uri: str
    challenge: str


@use_case(Permission.PARTNERS_WRITE)
async def create_installation(scope: Scope, name: str, scopes: Sequence[str]) -> WithSecret:
    """Let a program of the workshop's own in. Raises Rejected, PlanLimitReached."""
    require_entitled(scope.principal, Feature.PARTNERS, "input")
    checks = Checks("input")
    clean_name = checks.required("name", name, most=80)
    wanted = sorted(set(scopes))
    if not wanted:
        checks.refuse("REQUIRED", "scopes")
    for unknown in (each for each in wanted if each not in SCOPE_PERMISSIONS):
        checks.refuse("UNKNOWN_SCOPE", "scopes", scope=unknown[:40])
    count = await scope.execute(select(func.count()).select_from(Installation).where(Installation.revoked_at.is_(None)))
    if count.scalar_one() >= _MOST_INSTALLATIONS:
        checks.refuse("TOO_MANY", "name", most=_MOST_INSTALLATIONS)
    checks.done()
    secret = _new_secret()
    installation = scope.add(
        Installation(
            id=new_id(),
            name=clean_name,
            client_id=f"cbi_{secrets.token_urlsafe(18)}",
            secret_hash=token_hash(secret),
            scopes=wanted,
            installed_by=scope.principal.member_name,
        )
    )
    scope.audit("installation.created", installation, wanted)
    await scope.flush()
    return WithSecret(installation, secret)


@use_case(Permission.PARTNERS_WRITE)
async def rotate_secret(scope: Scope, installation_id: UUID) -> WithSecret:
    """Give a program of the workshop's own a new secret; the old one is good for nothing at once.

    Tokens it got before live on for their hour. Raises NotFound, for an app's installation too, InstallationIsRevoked.
    """
    installation = await scope.get(Installation, installation_id, lock=True)
    if not installation.is_own:
        raise NotFound("id")
    if not installation.is_active:
        raise InstallationIsRevoked("id")
    secret = _new_secret()
    installation.secret_hash = token_hash(secret)
    scope.audit("installation.secret_rotated", installation)
    await scope.flush()
    return WithSecret(installation, secret)


@use_case(Permission.PARTNERS_WRITE)
async def revoke_installation(scope: Scope, installation_id: UUID) -> Installation:
    """End what a program may do: its tokens are dead at once. Doing it again changes nothing. Raises NotFound."""
    installation = await scope.get(Installation, installation_id, lock=True)
    if installation.revoked_at is None:
        installation.revoked_at = scope.now
        scope.audit("installation.revoked", installation)
        await scope.flush()
    return installation


@use_case(Permission.PARTNERS_WRITE)
async def install_app(scope: Scope, consent: Consent) -> str:
    """Let an app in as the owner agreed, and return the code its server exchanges for tokens.

    An app that is installed already keeps what it may do and gets the rest. Raises NotFound, PlanLimitReached.
    """
    require_entitled(scope.principal, Feature.PARTNERS)
    # Of two consents at once the second finds what the first made.
    await scope.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"app:{consent.app_id}", 0))))
    installation = await scope.first(
        select(Installation).where(Installation.app_id == consent.app_id, Installation.revoked_at.is_(None))
    )
    if installation is None:
        name = (await scope.execute(select(PartnerApp.name).where(PartnerApp.id == consent.app_id))).scalar()
        if name is None:
            raise NotFound("id")
        installation = scope.add(
            Installation(
                id=new_id(),
                app_id=consent.app_id,
                name=name,
                scopes=sorted(consent.scopes),
                installed_by=scope.principal.member_name,
            )
        )
        scope.audit("installation.created", installation, sorted(consent.scopes))
    elif added := set(consent.scopes) - set(installation.scopes):
        installation.scopes = sorted({*installation.scopes, *added})
        scope.audit("installation.widened", installation, sorted(added))
    await scope.flush()
    code = new_token()
    scope.add(
        AuthorizationCode(
            installation_id=installation.id,
            code_hash=token_hash(code),
            redirect_uri=consent.redirect_uri,
            challenge=consent.challenge,
            scopes=sorted(consent.scopes),
            expires_at=scope.now + _CODE_LIFE,
        )
    )
    await scope.flush()
    return code


def _new_secret() -> str:
    return f"cbs_{new_token()}"
