"""Working through leads: entering by hand, changing, the acts that move a lead on, taking one back, deleting."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypedDict
from uuid import UUID

from sqlalchemy import select

from carbot.errors import DomainError
from carbot.ids import new_id
from resolvers.leads.submission import ContactRequired, apply_score
from resolvers.leads.wishes import WishedTime, stored_wishes
from resolvers.values import Checks, sort_name
from resolvers.workshops import own_workshop
from tenants.changing import Change, Snapshot
from tenants.entitlements import PlanLimitReached, allowance
from tenants.models.billing import Limit
from tenants.models.chat import Surface
from tenants.models.leads import Consent, Lead, LeadEvent, LeadEventKind, LeadKind, LeadOrigin, LeadStatus
from tenants.models.members import Member
from tenants.models.workshops import Workshop
from tenants.outbox import ChangeKind, Topic
from tenants.permissions import Permission
from tenants.plans import lifting
from tenants.principal import PrincipalKind
from tenants.scope import Scope
from tenants.use_cases import use_case


class LeadChanges(TypedDict, total=False):
    """An absent key leaves alone; None clears."""

    name: str | None
    phone: str | None
    email: str | None
    wish: str | None
    preferred_time: str | None
    wished_times: Sequence[WishedTime] | None
    note: str | None


_CONTACT = frozenset({"name", "phone", "email"})


class LeadIsClosed(DomainError):
    """A lead that is won, lost or spam is history: it changes only after it is taken back."""

    code = "LEAD_IS_CLOSED"


@use_case(Permission.LEADS_WRITE)
async def create_lead(scope: Scope, kind: LeadKind, changes: LeadChanges) -> Lead:
    """Enter an enquiry by hand, taken by phone or at the counter, or by a partner's program.

    Raises Rejected, ContactRequired.
    """
    workshop = await own_workshop(scope)
    lead = Lead(
        id=new_id(),
        kind=kind,
        origin=LeadOrigin.PARTNER if scope.principal.kind is PrincipalKind.PARTNER else LeadOrigin.MEMBER,
        language=workshop.language,
        surface=Surface.PHONE,
        read_at=scope.now,
    )
    _apply(lead, {"name": None, **changes}, workshop, scope.now)
    scope.add(lead)
    await scope.flush()
    await apply_score(scope, lead)
    scope.add(LeadEvent(lead_id=lead.id, kind=LeadEventKind.CREATED, actor_name=scope.principal.member_name))
    scope.announce(Topic.LEAD, lead.id, ChangeKind.CREATED)
    scope.audit("lead.created", lead)
    await scope.flush()
    return lead


@use_case(Permission.LEADS_WRITE)
async def update_lead(scope: Scope, lead_id: UUID, changes: LeadChanges) -> Change[Lead]:
    """Change a lead that is still open; its note may change always.

    Raises NotFound for a lead of another workshop, LeadIsClosed, Rejected, ContactRequired; PlanLimitReached for the
    contact data of one that is locked, which nobody has seen.
    """
    found, workshop = await scope.look((Lead, lead_id), (Workshop, scope.workshop_id))
    lead = found.row
    if lead.is_locked and not _CONTACT.isdisjoint(changes):
        raise PlanLimitReached(lifting(Limit.LEADS, allowance(scope.principal, Limit.LEADS) or 0), "id")
    details = [field for field in changes if field != "note"]
    if lead.is_closed and details:
        raise LeadIsClosed("id")
    _apply(lead, changes, workshop.row, scope.now)
    change = scope.change(found)
    if details:
        _note(change, scope, LeadEventKind.DETAILS_CHANGED)
    if "note" in changes:
        _note(change, scope, LeadEventKind.NOTE_CHANGED)
    return _changed(change, scope, "lead.updated", list(changes))


@use_case(Permission.LEADS_WRITE)
async def assign_lead(scope: Scope, lead_id: UUID, member_id: UUID | None) -> Change[Lead]:
    """Give a lead to a member, or to nobody. Raises NotFound."""
    found, *assignees = await scope.look((Lead, lead_id), *[(Member, member_id)] if member_id else [])
    assignee = assignees[0].row if assignees else None
    found.row.assignee_id = assignee.id if assignee else None
    change = scope.change(found)
    _note(change, scope, LeadEventKind.ASSIGNED, detail=assignee.name if assignee else None)
    return _changed(change, scope, "lead.assigned", ["assignee"])


@use_case(Permission.LEADS_READ)
async def mark_read(scope: Scope, lead_id: UUID) -> Change[Lead]:
    """Note that somebody opened a lead; the first time counts. Raises NotFound."""
    (found,) = await scope.look((Lead, lead_id))
    change = scope.change(found)
    if found.row.read_at is None:
        found.row.read_at = scope.now
        _note(change, scope, LeadEventKind.READ)
        change.announce(Topic.LEAD, ChangeKind.UPDATED)
    return change


@use_case(Permission.LEADS_WRITE)
async def mark_contacted(scope: Scope, lead_id: UUID) -> Change[Lead]:
    """The person was called or written to. Raises NotFound."""
    return await _move(scope, lead_id, LeadStatus.CONTACTED)


@use_case(Permission.LEADS_WRITE)
async def qualify_lead(scope: Scope, lead_id: UUID) -> Change[Lead]:
    """The enquiry is worth work. Raises NotFound."""
    return await _move(scope, lead_id, LeadStatus.QUALIFIED)


@use_case(Permission.LEADS_WRITE)
async def win_lead(scope: Scope, lead_id: UUID) -> Change[Lead]:
    """The enquiry became an order. Raises NotFound."""
    return await _move(scope, lead_id, LeadStatus.WON)


@use_case(Permission.LEADS_WRITE)
async def lose_lead(scope: Scope, lead_id: UUID) -> Change[Lead]:
    """The enquiry came to nothing. Raises NotFound."""
    return await _move(scope, lead_id, LeadStatus.LOST)


@use_case(Permission.LEADS_WRITE)
async def mark_spam(scope: Scope, lead_id: UUID) -> Change[Lead]:
    """Nobody wants anything here. Raises NotFound."""
    return await _move(scope, lead_id, LeadStatus.SPAM)


@use_case(Permission.LEADS_WRITE)
async def reopen_lead(scope: Scope, lead_id: UUID) -> Change[Lead]:
    """Take the last change of status back; without one, nothing changes. Raises NotFound."""
    (found,) = await scope.look((Lead, lead_id))
    last = await scope.first(
        select(LeadEvent)
        .where(LeadEvent.lead_id == lead_id, LeadEvent.kind == LeadEventKind.STATUS_CHANGED)
        .order_by(LeadEvent.id.desc())
        .limit(1)
    )
    status = last.from_status if last else None
    return scope.change(found) if status is None else _moved(scope, found, status)


@use_case(Permission.LEADS_DELETE)
async def delete_lead(scope: Scope, lead_id: UUID) -> Lead:
    """Delete a lead with its timeline and its consent. Raises NotFound."""
    lead = await scope.get(Lead, lead_id, lock=True)
    consent_id = lead.consent_id
    scope.audit("lead.deleted", lead)
    scope.announce(Topic.LEAD, lead.id, ChangeKind.DELETED)
    await scope.delete(lead)
    if consent_id:
        await scope.delete(await scope.get(Consent, consent_id))
    return lead


async def _move(scope: Scope, lead_id: UUID, status: LeadStatus) -> Change[Lead]:
    (found,) = await scope.look((Lead, lead_id))
    return _moved(scope, found, status)


def _moved(scope: Scope, found: Snapshot[Lead], status: LeadStatus) -> Change[Lead]:
    """A status is set once; the second click finds it set and records nothing."""
    lead, change = found.row, scope.change(found)
    if lead.status is status:
        return change
    _note(change, scope, LeadEventKind.STATUS_CHANGED, from_status=lead.status, to_status=status)
    lead.status = status
    lead.read_at = lead.read_at or scope.now
    return _changed(change, scope, "lead.status_changed", ["status"])


def _changed(change: Change[Lead], scope: Scope, action: str, fields: list[str]) -> Change[Lead]:
    change.row.updated_at = scope.now
    change.audit(action, fields)
    change.announce(Topic.LEAD, ChangeKind.UPDATED)
    return change


def _note(change: Change[Lead], scope: Scope, kind: LeadEventKind, **details: Any) -> None:
    """An entry of the timeline; `details` are its other columns."""
    change.record(
        LeadEvent(lead_id=change.row.id, kind=kind, at=scope.now, actor_name=scope.principal.member_name, **details)
    )


def _apply(lead: Lead, changes: LeadChanges, workshop: Workshop, now: datetime) -> None:
    checks = Checks("input")
    if "name" in changes:
        lead.name = checks.required("name", changes["name"])
        lead.sort_name = sort_name(lead.name)
    if "phone" in changes:
        lead.phone = checks.phone("phone", changes["phone"], workshop.country)
    if "email" in changes:
        lead.email = checks.email("email", changes["email"], required=False)
    if "wish" in changes:
        lead.wish = checks.text("wish", changes["wish"])
    if "preferred_time" in changes:
        lead.preferred_time = checks.line("preferredTime", changes["preferred_time"], most=200)
    if "wished_times" in changes:
        lead.wished_times = stored_wishes(
            checks, changes["wished_times"] or (), now, workshop.time_zone, known=lead.wished_times or ()
        )
    if "note" in changes:
        lead.note = checks.text("note", changes["note"], most=10_000)
    checks.done()
    if not lead.phone and not lead.email:
        raise ContactRequired("input", "phone")
