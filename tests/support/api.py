"""The API as tests use it: documents in, data out; workshops, members and visitors to be."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

import httpx2

from carbot.clock import SystemClock
from carbot.ids import new_id, new_token
from carbot.outside import Outside
from tenants import identity
from tenants.models.accounts import Account, Language
from tenants.models.billing import PlanCode, Subscription, SubscriptionStatus
from tenants.models.keys import ClientKey
from tenants.models.members import Member, Role
from tenants.models.workshops import Country, Currency, FederalState, Organization, Workshop
from tenants.principal import Principal, PrincipalKind, anonymous
from tenants.roles import DatabaseRole
from tenants.scope import Scope

ORIGIN = "https://www.werkstatt.example"
PASSWORD = "ein recht langes Passwort"
# Argon2id of PASSWORD; hashing it anew for every test workshop would only cost time.
_PASSWORD_HASH: list[str] = []


@dataclass(frozen=True)
class Headers:
    """How somebody calls."""

    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Person(Headers):
    """A member who is signed in."""

    email: str = ""
    account_id: UUID | None = None
    member_id: UUID | None = None
    token: str = ""


@dataclass
class TestWorkshop:
    """A workshop with its owner."""

    __test__ = False

    id: UUID
    gid: str
    name: str
    owner: Person
    outside: Outside

    async def add_member(self, role: Role) -> Person:
        """Another member with a role, signed in."""
        return await _add_member(self.outside, self.id, role)

    async def key(self, *origins: str) -> ClientKey:
        """A client key that is live."""
        async with self.scope().begin() as scope:
            key = scope.add(
                ClientKey(
                    id=new_id(),
                    name="Website",
                    key=f"ck_{new_token()[:24]}",
                    allowed_origins=list(origins or (ORIGIN,)),
                )
            )
            await scope.flush()
        return key

    async def visitor(self, *, origin: str = ORIGIN) -> Headers:
        """Somebody on the workshop's website, without a conversation yet."""
        key = await self.key()
        return Headers({"x-carbot-client-key": key.key, "origin": origin})

    def scope(self, role: DatabaseRole = DatabaseRole.API) -> Scope:
        """A scope of this workshop, as its owner."""
        principal = Principal(
            PrincipalKind.MEMBER,
            role,
            workshop_id=self.id,
            account_id=self.owner.account_id,
            member_id=self.owner.member_id,
            member_name="Ada Meister",
        )
        return Scope(self.outside.database, principal, SystemClock())


class Refused(AssertionError):
    """The answer has errors at the top level."""

    def __init__(self, errors: list[dict[str, Any]]) -> None:
        super().__init__(json.dumps(errors, ensure_ascii=False, indent=1))
        self.errors = errors
        self.code: str = errors[0].get("extensions", {}).get("code", "")


class Api:
    """Runs documents as somebody."""

    def __init__(self, http: httpx2.AsyncClient, who: Headers | None = None, language: str = "de") -> None:
        self._http = http
        self._who = who or Headers()
        self._language = language

    def as_(self, who: Headers, *, language: str | None = None) -> "Api":
        """The same API, called by somebody else."""
        return Api(self._http, who, language or self._language)

    async def send(self, document: str, **variables: Any) -> httpx2.Response:
        """The raw answer."""
        return await self._http.post(
            "/graphql",
            json={"query": document, "variables": variables},
            headers={"x-carbot-language": self._language, **self._who.values},
        )

    async def run(self, document: str, **variables: Any) -> dict[str, Any]:
        """The answer's data. Raises Refused where there are errors at the top level."""
        answer = (await self.send(document, **variables)).json()
        if answer.get("errors"):
            raise Refused(answer["errors"])
        data: dict[str, Any] = answer["data"]
        return data

    async def one(self, document: str, **variables: Any) -> Any:
        """The only root field's value."""
        (value,) = (await self.run(document, **variables)).values()
        return value

    @asynccontextmanager
    async def stream(self, document: str, **variables: Any) -> AsyncIterator[AsyncIterator[dict[str, Any]]]:
        """The events of a subscription over SSE."""
        request = {"query": document, "variables": variables}
        headers = {"accept": "text/event-stream", "x-carbot-language": self._language, **self._who.values}
        async with self._http.stream("POST", "/graphql", json=request, headers=headers) as response:
            assert response.status_code == 200, await response.aread()
            yield _events(response)


async def _events(response: httpx2.Response) -> AsyncIterator[dict[str, Any]]:
    kind = ""
    async for line in response.aiter_lines():
        if line.startswith("event:"):
            kind = line.removeprefix("event:").strip()
        elif line.startswith("data:") and kind == "next":
            yield json.loads(line.removeprefix("data:"))
        elif kind == "complete":
            return


async def make_workshop(outside: Outside, *, plan: PlanCode = PlanCode.ENTERPRISE, **changes: Any) -> TestWorkshop:
    """A workshop with a plan, a complete profile and an owner who is signed in."""
    from resolvers.passwords import hash_password

    if not _PASSWORD_HASH:
        _PASSWORD_HASH.append(await hash_password(PASSWORD))
    number = new_id().hex[-12:]
    email = f"ada.{number}@werkstatt.example"
    organization = Organization(id=new_id(), name=f"Werkstatt {number}")
    owner = Account(
        id=new_id(),
        email=email,
        name="Ada Meister",
        language=Language.DE,
        password_hash=_PASSWORD_HASH[0],
        email_confirmed_at=outside.clock.now(),
        accepted_terms_version="2026-11",
        accepted_processing_version="2026-11",
        accepted_at=outside.clock.now(),
    )
    profile: dict[str, Any] = {
        "name": f"Werkstatt {number}",
        "language": Language.DE,
        "country": Country.DE,
        "currency": Currency.EUR,
        "time_zone": "Europe/Berlin",
        "federal_state": FederalState.NW,
        "street": "Ringstraße 1",
        "postal_code": "50667",
        "city": "Köln",
        "phone": "+492211234567",
        "breakdown_phone": "+4915112345678",
        "email": email,
        "privacy_policy_url": f"{ORIGIN}/datenschutz",
        "notice_emails": [email],
        **changes,
    }
    workshop = Workshop(id=new_id(), organization_id=organization.id, **profile)
    scope = Scope(outside.database, anonymous(Language.DE), outside.clock)
    async with scope.begin():
        await identity.add_workshop(
            scope,
            organization=organization,
            subscription=Subscription(plan=plan, status=SubscriptionStatus.ACTIVE),
            workshop=workshop,
            owner=owner,
            name="Ada Meister",
        )
        await scope.flush()
        token = identity.add_session(scope, owner.id, workshop.id, "tests")
    found = await outside.identity.of(identity.SessionClaim.of(token), outside.clock.now())
    assert found is not None
    person = Person(_cookie(token), email=email, account_id=owner.id, member_id=found.member_id, token=token)
    return TestWorkshop(workshop.id, workshop.gid, profile["name"], person, outside)


async def _add_member(outside: Outside, workshop_id: UUID, role: Role) -> Person:
    account = _account(outside, role.value.lower())
    member = Member(
        id=new_id(), workshop_id=workshop_id, account_id=account.id, role=role, name=account.name, email=account.email
    )
    scope = Scope(outside.database, anonymous(Language.DE), outside.clock)
    async with scope.begin():
        scope.add(account)
        await scope.flush()
        scope.add(member)
        await scope.flush()
        token = identity.add_session(scope, account.id, workshop_id, "tests")
    return Person(_cookie(token), email=account.email, account_id=account.id, member_id=member.id, token=token)


async def make_person(outside: Outside) -> Person:
    """Somebody who is signed in and works in no workshop."""
    account = _account(outside, "niemand")
    scope = Scope(outside.database, anonymous(Language.DE), outside.clock)
    async with scope.begin():
        scope.add(account)
        await scope.flush()
        token = identity.add_session(scope, account.id, None, "tests")
    return Person(_cookie(token), email=account.email, account_id=account.id, token=token)


def _account(outside: Outside, called: str) -> Account:
    number = new_id().hex[-12:]
    return Account(
        id=new_id(),
        email=f"{called}.{number}@werkstatt.example",
        name=f"{called.title()} {number}",
        language=Language.DE,
        password_hash=_PASSWORD_HASH[0],
        email_confirmed_at=outside.clock.now(),
        accepted_terms_version="2026-11",
        accepted_processing_version="2026-11",
        accepted_at=outside.clock.now(),
    )


def _cookie(token: str) -> dict[str, str]:
    return {"cookie": f"carbot_session={token}", "x-carbot-csrf": "1"}


def with_token(visitor: Headers, token: str) -> Headers:
    """The visitor with the token of a conversation."""
    return replace(visitor, values={**visitor.values, "authorization": f"Bearer {token}"})
