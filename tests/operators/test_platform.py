"""Operators see workshops by counts and jobs by kind, and nothing of anybody's customers."""

from typing import Any

import pytest
from psycopg import errors as database
from sqlalchemy import Engine, text
from sqlalchemy.exc import ProgrammingError

from carbot.outside import Outside
from tenants.models import Base, Tenancy
from tenants.models.members import Role
from tenants.roles import DatabaseRole
from tests.support.api import Api, Refused, TestWorkshop
from tests.support.operators import OperatorPerson

WORKSHOPS = """query ($s: String, $n: Int = 10, $a: String) {
  platformWorkshops(filter: { search: $s }, first: $n, after: $a) {
    totalCount pageInfo { hasNextPage endCursor }
    edges { node { id name city country memberCount leadsLately conversationsLately } }
  }
}"""
JOBS = (
    "query ($s: [JobState!]) { jobs(filter: { state: $s }, first: 100)"
    " { totalCount pageInfo { hasNextPage } edges { node { id kind state attempts lastError } } } }"
)


async def test_workshops_are_found_by_name_and_town(api: Api, operator: OperatorPerson, workshop: TestWorkshop) -> None:
    await workshop.add_member(Role.STAFF)
    number = workshop.name.removeprefix("Werkstatt ").upper()

    found = await api.as_(operator).one(WORKSHOPS, s=number)
    by_town = await api.as_(operator).one(WORKSHOPS, s="köln", n=1)

    assert [edge["node"] for edge in found["edges"]] == [
        {
            "id": workshop.gid,
            "name": workshop.name,
            "city": "Köln",
            "country": "DE",
            "memberCount": 2,
            "leadsLately": 0,
            "conversationsLately": 0,
        }
    ]
    assert by_town["totalCount"] >= 1
    assert (await api.as_(operator).one(WORKSHOPS, s=f"{number[:-1]}%"))["totalCount"] == 0


async def test_counts_are_those_of_the_days(
    api: Api, operator: OperatorPerson, workshop: TestWorkshop, owner: Engine
) -> None:
    day = (
        "INSERT INTO daily_figures (workshop_id, id, day, metric, count, groups)"
        " VALUES (:w, gen_random_uuid(), current_date - :ago, :metric, :count, '{}')"
    )
    with owner.begin() as connection:
        for ago, metric, count in ((0, "LEADS", 3), (29, "LEADS", 4), (31, "LEADS", 50), (2, "CONVERSATIONS", 7)):
            values = {"w": workshop.id, "ago": ago, "metric": metric, "count": count}
            connection.execute(text(day), values)

    ((node,)) = [edge["node"] for edge in (await api.as_(operator).one(WORKSHOPS, s=workshop.name))["edges"]]

    assert (node["leadsLately"], node["conversationsLately"]) == (7, 7)


async def test_all_workshops_are_paged_newest_first(
    api: Api, operator: OperatorPerson, workshop: TestWorkshop, other_workshop: TestWorkshop
) -> None:
    first = await api.as_(operator).one(WORKSHOPS, n=1)
    second = await api.as_(operator).one(WORKSHOPS, n=1, a=first["pageInfo"]["endCursor"])

    assert [first["edges"][0]["node"]["id"], second["edges"][0]["node"]["id"]] == [other_workshop.gid, workshop.gid]


async def test_jobs_are_seen_by_state_without_what_they_are_about(
    api: Api, operator: OperatorPerson, owner: Engine
) -> None:
    dead = (
        "INSERT INTO outbox (id, kind, payload, dispatched_at, failed_at, attempts, last_error)"
        " VALUES (gen_random_uuid(), 'LeadNoticeDue', '{}', now(), now(), 10, 'MailRefused') RETURNING id"
    )
    with owner.begin() as connection:
        entry = connection.execute(text(dead)).scalar_one()

    failed = await api.as_(operator).one(JOBS, s=["FAILED"])
    waiting = await api.as_(operator).one(JOBS, s=["WAITING"])

    assert {
        "id": f"job_{entry.hex}",
        "kind": "LeadNoticeDue",
        "state": "FAILED",
        "attempts": 10,
        "lastError": "MailRefused",
    } in [edge["node"] for edge in failed["edges"]]
    assert {edge["node"]["state"] for edge in waiting["edges"]} <= {"WAITING"}
    with owner.begin() as connection:
        connection.execute(text("DELETE FROM outbox WHERE id = :id"), {"id": entry})


@pytest.mark.parametrize("document", [WORKSHOPS, JOBS, "{ operators { email } }"])
async def test_members_see_nothing_of_the_platform(api: Api, workshop: TestWorkshop, document: str) -> None:
    with pytest.raises(Refused) as refused:
        await api.as_(workshop.owner).run(document)

    assert refused.value.code == "FORBIDDEN"


_SHOWN = {"workshops", "members", "daily_figures", "impersonations", "audit_entries"}
_CUSTOMERS: list[Any] = sorted(
    mapper.class_.__tablename__
    for mapper in Base.registry.mappers
    if mapper.class_.__tenancy__ in (Tenancy.WORKSHOP, Tenancy.ACCOUNT, Tenancy.ORGANIZATION)
    and mapper.class_.__tablename__ not in _SHOWN
)


@pytest.mark.parametrize("table", [*_CUSTOMERS, "operator_credentials", "operator_recovery_codes"])
async def test_the_operators_role_reads_no_table_of_customers(outside: Outside, table: str) -> None:
    async with outside.database.engine(DatabaseRole.OPERATOR).connect() as connection:
        with pytest.raises(ProgrammingError) as refused:
            await connection.execute(text(f"SELECT 1 FROM {table}"))

    assert isinstance(refused.value.orig, database.InsufficientPrivilege)
