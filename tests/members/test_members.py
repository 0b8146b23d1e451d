"""Members: roles that take effect at once, a removal that leaves nothing open, and always an owner."""

import asyncio
from typing import Any

import pytest

from tenants.models.members import Role
from tests.leads.documents import ASSIGN, enter, read
from tests.support.api import Api, Person, TestWorkshop

MEMBERS = "{ members { id name role } }"
ROLE = """mutation ($id: ID!, $role: Role!) {
  memberChangeRole(id: $id, role: $role) { member { id role } errors { code message path } } }"""
REMOVE = "mutation ($id: ID!) { memberRemove(id: $id) { deletedId errors { code message path } } }"
WHO = "{ viewer { kind member { role } } }"
LAST = {
    "code": "LAST_OWNER",
    "message": "Ein Betrieb braucht mindestens eine Inhaberin oder einen Inhaber. Bitte geben Sie diese Rolle zuerst"
    " weiter.",
    "path": ["id"],
}


def gid(person: Person) -> str:
    """A member's id as clients see it."""
    assert person.member_id is not None
    return f"member_{person.member_id.hex}"


async def test_a_role_takes_effect_with_the_next_request(api: Api, workshop: TestWorkshop) -> None:
    owner = api.as_(workshop.owner)
    person = await workshop.add_member(Role.STAFF)
    before = await api.as_(person).one(WHO)

    changed = await owner.one(ROLE, id=gid(person), role="VIEWER")

    assert changed == {"member": {"id": gid(person), "role": "VIEWER"}, "errors": []}
    assert (before["member"], (await api.as_(person).one(WHO))["member"]) == ({"role": "STAFF"}, {"role": "VIEWER"})


async def test_whoever_is_removed_is_out_and_their_leads_are_nobodys(api: Api, workshop: TestWorkshop) -> None:
    owner = api.as_(workshop.owner)
    person = await workshop.add_member(Role.STAFF)
    lead = await enter(owner)
    await owner.one(ASSIGN, id=lead["id"], member=gid(person))

    removed = await owner.one(REMOVE, id=gid(person))

    assert removed == {"deletedId": gid(person), "errors": []}
    assert await api.as_(person).one(WHO) == {"kind": "PERSON", "member": None}
    assert (await read(owner, lead["id"]))["assignee"] is None
    assert [each["role"] for each in await owner.one(MEMBERS)] == ["OWNER"]
    assert (await owner.one(REMOVE, id=gid(person)))["errors"][0]["code"] == "NOT_FOUND"


async def test_the_last_owner_stays_one(api: Api, workshop: TestWorkshop) -> None:
    owner = api.as_(workshop.owner)
    await workshop.add_member(Role.MANAGER)

    demoted = await owner.one(ROLE, id=gid(workshop.owner), role="MANAGER")
    removed = await owner.one(REMOVE, id=gid(workshop.owner))

    assert demoted == {"member": None, "errors": [LAST]}
    assert removed == {"deletedId": None, "errors": [LAST]}
    assert (await owner.one(WHO))["member"] == {"role": "OWNER"}


@pytest.mark.parametrize("document", [ROLE, REMOVE], ids=["demoted", "removed"])
async def test_two_owners_who_send_each_other_away_leave_one(api: Api, workshop: TestWorkshop, document: str) -> None:
    second = await workshop.add_member(Role.OWNER)
    role = {"role": "VIEWER"} if document is ROLE else {}

    answers: list[Any] = await asyncio.gather(
        api.as_(workshop.owner).send(document, id=gid(second), **role),
        api.as_(second).send(document, id=gid(workshop.owner), **role),
    )

    kinds = [(await api.as_(person).one(WHO))["member"] for person in (workshop.owner, second)]
    assert kinds.count({"role": "OWNER"}) == 1, answers


@pytest.mark.parametrize("role", [Role.MANAGER, Role.STAFF, Role.VIEWER])
async def test_only_owners_decide_who_works_here(api: Api, workshop: TestWorkshop, role: Role) -> None:
    person = await workshop.add_member(role)

    for document in (ROLE, REMOVE):
        given = {"role": "OWNER"} if document is ROLE else {}
        refused = (await api.as_(person).send(document, id=gid(person), **given)).json()
        assert refused["errors"][0]["extensions"]["code"] == "FORBIDDEN"

    assert (await api.as_(person).one(WHO))["member"] == {"role": role.value}


async def test_another_workshops_member_is_unknown(
    api: Api, workshop: TestWorkshop, other_workshop: TestWorkshop
) -> None:
    stranger = await other_workshop.add_member(Role.STAFF)

    for document in (ROLE, REMOVE):
        given = {"role": "OWNER"} if document is ROLE else {}
        refused = await api.as_(workshop.owner).one(document, id=gid(stranger), **given)
        assert [error["code"] for error in refused["errors"]] == ["NOT_FOUND"]

    assert (await api.as_(stranger).one(WHO))["member"] == {"role": "STAFF"}
