"""What browsers are told beside the answers: who may ask from where, what may be framed, what may be kept."""

import re

import httpx2
import pytest

from tests.support.api import ORIGIN, TestWorkshop

ALWAYS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
}


@pytest.mark.parametrize("path", ["/health", "/widget.js", "/nichts/da", "/assets/fehlt.js"])
async def test_every_answer_carries_the_security_headers(http: httpx2.AsyncClient, path: str) -> None:
    response = await http.get(path)

    assert {name: response.headers[name] for name in ALWAYS} == ALWAYS
    assert "default-src 'none'" in response.headers["content-security-policy"]
    assert "strict-transport-security" not in response.headers


async def test_answers_of_the_api_cannot_be_framed_or_run(http: httpx2.AsyncClient) -> None:
    response = await http.post("/graphql", json={"query": "{ viewer { kind } }"})

    assert response.headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert response.headers["content-type"].startswith("application/json")


async def test_a_browser_asks_once_a_day_whether_the_widget_may_ask(http: httpx2.AsyncClient) -> None:
    headers = {
        "origin": ORIGIN,
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type,x-carbot-client-key,authorization,x-carbot-language",
    }

    response = await http.options("/graphql", headers=headers)

    assert response.status_code == 200
    assert response.headers["access-control-max-age"] == "86400"
    assert response.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in response.headers
    allowed = response.headers["access-control-allow-headers"].lower()
    assert all(name in allowed for name in ("x-carbot-client-key", "authorization", "content-type"))


async def test_a_page_elsewhere_may_read_the_answer_to_its_key_and_never_with_cookies(
    http: httpx2.AsyncClient, workshop: TestWorkshop
) -> None:
    visitor = await workshop.visitor()

    response = await http.post("/graphql", json={"query": "{ widget { workshopName } }"}, headers=visitor.values)

    assert response.json()["data"]["widget"]["workshopName"] == workshop.name
    assert response.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in response.headers


async def test_the_loader_is_fresh_within_minutes_and_open_to_all(http: httpx2.AsyncClient) -> None:
    response = await http.get("/widget.js")

    assert response.status_code == 200, "the widget is not built: run ./dev test"
    assert response.headers["cache-control"] == "public, max-age=300"
    assert response.headers["access-control-allow-origin"] == "*"
    assert response.headers["cross-origin-resource-policy"] == "cross-origin"


async def test_hashed_files_stay_for_ever_and_pages_are_asked_for_again(http: httpx2.AsyncClient) -> None:
    page = await http.get("/leads/irgendwas")
    assert page.status_code == 200, "the dashboard is not built: run ./dev test"
    assets = re.findall(r'"/(assets/[^"]+)"', page.text)
    asset = await http.get(f"/{assets[0]}")

    assert page.headers["cache-control"] == "no-cache"
    assert asset.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert "frame-ancestors 'none'" in page.headers["content-security-policy"]
    assert "'unsafe-eval'" not in page.headers["content-security-policy"]


@pytest.mark.parametrize(
    "path",
    [
        "/widget/..%2f..%2fpyproject.toml",
        "/widget/%2e%2e/documents.json",
        "/..%2f..%2f..%2fetc/passwd",
        "/assets/..%2f..%2f..%2fpyproject.toml",
        "/widget/documents.json",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/widget/%2fetc%2fpasswd",
        "/a%00b",
        "/widget/%00",
        "/" + "a" * 3000,
        "/assets/",
    ],
)
async def test_no_address_leads_out_of_the_built_files(http: httpx2.AsyncClient, path: str) -> None:
    response = await http.get(path)

    assert response.status_code < 500
    assert "[project]" not in response.text
    assert "root:" not in response.text
    assert not response.text.startswith("{")


async def test_only_the_keys_own_sites_may_frame_the_form(http: httpx2.AsyncClient, workshop: TestWorkshop) -> None:
    key = await workshop.key("https://www.werkstatt.example", "https://*.werkstatt.example")

    known = await http.get("/widget/frame", params={"key": key.key})
    unknown = await http.get("/widget/frame", params={"key": "ck_gibtesnicht"})

    assert unknown.status_code == 404
    if known.status_code == 200:
        policy = known.headers["content-security-policy"]
        assert "frame-ancestors https://www.werkstatt.example https://*.werkstatt.example" in policy
