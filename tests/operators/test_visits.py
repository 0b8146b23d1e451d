"""An operator enters a workshop: with a reason, for a while, seen by the workshop, and allowed what is listed."""

import asyncio
from typing import Any

import httpx2
import pytest
from sqlalchemy import Engine, text

from carbot.settings import Settings
from tenants import operators
from tenants.models.members import Role
from tenants.permissions import IMPERSONATION_PERMISSIONS, OPERATOR_PERMISSIONS, ROLE_PERMISSIONS, Permission
from tenants.system import OutboxReader
from tests.support.api import Api, Headers, Refused, TestWorkshop
from tests.support.mailbox import Mailbox
from tests.support.operators import OperatorPerson
from tests.support.stopwatch import Stopwatch

START = (
    "mutation ($w: ID!, $r: String!, $m: Int!) { impersonationStart(workshopId: $w, reason: $r, minutes: $m)"
    " { isStarted errors { code path } } }"
)
END = "mutation { impersonationEnd { isEnded errors { code } } }"
WHO = (
    "{ viewer { kind permissions person { id } member { id } workshop { id } operator { id }"
    " impersonation { operatorName reason expiresAt } } }"
)
AUDIT = "{ auditEntries(first: 10) { edges { node { actorName action subject reason fields } } } }"
REASON = "Der Import der Preisliste klemmt."


async def enter(
    http: httpx2.AsyncClient, operator: OperatorPerson, workshop: TestWorkshop, **changes: Any
) -> tuple[Any, Headers]:
    """Enter a workshop: the payload, and the browser that is in it."""
    variables = {"w": workshop.gid, "r": REASON, "m": 15, **changes}
    response = await http.post("/graphql", json={"query": START, "variables": variables}, headers=operator.values)
    payload = response.json()["data"]["impersonationStart"]
    token = response.cookies.get("carbot_session")
    return payload, Headers({"cookie": f"carbot_session={token}", "x-carbot-csrf": "1"})


async def log_of(api: Api, workshop: TestWorkshop) -> list[Any]:
    """The workshop's audit log, as its owner reads it."""
    return [edge["node"] for edge in (await api.as_(workshop.owner).one(AUDIT))["edges"]]


async def test_a_visit_is_a_session_of_the_workshop_that_says_whose_it_is(
    http: httpx2.AsyncClient, api: Api, operator: OperatorPerson, workshop: TestWorkshop
) -> None:
    payload, visit = await enter(http, operator, workshop)
    viewer = await api.as_(visit).one(WHO)

    assert payload == {"isStarted": True, "errors": []}
    expires = viewer["impersonation"].pop("expiresAt")
    assert viewer == {
        "kind": "MEMBER",
        "permissions": sorted(IMPERSONATION_PERMISSIONS),
        "person": None,
        "member": None,
        "workshop": {"id": workshop.gid},
        "operator": None,
        "impersonation": {"operatorName": "Olga Petersen", "reason": REASON},
    }
    assert expires > (await api.as_(visit).one("{ rateLimit { resetAt } }"))["resetAt"]
    assert (await api.as_(workshop.owner).one(WHO))["impersonation"] is None


async def test_the_workshop_reads_who_came_why_and_what_was_changed(
    http: httpx2.AsyncClient, api: Api, operator: OperatorPerson, workshop: TestWorkshop
) -> None:
    _, visit = await enter(http, operator, workshop)
    update = 'mutation { workshopUpdate(input: { city: "Bonn" }) { workshop { address { city } } errors { code } } }'

    await api.as_(visit).one(update)
    assert await api.as_(visit).one(END) == {"isEnded": True, "errors": []}

    ended, updated, started = (await log_of(api, workshop))[:3]
    assert {entry["actorName"] for entry in (ended, updated, started)} == {"CarBot-Betrieb (Olga Petersen)"}
    assert (started["action"], started["reason"]) == ("impersonation.started", REASON)
    assert (updated["action"], updated["reason"]) == ("workshop.updated", None)
    assert (ended["action"], ended["subject"]) == ("impersonation.ended", started["subject"])
    assert (await api.as_(visit).one(WHO))["kind"] == "ANONYMOUS"


async def test_every_owner_gets_a_mail(
    http: httpx2.AsyncClient, operator: OperatorPerson, workshop: TestWorkshop, mailbox: Mailbox
) -> None:
    second = await workshop.add_member(Role.OWNER)
    manager = await workshop.add_member(Role.MANAGER)

    await enter(http, operator, workshop)

    for owner in (workshop.owner, second):
        (mail,) = await mailbox.wait_for(owner.email)
        assert REASON in mail.text
        assert "Olga Petersen" in mail.text
    assert mailbox.all_to(manager.email) == []


@pytest.mark.parametrize(
    ("changes", "code", "path"),
    [
        ({"r": "zu kurz"}, "REASON_TOO_SHORT", "reason"),
        ({"r": " \n "}, "REQUIRED", "reason"),
        ({"r": "x" * 201}, "TOO_LONG", "reason"),
        ({"m": 4}, "INVALID_TIME_LIMIT", "minutes"),
        ({"m": 61}, "INVALID_TIME_LIMIT", "minutes"),
        ({"w": "workshop_00000000000070008000000000000000"}, "NOT_FOUND", "workshopId"),
        ({"w": "lead_00000000000070008000000000000000"}, "NOT_FOUND", "id"),
    ],
)
async def test_without_a_good_reason_or_limit_nobody_enters(
    http: httpx2.AsyncClient,
    api: Api,
    operator: OperatorPerson,
    workshop: TestWorkshop,
    changes: dict[str, Any],
    code: str,
    path: str,
) -> None:
    payload, _ = await enter(http, operator, workshop, **changes)

    assert payload == {"isStarted": None, "errors": [{"code": code, "path": [path]}]}
    assert await log_of(api, workshop) == []


async def test_a_visit_may_what_is_listed_and_no_more(
    http: httpx2.AsyncClient, api: Api, operator: OperatorPerson, workshop: TestWorkshop
) -> None:
    _, visit = await enter(http, operator, workshop)
    refused = [
        "{ clientKeys { key } }",
        "{ sessions { id } }",
        "{ auditEntries(first: 1) { totalCount } }",
        "{ platformWorkshops(first: 1) { totalCount } }",
        'mutation { memberRemove(id: "member_00000000000070008000000000000000") { errors { code } } }',
        'mutation { leadDelete(id: "lead_00000000000070008000000000000000") { errors { code } } }',
        'mutation { passwordChange(input: { currentPassword: "x", newPassword: "y" }) { errors { code } } }',
        'mutation ($w: ID!) { impersonationStart(workshopId: $w, reason: "noch einmal bitte", minutes: 5)'
        " { errors { code } } }",
    ]

    for document in refused:
        with pytest.raises(Refused) as refusal:
            await api.as_(visit).run(document, **({"w": workshop.gid} if "$w" in document else {}))
        assert refusal.value.code == "FORBIDDEN", document
    assert (await api.as_(visit).one("{ leads(first: 1) { totalCount } }")) == {"totalCount": 0}
    assert frozenset() < IMPERSONATION_PERMISSIONS < ROLE_PERMISSIONS[Role.MANAGER]


def test_no_member_ever_has_a_permission_of_operators() -> None:
    members = frozenset[Permission]().union(*ROLE_PERMISSIONS.values())

    assert members & OPERATOR_PERMISSIONS == frozenset()


async def test_an_operator_without_a_visit_sees_nothing_of_a_workshop(
    api: Api, operator: OperatorPerson, workshop: TestWorkshop
) -> None:
    for document in ("{ leads(first: 1) { totalCount } }", "{ workshop { name } }", "{ members { name } }"):
        with pytest.raises(Refused) as refusal:
            await api.as_(operator).run(document)
        assert refusal.value.code == "FORBIDDEN"


async def test_members_end_no_visit_and_start_none(api: Api, workshop: TestWorkshop) -> None:
    with pytest.raises(Refused) as refused:
        await api.as_(workshop.owner).run(START, w=workshop.gid, r=REASON, m=10)

    assert refused.value.code == "FORBIDDEN"
    assert (await api.as_(workshop.owner).one(END))["errors"] == [{"code": "NOT_FOUND"}]


@pytest.mark.parametrize("ending", ["time", "end", "disable"])
async def test_a_visit_ends_within_seconds_for_streams_too(
    http: httpx2.AsyncClient,
    api: Api,
    settings: Settings,
    owner: Engine,
    operator: OperatorPerson,
    workshop: TestWorkshop,
    ending: str,
) -> None:
    _, visit = await enter(http, operator, workshop)

    async with api.as_(visit).stream("subscription { leadChanged { id } }") as events:
        following = asyncio.create_task(anext(events, None))
        await api.as_(visit).one(WHO)
        if ending == "time":
            with owner.begin() as connection:
                connection.execute(
                    text("UPDATE impersonations SET expires_at = now() WHERE workshop_id = :w"), {"w": workshop.id}
                )
        elif ending == "end":
            await api.as_(visit).one(END)
        else:
            operators.disable(settings, operator.email)
        ended = Stopwatch()
        # Nothing is announced, so it can only end: within ten checks of its caller.
        assert await asyncio.wait_for(following, 60) is None
        assert ended.seconds < settings.subscription_check.total_seconds() * 10

    assert (await api.as_(visit).one(WHO))["kind"] == "ANONYMOUS"


async def test_a_visit_that_ran_out_is_written_down_as_ended_once(
    http: httpx2.AsyncClient,
    api: Api,
    settings: Settings,
    owner: Engine,
    operator: OperatorPerson,
    workshop: TestWorkshop,
) -> None:
    await enter(http, operator, workshop)
    with owner.begin() as connection:
        expire = text("UPDATE impersonations SET expires_at = now() WHERE workshop_id = :w")
        connection.execute(expire, {"w": workshop.id})

    with OutboxReader.connect(settings) as reader:
        reader.clean_up([])
        reader.clean_up([])

    ended, started = await log_of(api, workshop)
    assert (ended["action"], ended["subject"], ended["actorName"]) == (
        "impersonation.ended",
        started["subject"],
        "CarBot-Betrieb (Olga Petersen)",
    )


async def test_of_two_who_end_a_visit_one_does(
    http: httpx2.AsyncClient, api: Api, operator: OperatorPerson, workshop: TestWorkshop
) -> None:
    _, visit = await enter(http, operator, workshop)

    answers = await asyncio.gather(*(api.as_(visit).run(END) for _ in range(3)), return_exceptions=True)

    done = [each for each in answers if isinstance(each, dict) and each["impersonationEnd"]["isEnded"]]
    assert len(done) == 1
    assert [entry["action"] for entry in await log_of(api, workshop)].count("impersonation.ended") == 1
