"""Identity: from a session, a client key or a visitor's token to a principal. All there is before a tenant.

Everything here reads by an unguessable hash through the functions of the schema `lookup`, or works as
carbot_identity, which no tenant's request ever does.
"""

import json
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, Protocol, Self
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert

from carbot.errors import Forbidden, Unauthenticated
from carbot.ids import new_id, new_token, token_hash
from tenants.database import Database, database_faults
from tenants.models.accounts import Account, EmailLink, Language, LinkPurpose, Session
from tenants.models.members import Member, Role
from tenants.models.operators import OperatorSession
from tenants.models.workshops import Organization, WidgetSettings, Workshop
from tenants.pipeline import Rows, Step
from tenants.principal import Principal, impersonator, member, operator, partner, person, visitor
from tenants.roles import DatabaseRole
from tenants.scope import Scope

SESSION_LIFE = timedelta(days=30)
DEVICE_LIFE = timedelta(days=400)
"""As long as browsers keep a cookie."""
OPERATOR_SESSION_LIFE = timedelta(hours=12)
ACCESS_PREFIX = "cba_"
_MEMBER = """
SELECT workshop_id, organization_id, account_id, member_id, member_role, member_name, session_id, language,
       last_used_at < now() - interval '5 minutes', is_outdated,
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
       set_config('app.workshop_id', workshop_id::text, true),
       set_config('app.organization_id', organization_id::text, true),
       set_config('transaction_read_only', 'on', true)
FROM lookup.partner_token($1::bytea)"""
_PARTNER_CLIENT = """
SELECT app_id, is_confidential, is_proven, workshop_id, organization_id, installation_id, array_to_json(scopes)
FROM lookup.partner_client($1, $2::bytea, $3::uuid)"""
_PARTNER_GRANT = """
SELECT workshop_id, organization_id, installation_id, app_id FROM lookup.partner_grant($1::bytea)"""
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
        return cls(Step(_SESSION, (_bytea(token_hash(token)),)))

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
        session, operator_id, name = map(_text, rows[0][:3])
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
        hashed = _bytea(token_hash(token)) if token else None
        # Whose conversation it is, is known by the conversation.
        caller = _bytea(visitor_hash) if visitor_hash and not token else None
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
        workshop, organization, client_key, conversation, origins, is_test, is_blocked = map(_text, rows[0][:7])
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
        """The partner. Raises Unauthenticated for a token that is unknown, has expired or was revoked."""
        if not rows:
            raise Unauthenticated("This access token is not good, or no longer.")
        workshop, organization, installation, name, scopes = map(_text, rows[0][:5])
        return partner(
            workshop_id=UUID(workshop),
            organization_id=UUID(organization),
            installation_id=UUID(installation),
            name=name,
            scopes=frozenset(json.loads(scopes)),
            language=self.language,
        )

    def is_stale(self, rows: Rows) -> bool:
        """A partner's use is counted elsewhere."""
        return False


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
        app, confidential, proven, workshop, organization, installation, scopes = map(_text, rows[0])
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
        workshop, organization, installation, app = map(_text, rows[0])
        return _grantee(workshop, organization, installation), UUID(app) if app else None

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


def _bytea(value: bytes) -> bytes:
    return b"\\x" + value.hex().encode()


def _text(value: bytes | None) -> Any:
    return None if value is None else value.decode()


def _found(rows: Rows) -> Principal | None:
    """Whom a session's look-up found: a member, a person who is none anywhere, an operator on a visit, or nobody."""
    if not rows:
        return None
    workshop, organization, account, member_id, role, name, session, language = map(_text, rows[0][:8])
    if account is None:
        return _impersonator(workshop, organization, name, session, language)
    if member_id is None:
        return person(account_id=UUID(account), session_id=UUID(session), language=Language(language))
    return _member(workshop, organization, account, member_id, role, name, session, language)


def _is_stale(rows: Rows) -> bool:
    return bool(rows) and rows[0][8] == b"t"


def _grantee(workshop: str, organization: str, installation: str) -> Principal:
    """An installation that may do nothing but get and end its tokens."""
    return partner(
        workshop_id=UUID(workshop),
        organization_id=UUID(organization),
        installation_id=UUID(installation),
        name="",
        scopes=frozenset(),
        language=Language.DE,
    )


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


async def find_account(scope: Scope, email: str) -> Account | None:
    """The account of a folded address; only for the use cases of accounts."""
    return await scope.first(select(Account).where(Account.email == email))


async def add_account(scope: Scope, **values: Any) -> UUID | None:
    """Store a new account, unless one has its address: that one's id is returned, and it stays as it is."""
    stored = insert(Account).values(id=new_id(), **values).on_conflict_do_nothing(index_elements=["email"])
    if (await scope.execute(stored.returning(Account.id))).first() is not None:
        return None
    known = await find_account(scope, values["email"])
    assert known is not None, "its address was taken"
    return known.id


async def add_workshop(
    scope: Scope, *, organization: Organization, workshop: Workshop, owner: Account, name: str
) -> None:
    """Store a new organization with its first workshop, its owner and the widget's settings."""
    scope.add(organization)
    scope.add(owner)
    await scope.flush()
    scope.add(workshop)
    await scope.flush()
    scope.add(Member(workshop_id=workshop.id, account_id=owner.id, role=Role.OWNER, name=name, email=owner.email))
    scope.add(WidgetSettings(workshop_id=workshop.id))


def add_session(scope: Scope, account_id: UUID, workshop_id: UUID | None, user_agent: str | None) -> str:
    """Open a session and return its token, which is stored nowhere."""
    token = new_token()
    role = select(Member.role).where(Member.workshop_id == workshop_id, Member.account_id == account_id)
    scope.add(
        Session(
            account_id=account_id,
            workshop_id=workshop_id,
            role=role.scalar_subquery() if workshop_id else None,
            token_hash=token_hash(token),
            user_agent=(user_agent or "")[:300] or None,
            expires_at=scope.now + SESSION_LIFE,
        )
    )
    return token


async def use_link(scope: Scope, token: str, purpose: LinkPurpose) -> Account | None:
    """Spend a mailed link and return whose it was; None when it is unknown, used or too old. One of two racers wins."""
    link = await spend_link(scope, token, purpose)
    if link is None:
        return None
    return await scope.first(select(Account).where(Account.id == link.account_id))


async def spend_link(scope: Scope, token: str, purpose: LinkPurpose) -> EmailLink | None:
    """Spend a mailed link; None when it is unknown, used or too old."""
    spent = await scope.execute(
        update(EmailLink)
        .where(
            EmailLink.token_hash == token_hash(token),
            EmailLink.purpose == purpose,
            EmailLink.used_at.is_(None),
            EmailLink.expires_at > scope.now,
        )
        .values(used_at=scope.now)
        .returning(EmailLink)
    )
    return spent.scalar_one_or_none()
