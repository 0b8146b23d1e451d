"""What the workshop has written is found by an index, and an answer is given only when it is surely meant."""

import pytest
import sqlalchemy

from carbot.ids import new_id
from resolvers.knowledge import faq_answer, search_knowledge
from resolvers.knowledge.retrieval import surely_meant
from resolvers.knowledge.words import asked
from tenants.models.accounts import Language
from tenants.models.knowledge import FaqEntry
from tests.conftest import MakeWorkshop
from tests.knowledge.documents import DOCUMENT_CREATE, write
from tests.support.api import Api, TestWorkshop
from tests.support.rows import Rows

FAQ: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Gibt es einen Ersatzwagen?",
        ("Bekomme ich einen Leihwagen?", "Do you offer a courtesy car?", "Yedek araç var mı?"),
    ),
    ("Was kostet der Ersatzwagen?", ("How much is the courtesy car?",)),
    ("Kann ich mit Karte zahlen?", ("Nehmen Sie EC-Karte?", "Can I pay by card?", "Czy można płacić kartą?")),
    ("Bieten Sie einen Hol- und Bringservice an?", ("Holen Sie mein Auto ab?",)),
    ("Brauche ich einen Termin zum Reifenwechsel?", ()),
    ("Kann ich ohne Termin kommen?", ("Can I come without an appointment?",)),
    ("Wo kann ich parken?", ("Where can I park?", "Gdzie mogę zaparkować?")),
    ("Wie lange dauert eine Inspektion?", ()),
    ("Lagern Sie Winterreifen ein?", ("Haben Sie ein Räderhotel?", "Lastik oteli var mı?")),
    ("Kann ich auf mein Auto warten?", ("Gibt es einen Warteraum?",)),
)
MEANT = [
    ("Habt ihr einen Ersatzwagen?", 0),
    ("Könnte ich bitte einen Leihwagen bekommen?", 0),
    ("do you have a courtesy car", 0),
    ("yedek araç veriyor musunuz", 0),
    ("Was kostet ein Ersatzwagen bei euch?", 1),
    ("Ist der Ersatzwagen teuer?", 1),
    ("Kann man bei Ihnen mit Karte zahlen?", 2),
    ("kann ich mit karte bezahlen", 2),
    ("can i pay with card?", 2),
    ("czy mogę płacić kartą", 2),
    ("Bietet ihr einen Hol und Bring Service?", 3),
    ("Kann ich auch ohne Termin zu euch kommen?", 5),
    ("Wo kann man bei euch parken?", 6),
    ("Wie lange dauert die Inspektion?", 7),
    ("Habt ihr ein Raederhotel?", 8),
    ("lastik oteli var mi", 8),
    ("Lagert ihr meine Winterreifen ein?", 8),
    ("Gibt es bei euch einen Warteraum?", 9),
]
OTHER = [
    "Was kostet ein Ölwechsel?",
    "Was kostet eine Inspektion?",
    "Wie lange dauert ein Reifenwechsel?",
    "Wie lange habe ich den Ersatzwagen?",
    "Kann ich mit Termin kommen?",
    "Wann kann ich kommen?",
    "Kann ich meinen Wagen verkaufen?",
    "Wechselt ihr Winterreifen?",
    "Wo sind Sie?",
    "Verliert mein Kühler Wasser?",
    "Haben Sie eine Visitenkarte?",
    "Kann ich in Raten zahlen?",
    "do you sell cars",
    "what does a courtesy light cost",
    "Guten Tag",
    "Ich möchte einen Termin",
    "",
    "???",
]


def entries() -> list[FaqEntry]:
    """The answers of a workshop, as they are kept."""
    return [
        FaqEntry(id=new_id(), question=question, phrasings=list(phrasings), answer=f"Antwort {number}")
        for number, (question, phrasings) in enumerate(FAQ)
    ]


@pytest.mark.parametrize(("question", "number"), MEANT)
def test_an_answer_is_given_to_what_means_the_same(question: str, number: int) -> None:
    found = surely_meant(asked(question), entries())

    assert found is not None
    assert found.text == f"Antwort {number}"


@pytest.mark.parametrize("question", OTHER)
def test_no_answer_rather_than_a_wrong_one(question: str) -> None:
    assert surely_meant(asked(question), entries()) is None


async def test_the_answer_is_found_in_the_database(api: Api, workshop: TestWorkshop) -> None:
    owner = api.as_(workshop.owner)
    for number, (question, phrasings) in enumerate(FAQ):
        await write(owner, question, f"Antwort {number}", phrasings=list(phrasings))

    async with workshop.scope().begin() as scope:
        meant = [await faq_answer(scope, question, Language.DE) for question, _ in MEANT]
        other = [await faq_answer(scope, question, Language.DE) for question in OTHER]

    assert [each and each.text for each in meant] == [f"Antwort {number}" for _, number in MEANT]
    assert other == [None] * len(OTHER)


async def test_passages_with_more_and_rarer_words_come_first(api: Api, workshop: TestWorkshop) -> None:
    owner = api.as_(workshop.owner)
    for title, text in (
        ("Hausordnung", "Auf dem Hof wird geparkt. Räder bleiben im Auto."),
        ("Räderhotel", "Die Einlagerung kostet 49 € je Saison und Satz Räder."),
        ("Garantie", "Auf Reparaturen geben wir zwei Jahre Garantie."),
    ):
        await owner.one(DOCUMENT_CREATE, input={"title": title, "text": text})
    await write(owner, "Wie lange gilt die Garantie?", "Zwei Jahre.")
    await write(owner, "Garantie auf Räder?", "Nein.", isActive=False)

    async with workshop.scope().begin() as scope:
        storage = await search_knowledge(scope, "Was kostet bei euch die Einlagerung der Raeder?", Language.DE)
        guarantee = await search_knowledge(scope, "garantie reparaturn", Language.DE)
        nothing = await search_knowledge(scope, "Kaffee", Language.DE)

    assert [each.title for each in storage] == ["Räderhotel"]
    assert [(each.kind, each.title) for each in guarantee] == [
        ("DOCUMENT", "Garantie"),
        ("FAQ", "Wie lange gilt die Garantie?"),
    ]
    assert nothing == []


async def test_another_workshops_knowledge_is_not_found(
    api: Api, workshop: TestWorkshop, new_workshop: MakeWorkshop
) -> None:
    other = await new_workshop()
    await write(api.as_(other.owner), "Gibt es einen Ersatzwagen?", "Ja.")

    async with workshop.scope().begin() as scope:
        found = await search_knowledge(scope, "Ersatzwagen", Language.DE)
        answer = await faq_answer(scope, "Gibt es einen Ersatzwagen?", Language.DE)

    assert (found, answer) == ([], None)


async def test_two_thousand_passages_are_searched_by_their_index(workshop: TestWorkshop, rows: Rows) -> None:
    document = new_id()
    rows(
        "INSERT INTO documents (workshop_id, id, title, length) VALUES (%s, %s, 'Handbuch', 1) RETURNING 1",
        workshop.id,
        document,
    )
    rows(
        "INSERT INTO document_passages (workshop_id, id, document_id, position, title, text)"
        " SELECT %s, gen_random_uuid(), %s, n, 'Handbuch', repeat('Auto Werkstatt Wartung ', 20)"
        " || 'Kapitel' || 1000 + n || ' Bremsen Reifen' || n %% 40 || ' Klimaanlage Garantie ' || n"
        " FROM generate_series(1, 2000) n RETURNING 1",
        workshop.id,
        document,
    )
    rows("ANALYZE document_passages")
    # How often this transaction, and no other, has gone through the index and through the table.
    scans = sqlalchemy.text(
        "SELECT pg_stat_get_xact_numscans('document_passages_words_ix'::regclass),"
        " pg_stat_get_xact_numscans('document_passages'::regclass)"
    )
    questions = [f"Gilt die Garantie aus Kapitel{1000 + n} auch für Reifen{n % 40} und Bremsen?" for n in range(1, 41)]

    async with workshop.scope().begin() as scope:
        searched_before, read_before = (await scope.execute(scans)).one()
        for number, question in enumerate(questions, 1):
            found = await search_knowledge(scope, question, Language.DE)
            assert found[0].text.endswith(f"Garantie {number}")
        searched, read = (await scope.execute(scans)).one()

    assert searched - searched_before >= len(questions)
    assert read == read_before
