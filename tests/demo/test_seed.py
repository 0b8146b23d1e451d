"""Making the demo workshop: once, and only what it is for."""

import asyncio
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carbot.demo_data import DemoWorkshop, host_origins, seed
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
MODELS = (
    *(Account, Member, ClientKey, ClientKeyDay, Service, PriceRule, FaqEntry, KnowledgeGap),
    *(Conversation, Message, Turn, Consent, Lead, LeadEvent),
)


def counts(database: Session, demo: DemoWorkshop) -> dict[str, int]:
    """How many rows there are of what the demo consists of; days of its own key only, the others' are being counted."""
    database.rollback()
    found = {model: select(func.count()).select_from(model) for model in MODELS}
    own = select(ClientKey.id).where(ClientKey.key == demo.client_key)
    found[ClientKeyDay] = found[ClientKeyDay].where(ClientKeyDay.client_key_id.in_(own))
    return {model.__name__: database.scalar(statement) or 0 for model, statement in found.items()}


def jobs(database: Session) -> set[UUID]:
    """The jobs put in so far; figures are counted again for whatever other tests left behind."""
    database.rollback()
    return set(database.scalars(select(OutboxEntry.id).where(OutboxEntry.kind != FiguresChanged.__name__)))


async def test_a_second_start_finds_the_demo_as_it_is(
    settings: Settings, demo: DemoWorkshop, database: Session
) -> None:
    before, put_in = counts(database, demo), jobs(database)

    again = await asyncio.to_thread(seed, settings)

    assert again == demo
    assert counts(database, demo) == before
    assert jobs(database) <= put_in  # what is done may be forgotten meanwhile
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
