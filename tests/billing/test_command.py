"""`carbot plan`: what was agreed with people is given, listed and ended."""

import pytest

from carbot import cli
from carbot.ids import new_id
from carbot.outside import Outside
from carbot.settings import Settings
from tenants.models.billing import PlanCode
from tests.support.api import Api, TestWorkshop, make_workshop
from tests.support.processes import environment
from tests.support.rows import Rows

HAS = "{ subscription { plan standing rightsEndAt readOnlyUntil } }"


@pytest.fixture(autouse=True)
def _own_database(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in environment(settings).items():
        monkeypatch.setenv(name, value)


@pytest.fixture
async def small(outside: Outside) -> TestWorkshop:
    """A workshop of the smallest plan."""
    return await make_workshop(outside, plan=PlanCode.BASIC)


async def test_a_plan_is_granted_and_the_workshop_reads_of_it(
    api: Api, small: TestWorkshop, rows: Rows, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["plan", "grant", small.gid, "enterprise", "--until", "2039-12-31"]) == 0

    assert "ENTERPRISE to the end of 2039-12-31" in capsys.readouterr().out
    has = await api.as_(small.owner).one(HAS)
    assert (has["plan"], has["standing"]) == ("ENTERPRISE", "ACTIVE")
    assert (has["rightsEndAt"], has["readOnlyUntil"]) == ("2039-12-31T23:00:00+00:00", "2040-01-14T23:00:00+00:00")
    assert rows(
        "SELECT actor_name FROM audit_entries WHERE workshop_id = %s AND action = 'plan.granted'", small.id
    ) == [("CarBot-Betrieb",)]
    assert cli.main(["plan", "list"]) == 0
    (line,) = [line for line in capsys.readouterr().out.splitlines() if small.gid in line]
    assert line.split("\t")[1:4] == ["ENTERPRISE", "ACTIVE", "2039-12-31"]


async def test_a_plan_ends_and_all_can_be_read_for_a_while(api: Api, small: TestWorkshop) -> None:
    assert cli.main(["plan", "end", small.gid]) == 0

    has = await api.as_(small.owner).one(HAS)
    assert (has["plan"], has["standing"]) == ("BASIC", "READ_ONLY")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["grant", "workshop_1", "BASIC"], "no id of a workshop"),
        (["grant", f"workshop_{'0' * 32}", "BASIC"], "There is no workshop"),
        (["grant", "OWN", "GOLD"], "the plans are BASIC, PREMIUM, ENTERPRISE"),
        (["grant", "OWN", "BASIC", "--until", "morgen"], "morgen is no day"),
        (["grant", "OWN"], "Which plan?"),
        (["end"], "Which workshop?"),
    ],
)
async def test_what_cannot_be_is_said(
    small: TestWorkshop, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert cli.main(["plan", *(small.gid if each == "OWN" else each for each in arguments)]) == 1

    assert said in capsys.readouterr().err


@pytest.mark.parametrize(("plan", "locked"), [("BASIC", 3), ("PREMIUM", 0)])
async def test_enquiries_open_as_far_as_the_plan_has_room(
    small: TestWorkshop, rows: Rows, plan: str, locked: int
) -> None:
    consent = new_id()
    rows(
        "INSERT INTO consents (workshop_id, id, text_version, text, language) VALUES (%s, %s, '1', 'Ja.', 'DE')",
        small.id,
        consent,
    )
    for number, at in ((2, "now() - interval '40 days'"), (103, "now()")):
        rows(
            "INSERT INTO leads (workshop_id, id, kind, origin, language, name, sort_name, phone, surface, consent_id,"
            " created_at, locked_until) SELECT %s, gen_random_uuid(), 'CALLBACK', 'VISITOR', 'DE', 'Kunde', 'kunde',"
            f" '+491712345678', 'WIDGET', %s, {at}, '9999-01-01' FROM generate_series(1, %s)",
            small.id,
            consent,
            number,
        )

    assert cli.main(["plan", "grant", small.gid, plan]) == 0

    left = rows(
        "SELECT count(*), bool_and(locked_until = date_trunc('month', now() AT TIME ZONE 'Europe/Berlin'"
        " + interval '1 month') AT TIME ZONE 'Europe/Berlin') FROM leads"
        " WHERE workshop_id = %s AND locked_until IS NOT NULL",
        small.id,
    )
    assert left == [(locked, True if locked else None)]
