"""A customer in front of the double's pages: follows links and presses buttons, without any script."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from typing import Any

import httpx2


class Browser:
    """Reads a page, types into its form, presses a button."""

    def __init__(self, http: httpx2.Client) -> None:
        self._http = http

    def open(self, url: str) -> httpx2.Response:
        """Look at a page."""
        return self._http.get(url)

    def press(self, url: str, action: str, **typed: str) -> httpx2.Response:
        """Press a button of the page with what was typed; fields must be on the page."""
        page = _Fields(self.open(url).text)
        assert page.names.keys() >= typed.keys(), f"not on the page: {typed.keys() - page.names.keys()}"
        assert action in page.actions, f"no button {action} among {page.actions}"
        return self._http.post(url, data={**page.hidden, **typed, "action": action})

    def answer(self, shown: httpx2.Response, action: str) -> httpx2.Response:
        """Press a button of the page that was answered."""
        page = _Fields(shown.text)
        assert action in page.actions
        return self._http.post(str(shown.url), data={**page.hidden, "action": action})


@contextmanager
def browser() -> Iterator[Browser]:
    """A customer's browser; it shows where a redirect leads and does not go there."""
    with httpx2.Client(follow_redirects=False, headers={"Accept-Language": "de-DE"}) as http:
        yield Browser(http)


class _Fields(HTMLParser):
    """The fields and buttons of a page, and which fields have a label."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: dict[str, str | None] = {}
        self.hidden: dict[str, str] = {}
        self.actions: list[str] = []
        self.unlabelled: list[str] = []
        self._labels = set(re.findall(r'<label for="([^"]+)"', html))
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found: dict[str, Any] = dict(attrs)
        if tag == "button":
            self.actions.append(found["value"])
        if tag == "input":
            self.names[found["name"]] = found.get("type")
            if found.get("type") == "hidden":
                self.hidden[found["name"]] = found["value"]
            elif found.get("type") != "radio" and found.get("id") not in self._labels:
                self.unlabelled.append(found["name"])


def unlabelled(html: str) -> list[str]:
    """Fields a person with a screen reader could not tell apart."""
    return _Fields(html).unlabelled
