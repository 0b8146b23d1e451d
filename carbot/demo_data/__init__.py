"""The demo workshop: an invented Meisterbetrieb in Köln with its prices and four weeks of conversations and leads.

Prices come from `services.csv`, what visitors wrote from `dialogues.json`; the answers are the built-in assistant's
own, made from this workshop's prices and hours as they were at that moment. What it could not answer then became
`knowledge.json`, the workshop's own answers. Telephone numbers are those the
Bundesnetzagentur keeps free for films and books, e-mail addresses end in `.example`.
"""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random
from urllib.parse import urlsplit

from sqlalchemy import create_engine, pool, select
from sqlalchemy.orm import Session

from carbot.demo_data.history import add_history
from carbot.demo_data.prices import add_price_rules
from carbot.demo_data.workshop import EMAIL, Premises, add_workshop
from carbot.settings import Settings
from resolvers.passwords import hash_password
from tenants.models.accounts import Account
from tenants.models.keys import ClientKey
from tenants.models.members import Member

PASSWORD = "werkstatt-in-ehrenfeld"  # noqa: S105  # shown by `./dev demo`, good for the demo's own database only
_SEED = 50825


@dataclass(frozen=True, slots=True)
class DemoWorkshop:
    """How to sign in to the demo workshop, and the client key of its website."""

    email: str
    password: str
    client_key: str


def seed(settings: Settings) -> DemoWorkshop:
    """Make the demo workshop as the database's owner, all of it or nothing; one that exists keeps its data.

    The key also works on the host page of this start's port. Call it where no event loop runs.
    """
    url = settings.database_url.replace("postgresql://", "postgresql+psycopg://", 1)
    engine = create_engine(url, poolclass=pool.NullPool)
    with Session(engine) as session, session.begin():
        key = _existing_key(session) or asyncio.run(_make(session))
        added = [origin for origin in host_origins(settings.public_url) if origin not in key.allowed_origins]
        if added:
            key.allowed_origins = [*key.allowed_origins, *added]
        client_key = key.key
    engine.dispose()
    return DemoWorkshop(EMAIL, PASSWORD, client_key)


def host_origins(public_url: str) -> list[str]:
    """Where the demo's host page is: the port after the public address's, by both names of this machine."""
    port = urlsplit(public_url).port or 80
    return [f"http://{host}:{port + 1}" for host in ("127.0.0.1", "localhost")]


def _existing_key(session: Session) -> ClientKey | None:
    """The demo workshop's first key, one that works before a revoked one; None when there is no such workshop."""
    return session.scalars(
        select(ClientKey)
        .join(Member, Member.workshop_id == ClientKey.workshop_id)
        .join(Account, Account.id == Member.account_id)
        .where(Account.email == EMAIL)
        .order_by(ClientKey.revoked_at.is_not(None), ClientKey.created_at)
        .limit(1)
    ).first()


async def _make(session: Session) -> ClientKey:
    chance = Random(_SEED)  # noqa: S311  # the same demo every time, nothing is secret about it
    premises: Premises = add_workshop(session, datetime.now(UTC), await hash_password(PASSWORD))
    add_price_rules(session, premises)
    await add_history(session, premises, chance)
    return premises.key
