"""Tokens of native clients: a short access token, and a refresh token that is good once. See docs/decisions/0022.

A refresh token is the secret its family shares and a secret of its own. Whoever shows the first with a second that is
not the newest has one that was used before, or stole it: the family ends.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from sqlalchemy import delete, update

from carbot.errors import DomainError
from carbot.ids import new_token, token_hash
from tenants.identity import ACCESS_PREFIX, SESSION_LIFE
from tenants.models.accounts import Session, SessionKind
from tenants.scope import Scope
from tenants.use_cases import use_case

ACCESS_LIFE = timedelta(minutes=15)
IDLE_LIFE = timedelta(hours=12)
REFRESH_PREFIX = "cbr_"
_log = structlog.get_logger()


class SessionEnded(DomainError):
    """A refresh token that is unknown, too old or was used before; its holder must sign in again."""

    code = "SESSION_ENDED"


@dataclass(frozen=True, slots=True)
class Tokens:
    """What a native client keeps; only hashes of it are stored."""

    access_token: str
    access_expires_at: datetime
    refresh_token: str


def add_native_session(scope: Scope, account_id: UUID, workshop_id: UUID | None, user_agent: str | None) -> Tokens:
    """Open a native client's session and return its first tokens."""
    family = new_token()
    tokens = _new_tokens(family, scope.now)
    scope.add(
        Session(
            account_id=account_id,
            workshop_id=workshop_id,
            kind=SessionKind.NATIVE,
            family_hash=token_hash(family),
            **_hashes(tokens),
            user_agent=(user_agent or "")[:300] or None,
            expires_at=scope.now + SESSION_LIFE,
        )
    )
    return tokens


@use_case(None)
async def refresh_session(scope: Scope, refresh_token: str) -> Tokens:
    """Exchange a refresh token for new tokens. Of several who try with the same one, one wins.

    Raises SessionEnded; a token that was used before ends its whole family, the winner's tokens included.
    """
    family = refresh_token.removeprefix(REFRESH_PREFIX).partition(".")[0]
    tokens = _new_tokens(family, scope.now)
    refreshed = await scope.execute(
        update(Session)
        .where(
            Session.family_hash == token_hash(family),
            Session.refresh_hash == token_hash(refresh_token),
            Session.expires_at > scope.now,
            Session.last_used_at > scope.now - IDLE_LIFE,
        )
        .values(last_used_at=scope.now, **_hashes(tokens))
        .returning(Session.id)
        .execution_options(synchronize_session=False)
    )
    if refreshed.scalar_one_or_none() is not None:
        return tokens

    async def end_family(effects: Scope) -> None:
        ended = await effects.execute(
            delete(Session).where(Session.family_hash == token_hash(family)).returning(Session.id)
        )
        for session_id in ended.scalars():
            _log.warning("session.refresh_reused", session=str(session_id))

    scope.on_refusal(end_family)
    raise SessionEnded("refreshToken")


def _new_tokens(family: str, now: datetime) -> Tokens:
    return Tokens(
        access_token=f"{ACCESS_PREFIX}{new_token()}",
        access_expires_at=now + ACCESS_LIFE,
        refresh_token=f"{REFRESH_PREFIX}{family}.{new_token()}",
    )


def _hashes(tokens: Tokens) -> dict[str, bytes | datetime]:
    return {
        "access_hash": token_hash(tokens.access_token),
        "access_expires_at": tokens.access_expires_at,
        "refresh_hash": token_hash(tokens.refresh_token),
    }
