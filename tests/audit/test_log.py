"""The audit log as owners read it: who did what, latest first, in this workshop alone."""

import pytest

from tenants.models.members import Role
from tests.leads.documents import DELETE, UPDATE, enter
from tests.support.api import PASSWORD, Api, TestWorkshop

LOG = """query ($filter: AuditFilter, $first: Int! = 25, $after: String) {
  auditEntries(filter: $filter, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } edges { node { action actorName subject fields } } } }"""


async def test_acts_are_listed_latest_first_with_the_names_of_what_changed(api: Api, workshop: TestWorkshop) -> None:
    owner = api.as_(workshop.owner)
    lead = await enter(owner)
    await owner.one(UPDATE, id=lead["id"], input={"wish": "Bremsen", "note": "Ruft zurück"})
    await owner.one(DELETE, id=lead["id"])

    log = await owner.one(LOG)

    assert [(edge["node"]["action"], edge["node"]["fields"]) for edge in log["edges"]] == [
        ("lead.deleted", []),
        ("lead.updated", ["note", "wish"]),
        ("lead.created", []),
    ]
    assert {edge["node"]["subject"] for edge in log["edges"]} == {lead["id"]}
    assert {edge["node"]["actorName"] for edge in log["edges"]} == {"Ada Meister"}


async def test_the_log_is_filtered_and_read_by_pages(api: Api, workshop: TestWorkshop) -> None:
    owner = api.as_(workshop.owner)
    staff = await workshop.add_member(Role.STAFF)
    assert staff.member_id is not None
    for name in ("Eins", "Zwei", "Drei"):
        await enter(owner, name=name)
    mine = await enter(api.as_(staff))

    first = await owner.one(LOG, first=2)
    rest = await owner.one(LOG, first=10, after=first["pageInfo"]["endCursor"])
    theirs = await owner.one(LOG, filter={"memberId": f"member_{staff.member_id.hex}"})
    none = await owner.one(LOG, filter={"action": ["lead.deleted"]})
    early = await owner.one(LOG, filter={"atTo": "2020-01-01T00:00:00Z"})

    assert (len(first["edges"]), first["pageInfo"]["hasNextPage"], len(rest["edges"])) == (2, True, 2)
    assert [edge["node"]["subject"] for edge in theirs["edges"]] == [mine["id"]]
    assert (none["totalCount"], early["totalCount"]) == (0, 0)


@pytest.mark.parametrize("role", [Role.MANAGER, Role.STAFF, Role.VIEWER])
async def test_only_owners_read_the_log(api: Api, workshop: TestWorkshop, role: Role) -> None:
    member = api.as_(await workshop.add_member(role))

    refused = (await member.send(LOG)).json()

    assert refused["data"] == {"auditEntries": None}
    assert refused["errors"][0]["extensions"]["code"] == "FORBIDDEN"


async def test_another_workshops_acts_are_not_in_it(
    api: Api, workshop: TestWorkshop, other_workshop: TestWorkshop
) -> None:
    await enter(api.as_(other_workshop.owner))

    assert (await api.as_(workshop.owner).one(LOG))["totalCount"] == 0


async def test_a_sign_in_is_in_the_log_and_a_refused_one_is_not(api: Api, workshop: TestWorkshop) -> None:
    sign_in = "mutation ($i: SessionStartInput!) { sessionStart(input: $i) { viewer { kind } errors { code } } }"
    refused = await api.one(sign_in, i={"email": workshop.owner.email, "password": "nicht das richtige"})
    entered = await api.one(sign_in, i={"email": workshop.owner.email, "password": PASSWORD})

    log = await api.as_(workshop.owner).one(LOG)

    assert [refused["errors"][0]["code"], entered["errors"]] == ["WRONG_CREDENTIALS", []]
    assert workshop.owner.member_id is not None
    assert [edge["node"] for edge in log["edges"]] == [
        {
            "action": "person.signed_in",
            "actorName": "Ada Meister",
            "subject": f"member_{workshop.owner.member_id.hex}",
            "fields": [],
        }
    ]
