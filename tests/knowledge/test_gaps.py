"""What is asked in vain is kept without names, counted, turned into knowledge in one go, and then answered."""

import asyncio
from typing import Any

import pytest

from resolvers.knowledge.privacy import as_compared, without_personal_data
from tenants.models.members import Role
from tests.knowledge.documents import GAPS, IGNORE, MARK_WRONG, REOPEN, RESOLVE, answers, gaps, write
from tests.support.api import Api, Refused, TestWorkshop
from tests.support.rows import Rows
from tests.support.visitors import begin

QUESTION = "Bietet ihr auch Kindersitze zum Ausleihen an?"
SEEN = "query ($id: ID!) { conversation(id: $id) { messages(first: 9) { edges { node { sourceTitles } } } } }"
ANSWER = "Ja, Kindersitze leihen wir für 5 € am Tag aus."


async def ask(api: Api, workshop: TestWorkshop, text: str, **options: Any) -> Any:
    """A visitor who has asked and been answered."""
    visitor = await begin(api, workshop, **options)
    await visitor.send(text)
    await visitor.answers()
    return visitor


async def test_a_question_in_vain_is_a_gap_once_however_it_is_written(api: Api, workshop: TestWorkshop) -> None:
    first = await ask(api, workshop, QUESTION)
    second = await ask(api, workshop, "bietet ihr auch KINDERSITZE zum ausleihen an")

    (gap,) = await gaps(api.as_(workshop.owner))

    del gap["id"]
    assert gap == {
        "question": QUESTION,
        "language": "DE",
        "origin": "UNANSWERED",
        "note": None,
        "count": 2,
        "status": "OPEN",
        "resolution": None,
        "settledBy": None,
        "conversation": {"id": second.conversation},
    }
    assert first.conversation != second.conversation


async def test_what_is_answered_is_no_gap(api: Api, workshop: TestWorkshop) -> None:
    await ask(api, workshop, "Wo finde ich euch?")

    assert await gaps(api.as_(workshop.owner)) == []


async def test_a_gap_becomes_an_answer_that_is_given_with_its_source(api: Api, workshop: TestWorkshop) -> None:
    owner = api.as_(workshop.owner)
    await ask(api, workshop, QUESTION)
    (gap,) = await gaps(owner)

    settled = await owner.one(RESOLVE, id=gap["id"], input={"faq": {"question": gap["question"], "answer": ANSWER}})
    visitor = await ask(api, workshop, "Kann ich bei euch Kindersitze ausleihen?")

    assert settled["errors"] == []
    assert settled["gap"] == {**gap, "status": "RESOLVED", "resolution": "FAQ", "settledBy": "Ada Meister"}
    (answer,) = await answers(owner, visitor.conversation)
    assert answer["text"] == ANSWER
    assert answer["sources"] == [{"id": settled["faqEntry"]["id"], "title": QUESTION}]
    assert [each["status"] for each in await gaps(owner)] == ["RESOLVED"]
    seen = await visitor.api.one(SEEN, id=visitor.conversation)
    assert [edge["node"]["sourceTitles"] for edge in seen["messages"]["edges"]] == [[], [QUESTION]]


async def test_a_gap_becomes_a_service(api: Api, workshop: TestWorkshop, rows: Rows) -> None:
    owner = api.as_(workshop.owner)
    await ask(api, workshop, "Was kostet eine Hohlraumversiegelung?")
    (gap,) = await gaps(owner)
    service = {"name": "Hohlraumversiegelung", "categoryName": "Karosserie", "priceKind": "FROM", "priceMin": 29900}

    settled = await owner.one(RESOLVE, id=gap["id"], input={"service": service})

    assert settled["errors"] == []
    assert (settled["gap"]["resolution"], settled["service"]["name"]) == ("SERVICE", "Hohlraumversiegelung")
    assert rows.count("services", workshop.id) == 1


async def test_a_gap_becomes_another_name_once(api: Api, workshop: TestWorkshop, rows: Rows) -> None:
    owner = api.as_(workshop.owner)
    await ask(api, workshop, "Was kostet eine Hohlraumversiegelung?")
    (gap,) = await gaps(owner)
    service = await owner.one(
        """mutation { serviceCreate(input: {name: "Unterbodenschutz", categoryName: "Karosserie",
           priceKind: ON_REQUEST}) { service { id } } }"""
    )
    given = {"synonymOf": service["service"]["id"], "synonym": "Hohlraumversiegelung"}

    settled = await owner.one(RESOLVE, id=gap["id"], input=given)

    assert (settled["errors"], settled["gap"]["resolution"]) == ([], "SYNONYM")
    assert rows("SELECT synonyms FROM services WHERE workshop_id = %s", workshop.id) == [(["Hohlraumversiegelung"],)]


@pytest.mark.parametrize(
    ("given", "errors"),
    [
        ({}, [("CHOOSE_ONE", ["input", "service"])]),
        ({"faq": {"question": "?", "answer": "!"}, "synonymOf": "service_1"}, [("NOT_FOUND", ["id"])]),
        ({"faq": {"question": "Frage?", "answer": " "}}, [("REQUIRED", ["input", "faq", "answer"])]),
        (
            {"service": {"name": "", "categoryName": "A", "priceKind": "FIXED"}},
            [("REQUIRED", ["input", "service", "name"]), ("REQUIRED", ["input", "service", "priceMin"])],
        ),
    ],
)
async def test_what_is_refused_leaves_the_gap_open(
    api: Api, workshop: TestWorkshop, rows: Rows, given: dict[str, Any], errors: list[Any]
) -> None:
    owner = api.as_(workshop.owner)
    await ask(api, workshop, QUESTION)
    (gap,) = await gaps(owner)

    payload = await owner.one(RESOLVE, id=gap["id"], input=given)

    assert payload["gap"] is None
    assert [(each["code"], each["path"]) for each in payload["errors"]] == errors
    assert await gaps(owner) == [gap]
    assert [rows.count(table, workshop.id) for table in ("services", "faq_entries")] == [0, 0]


async def test_of_two_who_resolve_at_once_one_does(api: Api, workshop: TestWorkshop, rows: Rows) -> None:
    owner = api.as_(workshop.owner)
    await ask(api, workshop, QUESTION)
    (gap,) = await gaps(owner)
    given = {"faq": {"question": QUESTION, "answer": ANSWER}}

    payloads = await asyncio.gather(*(owner.one(RESOLVE, id=gap["id"], input=given) for _ in range(2)))

    codes = sorted([each["code"] for each in payload["errors"]] for payload in payloads)
    assert codes == [[], ["GAP_IS_SETTLED"]]
    assert rows.count("faq_entries", workshop.id) == 1


async def test_ignored_stays_ignored_and_resolved_comes_back(api: Api, workshop: TestWorkshop) -> None:
    owner = api.as_(workshop.owner)
    await ask(api, workshop, QUESTION)
    (gap,) = await gaps(owner)
    await owner.one(IGNORE, id=gap["id"])

    await ask(api, workshop, QUESTION)
    (ignored,) = await gaps(owner)
    reopened = await owner.one(REOPEN, id=gap["id"])
    await owner.one(RESOLVE, id=gap["id"], input={"faq": {"question": "Etwas anderes?", "answer": "Ja."}})
    await ask(api, workshop, QUESTION)
    (back,) = await gaps(owner)

    assert (ignored["status"], ignored["count"]) == ("IGNORED", 2)
    assert reopened["gap"]["status"] == "OPEN"
    assert (back["status"], back["resolution"], back["count"]) == ("OPEN", None, 3)


async def test_an_answer_marked_as_wrong_becomes_a_gap_once(api: Api, workshop: TestWorkshop) -> None:
    owner = api.as_(workshop.owner)
    visitor = await ask(api, workshop, "Ich heiße Ayşe, wo finde ich euch?")
    (answer,) = await answers(owner, visitor.conversation)

    marked = [await owner.one(MARK_WRONG, id=answer["id"], note="Umgezogen.") for _ in range(2)]

    assert [each["errors"] for each in marked] == [[], []]
    assert marked[0]["message"]["markedWrongAt"] == marked[1]["message"]["markedWrongAt"] is not None
    (gap,) = await gaps(owner)
    assert (gap["question"], gap["origin"]) == ("Ich heiße …, wo finde ich euch?", "MARKED_WRONG")
    assert (gap["note"], gap["count"]) == ("Umgezogen.", 1)


async def test_only_an_answer_can_be_wrong(api: Api, workshop: TestWorkshop) -> None:
    visitor = await begin(api, workshop)
    sent = await visitor.send("Hallo")

    marked = await api.as_(workshop.owner).one(MARK_WRONG, id=sent["message"]["id"])

    assert [each["code"] for each in marked["errors"]] == ["NOT_AN_ANSWER"]
    assert await gaps(api.as_(workshop.owner)) == []


async def test_an_answer_in_another_language_is_not_given(api: Api, workshop: TestWorkshop) -> None:
    await write(api.as_(workshop.owner), QUESTION, ANSWER, language="EN")

    visitor = await ask(api, workshop, QUESTION)

    assert ANSWER not in await visitor.answers()


async def test_whoever_reads_only_settles_nothing(api: Api, workshop: TestWorkshop) -> None:
    await ask(api, workshop, QUESTION)
    viewer = api.as_(await workshop.add_member(Role.VIEWER))
    (gap,) = await gaps(viewer)

    with pytest.raises(Refused) as refused:
        await viewer.one(IGNORE, id=gap["id"])

    assert refused.value.code == "FORBIDDEN"
    assert (await viewer.one(GAPS, filter={"status": ["OPEN"]}))["totalCount"] == 1


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Ich heiße Ayşe Kaya und suche Felgen", "Ich heiße … und suche Felgen"),
        ("mein name ist karl, habt ihr Felgen?", "mein name ist …, habt ihr Felgen?"),
        ("My name is Jan Kowalski. Do you fix rims?", "My name is …. Do you fix rims?"),
        ("Benim adım Mehmet, jant var mı?", "Benim adım …, jant var mı?"),
        ("Nazywam się Jan Nowak, czy macie felgi?", "Nazywam się …, czy macie felgi?"),
        ("Rückruf bitte: 0171 / 234 56 78 oder a.b@kunde.example", "Rückruf bitte: … oder …"),
        ("Kennzeichen K-AB 1234 und WVWZZZ1KZ0W012345", "Kennzeichen … und …"),
        ("Plaka 34 ABC 123 için", "Plaka … için"),
        ("Frau Meyer hat gesagt, ihr poliert", "Frau … hat gesagt, ihr poliert"),
        ("Golf 7 von 2016 mit 120.000 km", "Golf 7 von 2016 mit 120.000 km"),
        ("225/45 R17 für BMW X5", "225/45 R17 für BMW X5"),
    ],
)
def test_who_asked_is_taken_out(said: str, kept: str) -> None:
    assert without_personal_data(said) == kept


def test_questions_are_compared_without_case_marks_and_signs() -> None:
    assert as_compared(" Öl-Wechsel?? ÇOK güzel! ") == "ol wechsel cok guzel"
