"""The assistant says what the workshop has written, with its source, and no amount that nobody wrote."""

import pytest

from bench.assistant.workshop import Workshop, ask, heard
from carbot.clients.llm import ToolCall
from resolvers.assistant import Passage, PassageKind, answer
from resolvers.assistant.citations import Citations
from resolvers.assistant.language import Language
from resolvers.assistant.price_guard import PriceGuard
from resolvers.assistant.toolbox import Toolbox

SPARE = Passage("faq_1", PassageKind.FAQ, "Gibt es einen Ersatzwagen?", "Ja, er kostet 25 € am Tag.")
STORAGE = Passage("passage_1", PassageKind.DOCUMENT, "Räderhotel", "Preise je Saison:\n- Felgen 49\n- Reifen 39,50 €")


async def test_the_workshops_answer_is_given_word_for_word_with_its_source() -> None:
    question = "Gibt es bei euch einen Warteraum?"

    said = await heard(answer(ask(question), Workshop(faq={question: SPARE}), None))

    assert said.text == SPARE.text
    assert (said.done.sources, said.done.is_gap, said.done.guard_hits) == ((SPARE,), False, 0)


async def test_a_service_of_the_catalogue_is_not_answered_by_heart() -> None:
    question = "Was kostet ein Ölwechsel?"

    said = await heard(answer(ask(question), Workshop(faq={question: SPARE}), None))

    assert said.done.sources == ()
    assert "25 €" not in said.text


async def test_a_search_gives_a_model_short_ids() -> None:
    citations = Citations()
    toolbox = Toolbox(Workshop(passages=(SPARE, STORAGE)), Language.DE, citations)

    result = await toolbox.run(ToolCall("1", "search_knowledge", '{"query": "Räder"}'))

    assert '"id": "k1"' in result
    assert '"id": "k2"' in result
    assert "faq_1" not in result


@pytest.mark.parametrize(
    ("said", "shown", "cited"),
    [
        ("Ja, gern. [k1]", "Ja, gern.", [SPARE]),
        ("Ja [k2][k1], gern.", "Ja, gern.", [STORAGE, SPARE]),
        ("Ja [k1] und nochmals [k1].", "Ja und nochmals.", [SPARE]),
        ("Ja [k9].", "Ja.", []),
        ("Nr. [12] bleibt.", "Nr. [12] bleibt.", []),
    ],
)
def test_citations_are_taken_out_and_noted(said: str, shown: str, cited: list[Passage]) -> None:
    citations = Citations()
    for passage in (SPARE, STORAGE, SPARE):
        citations.show(passage)

    assert citations.taken_out(said) == shown
    assert list(citations.cited.values()) == cited


@pytest.mark.parametrize(
    ("unit", "passes"),
    [
        ("Der Ersatzwagen kostet 25 € am Tag.", True),
        ("Der Ersatzwagen kostet 20 € am Tag.", False),
        ("Felgen kosten 49 €.", True),
        ("Reifen kosten 39,50 €.", True),
        ("Beides zusammen kostet 88,50 €.", False),
    ],
)
def test_only_amounts_the_workshop_has_written_pass(unit: str, passes: bool) -> None:
    guard = PriceGuard()
    guard.quote(SPARE.text, STORAGE.text)

    assert guard.passes(unit) is passes


def test_an_amount_of_a_passage_that_was_not_returned_is_held_back() -> None:
    assert not PriceGuard().passes(SPARE.text)
