"""Partners' programs, by an independent OAuth library, and the browser of an owner who lets them in."""

import asyncio
import html
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
from requests_oauthlib import OAuth2Session

from carbot.settings import Settings
from tenants.partners import Registered, create_app
from tests.support.api import Api, Headers, TestWorkshop

CALLBACK = "https://partner.example/callback"
CREATE = """mutation ($input: InstallationCreateInput!, $key: String) {
  installationCreate(input: $input, idempotencyKey: $key) {
    installation { id name clientId scopes isActive isOwn installedBy } secret errors { code message path } } }"""
ROTATE = """mutation ($id: ID!) { installationRotateSecret(id: $id) {
  installation { id } secret errors { code path } } }"""
REVOKE = """mutation ($id: ID!) { installationRevoke(id: $id) {
  installation { isActive revokedAt } errors { code path } } }"""


@dataclass(frozen=True)
class App:
    """A registered app."""

    client_id: str
    secret: str | None
    api_url: str
    callback: str = CALLBACK

    @property
    def token_url(self) -> str:
        """Where it gets tokens."""
        return f"{self.api_url}/oauth/token"

    def session(self, **options: Any) -> OAuth2Session:
        """The app's side of the protocol, with PKCE."""
        return OAuth2Session(self.client_id, redirect_uri=self.callback, pkce="S256", **options)


def register(settings: Settings, api_url: str, *scopes: str, is_public: bool = False, callback: str = CALLBACK) -> App:
    """An app that workshops may install."""
    made: Registered = create_app(
        settings,
        name="Teilehandel",
        developer="Teile & Co. GmbH",
        redirect_uris=[callback],
        scopes=scopes or ("leads:read", "leads:write"),
        is_public=is_public,
    )
    return App(made.client_id, made.secret, api_url, callback)


@asynccontextmanager
async def apps_own_page() -> AsyncIterator[tuple[str, list[str]]]:
    """The app's page that a browser comes back to: its address, and what was asked for there."""
    asked: list[str] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append((await reader.readline()).decode().split()[1])
        body = "<h1>Willkommen zurück</h1>".encode()
        head = f"HTTP/1.1 200 OK\r\ncontent-type: text/html; charset=utf-8\r\ncontent-length: {len(body)}\r\n"
        writer.write(f"{head}connection: close\r\n\r\n".encode() + body)
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/callback", asked


async def own_program(api: Api, workshop: TestWorkshop, *scopes: str) -> dict[str, Any]:
    """A program of the workshop's own: the payload of its making."""
    made: dict[str, Any] = await api.as_(workshop.owner).one(
        CREATE, input={"name": "Warenwirtschaft", "scopes": list(scopes or ("leads:read",))}
    )
    assert made["errors"] == []
    return made


async def exchange(http: httpx2.AsyncClient, **form: Any) -> httpx2.Response:
    """A form to the token endpoint."""
    return await http.post("/oauth/token", data=form)


async def credentials_token(http: httpx2.AsyncClient, program: dict[str, Any], **form: Any) -> httpx2.Response:
    """A token for a program of the workshop's own."""
    return await exchange(
        http,
        grant_type="client_credentials",
        client_id=program["installation"]["clientId"],
        client_secret=program["secret"],
        **form,
    )


def bearer(token: str) -> Headers:
    """How a program calls."""
    return Headers({"authorization": f"Bearer {token}"})


async def press(http: httpx2.AsyncClient, who: Headers, address: str, decision: str = "allow") -> httpx2.Response:
    """Open the consent page and press one of its buttons; where the browser is sent."""
    parts = urlsplit(address)
    path = f"{parts.path}?{parts.query}"
    cookie = {"cookie": who.values["cookie"]}
    page = await http.get(path, headers=cookie)
    assert page.status_code == 200, page.text
    found = re.search(r'name="csrf" value="([0-9a-f]+)"', page.text)
    assert found, page.text
    action = re.search(r'action="([^"]+)"', page.text)
    assert action, page.text
    return await http.post(html.unescape(action[1]), data={"csrf": found[1], "decision": decision}, headers=cookie)


def answer_of(response: httpx2.Response) -> dict[str, str]:
    """What the browser carries back to the app."""
    assert response.status_code == 303, response.text
    location = response.headers["location"]
    assert location.startswith(f"{CALLBACK}?"), location
    return {name: values[0] for name, values in parse_qs(urlsplit(location).query).items()}
