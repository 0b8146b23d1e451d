"""Claims: who a request says it is, and the look-up that finds that out in the round trip of the answer."""

import json
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, Protocol, Self
from uuid import UUID

from carbot.errors import Forbidden, Unauthenticated
from carbot.ids import token_hash
from tenants.entitlements import entitled
from tenants.models.accounts import Language
from tenants.models.billing import Feature
from tenants.models.members import Role
from tenants.pipeline import Rows, Step
from tenants.principal import Principal, Rights, impersonator, member, operator, partner, person, visitor
from tenants.roles import DatabaseRole

SESSION_LIFE = timedelta(days=30)
DEVICE_LIFE = timedelta(days=400)
"""As long as browsers keep a cookie."""
OPERATOR_SESSION_LIFE = timedelta(hours=12)
ACCESS_PREFIX = "cba_"
_MEMBER = """
SELECT workshop_id, organization_id, account_id, member_id, member_role, member_name, session_id, language,
       last_used_at < now() - interval '5 minutes', is_outdated, (SELECT lookup.standing(organization_id)),
       set_config('app.workshop_id', coalesce(workshop_id::text, ''), true),
       set_config('app.organization_id', coalesce(organization_id::text, ''), true),
       set_config('app.account_id', coalesce(account_id::text, ''), true),
       set_config('transaction_read_only', 'on', true)
FROM lookup.{function}($1::bytea)"""
_SESSION = _MEMBER.format(function="session")
_ACCESS = _MEMBER.format(function="access_token")
_OPERATOR = """
SELECT session_id, operator_id, name, last_used_at < now() - interval '1 minute',
       set_config('transaction_read_only', 'on', true)
FROM lookup.operator_session($1::bytea)"""
_VISITOR = """
SELECT k.workshop_id, k.organization_id, k.client_key_id, c.conversation_id, array_to_json(k.allowed_origins),
       k.is_test, coalesce(c.is_blocked, b.workshop_id IS NOT NULL),
       set_config('app.workshop_id', k.workshop_id::text, true),
       set_config('app.organization_id', k.organization_id::text, true),
       set_config('app.conversation_id', coalesce(c.conversation_id::text, ''), true),
       set_config('transaction_read_only', 'on', true)
FROM lookup.client_key($1) k
LEFT JOIN lookup.conversation($2::bytea) c ON c.workshop_id = k.workshop_id AND c.client_key_id = k.client_key_id
LEFT JOIN lookup.blocked_visitor($3::bytea) b ON b.workshop_id = k.workshop_id"""

_PARTNER = """
SELECT workshop_id, organization_id, installation_id, name, array_to_json(scopes),
       (SELECT lookup.standing(organization_id)),
       set_config('app.workshop_id', workshop_id::text, true),
       set_config('app.organization_id', organization_id::text, true),
       set_config('transaction_read_only', 'on', true)
FROM lookup.partner_token($1::bytea)"""
PARTNER_PREFIX = "cbp_"


class Claim(Protocol):
    """Who a request says it is. `step` looks that up and binds the transaction, to read only, to whom it finds."""

    @property
    def role(self) -> DatabaseRole:
        """Whose pool the look-up runs in, and what comes after it."""
        ...

    @property
    def step(self) -> Step:
        """The look-up."""
        ...

    @property
    def key(self) -> Hashable:
        """Equal for requests that say the same."""
        ...

    @property
    def may_lag(self) -> bool:
        """Whether a replica may say who it is, which knows of a change a little later."""
        ...

    def principal(self, rows: Rows, now: datetime) -> Principal | None:
        """Who was found. Raises Forbidden, Unauthenticated."""
        ...

    def is_stale(self, rows: Rows) -> bool:
        """Whether the last use of what was found should be written down again."""
        ...


@dataclass(frozen=True, slots=True)
class SessionClaim:
    """A session's token, from the cookie."""

    step: Step
    role: DatabaseRole = DatabaseRole.API
    may_lag: bool = True

    @classmethod
    def of(cls, token: str) -> Self:
        """The claim of a token."""
        return cls(Step(_SESSION, (bytea(token_hash(token)),)))

    @property
    def key(self) -> Hashable:
        """The token's hash."""
        return self.step.parameters

    @property
    def token_hash(self) -> bytes:
        """What is stored of the token."""
        (written,) = self.step.parameters
        assert written is not None, "a session is claimed by a token"
        return bytes.fromhex(written.decode().removeprefix("\\x"))

    def principal(self, rows: Rows, now: datetime) -> Principal | None:
        """Whom the look-up found; None when the session is unknown, ended or long idle."""
        return _found(rows)

    def is_outdated(self, rows: Rows) -> bool:
        """Whether the session's token was made for another role or workshop than its member has now."""
        return bool(rows) and rows[0][9] == b"t"

    def is_stale(self, rows: Rows) -> bool:
        """Whether the session's last use should be written down again."""
        return _is_stale(rows)


@dataclass(frozen=True, slots=True)
class BearerClaim:
    """A native client's access token, from the header Authorization. Who shows one is never taken for a nobody."""

    step: Step
    role: DatabaseRole = DatabaseRole.API
    may_lag: bool = False  # a replica may not have heard of a token that was made a moment ago

    @classmethod
    def of(cls, token: str, _language: Language = Language.DE) -> Self:
        """The claim of a token; the language is the person's own."""
        return cls(Step(_ACCESS, (b"\\x" + token_hash(token).hex().encode(),)))

    @property
    def key(self) -> Hashable:
        """The token's hash, which is no cookie's."""
        return (ACCESS_PREFIX, self.step.parameters)

    def principal(self, rows: Rows, now: datetime) -> Principal | None:
        """The member. Raises Unauthenticated for a token that is unknown or expired, or whose session has ended."""
        found = _found(rows)
        if found is None:
            raise Unauthenticated("The access token is not good any more. Please refresh it or sign in again.")
        return found

    def is_stale(self, rows: Rows) -> bool:
        """Whether the session's last use should be written down again."""
        return _is_stale(rows)


@dataclass(frozen=True, slots=True)
class OperatorClaim:
    """An operator's token, from the cookie of the operator area."""

    step: Step
    language: Language
    role: DatabaseRole = DatabaseRole.OPERATOR
    may_lag: bool = False

    @classmethod
    def of(cls, token: str, language: Language) -> Self:
        """The claim of a token."""
        return cls(Step(_OPERATOR, (b"\\x" + token_hash(token).hex().encode(),)), language)

    @property
    def key(self) -> Hashable:
        """Token and language, which the principal carries; apart from the key of a member's session."""
        return (DatabaseRole.OPERATOR, self.step.parameters, self.language)

    def principal(self, rows: Rows, now: datetime) -> Principal | None:
        """The operator, or None when the session is unknown, ended or idle for half an hour, or the operator gone."""
        if not rows:
            return None
        session, operator_id, name = map(text, rows[0][:3])
        return operator(operator_id=UUID(operator_id), name=name, session_id=UUID(session), language=self.language)

    def is_stale(self, rows: Rows) -> bool:
        """Whether the session's last use should be written down again."""
        return bool(rows) and rows[0][3] == b"t"


@dataclass(frozen=True, slots=True)
class VisitorClaim:
    """A client key, with the token of its conversation once there is one, used from an origin."""

    step: Step
    has_token: bool
    origin: str | None
    language: Language
    allows: Callable[[str, Sequence[str]], bool]
    visitor_hash: bytes | None = None
    role: DatabaseRole = DatabaseRole.VISITOR
    may_lag: bool = False

    @classmethod
    def of(
        cls,
        client_key: str,
        token: str | None,
        origin: str | None,
        language: Language,
        allows: Callable[[str, Sequence[str]], bool],
        visitor_hash: bytes | None = None,
    ) -> Self:
        """The claim of a key and a token; `allows` says whether an origin is one of those of the key.

        `visitor_hash` is of the caller's address.
        """
        hashed = bytea(token_hash(token)) if token else None
        # Whose conversation it is, is known by the conversation.
        caller = bytea(visitor_hash) if visitor_hash and not token else None
        step = Step(_VISITOR, (client_key.encode(), hashed, caller))
        return cls(step, bool(token), origin, language, allows, visitor_hash)

    @property
    def key(self) -> Hashable:
        """Key, token and language, which the principal carries."""
        return (self.step.parameters, self.language)

    def principal(self, rows: Rows, now: datetime) -> Principal | None:
        """The visitor. Raises Forbidden for the key or its origin, Unauthenticated for the token."""
        if not rows:
            raise Forbidden("This client key is unknown or revoked.", reason="KEY")
        workshop, organization, client_key, conversation, origins, is_test, is_blocked = map(text, rows[0][:7])
        if self.origin is None or not self.allows(self.origin, json.loads(origins or "[]")):
            raise Forbidden("This client key may not be used from here.", reason="ORIGIN")
        if self.has_token and conversation is None:
            raise Unauthenticated("The conversation's token has expired. Please begin a new conversation.")
        return visitor(
            workshop_id=UUID(workshop),
            organization_id=UUID(organization),
            client_key_id=UUID(client_key),
            conversation_id=UUID(conversation) if conversation else None,
            language=self.language,
            is_test=is_test == "t",
            is_blocked=is_blocked == "t",
            visitor_hash=self.visitor_hash,
        )

    def is_stale(self, rows: Rows) -> bool:
        """A visitor's last use is not written down."""
        return False


@dataclass(frozen=True, slots=True)
class PartnerClaim:
    """A partner's access token."""

    step: Step
    language: Language
    role: DatabaseRole = DatabaseRole.API
    may_lag: bool = False

    @classmethod
    def of(cls, token: str, language: Language) -> Self:
        """The claim of a token."""
        return cls(Step(_PARTNER, (b"\\x" + token_hash(token).hex().encode(),)), language)

    @property
    def key(self) -> Hashable:
        """The token's hash, and the language, which the principal carries."""
        return (self.step.parameters, self.language)

    def principal(self, rows: Rows, now: datetime) -> Principal | None:
        """The partner. Raises Unauthenticated for a token that is unknown, has expired or was revoked.

        Raises Forbidden where the workshop's plan has no partner API, or no longer.
        """
        if not rows:
            raise Unauthenticated("This access token is not good, or no longer.")
        workshop, organization, installation, name, scopes, standing = map(text, rows[0][:6])
        found = partner(
            workshop_id=UUID(workshop),
            organization_id=UUID(organization),
            installation_id=UUID(installation),
            name=name,
            scopes=frozenset(json.loads(scopes)),
            rights=Rights.of(standing),
            language=self.language,
        )
        if not entitled(found, Feature.PARTNERS):
            raise Forbidden("The workshop's plan has no partner API.", reason="PLAN")
        return found

    def is_stale(self, rows: Rows) -> bool:
        """A partner's use is counted elsewhere."""
        return False


def bytea(value: bytes) -> bytes:
    """Bytes as a statement's parameter."""
    return b"\\x" + value.hex().encode()


def text(value: bytes | None) -> Any:
    """A column's value as text; None for NULL."""
    return None if value is None else value.decode()


def _found(rows: Rows) -> Principal | None:
    """Whom a session's look-up found: a member, a person who is none anywhere, an operator on a visit, or nobody."""
    if not rows:
        return None
    workshop, organization, account, member_id, role, name, session, language = map(text, rows[0][:8])
    standing = text(rows[0][10])
    if account is None:
        return _impersonator(workshop, organization, name, session, language)
    if member_id is None:
        return person(account_id=UUID(account), session_id=UUID(session), language=Language(language))
    return _member(workshop, organization, account, member_id, role, name, session, language, standing)


def _is_stale(rows: Rows) -> bool:
    return bool(rows) and rows[0][8] == b"t"


@lru_cache(maxsize=10_000)
def _member(
    workshop: str,
    organization: str,
    account: str,
    member_id: str,
    role: str,
    name: str,
    session: str,
    language: str,
    standing: str | None,
) -> Principal:
    """One object for all requests of a session that finds the same."""
    return member(
        role=Role(role),
        account_id=UUID(account),
        member_id=UUID(member_id),
        member_name=name,
        workshop_id=UUID(workshop),
        organization_id=UUID(organization),
        session_id=UUID(session),
        language=Language(language),
        rights=Rights.of(standing),
    )


@lru_cache(maxsize=1_000)
def _impersonator(workshop: str, organization: str, name: str, impersonation: str, language: str) -> Principal:
    """One object for all requests of a visit."""
    return impersonator(
        operator_name=name,
        workshop_id=UUID(workshop),
        organization_id=UUID(organization),
        impersonation_id=UUID(impersonation),
        language=Language(language),
    )
