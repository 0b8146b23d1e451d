"""A person in several workshops: each wall stands, the session is in one of them, and being removed is no dead end."""

import asyncio
from typing import Any

import httpx2
import pytest

from tenants.models.members import Role
from tests.accounts.documents import SIGN_IN
from tests.factors.documents import REFRESH, begin
from tests.support.api import PASSWORD, Api, Headers, Person, TestWorkshop
from tests.support.rows import Rows

from .documents import SWITCH, WHERE, WORKSHOPS
from .test_members import REMOVE, ROLE, gid

COOKIE = "carbot_session"


@pytest.fixture
def both(rows: Rows, workshop: TestWorkshop, other_workshop: TestWorkshop) -> Person:
    """The owner of the workshop, who is also STAFF of the other one."""
    owner = workshop.owner
    rows(
        "INSERT INTO members (workshop_id, id, account_id, role, name, email)"
        " SELECT %s, gen_random_uuid(), id, 'STAFF', name, email FROM accounts WHERE id = %s",
        other_workshop.id,
        owner.account_id,
    )
    return owner


def cookie(token: str) -> Headers:
    """A browser with this session's token."""
    return Headers({"cookie": f"{COOKIE}={token}", "x-carbot-csrf": "1"})


async def test_a_person_sees_their_workshops_and_nobody_elses(
    api: Api, both: Person, workshop: TestWorkshop, other_workshop: TestWorkshop
) -> None:
    own = await api.as_(both).one(WORKSHOPS)
    others = await api.as_(other_workshop.owner).one(WORKSHOPS)

    expected = [
        {"id": workshop.gid, "name": workshop.name, "role": "OWNER"},
        {"id": other_workshop.gid, "name": other_workshop.name, "role": "STAFF"},
    ]
    assert own["workshops"] == sorted(expected, key=lambda each: each["name"].lower())
    assert others["workshops"] == [{"id": other_workshop.gid, "name": other_workshop.name, "role": "OWNER"}]


async def test_a_switch_enters_the_other_workshop_under_a_new_token(
    api: Api, both: Person, other_workshop: TestWorkshop
) -> None:
    response = await api.as_(both).send(SWITCH, id=other_workshop.gid)

    assert response.json()["data"]["workshopSwitch"] == {
        "viewer": {"workshop": {"name": other_workshop.name}},
        "errors": [],
    }
    there = await api.as_(cookie(response.cookies[COOKIE])).one(WHERE)
    assert there == {"kind": "MEMBER", "member": {"role": "STAFF"}, "workshop": {"name": other_workshop.name}}
    assert (await api.as_(both).one(WHERE))["kind"] == "ANONYMOUS"


async def test_what_one_may_do_is_what_the_role_of_that_workshop_allows(
    api: Api, both: Person, workshop: TestWorkshop, other_workshop: TestWorkshop
) -> None:
    member = await other_workshop.add_member(Role.VIEWER)
    switched = await api.as_(both).send(SWITCH, id=other_workshop.gid)
    there = api.as_(cookie(switched.cookies[COOKIE]))

    refused = (await there.send(REMOVE, id=gid(member))).json()
    elsewhere = (await there.send("query ($id: ID!) { node(id: $id) { id } }", id=gid(workshop.owner))).json()

    assert refused["errors"][0]["extensions"]["code"] == "FORBIDDEN"
    assert elsewhere["data"] == {"node": None}


async def test_nobody_switches_to_a_workshop_they_are_no_member_of(
    api: Api, workshop: TestWorkshop, other_workshop: TestWorkshop
) -> None:
    unknown = "workshop_" + "0" * 32

    answers = [await api.as_(workshop.owner).send(SWITCH, id=id) for id in (other_workshop.gid, unknown)]

    codes = [[each["code"] for each in answer.json()["data"]["workshopSwitch"]["errors"]] for answer in answers]
    assert codes == [["NOT_FOUND"]] * 2
    assert [COOKIE in answer.cookies for answer in answers] == [False, False]
    assert (await api.as_(workshop.owner).one(WHERE))["workshop"] == {"name": workshop.name}


async def test_a_sign_in_enters_the_workshop_that_was_used_last(
    api: Api, dashboard: Api, browser: httpx2.AsyncClient, both: Person, other_workshop: TestWorkshop
) -> None:
    await api.as_(both).send(SWITCH, id=other_workshop.gid)

    answer = await dashboard.one(SIGN_IN, input={"email": both.email, "password": PASSWORD})

    assert answer["viewer"]["workshop"]["name"] == other_workshop.name
    assert COOKIE in browser.cookies


async def test_streams_of_the_workshop_that_was_left_end(api: Api, both: Person, other_workshop: TestWorkshop) -> None:
    async with api.as_(both).stream("subscription { leadChanged { id } }") as events:
        await api.as_(both).send(SWITCH, id=other_workshop.gid)

        assert [event async for event in events] == []


async def test_who_is_removed_goes_on_in_the_other_workshop(
    api: Api, both: Person, workshop: TestWorkshop, other_workshop: TestWorkshop, rows: Rows
) -> None:
    switched = await api.as_(both).send(SWITCH, id=other_workshop.gid)
    there = api.as_(cookie(switched.cookies[COOKIE]))
    ((member,),) = rows(
        "SELECT id FROM members WHERE workshop_id = %s AND account_id = %s", other_workshop.id, both.account_id
    )
    await api.as_(other_workshop.owner).one(REMOVE, id=f"member_{member.hex}")

    landed = await there.send(WHERE)

    assert landed.json()["data"]["viewer"]["workshop"] == {"name": workshop.name}
    assert landed.cookies[COOKIE] != switched.cookies[COOKIE]


async def test_who_is_removed_everywhere_is_signed_in_and_works_nowhere(
    api: Api, workshop: TestWorkshop, dashboard: Api
) -> None:
    person = await workshop.add_member(Role.STAFF)
    await api.as_(workshop.owner).one(REMOVE, id=gid(person))

    gone = await api.as_(person).one(WHERE)
    refused = (await api.as_(person).send("{ leads { totalCount } }")).json()
    again = await dashboard.one(SIGN_IN, input={"email": person.email, "password": PASSWORD})

    assert gone == {"kind": "PERSON", "member": None, "workshop": None}
    assert refused["errors"][0]["extensions"]["code"] == "FORBIDDEN"
    assert (again["errors"], again["viewer"]["kind"]) == ([], "PERSON")
    assert (await dashboard.one(WORKSHOPS))["workshops"] == []


@pytest.mark.parametrize(
    "document",
    [
        'mutation { personUpdate(input: {name: "Neu"}) { person { name } errors { code } } }',
        "mutation { sessionEnd { isEnded errors { code } } }",
        "{ sessions { id } }",
        "{ viewer { session { id } permissions } }",
    ],
)
async def test_ones_own_account_is_there_without_a_workshop(api: Api, workshop: TestWorkshop, document: str) -> None:
    person = await workshop.add_member(Role.STAFF)
    await api.as_(workshop.owner).one(REMOVE, id=gid(person))

    answer: Any = await api.as_(person).one(document)

    assert answer
    assert not (isinstance(answer, dict) and answer.get("errors"))


async def test_a_change_of_role_renews_the_token_and_the_old_one_ends_within_seconds(
    api: Api, workshop: TestWorkshop, rows: Rows
) -> None:
    person = await workshop.add_member(Role.STAFF)
    await api.as_(workshop.owner).one(ROLE, id=gid(person), role="MANAGER")

    first = await api.as_(person).send(WHERE)
    second = await api.as_(person).send(WHERE)
    rows("UPDATE sessions SET renewed_at = renewed_at - interval '10 seconds' WHERE account_id = %s", person.account_id)
    late = await api.as_(person).one(WHERE)

    manager = {"kind": "MEMBER", "member": {"role": "MANAGER"}, "workshop": {"name": workshop.name}}
    assert [answer.json()["data"]["viewer"] for answer in (first, second)] == [manager] * 2
    assert COOKIE not in second.cookies
    assert late["kind"] == "ANONYMOUS"
    assert await api.as_(cookie(first.cookies[COOKIE])).one(WHERE) == manager


async def test_of_many_requests_after_a_change_of_role_one_renews_and_all_are_answered(
    api: Api, workshop: TestWorkshop
) -> None:
    person = await workshop.add_member(Role.STAFF)
    await api.as_(workshop.owner).one(ROLE, id=gid(person), role="VIEWER")

    answers = await asyncio.gather(*(api.as_(person).send(WHERE) for _ in range(12)))

    assert [answer.json()["data"]["viewer"]["member"] for answer in answers] == [{"role": "VIEWER"}] * 12
    assert sum(COOKIE in answer.cookies for answer in answers) == 1


async def test_a_name_changes_in_every_workshop(api: Api, both: Person, other_workshop: TestWorkshop) -> None:
    await api.as_(both).one(
        'mutation { personUpdate(input: {name: "Ada Chefin"}) { person { name } errors { code } } }'
    )

    members = await api.as_(other_workshop.owner).one("{ members { name email } }")
    assert {"name": "Ada Chefin", "email": both.email} in members


async def test_a_native_client_switches_under_the_tokens_it_has(
    api: Api, both: Person, other_workshop: TestWorkshop
) -> None:
    begun = await begin(api, both.email, wantsTokens=True)
    native = api.as_(Headers({"authorization": f"Bearer {begun['tokens']['accessToken']}"}))

    there = await native.send(SWITCH, id=other_workshop.gid)

    assert there.json()["data"]["workshopSwitch"] == {
        "viewer": {"workshop": {"name": other_workshop.name}},
        "errors": [],
    }
    assert "set-cookie" not in there.headers
    assert (await native.one(WHERE))["workshop"]["name"] == other_workshop.name
    refreshed = await api.one(REFRESH, token=begun["tokens"]["refreshToken"])
    later = api.as_(Headers({"authorization": f"Bearer {refreshed['tokens']['accessToken']}"}))
    assert (await later.one(WHERE))["member"] == {"role": "STAFF"}
