"""A provider, an API that people may sign in to by it, and a browser that goes from one to the other."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from pydantic import SecretStr

from carbot.ids import new_id, new_token
from carbot.outside import Outside
from carbot.settings import Settings
from tests.support.api import Api, TestWorkshop
from tests.support.instances import another_api
from tests.support.oidc_provider import CLIENT_ID, CLIENT_SECRET, Provider, oidc_provider

START = "/auth/oidc/other"


@dataclass
class Visitor:
    """A browser of somebody who signs in by the provider."""

    http: httpx2.AsyncClient
    elsewhere: httpx2.AsyncClient
    outside: Outside

    @property
    def api(self) -> Api:
        """The API as the browser's page calls it."""
        return Api(self.http)

    async def leave(self, next: str | None = None) -> str:
        """Where the first address sends the browser."""
        answer = await self.http.get(START, params={} if next is None else {"next": next})
        assert answer.status_code == 303
        location: str = answer.headers["location"]
        return location

    async def authorize(self, address: str) -> str:
        """Where the provider sends the browser back to."""
        answer = await self.elsewhere.get(address)
        assert answer.status_code == 302, answer.text
        location: str = answer.headers["location"]
        return location

    async def come_back(self, address: str) -> str:
        """Where the second address sends the browser."""
        answer = await self.http.get(address)
        assert answer.status_code == 303
        location: str = answer.headers["location"]
        return location

    async def sign_in(self, next: str | None = None) -> str:
        """The whole way: where it ends."""
        return await self.come_back(await self.authorize(await self.leave(next)))

    @property
    def is_signed_in(self) -> bool:
        """Whether the browser holds a session's cookie."""
        return "carbot_session" in self.http.cookies


def problem(location: str) -> str | None:
    """What the sign-in page is told."""
    parts = urlsplit(location)
    assert (parts.scheme, parts.netloc, parts.path) == ("", "", "/sign-in")
    told = parse_qs(parts.query).get("problem")
    return told[0] if told else None


def person_of(workshop: TestWorkshop, **more: Any) -> dict[str, Any]:
    """The owner of a workshop as the provider knows them."""
    return {"sub": new_token(), "email": workshop.owner.email, "email_verified": True, **more}


@pytest.fixture
async def provider(workshop: TestWorkshop) -> AsyncIterator[Provider]:
    """A provider that vouches for the workshop's owner."""
    async with oidc_provider() as made:
        made.person = person_of(workshop)
        yield made


@pytest.fixture
def patience() -> timedelta:
    """How long the API waits for the provider; far longer than one on this machine takes."""
    return timedelta(seconds=20)


@pytest.fixture
async def visitor(settings: Settings, provider: Provider, patience: timedelta) -> AsyncIterator[Visitor]:
    """A browser in which nobody is signed in."""
    given = {
        "oidc_issuer": provider.issuer,
        "oidc_client_id": CLIENT_ID,
        "oidc_client_secret": SecretStr(CLIENT_SECRET),
        "oidc_name": "Beispiel-Konto",
        "oidc_timeout": patience,
    }
    async with another_api(settings, **given) as (http, outside), httpx2.AsyncClient(timeout=20) as elsewhere:
        provider.redirect_uri = f"{outside.settings.public_url}{START}/callback"
        # Limits count addresses, and every test has new processes at one.
        network = new_id().hex[-8:]
        http.headers |= {
            "x-carbot-csrf": "1",
            "x-forwarded-for": f"2001:db8:{network[:4]}:{network[4:]}::1",
            "x-forwarded-proto": "https",
        }
        yield Visitor(http, elsewhere, outside)
