"""Principals: who is calling, and through which wall they look."""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Self
from uuid import UUID

from tenants.models.accounts import Language
from tenants.models.billing import PlanCode, Standing
from tenants.models.members import Role
from tenants.permissions import (
    IMPERSONATION_PERMISSIONS,
    KEY_PERMISSIONS,
    OPERATOR_PERMISSIONS,
    PERSON_PERMISSIONS,
    ROLE_PERMISSIONS,
    SCOPE_PERMISSIONS,
    SYSTEM_PERMISSIONS,
    VISITOR_PERMISSIONS,
    Permission,
)
from tenants.roles import DatabaseRole


class PrincipalKind(StrEnum):
    """The kinds of callers."""

    ANONYMOUS = "ANONYMOUS"
    VISITOR = "VISITOR"
    MEMBER = "MEMBER"
    PERSON = "PERSON"
    PARTNER = "PARTNER"
    OPERATOR = "OPERATOR"
    SYSTEM = "SYSTEM"


_NOTHING_CHANGES = frozenset({Standing.READ_ONLY, Standing.ENDED})


@dataclass(frozen=True, slots=True)
class Rights:
    """What the caller's organization has bought, and what that is worth now."""

    plan: PlanCode
    standing: Standing

    @classmethod
    @lru_cache
    def of(cls, found: str | None) -> Self:
        """What `lookup.standing` found. An organization without a subscription, which none is, has none."""
        plan, _, standing = (found or f"{PlanCode.BASIC} {Standing.ENDED}").partition(" ")
        return cls(PlanCode(plan), Standing(standing))

    @property
    def is_read_only(self) -> bool:
        """Whether nothing may be changed any more but what the law, the bill and the person's account want."""
        return self.standing in _NOTHING_CHANGES


@dataclass(frozen=True, slots=True)
class Principal:
    """One caller. The ids bind the transaction's settings that row-level security compares with."""

    kind: PrincipalKind
    role: DatabaseRole
    permissions: frozenset[Permission] = field(default=frozenset())
    workshop_id: UUID | None = None
    organization_id: UUID | None = None
    account_id: UUID | None = None
    member_id: UUID | None = None
    member_role: Role | None = None
    member_name: str | None = None
    session_id: UUID | None = None
    client_key_id: UUID | None = None
    conversation_id: UUID | None = None
    installation_id: UUID | None = None
    operator_id: UUID | None = None
    impersonation_id: UUID | None = None
    language: Language = Language.DE
    is_test: bool = False
    is_blocked: bool = False
    visitor_hash: bytes | None = None
    rights: Rights | None = None
    """None for whoever is bound by no plan: visitors, operators, CarBot itself."""

    @property
    def is_authenticated(self) -> bool:
        """Whether anybody vouches for this caller."""
        return self.kind is not PrincipalKind.ANONYMOUS

    @property
    def entered_workshop_id(self) -> UUID | None:
        """The workshop a member has entered."""
        return self.workshop_id if self.kind is PrincipalKind.MEMBER else None

    def may(self, permission: Permission) -> bool:
        """Whether the caller has this permission."""
        return permission in self.permissions


def anonymous(language: Language) -> Principal:
    """Somebody without credentials."""
    return Principal(PrincipalKind.ANONYMOUS, DatabaseRole.IDENTITY, language=language)


def member(
    *,
    role: Role,
    account_id: UUID,
    member_id: UUID,
    member_name: str,
    workshop_id: UUID,
    organization_id: UUID,
    session_id: UUID | None,
    language: Language,
    rights: Rights,
) -> Principal:
    """A signed-in member of a workshop."""
    return Principal(
        PrincipalKind.MEMBER,
        DatabaseRole.API,
        ROLE_PERMISSIONS[role],
        workshop_id=workshop_id,
        organization_id=organization_id,
        account_id=account_id,
        member_id=member_id,
        member_role=role,
        member_name=member_name,
        session_id=session_id,
        language=language,
        rights=rights,
    )


def person(*, account_id: UUID, session_id: UUID, language: Language) -> Principal:
    """Somebody who is signed in and works in no workshop: not yet, or no longer."""
    return Principal(
        PrincipalKind.PERSON,
        DatabaseRole.API,
        PERSON_PERMISSIONS,
        account_id=account_id,
        session_id=session_id,
        language=language,
    )


def operator_in_workshop(name: str) -> str:
    """What an operator is called in a workshop's own records."""
    return f"CarBot-Betrieb ({name})"


def impersonator(
    *, operator_name: str, workshop_id: UUID, organization_id: UUID, impersonation_id: UUID, language: Language
) -> Principal:
    """An operator in a workshop: a member without a person, who may do what is listed and nothing that is added."""
    return Principal(
        PrincipalKind.MEMBER,
        DatabaseRole.API,
        IMPERSONATION_PERMISSIONS,
        workshop_id=workshop_id,
        organization_id=organization_id,
        member_name=operator_in_workshop(operator_name),
        impersonation_id=impersonation_id,
        language=language,
    )


def operator(*, operator_id: UUID, name: str, session_id: UUID, language: Language) -> Principal:
    """A signed-in operator of the platform, who belongs to no workshop."""
    return Principal(
        PrincipalKind.OPERATOR,
        DatabaseRole.OPERATOR,
        OPERATOR_PERMISSIONS,
        operator_id=operator_id,
        member_name=name,
        session_id=session_id,
        language=language,
    )


def visitor(
    *,
    workshop_id: UUID,
    organization_id: UUID,
    client_key_id: UUID,
    conversation_id: UUID | None,
    language: Language,
    is_test: bool = False,
    is_blocked: bool = False,
    visitor_hash: bytes | None = None,
) -> Principal:
    """A widget with a client key and, once there is one, the token of its conversation.

    `is_test` is the key's; `is_blocked` says that the workshop does not want this visitor; `visitor_hash` is of the
    address.
    """
    return Principal(
        PrincipalKind.VISITOR,
        DatabaseRole.VISITOR,
        VISITOR_PERMISSIONS if conversation_id else KEY_PERMISSIONS,
        workshop_id=workshop_id,
        organization_id=organization_id,
        client_key_id=client_key_id,
        conversation_id=conversation_id,
        language=language,
        is_test=is_test,
        is_blocked=is_blocked,
        visitor_hash=visitor_hash,
    )


def partner(
    *,
    workshop_id: UUID,
    organization_id: UUID,
    installation_id: UUID,
    name: str,
    scopes: frozenset[str],
    language: Language,
    rights: Rights | None,
) -> Principal:
    """A program that acts for a workshop within the scopes of its token; what it does is done in the app's name."""
    return Principal(
        PrincipalKind.PARTNER,
        DatabaseRole.API,
        frozenset().union(*(SCOPE_PERMISSIONS.get(scope, frozenset()) for scope in scopes)),
        workshop_id=workshop_id,
        organization_id=organization_id,
        installation_id=installation_id,
        member_name=name,
        language=language,
        rights=rights,
    )


def workshop_system(workshop_id: UUID, *, role: DatabaseRole, language: Language = Language.DE) -> Principal:
    """CarBot itself at work for one workshop: an answer being made (API) or a job (WORKER)."""
    return Principal(PrincipalKind.SYSTEM, role, SYSTEM_PERMISSIONS, workshop_id=workshop_id, language=language)
