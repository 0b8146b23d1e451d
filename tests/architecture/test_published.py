"""What partners were promised holds: a breaking change fails the build until it is published on purpose."""

from pathlib import Path

import pytest

from schema import publish
from schema.print import SDL

CURRENT = SDL.read_text(encoding="utf-8")
PROMISE = """
type Query { lead(id: ID!, note: String): Lead, state: State }
type Lead { name: String!, wish: String }
enum State { OPEN, CLOSED }
"""


def test_the_schema_breaks_nothing_that_was_published() -> None:
    assert publish.breaks(publish.PUBLISHED.read_text(encoding="utf-8"), CURRENT) == []


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        pytest.param("wish: String", "", id="a field is gone"),
        pytest.param("name: String!", "name: String", id="a field may be null"),
        pytest.param("wish: String", "wish: Int", id="a field is of another type"),
        pytest.param("note: String", "note: String!", id="an argument is required"),
        pytest.param(", note: String", "", id="an argument is gone"),
        pytest.param("note: String", "note: String, by: ID!", id="a new argument is required"),
        pytest.param(", CLOSED", "", id="a value is gone"),
    ],
)
def test_a_change_that_breaks_clients_is_named(was: str, becomes: str) -> None:
    changed = PROMISE.replace(was, becomes)

    assert changed != PROMISE
    assert publish.breaks(PROMISE, changed) != []


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        pytest.param("wish: String", "wish: String, phone: String", id="a field is new"),
        pytest.param("wish: String", "wish: String!", id="a field is never null"),
        pytest.param("note: String", "note: String, by: ID", id="an argument may be given"),
        pytest.param("CLOSED", "CLOSED, LOST", id="a value is new"),
        pytest.param("wish: String", 'wish: String @deprecated(reason: "Use name.")', id="a field is deprecated"),
    ],
)
def test_a_change_that_adds_breaks_nothing(was: str, becomes: str) -> None:
    assert publish.breaks(PROMISE, PROMISE.replace(was, becomes)) == []


def test_publishing_refuses_a_break_and_says_which(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    published, sdl = tmp_path / "published.graphql", tmp_path / "schema.graphql"
    published.write_text(PROMISE, encoding="utf-8")
    sdl.write_text(PROMISE.replace("wish: String", ""), encoding="utf-8")
    monkeypatch.setattr(publish, "PUBLISHED", published)
    monkeypatch.setattr(publish, "SDL", sdl)

    refused = publish.main([])

    assert (refused, published.read_text(encoding="utf-8")) == (1, PROMISE)
    assert "Lead.wish was removed" in capsys.readouterr().err

    assert publish.main(["--break"]) == 0
    assert published.read_text(encoding="utf-8") == sdl.read_text(encoding="utf-8")
