"""Plans that were agreed with people: given, ended and listed by whoever runs the platform, as the database's owner."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, create_engine, insert, pool, select, text, update

from carbot.errors import StartupError
from carbot.ids import from_gid, new_id
from carbot.settings import Settings
from tenants.models.audit import AuditEntry
from tenants.models.billing import Limit, PlanCode, Standing, Subscription, SubscriptionStatus
from tenants.models.workshops import Organization, Workshop
from tenants.plans import most_of, plans, trial

_ZONE = ZoneInfo("Europe/Berlin")
_WHO = "CarBot-Betrieb"
_OPEN = text(
    # Of those that are locked, what came in before this month opens, and of this month what the plan has room for.
    "WITH counted AS ("
    " SELECT l.workshop_id, l.id, m.begins, row_number() OVER (PARTITION BY m.begins ORDER BY l.created_at, l.id) AS n,"
    "  date_trunc('month', now() AT TIME ZONE w.time_zone) AS now_begins, w.time_zone"
    " FROM leads l JOIN workshops w ON w.id = l.workshop_id,"
    "  LATERAL (SELECT date_trunc('month', l.created_at AT TIME ZONE w.time_zone) AS begins) m"
    " WHERE w.organization_id = :organization AND l.origin = 'VISITOR' AND NOT l.is_test AND l.status <> 'SPAM')"
    " UPDATE leads l SET locked_until = CASE"
    "  WHEN begins < now_begins OR CAST(:most AS integer) IS NULL OR n <= :most THEN NULL"
    "  ELSE (now_begins + interval '1 month') AT TIME ZONE c.time_zone END"
    " FROM counted c WHERE l.workshop_id = c.workshop_id AND l.id = c.id AND l.locked_until > now()"
)


@dataclass(frozen=True, slots=True)
class Held:
    """What an organization has."""

    organization: str
    workshops: Sequence[str]
    plan: PlanCode
    standing: Standing
    rights_end_at: datetime | None


def grant(settings: Settings, workshop: str, plan: str, until: str | None) -> None:
    """Give a workshop's organization a plan, to the end of a day or until further notice. Raises StartupError.

    Enquiries that were locked open as far as the plan has room for them.
    """
    if plan.upper() not in PlanCode.__members__:
        raise StartupError(f"Unknown plan {plan}: the plans are {', '.join(PlanCode)}.")
    code = PlanCode(plan.upper())
    ends = _end_of(until) if until else None
    values = {
        "plan": code,
        "status": SubscriptionStatus.ACTIVE,
        "rights_end_at": ends,
        "read_only_until": ends + trial().grace if ends else None,
    }
    with _owner(settings) as connection:
        organization = _organization(connection, workshop)
        _change(connection, organization, values)
        connection.execute(_OPEN, {"organization": organization, "most": most_of(plans()[code], Limit.LEADS)})
        _audit(connection, organization, "plan.granted")


def end(settings: Settings, workshop: str) -> None:
    """End what a workshop's organization has: from now on it can be read only, for a while. Raises StartupError."""
    now = datetime.now(UTC)
    values = {
        "status": SubscriptionStatus.ENDED,
        "rights_end_at": now,
        "read_only_until": now + trial().grace,
    }
    with _owner(settings) as connection:
        organization = _organization(connection, workshop)
        _change(connection, organization, values)
        _audit(connection, organization, "plan.ended")


def everybody(settings: Settings) -> list[Held]:
    """What every organization has, by name."""
    standing = Subscription.standing  # type: ignore[attr-defined]  # added to the model with the others
    columns = (Organization.id, Organization.name, Subscription.plan, standing, Subscription.rights_end_at)
    query = select(*columns).join(Subscription, Subscription.organization_id == Organization.id)
    with _owner(settings) as connection:
        places: dict[UUID, list[str]] = {}
        for organization, key in connection.execute(
            select(Workshop.organization_id, Workshop.id).order_by(Workshop.id)
        ):
            places.setdefault(organization, []).append(Workshop(id=key).gid)
        return [
            Held(name, places.get(key, []), plan, Standing(now), ends)
            for key, name, plan, now, ends in connection.execute(query.order_by(Organization.name, Organization.id))
        ]


@contextmanager
def _owner(settings: Settings) -> Iterator[Connection]:
    url = settings.database_url.replace("postgresql://", "postgresql+psycopg://", 1)
    engine = create_engine(url, poolclass=pool.NullPool)
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def _organization(connection: Connection, workshop: str) -> UUID:
    key = from_gid(Workshop.__prefix__, workshop)
    if key is None:
        raise StartupError(f"{workshop} is no id of a workshop; `carbot plan list` tells them.")
    found = connection.execute(select(Workshop.organization_id).where(Workshop.id == key)).scalar_one_or_none()
    if found is None:
        raise StartupError(f"There is no workshop {workshop}; `carbot plan list` tells which there are.")
    return found


def _change(connection: Connection, organization: UUID, values: Mapping[str, object]) -> None:
    changed = update(Subscription).where(Subscription.organization_id == organization)
    connection.execute(changed.values(updated_at=datetime.now(UTC), **values))


def _audit(connection: Connection, organization: UUID, act: str) -> None:
    """What was done is read by every workshop of the organization."""
    keys = connection.execute(select(Workshop.id).where(Workshop.organization_id == organization)).scalars().all()
    rows = [{"workshop_id": key, "id": new_id(), "actor_name": _WHO, "action": act, "changes": {}} for key in keys]
    connection.execute(insert(AuditEntry), rows)


def _end_of(day: str) -> datetime:
    try:
        given = date.fromisoformat(day)
    except ValueError:
        raise StartupError(f"{day} is no day: write it as 2027-12-31.") from None
    return datetime.combine(given + timedelta(days=1), time(), _ZONE)
