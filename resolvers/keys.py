"""Client keys: made, bound to origins, rotated, revoked. A key goes live only where a privacy policy is named."""

import secrets
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, select

from carbot.errors import DomainError
from carbot.ids import new_id
from resolvers.values import Checks
from resolvers.workshops import own_workshop
from tenants.entitlements import require_entitled
from tenants.models.billing import Limit
from tenants.models.keys import ClientKey
from tenants.models.workshops import Workshop
from tenants.permissions import Permission
from tenants.scope import Scope
from tenants.use_cases import use_case

_MOST_KEYS = 50
_LONGEST_OVERLAP = 168


class PrivacyUrlRequired(DomainError):
    """Consent must name the workshop's Datenschutzerklärung (GDPR Art. 13), so its address comes before a key."""

    code = "PRIVACY_URL_REQUIRED"


class KeyIsRotated(DomainError):
    """A key has one successor; that one can be rotated again."""

    code = "KEY_IS_ROTATED"


class KeyIsRevoked(DomainError):
    """A revoked key stays revoked; make a new one."""

    code = "KEY_IS_REVOKED"


@use_case(Permission.KEYS_WRITE)
async def create_key(scope: Scope, name: str, allowed_origins: Sequence[str], *, is_test: bool = False) -> ClientKey:
    """Make a key for some origins. What comes in through one for tests is marked and not counted.

    Raises PrivacyUrlRequired, Rejected, PlanLimitReached.
    """
    workshop = await own_workshop(scope)
    if not workshop.privacy_policy_url:
        raise PrivacyUrlRequired("input")
    checks = Checks("input")
    key = ClientKey(
        id=new_id(),
        name=checks.required("name", name, most=80),
        key=_new_key(is_test),
        allowed_origins=checks.origins("allowedOrigins", allowed_origins),
        is_test=is_test,
    )
    await _check_room(scope, checks)
    checks.done()
    await _check_plan(scope)
    scope.add(key)
    scope.audit("key.created", key)
    await scope.flush()
    return key


@use_case(Permission.KEYS_WRITE)
async def update_key(scope: Scope, key_id: UUID, name: str | None, allowed_origins: Sequence[str] | None) -> ClientKey:
    """Rename a key or change its origins; None leaves alone. Raises NotFound, KeyIsRevoked, Rejected."""
    key = await scope.get(ClientKey, key_id, lock=True)
    if not key.is_active:
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
async def rotate_key(scope: Scope, key_id: UUID, overlap_hours: int) -> ClientKey:
    """Put a new key in the place of one, which works for so many hours more (0 to 168); returns the new one.

    Of two who rotate at once, the second finds the key at its end. Raises NotFound, KeyIsRevoked, KeyIsRotated,
    Rejected.
    """
    old = await scope.get(ClientKey, key_id, lock=True)
    if old.revoked_at is not None:
        raise KeyIsRevoked("id")
    if old.ends_at is not None:
        raise KeyIsRotated("id")
    checks = Checks()
    if not 0 <= overlap_hours <= _LONGEST_OVERLAP:
        checks.refuse("OUT_OF_RANGE", "overlapHours", least=0, most=_LONGEST_OVERLAP)
    await _check_room(scope, checks, "overlapHours")
    checks.done()
    old.ends_at = scope.now + timedelta(hours=overlap_hours)
    new = scope.add(
        ClientKey(
            id=new_id(),
            name=old.name,
            key=_new_key(old.is_test),
            allowed_origins=old.allowed_origins,
            is_test=old.is_test,
        )
    )
    scope.audit("key.rotated", old)
    await scope.flush()
    return new


@use_case(Permission.KEYS_WRITE)
async def revoke_key(scope: Scope, key_id: UUID) -> ClientKey:
    """End a key at once. Revoking it again changes nothing. Raises NotFound."""
    key = await scope.get(ClientKey, key_id, lock=True)
    if key.revoked_at is None:
        key.revoked_at = scope.now
        scope.audit("key.revoked", key)
        await scope.flush()
    return key


def _new_key(is_test: bool) -> str:
    return f"ck_{'test_' if is_test else ''}{secrets.token_urlsafe(18)}"


async def _check_plan(scope: Scope) -> None:
    """Raise PlanLimitReached where the plan has no room for one more key; who makes one at once waits here."""
    await scope.execute(select(Workshop.id).where(Workshop.id == scope.workshop_id).with_for_update())
    used = (await scope.execute(select(func.count()).select_from(ClientKey).where(ClientKey.is_active))).scalar_one()
    require_entitled(scope.principal, Limit.CLIENT_KEYS, "input", used=used)


async def _check_room(scope: Scope, checks: Checks, field: str = "name") -> None:
    count = (await scope.execute(select(func.count()).select_from(ClientKey))).scalar_one()
    if count >= _MOST_KEYS:
        checks.refuse("TOO_MANY", field, most=_MOST_KEYS)
