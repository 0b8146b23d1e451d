"""`carbot partner create`: registers an app, tells its secret once, and takes no address a code could be stolen at."""

import pytest

from carbot import cli
from carbot.ids import token_hash
from carbot.settings import Settings
from tests.support.processes import environment
from tests.support.rows import Rows


@pytest.fixture(autouse=True)
def _own_database(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in environment(settings).items():
        monkeypatch.setenv(name, value)


def create(*more: str, scope: str = "leads:read") -> int:
    """Run the command."""
    return cli.main(["partner", "create", "Teilehandel", "--developer", "Teile & Co.", "--scope", scope, *more])


def test_an_app_is_registered_and_its_secret_told_once(capsys: pytest.CaptureFixture[str], rows: Rows) -> None:
    assert create("--redirect-uri", "https://partner.example/callback", "--scope", "services:read") == 0

    said = dict(line.split(maxsplit=1) for line in capsys.readouterr().out.replace("client id", "client").splitlines())
    stored = rows(
        "SELECT name, developer, redirect_uris, scopes, secret_hash FROM partner_apps WHERE client_id = %s",
        said["client"],
    )
    assert stored == [
        (
            "Teilehandel",
            "Teile & Co.",
            ["https://partner.example/callback"],
            ["leads:read", "services:read"],
            token_hash(said["secret"]),
        )
    ]


def test_a_public_app_has_no_secret(capsys: pytest.CaptureFixture[str], rows: Rows) -> None:
    assert create("--redirect-uri", "http://127.0.0.1:7777/callback", "--public") == 0

    client_id = capsys.readouterr().out.split()[2]
    assert rows("SELECT secret_hash FROM partner_apps WHERE client_id = %s", client_id) == [(None,)]


@pytest.mark.parametrize(
    "address",
    [
        "http://partner.example/callback",
        "https://partner.example/callback#part",
        "https://user@partner.example/callback",
        "https:///callback",
        "javascript:alert(1)",
        "partner://callback",
        "",
    ],
)
def test_an_address_that_is_not_safe_is_refused(capsys: pytest.CaptureFixture[str], rows: Rows, address: str) -> None:
    before = rows("SELECT count(*) FROM partner_apps")

    assert create("--redirect-uri", address) == 1

    assert "no address to return to" in capsys.readouterr().err
    assert rows("SELECT count(*) FROM partner_apps") == before


def test_an_unknown_scope_is_refused_and_the_known_ones_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert create(scope="leads:delete") == 1

    assert "Unknown scope leads:delete: the scopes are workshop:read" in capsys.readouterr().err
