"""An app that asks for consent by hand, and may get every part of it wrong."""

from dataclasses import dataclass
from urllib.parse import urlencode

import httpx2

from tests.partners.pkce import challenge_of
from tests.support.api import Headers
from tests.support.partners import (
    CALLBACK,
    App,
    answer_of,
    exchange,
    press,
)


@dataclass(frozen=True)
class Asking:
    """An app that asks for consent, and may get the request wrong."""

    app: App
    proof: str
    http: httpx2.AsyncClient

    def page(self, **changes: str | None) -> str:
        """The address of the consent page."""
        fields = {
            "response_type": "code",
            "client_id": self.app.client_id,
            "redirect_uri": CALLBACK,
            "scope": "leads:read",
            "state": "zustand",
            "code_challenge": challenge_of(self.proof),
            "code_challenge_method": "S256",
            **changes,
        }
        return "/oauth/authorize?" + urlencode({name: value for name, value in fields.items() if value is not None})

    async def code(self, who: Headers, **changes: str) -> str:
        """A code, by consent."""
        return answer_of(await press(self.http, who, self.page(**changes)))["code"]

    async def spend(self, code: str, /, **changes: str | None) -> httpx2.Response:
        """Exchange a code for tokens."""
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": CALLBACK,
            "code_verifier": self.proof,
            "client_id": self.app.client_id,
            "client_secret": self.app.secret,
            **changes,
        }
        return await exchange(self.http, **{name: value for name, value in form.items() if value is not None})

    async def refresh(self, token: str, **changes: str) -> httpx2.Response:
        """Exchange a refresh token."""
        client = {"client_id": self.app.client_id, "client_secret": self.app.secret}
        return await exchange(self.http, grant_type="refresh_token", refresh_token=token, **{**client, **changes})


def refused(response: httpx2.Response) -> tuple[int, str]:
    """Status and error of a refusal."""
    return response.status_code, response.json()["error"]


async def look(http: httpx2.AsyncClient, who: Headers, address: str) -> httpx2.Response:
    """Open a page in a browser in which somebody is signed in."""
    cookie = {"cookie": who.values["cookie"]} if "cookie" in who.values else {}
    return await http.get(address, headers=cookie)
