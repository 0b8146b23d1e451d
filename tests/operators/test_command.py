"""`carbot operator` on the command line, and what `carbot migrate` says before the role is there."""

from enum import StrEnum

import pytest

from carbot import operator_accounts
from carbot.errors import StartupError
from carbot.ids import new_id
from carbot.settings import Settings
from tenants.migrate import migrate
from tenants.roles import DatabaseRole


@pytest.fixture
def email() -> str:
    """An address nobody has."""
    return f"neu.{new_id().hex[-12:]}@carbot.example"


def test_a_new_operator_is_listed_until_the_link_is_used(
    settings: Settings, capsys: pytest.CaptureFixture[str], email: str
) -> None:
    operator_accounts.run(settings, "create", email.upper(), "  Olga   Petersen ")
    printed = capsys.readouterr().out

    assert f"{settings.public_url}/operator/enroll?token=" in printed
    assert f"{email}\tOlga Petersen\twaits for the link\n" in operator_accounts.listing(settings)


def test_a_disabled_operator_stays_listed_and_may_be_let_in_again(settings: Settings, email: str) -> None:
    operator_accounts.run(settings, "create", email, "Olga")
    operator_accounts.run(settings, "disable", email, None)
    assert f"{email}\tOlga\tdisabled\n" in operator_accounts.listing(settings)

    operator_accounts.run(settings, "reset", email, None)
    assert f"{email}\tOlga\twaits for the link\n" in operator_accounts.listing(settings)


@pytest.mark.parametrize(
    ("act", "address", "name", "complaint"),
    [
        ("create", None, "Olga", "e-mail address is missing"),
        ("create", "olga", "Olga", "e-mail address is missing or none"),
        ("create", "olga@carbot.example", None, "--name is missing"),
        ("reset", "niemand@carbot.example", None, "is no operator"),
        ("disable", "niemand@carbot.example", None, "is no operator"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    settings: Settings, act: str, address: str | None, name: str | None, complaint: str
) -> None:
    with pytest.raises(StartupError, match=complaint):
        operator_accounts.run(settings, act, address, name)


def test_nobody_is_made_an_operator_twice(settings: Settings, email: str) -> None:
    operator_accounts.run(settings, "create", email, "Olga")

    with pytest.raises(StartupError, match="is an operator already"):
        operator_accounts.run(settings, "create", email, "Olga")


def test_migrating_before_provisioning_names_the_role_and_the_remedy(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    roles = StrEnum("Roles", {**{role.name: role.value for role in DatabaseRole}, "AUDITOR": "carbot_auditor"})
    monkeypatch.setattr("tenants.migrate.DatabaseRole", roles)

    with pytest.raises(StartupError, match="no role carbot_auditor: run `carbot provision` first"):
        migrate(settings)
