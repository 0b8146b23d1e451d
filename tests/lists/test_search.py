"""Text search: what is found by which words, in every list that can be searched."""

from collections.abc import Iterator
from typing import Any

import hypothesis
import psycopg
import pytest
from hypothesis import HealthCheck, example, given
from hypothesis import strategies as st

from carbot.ids import new_id
from carbot.settings import Settings
from tenants.roles import DatabaseRole, role_url
from tests.leads.documents import LIST, enter
from tests.support.api import Api, TestWorkshop
from tests.support.rows import Rows
from tests.support.visitors import SEND, begin

EVERYWHERE = """query ($text: String) {
  leads(filter: {text: $text}) { totalCount edges { node { contactDetails { name } } } }
  services(filter: {text: $text}) { totalCount edges { node { name } } }
  conversations(filter: {text: $text}) {
    totalCount edges { node { id messages(filter: {text: $text}) { totalCount } } } }
  libraryServices(filter: {text: $text}, first: 1) { totalCount edges { node { name } } } }"""
SERVICE = """mutation ($name: String!, $text: String) {
  serviceCreate(input: {name: $name, description: $text, categoryName: "Alles", priceKind: ON_REQUEST}) {
    service { id name } errors { code } } }"""
TAKE_OVER = "mutation ($id: ID!) { conversationTakeOver(id: $id) { conversation { id } errors { code } } }"

FOUND = [
    # written, wanted
    *[("Müller", wanted) for wanted in ("Müller", "Mueller", "muller", "MULLER", "MÜLL", "müller")],
    *[(written, "Müller") for written in ("Mueller", "MUELLER", "muller", "Muller-Lüdenscheid")],
    ("Ringstraße 5", "strasse 5"),
    ("Ringstrasse 5", "STRAẞE"),
    ("Große Bremse", "grosse"),
    ("Bremsbeläge hinten", "bremse"),
    ("Bremsen", "bremse"),
    ("Scheibenbremsen vorn", "Bremse"),
    ("Bremse", "bremsen"),
    ("Oelwechsel", "Ölwechsel"),
    ("Getriebeölwechsel", "Ölwechsel"),
    ("Getriebeoelwechsel", "Ölwechsel"),
    ("Motoröl", "öl"),
    ("Zahnriemenwechsel", "wechsel"),
    ("Zahnriemenwechsel", "riemen"),
    ("Neueinstellung", "einstellung"),
    ("Reifen wechseln", "wechsel reifen"),
    ("Zündkerzen, Luftfilter und Öl", "öl kerzen filter"),
    ("Bitte die Zündkerzen!", "zündkerzn"),
    ("Bitte die Zündkerzen!", "zündkerrzen"),
    ("Bitte die Zündkerzen!", "zünkderzen"),
    ("Bitte die Zündkerzen!", "zündkarzen"),
    ("Motor", "motr"),
    ("Klimaanlage", "Klimanlage"),
    ("Ayşe Yılmaz", "ayse yilmaz"),
    ("Ayse Yilmaz", "AYŞE YILMAZ"),
    ("IŞIK ÇELİK", "ışık çelik"),
    ("İsmail Ağa", "ismail aga"),
    ("Łukasz Żółć", "lukasz zolc"),
    ("lukasz", "ŁUKASZ"),
    ("Renault Mégane", "megane"),
    ("VW Golf 7", "golf 7"),
    ("5W-30", "5w"),
    ("Kennzeichen K-AB 1234", "ab 1234"),
    ("Scheibe 1K0615301AA", "1k0615301aa"),
    ("WVWZZZ1KZ0W012345", "wvwzzz1kz0w0"),
    ("naïve ﬁlter", "filter"),
    ("Öl" * 30, "öl" * 30),
    ("x" * 300, "x" * 60),
]
MISSED = [
    ("Müller", "Maler"),
    ("Bremsbeläge hinten", "bremse vorn"),
    ("Haus", "Maus"),
    ("Ölwechsel", "Räder"),
    ("Zündkerzen", "zündkarzan"),
    ("Golf", "%"),
    ("Golf", "'"),
    ("+491712345678", "0172 2345"),
]


def often(times: int) -> Any:
    """The same examples in every run, so many of them."""
    return hypothesis.settings(
        max_examples=times,
        derandomize=True,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    )


@pytest.fixture(scope="module")
def searched(settings: Settings) -> Iterator[psycopg.Connection[Any]]:
    """A connection as its pool has it."""
    with psycopg.connect(role_url(settings, DatabaseRole.API), autocommit=True) as connection:
        yield connection


async def count(member: Api, wanted: str) -> int:
    """How many leads have these words."""
    page = await member.one(LIST, filter={"text": wanted})
    assert page["totalCount"] == len(page["edges"])
    return int(page["totalCount"])


@pytest.mark.parametrize(("written", "wanted"), FOUND)
async def test_a_text_is_found(api: Api, workshop: TestWorkshop, written: str, wanted: str) -> None:
    owner = api.as_(workshop.owner)
    await enter(owner, name="Kunde", wish=written)

    assert await count(owner, wanted) == 1


@pytest.mark.parametrize(("written", "wanted"), MISSED)
async def test_another_text_is_not(api: Api, workshop: TestWorkshop, written: str, wanted: str) -> None:
    owner = api.as_(workshop.owner)
    await enter(owner, name="Kunde", wish=written)

    assert await count(owner, wanted) == 0


@pytest.mark.parametrize(
    "wanted", ["0171 2345", "+49 171 2345", "0049171/2345", "+49 (0)171-2345", "01712345678", "0171", "2345678"]
)
async def test_a_number_is_found_however_it_is_written(api: Api, workshop: TestWorkshop, wanted: str) -> None:
    owner = api.as_(workshop.owner)
    await enter(owner, name="Gesucht", phone="+491712345678")
    await enter(owner, name="Gesucht wie notiert", phone="0221 999999", wish="Zweite Nummer: 0171 / 234 56 78")
    await enter(owner, name="Andere", phone="+491729999999")

    assert await count(owner, wanted) == 2


@pytest.mark.parametrize("wanted", ["erika", "mustermann@", "erika.mustermann@post.example", "post.exam", "Beispiel"])
async def test_every_field_is_searched(api: Api, workshop: TestWorkshop, wanted: str) -> None:
    owner = api.as_(workshop.owner)
    lead = await enter(owner, name="Frau Beispiel", email="erika.mustermann@post.example", wish="Kupplung")
    update = 'mutation ($id: ID!) { leadUpdate(id: $id, input: {note: "Rückruf"}) { errors { code } } }'
    await owner.one(update, id=lead["id"])

    assert await count(owner, wanted) == 1
    assert await count(owner, f"{wanted} rueckruf kupplung") == 1
    assert await count(owner, f"{wanted} rueckruf getriebe") == 0


async def test_a_changed_text_is_found_by_its_new_words_alone(api: Api, workshop: TestWorkshop) -> None:
    owner = api.as_(workshop.owner)
    lead = await enter(owner, name="Kunde", wish="Auspuff")
    update = 'mutation ($id: ID!) { leadUpdate(id: $id, input: {wish: "Anlasser"}) { errors { code } } }'
    await owner.one(update, id=lead["id"])

    assert (await count(owner, "anlasser"), await count(owner, "auspuff")) == (1, 0)


async def test_every_list_is_searched_alike(api: Api, workshop: TestWorkshop) -> None:
    owner = api.as_(workshop.owner)
    await enter(owner, name="Zahnriemen Mayer")
    for name, text in (("Großer Zahnriemenwechsel", None), ("Motor", "mit neuem Zahnriemen"), ("Reifen", "wuchten")):
        await owner.one(SERVICE, name=name, text=text)
    visitor = await begin(api, workshop)
    await visitor.send("Mein Zahnriemen quietscht.")
    await visitor.send("Was kostet das?")

    found = await owner.run(EVERYWHERE, text="zahnreimen")

    assert [edge["node"]["contactDetails"]["name"] for edge in found["leads"]["edges"]] == ["Zahnriemen Mayer"]
    assert [edge["node"]["name"] for edge in found["services"]["edges"]] == ["Motor"]
    assert found["conversations"] == {
        "totalCount": 1,
        "edges": [{"node": {"id": visitor.conversation, "messages": {"totalCount": 1}}}],
    }
    part = await owner.run(EVERYWHERE, text="riemen")
    assert part["services"]["totalCount"] == 2
    assert part["libraryServices"]["totalCount"] > 0
    assert "riemen" in part["libraryServices"]["edges"][0]["node"]["name"].lower()


async def test_a_line_is_found_at_once_and_after_the_answer(api: Api, workshop: TestWorkshop, rows: Rows) -> None:
    owner = api.as_(workshop.owner)
    visitor = await begin(api, workshop)
    await owner.one(TAKE_OVER, id=visitor.conversation)
    await visitor.send("Haben Sie eine Hebebühne für Wohnmobile?")
    waiting = "SELECT count(*) FROM messages WHERE NOT is_indexed AND workshop_id = %s"

    assert rows(waiting, workshop.id) == [(1,)]
    assert (await owner.run(EVERYWHERE, text="hebebuehne"))["conversations"]["totalCount"] == 1
    sent = await owner.one(SEND, id=visitor.conversation, text="Ja, bis vier Tonnen.", key="member-answer")
    assert sent["errors"] == []
    assert rows(waiting, workshop.id) == [(0,)]
    # Words may stand in several lines of a conversation.
    assert (await owner.run(EVERYWHERE, text="wohnmobil tonnen"))["conversations"]["totalCount"] == 1
    assert (await owner.run(EVERYWHERE, text="wohnmobil kilo"))["conversations"]["totalCount"] == 0


async def test_nobody_finds_what_was_written_in_another_workshop(
    api: Api, workshop: TestWorkshop, other_workshop: TestWorkshop
) -> None:
    owner, neighbour = api.as_(workshop.owner), api.as_(other_workshop.owner)
    await enter(owner, name="Einmalig")
    await owner.one(SERVICE, name="Einmalig", text=None)
    visitor = await begin(api, workshop)
    await visitor.send("Einmalig und noch nicht im Index")

    for wanted in ("einmalig", "einmalog", "malig", " "):
        mine, theirs = await owner.run(EVERYWHERE, text=wanted), await neighbour.run(EVERYWHERE, text=wanted)
        for noun in ("leads", "services", "conversations"):
            assert (mine[noun]["totalCount"], theirs[noun]["totalCount"]) == (1, 0), (noun, wanted)


async def test_blanks_are_in_everything_and_signs_in_nothing(api: Api, workshop: TestWorkshop) -> None:
    owner = api.as_(workshop.owner)
    await enter(owner, name="100% *")

    assert {wanted: await count(owner, wanted) for wanted in (" ", "\t\n", "\0", "%", "*", "''", "100%", "100% *")} == {
        " ": 1,
        "\t\n": 1,
        "\0": 1,
        "%": 0,
        "*": 0,
        "''": 0,
        "100%": 1,
        "100% *": 1,
    }


async def test_a_long_text_is_stored_and_its_first_ten_words_are_looked_for(api: Api, workshop: TestWorkshop) -> None:
    owner = api.as_(workshop.owner)
    words = [f"wort{number}teil" for number in range(200)]
    await enter(owner, name="Lang", wish=" ".join(words)[:1900])

    assert await count(owner, " ".join(words)) == 1
    assert await count(owner, " ".join(["wort0teil", "fehlt", *words])) == 0
    assert await count(owner, "ein" * 1000) == 0


def once_mistaken(word: str, at: int, letter: str, mistake: str) -> str:
    """The word with one mistake at a place."""
    before, here, after = word[:at], word[at], word[at + 1 :]
    match mistake:
        case "missing":
            return before + after
        case "added":
            return before + letter + here + after
        case "wrong":
            return before + letter + after
    return before + after[:1] + here + after[1:]


letters = st.sampled_from("abcdefghijklmnopqrstuvwxyzäöüeeeuuaao")


@often(250)  # type: ignore[untyped-decorator]  # settings are not typed
@given(
    word=st.text(letters, min_size=5, max_size=19),
    at=st.integers(0, 18),
    letter=letters,
    mistake=st.sampled_from(("missing", "added", "wrong", "swapped")),
    begin=st.integers(1, 19),
)
def test_any_word_is_found_by_its_beginning_and_with_one_mistake(
    searched: psycopg.Connection[Any], word: str, at: int, letter: str, mistake: str, begin: int
) -> None:
    mistaken = once_mistaken(word, at % len(word), letter, mistake)
    found = "SELECT search.keys(NULL, %s) @@ ALL (search.queries(%s))"

    for wanted in (word, word.upper(), word[:begin], mistaken, f"{mistaken.upper()} davor"):
        assert searched.execute(found, [f"Davor {word}, danach", wanted]).fetchone() == (True,), wanted


signs = st.text(st.sampled_from("ab ä'\\:*&|!<>()@-%_\"$\0\n\u0301ß ıİ😀0+１ﷺ"), max_size=30)
numbers = st.text(st.sampled_from("0+4913() /.-"), max_size=20)


@often(60)  # type: ignore[untyped-decorator]  # settings are not typed
@given(text=signs | numbers | st.text(max_size=60))
@example(text="00490")
@example(text="+49 00 0")
@example(text="aeaeaeae'|''*:")
async def test_no_text_breaks_a_search_or_is_kept_from_being_stored(
    api: Api, workshop: TestWorkshop, text: str
) -> None:
    owner = api.as_(workshop.owner)
    written: dict[str, Any] = await owner.one(SERVICE, name=f"Teil {new_id()}", text=f"anfang {text}")
    assert written["errors"] == []

    found = await owner.run(EVERYWHERE, text=text)

    assert set(found) == {"leads", "services", "conversations", "libraryServices"}
    assert (await owner.run(EVERYWHERE, text=written["service"]["name"]))["services"]["totalCount"] == 1
