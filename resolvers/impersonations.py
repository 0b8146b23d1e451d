"""Impersonations: an operator enters a workshop with a reason and a time limit, and the workshop can see that."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select, update

from carbot.errors import InvalidInput, NotFound
from carbot.ids import new_id, new_token, token_hash
from resolvers.values import Checks
from tenants.models.audit import AuditEntry
from tenants.models.impersonations import Impersonation
from tenants.models.members import Member, Role
from tenants.models.workshops import Workshop
from tenants.outbox import ChangeKind, Job, Topic
from tenants.permissions import Permission
from tenants.principal import operator_in_workshop
from tenants.scope import Scope
from tenants.use_cases import use_case

SHORTEST_REASON, LONGEST_REASON = 10, 200
LEAST_MINUTES, MOST_MINUTES = 5, 60


@dataclass(frozen=True, slots=True)
class ImpersonationStarted(Job):
    """An operator entered a workshop; its owners are to know."""

    workshop_id: UUID
    impersonation_id: UUID


@dataclass(frozen=True, slots=True)
class ImpersonationNoticeDue(Job):
    """An owner is to be told of an operator's visit."""

    workshop_id: UUID
    account_id: UUID
    impersonation_id: UUID


@use_case(Permission.IMPERSONATE)
async def start_impersonation(scope: Scope, workshop_id: UUID, reason: str, minutes: int) -> str:
    """Enter a workshop; the token of the session there. Raises NotFound, InvalidInput, Rejected."""
    checks = Checks()
    stated = checks.required("reason", reason, most=LONGEST_REASON)
    checks.done()
    if len(stated) < SHORTEST_REASON:
        raise InvalidInput("REASON_TOO_SHORT", "reason", least=SHORTEST_REASON)
    if not LEAST_MINUTES <= minutes <= MOST_MINUTES:
        raise InvalidInput("INVALID_TIME_LIMIT", "minutes", least=LEAST_MINUTES, most=MOST_MINUTES)
    if (await scope.execute(select(Workshop.id).where(Workshop.id == workshop_id))).scalar_one_or_none() is None:
        raise NotFound("workshopId")
    operator_id, name = scope.principal.operator_id, scope.principal.member_name
    assert operator_id is not None, "only operators may impersonate"
    assert name is not None, "an operator has a name"
    token = new_token()
    visit = Impersonation(
        id=new_id(),
        workshop_id=workshop_id,
        operator_id=operator_id,
        operator_name=name,
        token_hash=token_hash(token),
        reason=stated,
        started_at=scope.now,
        expires_at=scope.now + timedelta(minutes=minutes),
    )
    scope.add(visit)
    scope.add(
        AuditEntry(
            id=new_id(),
            workshop_id=workshop_id,
            at=scope.now,
            actor_name=operator_in_workshop(name),
            action="impersonation.started",
            subject=visit.gid,
            changes={"reason": stated},
        )
    )
    scope.enqueue(ImpersonationStarted(workshop_id, visit.id))
    await scope.flush()
    return token


@use_case(Permission.WORKSHOP_READ)
async def end_impersonation(scope: Scope) -> None:
    """Leave the workshop. Raises NotFound for who is no operator's visit, or one that is over."""
    ended = await scope.execute(
        update(Impersonation)
        .where(Impersonation.id == scope.principal.impersonation_id, Impersonation.ended_at.is_(None))
        .values(ended_at=scope.now)
        .returning(Impersonation.id)
        .execution_options(synchronize_session=False)
    )
    visit_id = ended.scalar_one_or_none()
    if visit_id is None:
        raise NotFound("id")
    scope.audit("impersonation.ended", Impersonation(id=visit_id))
    scope.announce(Topic.SESSION, visit_id, ChangeKind.DELETED)


async def tell_owners(scope: Scope, impersonation_id: UUID) -> None:
    """Have every owner of the scope's workshop told of a visit."""
    for owner in await scope.all(select(Member).where(Member.role == Role.OWNER)):
        scope.enqueue(ImpersonationNoticeDue(scope.workshop_id, owner.account_id, impersonation_id))
