"""Operators read the error log and say what is done about it; nobody else does."""

from typing import Any

import pytest
from psycopg import errors as database
from sqlalchemy import Engine

from carbot.ids import new_id
from tenants.errors import ErrorRecorder
from tests.errors.breaking import in_clean, in_origins
from tests.support.api import Api, Refused, TestWorkshop
from tests.support.moments import DAY, well_within
from tests.support.operators import OperatorPerson

GROUPS = """query ($f: ErrorGroupFilter, $o: ErrorGroupOrder = LAST_SEEN, $n: Int = 10, $a: String) {
  errorGroups(filter: $f, orderBy: $o, first: $n, after: $a) {
    totalCount pageInfo { hasNextPage endCursor }
    edges { node { id title place severity category status count lastRelease mutedUntil assignee { name }
                   days { count } occurrences { reference stack } } }
  }
}"""
RESOLVE = "mutation ($id: ID!) { errorGroupResolve(id: $id) { errorGroup { status } errors { code path } } }"
MUTE = (
    "mutation ($id: ID!, $u: DateTime) { errorGroupMute(id: $id, until: $u)"
    " { errorGroup { status mutedUntil } errors { code path } } }"
)
ASSIGN = (
    "mutation ($id: ID!, $o: ID) { errorGroupAssign(id: $id, operatorId: $o)"
    " { errorGroup { assignee { name } } errors { code path } } }"
)
BY_DAY = "query ($d: Int!) { errorsByDay(days: $d) { day count } }"


@pytest.fixture
async def three(recorder: ErrorRecorder) -> None:
    """Three groups of one day, the first the most frequent, the last the newest and critical."""
    await well_within(DAY)
    for error in (
        in_clean(),
        in_clean(),
        in_clean(),
        in_origins(TypeError()),
        in_clean(database.InsufficientPrivilege()),
    ):
        recorder.record(error, "leadUpdate", reference="abc123")
        await recorder.flush()


async def read(api: Api, **variables: Any) -> list[Any]:
    """The nodes of a page."""
    return [edge["node"] for edge in (await api.one(GROUPS, **variables))["edges"]]


async def test_groups_are_listed_filtered_and_paged(api: Api, operator: OperatorPerson, three: None) -> None:
    mine = api.as_(operator)

    latest, often = await read(mine), await read(mine, o="MOST_OFTEN")
    critical = await read(mine, f={"severity": ["CRITICAL"]})
    inputs = await read(mine, f={"category": ["INPUT"], "status": ["OPEN"]})
    first = await mine.one(GROUPS, n=2)
    rest = await read(mine, n=2, a=first["pageInfo"]["endCursor"])

    assert [each["title"] for each in latest] == ["InsufficientPrivilege", "TypeError", "ValueError"]
    assert [each["count"] for each in often] == [3, 1, 1]
    assert [each["title"] for each in critical] == ["InsufficientPrivilege"]
    assert [each["title"] for each in inputs] == ["TypeError", "ValueError"]
    assert (first["totalCount"], first["pageInfo"]["hasNextPage"], rest) == (3, True, latest[2:])
    assert often[0]["days"] == [{"count": 3}]
    assert [each["reference"] for each in often[0]["occurrences"]] == ["abc123"] * 3


async def test_a_group_is_resolved_muted_and_assigned(api: Api, operator: OperatorPerson, three: None) -> None:
    mine = api.as_(operator)
    (group, *_) = await read(mine)

    assert await mine.one(RESOLVE, id=group["id"]) == {"errorGroup": {"status": "RESOLVED"}, "errors": []}
    muted = await mine.one(MUTE, id=group["id"], u="2099-01-01T00:00:00+00:00")
    assert muted["errorGroup"] == {"status": "MUTED", "mutedUntil": "2099-01-01T00:00:00+00:00"}
    assigned = await mine.one(ASSIGN, id=group["id"], o=operator.gid)
    assert assigned == {"errorGroup": {"assignee": {"name": "Olga Petersen"}}, "errors": []}
    assert (await mine.one(ASSIGN, id=group["id"]))["errorGroup"] == {"assignee": None}


async def test_what_cannot_be_is_refused(api: Api, operator: OperatorPerson, three: None) -> None:
    mine = api.as_(operator)
    (group, *_) = await read(mine)
    unknown = f"errorgroup_{new_id().hex}"

    past = await mine.one(MUTE, id=group["id"], u="2020-01-01T00:00:00+00:00")
    nobody = await mine.one(ASSIGN, id=group["id"], o=f"operator_{new_id().hex}")

    assert past["errors"] == [{"code": "ENDS_BEFORE_IT_STARTS", "path": ["until"]}]
    assert nobody["errors"] == [{"code": "NOT_FOUND", "path": ["operatorId"]}]
    for document in (RESOLVE, MUTE, ASSIGN):
        assert (await mine.one(document, id=unknown))["errors"] == [{"code": "NOT_FOUND", "path": ["id"]}]
    assert (await read(mine))[0] == group


async def test_errors_by_day_hold_every_day(api: Api, operator: OperatorPerson, three: None) -> None:
    days = await api.as_(operator).one(BY_DAY, d=7)

    assert [each["count"] for each in days] == [0, 0, 0, 0, 0, 0, 5]
    assert [each["day"] for each in days] == sorted(each["day"] for each in days)
    for wrong in (0, 91):
        with pytest.raises(Refused) as refused:
            await api.as_(operator).one(BY_DAY, d=wrong)
        assert refused.value.code == "BAD_INPUT"


@pytest.mark.parametrize("document", [GROUPS, RESOLVE, MUTE, ASSIGN, BY_DAY], ids=lambda text: text.split("(")[0][:40])
async def test_members_visitors_and_nobody_see_no_errors(
    api: Api, owner: Engine, operator: OperatorPerson, workshop: TestWorkshop, three: None, document: str
) -> None:
    (group, *_) = await read(api.as_(operator))
    variables = {"id": group["id"]} if "$id" in document else {"d": 7} if "$d" in document else {}

    codes = []
    for who in (api, api.as_(workshop.owner), api.as_(await workshop.visitor())):
        with pytest.raises(Refused) as refused:
            await who.run(document, **variables)
        codes.append(refused.value.code)

    assert codes == ["UNAUTHENTICATED", "FORBIDDEN", "FORBIDDEN"]
    assert (await read(api.as_(operator)))[0] == group
