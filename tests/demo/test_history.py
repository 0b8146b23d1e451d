"""The demo's four weeks, made for any moment somebody may start it."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Row, select, update
from sqlalchemy.orm import Session

from carbot.demo_data.calendar import Calendar
from carbot.demo_data.history import add_history
from carbot.demo_data.workshop import EMAIL, Premises, add_workshop
from tenants.models.accounts import Account
from tenants.models.chat import Conversation, ConversationStatus, Message, Turn
from tenants.models.leads import Lead, LeadEvent, LeadStatus

MOMENTS = {
    "a Tuesday noon": datetime(2026, 11, 17, 11, 0, tzinfo=UTC),
    "a Monday before opening": datetime(2026, 6, 8, 3, 0, tzinfo=UTC),
    "a Sunday night": datetime(2027, 3, 28, 22, 30, tzinfo=UTC),
    "within the Christmas closure": datetime(2026, 12, 29, 9, 0, tzinfo=UTC),
    "New Year": datetime(2027, 1, 1, 0, 30, tzinfo=UTC),
    "just after opening": datetime(2026, 9, 16, 6, 1, tzinfo=UTC),
}


async def made_at(database: Session, now: datetime) -> Premises:
    """The demo as it would be at that moment, in a transaction that is undone."""
    domain = EMAIL.partition("@")[2]
    database.execute(
        update(Account)
        .where(Account.email.endswith(f"@{domain}"))
        .values(email="aside." + Account.email)
        .execution_options(synchronize_session=False)
    )
    premises = add_workshop(database, now, "no password")
    await add_history(database, premises, Random(50825))
    return premises


def story(database: Session, premises: Premises) -> list[Row[Any]]:
    """All that is told, in its order: lines, then leads with their state."""
    workshop_id = premises.workshop.id
    lines = select(Message.sent_at, Message.author, Message.text).where(Message.workshop_id == workshop_id)
    leads = select(Lead.created_at, Lead.name, Lead.status, Lead.score, Lead.updated_at).where(
        Lead.workshop_id == workshop_id
    )
    return [
        *database.execute(lines.order_by(Message.sent_at, Message.seq)),
        *database.execute(leads.order_by(Lead.created_at, Lead.name)),
    ]


@pytest.mark.parametrize("now", MOMENTS.values(), ids=MOMENTS)
async def test_nothing_happens_after_the_present_or_out_of_order(database: Session, now: datetime) -> None:
    premises = await made_at(database, now)

    workshop_id = premises.workshop.id
    leads = database.scalars(select(Lead).where(Lead.workshop_id == workshop_id)).all()
    conversations = database.scalars(select(Conversation).where(Conversation.workshop_id == workshop_id)).all()
    events = database.scalars(
        select(LeadEvent).where(LeadEvent.workshop_id == workshop_id).order_by(LeadEvent.lead_id, LeadEvent.id)
    ).all()
    turns = database.scalars(select(Turn).where(Turn.workshop_id == workshop_id)).all()
    assert all(now - timedelta(days=29) < each.started_at <= each.last_message_at <= now for each in conversations)
    assert all(each.created_at <= each.updated_at <= now for each in leads)
    assert all(each.finished_at is not None and each.finished_at <= now for each in turns)
    for earlier, later in pairwise(events):
        assert earlier.at <= later.at or earlier.lead_id != later.lead_id
    assert all(each.at <= now for each in events)
    assert {each.status for each in leads} == set(LeadStatus)
    assert sum(each.is_unread for each in leads) >= 2
    assert {each.status for each in conversations} >= {ConversationStatus.OPEN, ConversationStatus.CLOSED}


@pytest.mark.parametrize("now", MOMENTS.values(), ids=MOMENTS)
async def test_members_work_only_while_the_workshop_is_open(database: Session, now: datetime) -> None:
    premises = await made_at(database, now)

    calendar = Calendar(premises)
    acts = database.scalars(
        select(LeadEvent.at).where(LeadEvent.workshop_id == premises.workshop.id, LeadEvent.actor_name.is_not(None))
    ).all()
    assert len(acts) > 50
    closed = [at.astimezone(ZoneInfo("Europe/Berlin")) for at in acts if not calendar.is_open(at)]
    assert closed == []


async def test_the_same_moment_gives_the_same_story(database: Session) -> None:
    now = MOMENTS["a Tuesday noon"]

    first = story(database, await made_at(database, now))
    database.rollback()
    second = story(database, await made_at(database, now))

    assert first == second
    assert len(first) > 200
