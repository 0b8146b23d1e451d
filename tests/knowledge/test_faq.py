"""Answers are written, changed, listed and removed; faults are named."""

from typing import Any

import pytest

from tenants.models.members import Role
from tests.knowledge.documents import FAQ_CREATE, FAQ_DELETE, FAQ_LIST, FAQ_UPDATE, write
from tests.support.api import Api, Refused, TestWorkshop
from tests.support.rows import Rows


async def test_an_answer_is_kept_behind_the_others(api: Api, workshop: TestWorkshop) -> None:
    owner = api.as_(workshop.owner)
    await write(owner, "Gibt es WLAN?", "Ja, im Warteraum.")

    made = await write(
        owner, " Gibt es  Kaffee? ", "Ja.", phrasings=["Kann ich einen Kaffee bekommen?", " ", "Kaffee?"]
    )

    del made["id"]
    assert made == {
        "question": "Gibt es Kaffee?",
        "answer": "Ja.",
        "language": None,
        "phrasings": ["Kann ich einen Kaffee bekommen?", "Kaffee?"],
        "isActive": True,
        "position": 2,
    }


@pytest.mark.parametrize(
    ("given", "errors"),
    [
        ({"question": " "}, [("REQUIRED", "question")]),
        ({"answer": "\n"}, [("REQUIRED", "answer")]),
        ({"question": "x" * 301, "answer": "x" * 2001}, [("TOO_LONG", "question"), ("TOO_LONG", "answer")]),
        ({"phrasings": ["x"] * 21}, [("TOO_MANY", "phrasings")]),
        ({"phrasings": ["x" * 301]}, [("TOO_LONG", "phrasings")]),
    ],
)
async def test_a_fault_is_named_and_nothing_is_kept(
    api: Api, workshop: TestWorkshop, rows: Rows, given: dict[str, Any], errors: list[tuple[str, str]]
) -> None:
    payload = await api.as_(workshop.owner).one(
        FAQ_CREATE, input={"question": "Gibt es WLAN?", "answer": "Ja.", **given}
    )

    assert payload["faqEntry"] is None
    assert [(each["code"], each["path"]) for each in payload["errors"]] == [
        (code, ["input", field]) for code, field in errors
    ]
    assert rows.count("faq_entries", workshop.id) == 0


async def test_the_501st_is_refused(api: Api, workshop: TestWorkshop, rows: Rows) -> None:
    rows(
        "INSERT INTO faq_entries (workshop_id, id, question, answer, position)"
        " SELECT %s, gen_random_uuid(), 'Frage ' || n, 'Ja.', n FROM generate_series(1, 500) n RETURNING 1",
        workshop.id,
    )

    payload = await api.as_(workshop.owner).one(FAQ_CREATE, input={"question": "Noch eine?", "answer": "Nein."})

    assert [each["code"] for each in payload["errors"]] == ["TOO_MANY"]
    assert rows.count("faq_entries", workshop.id) == 500


async def test_absent_fields_stay_and_null_clears(api: Api, workshop: TestWorkshop) -> None:
    owner = api.as_(workshop.owner)
    made = await write(owner, "Gibt es WLAN?", "Ja.", language="DE", phrasings=["WLAN?"])

    changed = await owner.one(FAQ_UPDATE, id=made["id"], input={"language": None, "isActive": False})

    assert changed == {"faqEntry": {**made, "language": None, "isActive": False}, "errors": []}


async def test_the_list_is_searched_and_narrowed(api: Api, workshop: TestWorkshop) -> None:
    owner = api.as_(workshop.owner)
    await write(owner, "Gibt es einen Ersatzwagen?", "Ja.", phrasings=["Bekomme ich einen Leihwagen?"])
    await write(owner, "Do you speak English?", "Yes.", language="EN")
    await write(owner, "Ruhend", "Nein.", isActive=False)

    async def listed(**narrowed: Any) -> list[str]:
        page = await owner.one(FAQ_LIST, filter=narrowed)
        return [edge["node"]["question"] for edge in page["edges"]]

    assert await listed(text="leihwagn") == ["Gibt es einen Ersatzwagen?"]
    assert await listed(language="DE", isActive=True) == ["Gibt es einen Ersatzwagen?"]
    assert await listed(isActive=False) == ["Ruhend"]
    assert await listed() == ["Gibt es einen Ersatzwagen?", "Do you speak English?", "Ruhend"]


async def test_an_answer_is_removed(api: Api, workshop: TestWorkshop, rows: Rows) -> None:
    owner = api.as_(workshop.owner)
    made = await write(owner, "Gibt es WLAN?", "Ja.")

    gone = await owner.one(FAQ_DELETE, id=made["id"])

    assert gone == {"deletedId": made["id"], "errors": []}
    assert rows.count("faq_entries", workshop.id) == 0


@pytest.mark.parametrize("role", [Role.VIEWER, Role.STAFF])
async def test_who_may_not_write_reads(api: Api, workshop: TestWorkshop, role: Role) -> None:
    await write(api.as_(workshop.owner), "Gibt es WLAN?", "Ja.")
    member = api.as_(await workshop.add_member(role))

    with pytest.raises(Refused) as refused:
        await member.one(FAQ_CREATE, input={"question": "Frage?", "answer": "Ja."})

    assert refused.value.code == "FORBIDDEN"
    assert (await member.one(FAQ_LIST))["totalCount"] == 1
