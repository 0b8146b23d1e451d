"""The website the widget is tried on."""

import socket
import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import Message

import pytest

from carbot.embedded.host_site import host_site
from carbot.errors import StartupError

API = "http://localhost:8000"


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with host_site(0, api=API, client_key="ck_demo") as address:
        yield address


def get(address: str) -> tuple[int, Message, str]:
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:
            return answer.status, answer.headers, answer.read().decode()
    except urllib.error.HTTPError as answer:
        with answer:
            return answer.code, answer.headers, answer.read().decode()


@pytest.mark.parametrize("path", ["/", "/leistungen", "/kontakt", "/kontakt/"])
def test_every_page_carries_the_script_tag(site: str, path: str) -> None:
    status, headers, page = get(site + path)

    assert status == 200
    assert f'<script src="{API}/widget.js" data-client-key="ck_demo" async></script>' in page
    assert "{{" not in page
    assert headers["Content-Security-Policy"] == (
        f"default-src 'self'; script-src {API}; connect-src {API}; object-src 'none'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
    )


def test_a_new_key_can_be_tried_and_stays_while_looking_round(site: str) -> None:
    _, _, page = get(f"{site}/?key=ck_new-One_1")

    assert 'data-client-key="ck_new-One_1"' in page
    assert 'href="/leistungen?key=ck_new-One_1"' in page
    assert "ck_demo" not in page


def test_what_is_no_key_is_passed_over(site: str) -> None:
    _, _, page = get(f"{site}/?key=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")

    assert 'data-client-key="ck_demo"' in page
    assert "alert" not in page


def test_an_unknown_page_says_so(site: str) -> None:
    status, _, page = get(f"{site}/preise")

    assert status == 404
    assert "Diese Seite gibt es nicht" in page


@pytest.mark.parametrize("path", ["/../__init__.py", "/%2e%2e/__init__.py", "/start.html"])
def test_only_its_own_pages_are_served(site: str, path: str) -> None:
    assert get(site + path)[0] == 404


def test_a_taken_port_is_one_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        site = host_site(port, api=API, client_key="ck_demo")
        with pytest.raises(StartupError, match=f"Port {port} is in use"):
            site.__enter__()
