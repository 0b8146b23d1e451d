"""A job that names another workshop's thing finds nothing, as for a thing that is gone."""

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from carbot.outside import Outside
from resolvers.leads import LeadConfirmationDue, LeadNoticeDue, LeadSubmitted
from tenants.models.outbox import OutboxEntry
from tenants.outbox import Job
from tests.tenancy.furnish import Furnished
from workers.core.broker import declare_actors, make_broker
from workers.core.jobs import perform

ABOUT_LEADS: list[Callable[[UUID], Job]] = [
    LeadSubmitted,
    LeadConfirmationDue,
    lambda lead_id: LeadNoticeDue(lead_id, "ada@werkstatt.example"),
]


@pytest.fixture(autouse=True)
def handlers(outside: Outside) -> None:
    """All handlers are known, as in a worker."""
    declare_actors(make_broker(outside.settings), lambda: outside)


@pytest.mark.parametrize("about", ABOUT_LEADS, ids=["submitted", "confirmation", "notice"])
async def test_a_job_under_one_workshop_does_not_reach_anothers_lead(
    outside: Outside, furnished: Furnished, other_furnished: Furnished, about: Callable[[UUID], Job]
) -> None:
    async with furnished.workshop.scope().begin() as scope:
        # An hour away, so that no relay of another test takes it.
        scope.enqueue(about(other_furnished.mine.lead), delay=outside.settings.subscription_limit * 2)
    with Session(furnished.engine) as session:
        query = select(OutboxEntry.id).where(OutboxEntry.workshop_id == furnished.workshop.id)
        (entry_id,) = session.execute(query).scalars()
        # Sent on and due, as a worker finds it.
        sent = update(OutboxEntry).where(OutboxEntry.id == entry_id)
        session.execute(sent.values(dispatched_at=func.now(), available_at=func.now()))
        session.commit()

    with furnished.unchanged(), other_furnished.unchanged():
        await perform(outside, entry_id)

    with Session(furnished.engine) as session:
        entry = session.get_one(OutboxEntry, entry_id)
        assert entry.done_at is not None
        assert (entry.last_error, entry.attempts, entry.failed_at) == ("the subject is gone", 0, None)
