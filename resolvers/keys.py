"""Client keys: made, bound to origins, revoked. A key goes live only where a privacy policy is named."""

import secrets
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select

from carbot.errors import DomainError
from carbot.ids import new_id
from resolvers.values import Checks
from resolvers.workshops import own_workshop
from tenants.models.keys import ClientKey
from tenants.permissions import Permission
from tenants.scope import Scope
from tenants.use_cases import use_case

_MOST_KEYS = 50


class PrivacyUrlRequired(DomainError):
    """Consent must name the workshop's Datenschutzerklärung (GDPR Art. 13), so its address comes before a key."""

    code = "PRIVACY_URL_REQUIRED"


class KeyIsRevoked(DomainError):
    """A revoked key stays revoked; make a new one."""

    code = "KEY_IS_REVOKED"


@use_case(Permission.KEYS_WRITE)
async def create_key(scope: Scope, name: str, allowed_origins: Sequence[str]) -> ClientKey:
    """Make a key for some origins. Raises PrivacyUrlRequired, Rejected."""
    workshop = await own_workshop(scope)
    if not workshop.privacy_policy_url:
        raise PrivacyUrlRequired("input")
    checks = Checks("input")
    key = ClientKey(
        id=new_id(),
        name=checks.required("name", name, most=80),
        key=f"ck_{secrets.token_urlsafe(18)}",
        allowed_origins=checks.origins("allowedOrigins", allowed_origins),
    )
    count = (await scope.execute(select(func.count()).select_from(ClientKey))).scalar_one()
    if count >= _MOST_KEYS:
        checks.refuse("TOO_MANY", "name", most=_MOST_KEYS)
    checks.done()
    scope.add(key)
    scope.audit("key.created", key)
    await scope.flush()
    return key


@use_case(Permission.KEYS_WRITE)
async def update_key(scope: Scope, key_id: UUID, name: str | None, allowed_origins: Sequence[str] | None) -> ClientKey:
    """Rename a key or change its origins; None leaves alone. Raises NotFound, KeyIsRevoked, Rejected."""
    key = await scope.get(ClientKey, key_id, lock=True)
    if key.revoked_at is not None:
        raise KeyIsRevoked("id")
    checks = Checks("input")
    if name is not None:
        key.name = checks.required("name", name, most=80)
    if allowed_origins is not None:
        key.allowed_origins = checks.origins("allowedOrigins", allowed_origins)
    checks.done()
    scope.audit("key.updated", key, [*(["name"] if name else []), *(["origins"] if allowed_origins else [])])
    await scope.flush()
    return key


@use_case(Permission.KEYS_WRITE)
async def revoke_key(scope: Scope, key_id: UUID) -> ClientKey:
    """End a key at once. Revoking it again changes nothing. Raises NotFound."""
    key = await scope.get(ClientKey, key_id, lock=True)
    if key.revoked_at is None:
        key.revoked_at = scope.now
        scope.audit("key.revoked", key)
        await scope.flush()
    return key
