"""The legal pages: the versions people accept, who runs the platform, and a policy that the page itself fits."""

import base64
import hashlib
import re
from collections.abc import AsyncIterator, Callable
from html.parser import HTMLParser

import httpx2
import pytest
from fastapi import FastAPI

from carbot.http.legal import PAGES, legal_router
from carbot.settings import Profile, Settings
from resolvers.accounts import PROCESSING_VERSION, TERMS_VERSION

NAMES = [page.name for page in PAGES]
MISSING = "vom Betreiber noch nicht eingetragen"
Browse = Callable[..., httpx2.AsyncClient]


@pytest.fixture
async def browse() -> AsyncIterator[Browse]:
    """Opens a client of the pages of a platform with these settings."""
    opened: list[httpx2.AsyncClient] = []

    def open_client(**settings: str) -> httpx2.AsyncClient:
        app = FastAPI()
        app.include_router(legal_router(Settings(profile=Profile.TEST, **settings)))
        opened.append(httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app), base_url="http://test"))
        return opened[-1]

    yield open_client
    for client in opened:
        await client.aclose()


class Document(HTMLParser):
    """A page's elements, its text, and the content of its style."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.style = ""
        self.text = ""
        self._inside = ""
        self.feed(html)
        self.text = " ".join(self.text.split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "style":
            self.style += data
        else:
            self.text += data + " "

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of every element of a kind."""
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.mark.parametrize(("name", "version"), [("terms", TERMS_VERSION), ("processing", PROCESSING_VERSION)])
async def test_a_page_shows_the_version_that_registration_stores(browse: Browse, name: str, version: str) -> None:
    document = Document((await browse().get(f"/legal/{name}")).text)

    assert f"Fassung {version}" in document.text


@pytest.mark.parametrize("name", NAMES)
async def test_a_page_names_the_operator_of_the_settings(browse: Browse, name: str) -> None:
    client = browse(
        operator_name="Muster & Söhne <GmbH>",
        operator_address="Musterweg 3\n50667 Köln, HRB 12345, USt-IdNr. DE123456789",
        operator_email="post+recht@muster.example",
    )

    answer = await client.get(f"/legal/{name}")

    document = Document(answer.text)
    for said in ("Muster & Söhne <GmbH>", "Musterweg 3", "50667 Köln", "HRB 12345", "USt-IdNr. DE123456789"):
        assert said in document.text
    assert {"href": "mailto:post%2Brecht@muster.example"} in document.all("a")
    assert "<GmbH>" not in answer.text
    assert MISSING not in document.text


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("blank", [{}, {"operator_name": " ", "operator_address": " , \n", "operator_email": ""}])
async def test_a_page_says_what_the_operator_has_not_entered(browse: Browse, name: str, blank: dict[str, str]) -> None:
    document = Document((await browse(**blank).get(f"/legal/{name}")).text)

    for what in ("Name", "Anschrift", "E-Mail-Adresse"):
        assert f"{what}: {MISSING}" in document.text
    assert [link for link in document.all("a") if str(link["href"]).startswith("mailto:")] == []


@pytest.mark.parametrize("name", NAMES)
async def test_the_policy_allows_exactly_the_pages_own_style(browse: Browse, name: str) -> None:
    answer = await browse().get(f"/legal/{name}")

    document = Document(answer.text)
    digest = base64.b64encode(hashlib.sha256(document.style.encode()).digest()).decode()
    assert answer.headers["content-security-policy"] == (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src 'self'; base-uri 'none'; form-action 'none';"
        " frame-ancestors 'none'"
    )
    assert len(document.all("style")) == 1
    assert document.all("script") == []
    assert [attributes for _, attributes in document.elements if "style" in attributes] == []
    assert not re.search(r"url\(|@import", document.style)


@pytest.mark.parametrize("name", NAMES)
async def test_a_page_is_german_with_a_summary_in_english(browse: Browse, name: str) -> None:
    answer = await browse().get(f"/legal/{name}")

    document = Document(answer.text)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert document.all("html") == [{"lang": "de"}]
    assert [section["lang"] for section in document.all("section")] == ["en"]
    assert len(document.all("h1")) == 1


@pytest.mark.parametrize("name", NAMES)
async def test_every_link_of_a_page_leads_somewhere(browse: Browse, name: str) -> None:
    client = browse()
    document = Document((await client.get(f"/legal/{name}")).text)
    ids = {attributes["id"] for _, attributes in document.elements if "id" in attributes}

    targets = {str(link["href"]) for link in document.all("a")}
    pages = {target for target in targets if target.startswith("/legal/")}

    assert pages >= {f"/legal/{each}" for each in NAMES}
    assert [target for target in pages if (await client.get(target)).status_code != 200] == []
    assert {target[1:] for target in targets if target.startswith("#")} <= ids


async def test_the_processing_agreement_has_measures_and_subprocessors(browse: Browse) -> None:
    document = Document((await browse().get("/legal/processing")).text)

    headings = {attributes.get("id") for attributes in document.all("h2")}
    assert {"measures", "subprocessors"} <= headings
    assert "Art. 28" in document.text


async def test_there_is_no_other_page(browse: Browse) -> None:
    client = browse()

    assert [
        (await client.get(f"/legal/{name}")).status_code for name in ("", "unknown", "layout", "operator.html")
    ] == [404] * 4
