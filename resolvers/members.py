"""Members: who may do what in a workshop, and who no longer works there. There always is an owner."""

from uuid import UUID

from sqlalchemy import select

from carbot.errors import DomainError, NotFound
from tenants.models.members import Member, Role
from tenants.permissions import Permission
from tenants.scope import Scope
from tenants.use_cases import use_case


class LastOwner(DomainError):
    """A workshop without an owner could never be given to anybody again."""

    code = "LAST_OWNER"


@use_case(Permission.MEMBERS_WRITE)
async def change_role(scope: Scope, member_id: UUID, role: Role) -> Member:
    """Let a member do more or less, from the next request on. Raises NotFound, LastOwner."""
    member = await _member(scope, member_id)
    if member.role is role:
        return member
    if member.role is Role.OWNER:
        await _keep_an_owner(scope, member)
    member.role = role
    scope.audit("member.role_changed", member, ["role"])
    await scope.flush()
    return member


@use_case(Permission.MEMBERS_WRITE)
async def remove_member(scope: Scope, member_id: UUID) -> Member:
    """Take a member out of the workshop; leads given to them are nobody's. Raises NotFound, LastOwner."""
    member = await _member(scope, member_id)
    if member.role is Role.OWNER:
        await _keep_an_owner(scope, member)
    scope.audit("member.removed", member)
    await scope.delete(member)
    return member


async def _member(scope: Scope, member_id: UUID) -> Member:
    """A member of the workshop; all owners are locked, so that no two of them leave at once."""
    everybody = await scope.all(
        select(Member)
        .where((Member.id == member_id) | (Member.role == Role.OWNER))
        .order_by(Member.id)
        .with_for_update()
    )
    found = next((member for member in everybody if member.id == member_id), None)
    if found is None:
        raise NotFound("id")
    return found


async def _keep_an_owner(scope: Scope, leaving: Member) -> None:
    owners = await scope.all(select(Member).where(Member.role == Role.OWNER))
    if all(owner.id == leaving.id for owner in owners):
        raise LastOwner("id")
