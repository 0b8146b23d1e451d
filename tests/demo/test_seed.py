"""Making the demo workshop: once, and only what it is for."""

import asyncio
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carbot.demo_data import DemoWorkshop, host_origins, seed
from carbot.outside import Outside
from carbot.settings import Settings
from resolvers.figures import FiguresChanged
from tenants.models.accounts import Account
from tenants.models.catalogue import Service
from tenants.models.chat import Conversation, Message, Turn
from tenants.models.gaps import KnowledgeGap
from tenants.models.keys import ClientKey, ClientKeyDay
from tenants.models.knowledge import FaqEntry
from tenants.models.leads import Consent, Lead, LeadEvent
from tenants.models.members import Member
from tenants.models.outbox import OutboxEntry
from tenants.models.prices import PriceRule
from tests.support.api import Api, Headers

START = """mutation { conversationStart(input: {language: DE, source: {surface: WIDGET}}) {
  conversation { status } errors { code } } }"""
MODELS: tuple[Any, ...] = (
    *(Account, Member, ClientKey, ClientKeyDay, Service, PriceRule, FaqEntry, KnowledgeGap),
    *(Conversation, Message, Turn, Consent, Lead, LeadEvent),
)


def of_the_demo(database: Session, demo: DemoWorkshop) -> UUID:
    """The demo's workshop."""
    database.rollback()
    return database.scalars(select(ClientKey.workshop_id).where(ClientKey.key == demo.client_key)).one()


def counts(database: Session, demo: DemoWorkshop) -> dict[str, int]:
    """How many rows there are of what the demo consists of."""
    own = of_the_demo(database, demo)
    people = select(Member.account_id).where(Member.workshop_id == own)
    return {
        model.__name__: database.scalar(
            select(func.count())
            .select_from(model)
            .where(Account.id.in_(people) if model is Account else model.workshop_id == own)
        )
        or 0
        for model in MODELS
    }


def jobs(database: Session, demo: DemoWorkshop) -> set[UUID]:
    """The jobs put in for it so far; its figures are counted again whenever the day of a row was noted."""
    mine = OutboxEntry.workshop_id == of_the_demo(database, demo)
    return set(database.scalars(select(OutboxEntry.id).where(mine, OutboxEntry.kind != FiguresChanged.__name__)))


async def test_a_second_start_finds_the_demo_as_it_is(
    settings: Settings, outside: Outside, demo: DemoWorkshop, database: Session
) -> None:
    await outside.usage.flush()  # what others counted of the demo's key is not to be written between the two looks
    before, put_in = counts(database, demo), jobs(database, demo)

    again = await asyncio.to_thread(seed, settings)

    assert again == demo
    assert counts(database, demo) == before
    assert jobs(database, demo) <= put_in  # what is done may be forgotten meanwhile
    assert all(before[model.__name__] > 0 for model in MODELS)


async def test_the_key_works_on_the_host_page_and_nowhere_else(
    settings: Settings, demo: DemoWorkshop, api: Api
) -> None:
    for origin in host_origins(settings.public_url):
        visitor = api.as_(Headers({"x-carbot-client-key": demo.client_key, "origin": origin}))
        assert await visitor.one(START) == {"conversation": {"status": "OPEN"}, "errors": []}

    stranger = api.as_(Headers({"x-carbot-client-key": demo.client_key, "origin": "http://127.0.0.1:1"}))

    refusal = (await stranger.send(START)).json()
    assert [error["extensions"] for error in refusal["errors"]] == [{"code": "FORBIDDEN", "reason": "ORIGIN"}]


async def test_on_another_port_the_same_key_works_on_the_new_host_page_too(
    settings: Settings, demo: DemoWorkshop, database: Session
) -> None:
    moved = settings.model_copy(update={"public_url": "http://localhost:9100"})

    again = await asyncio.to_thread(seed, moved)

    assert again == demo
    origins = database.scalar(select(ClientKey.allowed_origins).where(ClientKey.key == demo.client_key)) or []
    assert {"http://127.0.0.1:9101", "http://localhost:9101", *host_origins(settings.public_url)} <= set(origins)


async def test_a_key_the_owner_revoked_is_not_brought_back(
    settings: Settings, demo: DemoWorkshop, database: Session
) -> None:
    key = database.scalars(select(ClientKey).where(ClientKey.key == demo.client_key)).one()
    key.revoked_at = func.now()
    database.commit()
    try:
        again = await asyncio.to_thread(seed, settings)

        database.refresh(key)
        assert again == demo
        assert key.revoked_at is not None
    finally:
        key.revoked_at = None
        database.commit()
