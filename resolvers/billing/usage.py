"""Usage: what an organization has used of what its plan allows, counted where it happens."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from carbot.ids import new_id
from tenants.models.billing import Limit, Standing, Subscription, UsageMonth
from tenants.models.workshops import Workshop
from tenants.plans import allows, plans
from tenants.scope import Scope

UNTIL_A_PLAN = datetime(9999, 1, 1, tzinfo=UTC)
"""What an enquiry is locked until where only a plan opens it."""
_NO_PLAN = frozenset({Standing.READ_ONLY, Standing.ENDED})


async def count_lead(scope: Scope, workshop: Workshop, came_in_at: datetime) -> datetime | None:
    """Count a visitor's enquiry in its month; until when its contact data stay locked, None where they are open.

    Those who count at once wait for each other, so that exactly as many are open as the plan allows. The month is that
    of the workshop's clock.
    """
    await scope.enter_organization()
    zone = ZoneInfo(workshop.time_zone)
    month = came_in_at.astimezone(zone).date().replace(day=1)
    counting = insert(UsageMonth).values(organization_id=workshop.organization_id, id=new_id(), month=month, leads=1)
    counted = await scope.execute(
        counting.on_conflict_do_update(
            index_elements=["organization_id", "month"], set_={"leads": UsageMonth.leads + 1}
        ).returning(UsageMonth.leads)
    )
    number = counted.scalar_one()
    plan, standing = (await scope.execute(select(Subscription.plan, Subscription.standing))).one()  # type: ignore[attr-defined]  # added to the model with the others
    if Standing(standing) in _NO_PLAN:
        return UNTIL_A_PLAN
    if allows(plans()[plan], Limit.LEADS, number - 1):
        return None
    return datetime.combine((month + timedelta(days=31)).replace(day=1), time(), zone)
