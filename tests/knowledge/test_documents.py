"""Documents are cut into passages short enough to be quoted."""

from typing import Any

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolvers.knowledge.documents import LONGEST_PASSAGE, passages_of
from tests.knowledge.documents import DOCUMENT_CREATE, DOCUMENT_DELETE
from tests.support.api import Api, TestWorkshop
from tests.support.rows import Rows

TEXT = "Wir lagern Räder ein.\n\nEin Satz kostet 49 € je Saison.\n\n" + "Das ist so. " * 100


async def test_a_document_is_cut_by_paragraph(api: Api, workshop: TestWorkshop) -> None:
    payload = await api.as_(workshop.owner).one(
        DOCUMENT_CREATE, input={"title": "Räderhotel", "text": TEXT, "fileName": "Raeder.MD"}
    )

    document = payload["document"]
    passages = [edge["node"] for edge in document["passages"]["edges"]]
    assert payload["errors"] == []
    assert (document["title"], document["fileName"], document["length"]) == ("Räderhotel", "Raeder.MD", len(TEXT) - 1)
    assert [each["position"] for each in passages] == [1, 2, 3]
    assert passages[0]["text"] == "Wir lagern Räder ein.\n\nEin Satz kostet 49 € je Saison."
    assert document["passageCount"] == 3


@hypothesis.settings(max_examples=60)
@given(st.text(alphabet="ab .\n!", max_size=3000))
def test_no_passage_is_too_long_and_no_word_is_lost(text: str) -> None:
    passages = list(passages_of(text))

    assert all(0 < len(each) <= LONGEST_PASSAGE for each in passages)
    assert "".join("".join(passages).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("given", "errors"),
    [
        ({"title": ""}, [("REQUIRED", "title")]),
        ({"text": " \n "}, [("REQUIRED", "text")]),
        ({"text": "x" * 200_001}, [("TOO_LONG", "text")]),
        ({"fileName": "preise.pdf"}, [("INVALID_TEXT_FILE", "fileName")]),
    ],
)
async def test_a_fault_is_named_and_nothing_is_kept(
    api: Api, workshop: TestWorkshop, rows: Rows, given: dict[str, Any], errors: list[tuple[str, str]]
) -> None:
    payload = await api.as_(workshop.owner).one(DOCUMENT_CREATE, input={"title": "Räder", "text": "Ja.", **given})

    assert payload["document"] is None
    assert [(each["code"], each["path"]) for each in payload["errors"]] == [
        (code, ["input", field]) for code, field in errors
    ]
    assert [rows.count(table, workshop.id) for table in ("documents", "document_passages")] == [0, 0]


async def test_the_101st_is_refused(api: Api, workshop: TestWorkshop, rows: Rows) -> None:
    rows(
        "INSERT INTO documents (workshop_id, id, title, length)"
        " SELECT %s, gen_random_uuid(), 'Blatt', 1 FROM generate_series(1, 100) RETURNING 1",
        workshop.id,
    )

    payload = await api.as_(workshop.owner).one(DOCUMENT_CREATE, input={"title": "Noch eins", "text": "Ja."})

    assert [each["code"] for each in payload["errors"]] == ["TOO_MANY"]
    assert rows.count("documents", workshop.id) == 100


async def test_a_document_goes_with_its_passages(api: Api, workshop: TestWorkshop, rows: Rows) -> None:
    owner = api.as_(workshop.owner)
    made = (await owner.one(DOCUMENT_CREATE, input={"title": "Räder", "text": TEXT}))["document"]

    gone = await owner.one(DOCUMENT_DELETE, id=made["id"])

    assert gone == {"deletedId": made["id"], "errors": []}
    assert [rows.count(table, workshop.id) for table in ("documents", "document_passages")] == [0, 0]
