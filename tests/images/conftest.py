"""Somebody who brings pictures."""

from collections.abc import Callable
from typing import Any

import httpx2
import pytest

from tests.support.api import Api, Headers

IMAGE = "image { id url width height }"
CREATE = f"""mutation ($input: ServiceCreateInput!) {{ serviceCreate(input: $input) {{
  service {{ id {IMAGE} }} errors {{ code path message }} }} }}"""
UPDATE = f"""mutation ($id: ID!, $input: ServiceUpdateInput!) {{ serviceUpdate(id: $id, input: $input) {{
  service {{ id {IMAGE} }} errors {{ code path message }} }} }}"""
LIST = f"query {{ services(first: 10) {{ edges {{ node {{ id {IMAGE} }} }} }} }}"
OIL = {"name": "Ölwechsel", "categoryName": "Öl", "priceKind": "ON_REQUEST"}


class Painter:
    """A member with pictures."""

    def __init__(self, http: httpx2.AsyncClient, api: Api, who: Headers) -> None:
        self._http = http
        self._who = who
        self.api = api.as_(who)

    async def send(self, content: bytes, *, kind: str = "image") -> httpx2.Response:
        """The answer of POST /uploads; the name of the file says something else than it is."""
        params = {"name": "bild.svg", "kind": kind}
        return await self._http.post("/uploads", params=params, content=content, headers=self._who.values)

    async def upload(self, content: bytes) -> str:
        """The id of an uploaded file."""
        answer = await self.send(content)
        assert answer.status_code == 201, answer.text
        found: str = answer.json()["id"]
        return found

    async def service(self, **given: Any) -> dict[str, Any]:
        """A new service."""
        answer = await self.api.one(CREATE, input=OIL | given)
        assert answer["errors"] == []
        made: dict[str, Any] = answer["service"]
        return made

    async def change(self, service_id: str, **given: Any) -> dict[str, Any]:
        """What became of changing a service."""
        answer: dict[str, Any] = await self.api.one(UPDATE, id=service_id, input=given)
        return answer

    async def fetch(self, url: str, *, who: Headers | None = None) -> httpx2.Response:
        """An image as a browser asks for it: with the cookie, and without a header of ours."""
        headers = {name: value for name, value in (who or self._who).values.items() if name != "x-carbot-csrf"}
        return await self._http.get(url, headers=headers)


MakePainter = Callable[[Headers], Painter]


@pytest.fixture
def painter(http: httpx2.AsyncClient, api: Api) -> MakePainter:
    """Makes a painter of a member."""
    return lambda who: Painter(http, api, who)
