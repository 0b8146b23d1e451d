"""Grants: from a code, a refresh token or a secret to tokens. A code and a refresh token are good once.

These run for an installation that was found by an unguessable hash, behind its workshop's wall. What is shown a second
time was stolen from somebody: everything that came of the same consent ends.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select, update

from carbot.errors import DomainError
from carbot.ids import new_id, new_token, token_hash
from tenants.identity import PARTNER_PREFIX
from tenants.models.partners import AuthorizationCode, Installation, PartnerToken, PartnerTokenKind
from tenants.scope import Scope
from tenants.use_cases import use_case

ACCESS_LIFE = timedelta(hours=1)
_REFRESH_LIFE = timedelta(days=90)


class GrantIsOver(DomainError):
    """A code or refresh token that was exchanged before, has expired, or whose installation was revoked."""

    code = "GRANT_IS_OVER"


@dataclass(frozen=True, slots=True)
class Tokens:
    """New tokens as they are told, once; who acts without a person gets no refresh token."""

    access: str
    refresh: str | None


@dataclass(frozen=True, slots=True)
class Bearing:
    """What is known of a token: whose it is, what for, and until when."""

    id: UUID
    family_id: UUID
    kind: PartnerTokenKind
    scopes: Sequence[str]
    created_at: datetime
    expires_at: datetime
    has_ended: bool


@use_case(None)
async def issue_token(scope: Scope, installation_id: UUID, scopes: Sequence[str]) -> Tokens:
    """An access token for a program that showed its secret. Raises GrantIsOver."""
    await _lock(scope, installation_id)
    return _store(scope, installation_id, new_id(), scopes, has_refresh=False)


@use_case(None)
async def find_code(scope: Scope, code: str) -> AuthorizationCode | None:
    """The code, whatever became of it."""
    return await scope.first(select(AuthorizationCode).where(AuthorizationCode.code_hash == token_hash(code)))


@use_case(None)
async def find_token(scope: Scope, token: str) -> Bearing | None:
    """The token with what it may do, whatever became of it."""
    found = await scope.execute(
        select(PartnerToken, Installation.revoked_at)
        .join(Installation, Installation.id == PartnerToken.installation_id)
        .where(PartnerToken.token_hash == token_hash(token))
    )
    row = found.one_or_none()
    if row is None:
        return None
    stored, revoked_at = row
    has_ended = stored.ended_at is not None or stored.expires_at <= scope.now or revoked_at is not None
    return Bearing(
        stored.id, stored.family_id, stored.kind, stored.scopes, stored.created_at, stored.expires_at, has_ended
    )


@use_case(None)
async def redeem_code(scope: Scope, code: AuthorizationCode) -> Tokens:
    """Exchange a code for tokens. Raises GrantIsOver; a code shown twice ends what came of it."""
    await _lock(scope, code.installation_id)
    spent = await scope.execute(
        update(AuthorizationCode)
        .where(
            AuthorizationCode.id == code.id,
            AuthorizationCode.used_at.is_(None),
            AuthorizationCode.expires_at > scope.now,
        )
        .values(used_at=scope.now)
        .returning(AuthorizationCode.id)
    )
    if spent.scalar_one_or_none() is None:
        _end_family_after(scope, code.id)
        raise GrantIsOver
    return _store(scope, code.installation_id, code.id, code.scopes, has_refresh=True)


@use_case(None)
async def refresh_tokens(scope: Scope, installation_id: UUID, bearing: Bearing, scopes: Sequence[str]) -> Tokens:
    """Exchange a refresh token for new tokens. Raises GrantIsOver; one shown twice ends its whole family."""
    await _lock(scope, installation_id)
    spent = await scope.execute(
        update(PartnerToken)
        .where(
            PartnerToken.id == bearing.id,
            PartnerToken.kind == PartnerTokenKind.REFRESH,
            PartnerToken.ended_at.is_(None),
            PartnerToken.expires_at > scope.now,
        )
        .values(ended_at=scope.now)
        .returning(PartnerToken.id)
    )
    if spent.scalar_one_or_none() is None:
        _end_family_after(scope, bearing.family_id)
        raise GrantIsOver
    return _store(scope, installation_id, bearing.family_id, scopes, has_refresh=True, lasting=bearing.scopes)


@use_case(None)
async def end_token(scope: Scope, bearing: Bearing) -> None:
    """End an access token; of a refresh token, all that came of the same consent."""
    if bearing.kind is PartnerTokenKind.REFRESH:
        await _end_family(scope, bearing.family_id)
        return
    await scope.execute(
        update(PartnerToken)
        .where(PartnerToken.id == bearing.id, PartnerToken.ended_at.is_(None))
        .values(ended_at=scope.now)
    )


async def _lock(scope: Scope, installation_id: UUID) -> None:
    """Keep the installation as it is until the end; whoever revokes it waits. Raises GrantIsOver."""
    found = await scope.execute(
        select(Installation.id)
        .where(Installation.id == installation_id, Installation.revoked_at.is_(None))
        .with_for_update(key_share=True)
    )
    if found.scalar_one_or_none() is None:
        raise GrantIsOver


def _store(
    scope: Scope,
    installation_id: UUID,
    family_id: UUID,
    scopes: Sequence[str],
    *,
    has_refresh: bool,
    lasting: Sequence[str] | None = None,
) -> Tokens:
    """New tokens; the refresh token keeps all scopes of its consent, also where fewer were asked for now."""
    access = f"{PARTNER_PREFIX}{new_token()}"
    refresh = f"cbr_{new_token()}" if has_refresh else None
    for kind, token, life, allowed in (
        (PartnerTokenKind.ACCESS, access, ACCESS_LIFE, scopes),
        (PartnerTokenKind.REFRESH, refresh, _REFRESH_LIFE, lasting or scopes),
    ):
        if token is not None:
            scope.add(
                PartnerToken(
                    installation_id=installation_id,
                    family_id=family_id,
                    kind=kind,
                    token_hash=token_hash(token),
                    scopes=sorted(allowed),
                    expires_at=scope.now + life,
                )
            )
    return Tokens(access, refresh)


def _end_family_after(scope: Scope, family_id: UUID) -> None:
    """The exchange is refused, and yet the family ends."""

    async def end(effects: Scope) -> None:
        await _end_family(effects, family_id)

    scope.on_refusal(end)


async def _end_family(scope: Scope, family_id: UUID) -> None:
    await scope.execute(
        update(PartnerToken)
        .where(PartnerToken.family_id == family_id, PartnerToken.ended_at.is_(None))
        .values(ended_at=scope.now)
    )
