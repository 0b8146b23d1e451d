"""Working through leads: each act once, each in the timeline, each taken back; a closed lead is history."""

import asyncio

import pytest

from tenants.models.members import Role
from tests.support.api import Api, TestWorkshop
from tests.support.rows import Rows
from tests.support.visitors import begin

from .documents import ASSIGN, CREATE, DELETE, READ, UPDATE, act, enter, read

ACTS = {
    "leadMarkContacted": "CONTACTED",
    "leadQualify": "QUALIFIED",
    "leadWin": "WON",
    "leadLose": "LOST",
    "leadMarkSpam": "SPAM",
}
CLOSED = "Diese Anfrage ist abgeschlossen. Öffnen Sie sie wieder, um sie zu ändern."


async def test_a_lead_entered_by_hand_is_complete_and_read(api: Api, workshop: TestWorkshop, rows: Rows) -> None:
    owner = api.as_(workshop.owner)

    lead = await enter(owner, email="JAN@Kunde.example", wish="TÜV fällig", preferredTime="Freitag", note="Stammkunde")

    assert lead["contactDetails"] == {"name": "Jan Nowak", "phone": "+492217654321", "email": "jan@kunde.example"}
    assert (lead["origin"], lead["status"], lead["isUnread"]) == ("MEMBER", "NEW", False)
    assert (lead["note"], lead["consent"], lead["conversation"]) == ("Stammkunde", None, None)
    assert lead["source"]["surface"] == "PHONE"
    assert [(event["kind"], event["actorName"]) for event in lead["events"]] == [("CREATED", "Ada Meister")]
    assert lead["score"] > 20
    assert lead == await read(owner, lead["id"])
    assert rows("SELECT action FROM audit_entries WHERE subject = %s", lead["id"]) == [("lead.created",)]


async def test_entering_twice_with_one_key_makes_one_lead(api: Api, workshop: TestWorkshop, rows: Rows) -> None:
    owner = api.as_(workshop.owner)
    given = {"kind": "QUESTION", "name": "Jan", "phone": "0221 7654321"}

    first = await owner.one(CREATE, input=given, key="von-hand-1")
    second = await owner.one(CREATE, input=given, key="von-hand-1")
    both = await asyncio.gather(*(owner.one(CREATE, input=given, key="zugleich-2") for _ in range(3)))

    assert first == second
    assert all(answer == both[0] for answer in both)
    assert rows.count("leads", workshop.id) == 2


@pytest.mark.parametrize("name", ACTS)
async def test_an_act_moves_the_lead_once_and_is_taken_back(api: Api, workshop: TestWorkshop, name: str) -> None:
    owner = api.as_(workshop.owner)
    lead = await enter(owner)

    done = await owner.one(act(name), id=lead["id"])
    again = await owner.one(act(name), id=lead["id"])
    back = await owner.one(act("leadReopen"), id=lead["id"])

    change = {"kind": "STATUS_CHANGED", "actorName": "Ada Meister", "detail": None}
    assert done["lead"]["status"] == ACTS[name]
    assert done["lead"]["events"][1:] == [{**change, "fromStatus": "NEW", "toStatus": ACTS[name]}]
    assert again == done
    assert back["lead"]["status"] == "NEW"
    assert back["lead"]["events"][2:] == [{**change, "fromStatus": ACTS[name], "toStatus": "NEW"}]
    assert back["errors"] == []


async def test_there_is_nothing_to_take_back_from_a_new_lead(api: Api, workshop: TestWorkshop) -> None:
    owner = api.as_(workshop.owner)
    lead = await enter(owner)

    back = await owner.one(act("leadReopen"), id=lead["id"])

    assert back == {"lead": lead, "errors": []}


@pytest.mark.parametrize("name", ["leadWin", "leadLose", "leadMarkSpam"])
async def test_a_closed_lead_keeps_its_details_and_takes_a_note(api: Api, workshop: TestWorkshop, name: str) -> None:
    owner = api.as_(workshop.owner)
    lead = await enter(owner)
    closed = (await owner.one(act(name), id=lead["id"]))["lead"]

    refused = await owner.one(UPDATE, id=lead["id"], input={"name": "Neuer Name", "note": "Mit Notiz"})
    unchanged = await read(owner, lead["id"])
    noted = await owner.one(UPDATE, id=lead["id"], input={"note": "War sehr zufrieden"})

    assert refused == {"lead": None, "errors": [{"code": "LEAD_IS_CLOSED", "message": CLOSED, "path": ["id"]}]}
    assert unchanged == closed
    assert noted["errors"] == []
    assert noted["lead"]["note"] == "War sehr zufrieden"
    assert noted["lead"]["events"][-1]["kind"] == "NOTE_CHANGED"


async def test_absent_fields_stay_and_null_clears(api: Api, workshop: TestWorkshop) -> None:
    owner = api.as_(workshop.owner)
    lead = await enter(owner, email="jan@kunde.example", wish="TÜV", note="Alt")

    changed = await owner.one(UPDATE, id=lead["id"], input={"email": None, "wish": "HU und AU"})

    assert changed["lead"]["contactDetails"] == {"name": "Jan Nowak", "phone": "+492217654321", "email": None}
    assert (changed["lead"]["wish"], changed["lead"]["note"]) == ("HU und AU", "Alt")
    assert changed["lead"]["events"][-1]["kind"] == "DETAILS_CHANGED"


async def test_a_lead_never_loses_its_last_contact(api: Api, workshop: TestWorkshop) -> None:
    owner = api.as_(workshop.owner)
    lead = await enter(owner)

    refused = await owner.one(UPDATE, id=lead["id"], input={"phone": None})

    assert [error["code"] for error in refused["errors"]] == ["CONTACT_REQUIRED"]
    assert await read(owner, lead["id"]) == lead


async def test_what_several_do_at_once_is_all_kept(api: Api, workshop: TestWorkshop) -> None:
    owner = api.as_(workshop.owner)
    staff = api.as_(await workshop.add_member(Role.STAFF))
    lead = await enter(owner)

    done = await asyncio.gather(
        *(
            member.one(UPDATE, id=lead["id"], input={"note": f"Notiz {n}"})
            for n in range(5)
            for member in (owner, staff)
        ),
        staff.one(act("leadQualify"), id=lead["id"]),
        owner.one(UPDATE, id=lead["id"], input={"wish": "Bremsen"}),
    )

    assert [each["errors"] for each in done] == [[]] * 12
    after = await read(owner, lead["id"])
    assert (after["status"], after["wish"], after["note"][:5]) == ("QUALIFIED", "Bremsen", "Notiz")
    assert sorted(event["kind"] for event in after["events"][1:]) == sorted(
        ["NOTE_CHANGED"] * 10 + ["STATUS_CHANGED", "DETAILS_CHANGED"]
    )


async def test_reading_counts_once_and_even_for_a_viewer(api: Api, workshop: TestWorkshop) -> None:
    visitor = await begin(api, workshop)
    gid = (await visitor.submit())["lead"]["id"]
    viewer = api.as_(await workshop.add_member(Role.VIEWER))
    unread = "{ leads(filter: {isUnread: true}) { totalCount } }"
    assert (await viewer.one(unread))["totalCount"] == 1

    first = await viewer.one(act("leadMarkRead"), id=gid)
    second = await viewer.one(act("leadMarkRead"), id=gid)

    reads = [event for event in second["lead"]["events"] if event["kind"] == "READ"]
    assert first["lead"]["isUnread"] is second["lead"]["isUnread"] is False
    assert len(reads) == 1
    assert (await viewer.one(unread))["totalCount"] == 0


async def test_a_lead_is_given_to_a_member_and_to_nobody(
    api: Api, workshop: TestWorkshop, other_workshop: TestWorkshop
) -> None:
    owner = api.as_(workshop.owner)
    staff = await workshop.add_member(Role.STAFF)
    lead = await enter(owner)
    assert staff.member_id is not None
    assert other_workshop.owner.member_id is not None

    given = await owner.one(ASSIGN, id=lead["id"], member=f"member_{staff.member_id.hex}")
    foreign = await owner.one(ASSIGN, id=lead["id"], member=f"member_{other_workshop.owner.member_id.hex}")
    kept = await read(owner, lead["id"])
    nobody = await owner.one(ASSIGN, id=lead["id"], member=None)

    assert given["lead"]["assignee"]["id"] == f"member_{staff.member_id.hex}"
    assert given["lead"]["events"][-1]["kind"] == "ASSIGNED"
    assert [error["code"] for error in foreign["errors"]] == ["NOT_FOUND"]
    assert kept == given["lead"]
    assert nobody["lead"]["assignee"] is None


async def test_deleting_removes_timeline_and_consent_and_leaves_an_audit_entry(
    api: Api, workshop: TestWorkshop, rows: Rows
) -> None:
    visitor = await begin(api, workshop)
    gid = (await visitor.submit())["lead"]["id"]
    owner = api.as_(workshop.owner)
    await owner.one(act("leadMarkContacted"), id=gid)

    deleted = await owner.one(DELETE, id=gid)
    again = await owner.one(DELETE, id=gid)

    assert deleted == {"deletedId": gid, "errors": []}
    assert [error["code"] for error in again["errors"]] == ["NOT_FOUND"]
    assert [rows.count(table, workshop.id) for table in ("leads", "lead_events", "consents")] == [0, 0, 0]
    assert rows.count("conversations", workshop.id) == 1
    ((actor, changes),) = rows(
        "SELECT actor_name, changes FROM audit_entries WHERE subject = %s AND action = 'lead.deleted'", gid
    )
    assert actor == "Ada Meister"
    assert "Ayşe" not in str(changes)
    assert await owner.one(READ, id=gid) is None


MEMBERS = {Role.OWNER, Role.MANAGER, Role.STAFF}
ALLOWED = {
    **dict.fromkeys((*ACTS, "leadReopen"), MEMBERS),
    "leadMarkRead": set(Role),
    "leadUpdate": MEMBERS,
    "leadAssign": MEMBERS,
    "leadCreate": MEMBERS,
    "leadDelete": {Role.OWNER, Role.MANAGER},
}
DOCUMENTS = {
    **{name: act(name) for name in (*ACTS, "leadReopen", "leadMarkRead")},
    "leadUpdate": UPDATE,
    "leadAssign": ASSIGN,
    "leadCreate": CREATE,
    "leadDelete": DELETE,
}


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("name", ALLOWED)
async def test_who_may_do_what(api: Api, workshop: TestWorkshop, rows: Rows, name: str, role: Role) -> None:
    lead = await enter(api.as_(workshop.owner))
    before = rows("SELECT * FROM leads WHERE workshop_id = %s", workshop.id)
    member = api.as_(await workshop.add_member(role))
    given = {"note": "Neu"} if name == "leadUpdate" else {"kind": "QUESTION", "name": "Neu", "phone": "0221 7654321"}
    variables = {"input": given} if name in ("leadUpdate", "leadCreate") else {}

    response = (await member.send(DOCUMENTS[name], id=lead["id"], **variables)).json()

    if role in ALLOWED[name]:
        assert response.get("errors") is None
        assert response["data"][name]["errors"] == []
        return
    assert response["data"] == {name: None}
    (error,) = response["errors"]
    assert error["extensions"]["code"] == "FORBIDDEN"
    assert error["path"] == [name]
    assert rows("SELECT * FROM leads WHERE workshop_id = %s", workshop.id) == before


@pytest.mark.parametrize("name", [name for name in ALLOWED if name != "leadCreate"])
async def test_another_workshops_lead_is_not_found_and_untouched(
    api: Api, workshop: TestWorkshop, other_workshop: TestWorkshop, rows: Rows, name: str
) -> None:
    lead = await enter(api.as_(workshop.owner))
    before = rows("SELECT * FROM leads WHERE workshop_id = %s", workshop.id)
    variables = {"input": {"note": "Fremd"}} if name == "leadUpdate" else {}

    answer = await api.as_(other_workshop.owner).one(DOCUMENTS[name], id=lead["id"], **variables)

    assert [error["code"] for error in answer["errors"]] == ["NOT_FOUND"]
    assert rows("SELECT * FROM leads WHERE workshop_id = %s", workshop.id) == before


@pytest.mark.parametrize("name", [name for name in ALLOWED if name != "leadCreate"])
async def test_a_visitor_may_not_work_on_leads(api: Api, workshop: TestWorkshop, name: str) -> None:
    visitor = await begin(api, workshop)
    gid = (await visitor.submit())["lead"]["id"]
    variables = {"input": {"note": "Fremd"}} if name == "leadUpdate" else {}

    response = (await visitor.api.send(DOCUMENTS[name], id=gid, **variables)).json()

    assert response["data"] == {name: None}
    assert response["errors"][0]["extensions"]["code"] == "FORBIDDEN"
