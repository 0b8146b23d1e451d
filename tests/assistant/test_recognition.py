"""The recogniser by examples, and the examples themselves."""

from collections import Counter

import pytest

from resolvers.assistant import examples
from resolvers.assistant.intents import intents_of
from resolvers.assistant.language import fold
from resolvers.assistant.patterns import Intent
from resolvers.assistant.recognition import Recognizer
from tenants import library

_FEWEST_OF_A_SERVICE = 23
_FEWEST_OF_A_WISH = 240
_ANIMALS = Recognizer(
    {
        "cat": ["the cat sleeps", "cats purr", "a kitten", "die katze schläft"],
        "dog": ["the dog barks", "dogs bark", "a puppy", "der hund bellt"],
    }
)


@pytest.mark.parametrize(
    ("text", "label"),
    [("my cats", "cat"), ("barking", "dog"), ("puppies", "dog"), ("KATZE", "cat"), ("schlaeft die kattze", "cat")],
)
def test_other_endings_compounds_and_mistakes_are_recognised(text: str, label: str) -> None:
    scores = _ANIMALS.scores(text)

    assert _ANIMALS.labels[int(scores.argmax())] == label


@pytest.mark.parametrize("text", ["", "...", "%&/", "7"])
def test_what_says_nothing_speaks_for_nothing(text: str) -> None:
    assert _ANIMALS.scores(text).tolist() == [0.0, 0.0]


def test_the_order_of_labels_and_examples_makes_no_difference() -> None:
    turned = Recognizer(
        {
            "dog": ["der hund bellt", "a puppy", "dogs bark", "the dog barks"],
            "cat": ["die katze schläft", "a kitten", "cats purr", "the cat sleeps"],
        }
    )

    assert turned.scores("a cat barks")[::-1] == pytest.approx(_ANIMALS.scores("a cat barks"))


def test_there_are_examples_of_every_service_of_the_library() -> None:
    known = {(category, each["name"]["de"]) for category, each in library.entries()}
    written = examples.services()

    assert written.keys() == known
    assert [of for of, texts in written.items() if len(texts) < _FEWEST_OF_A_SERVICE] == []


def test_there_are_examples_of_every_wish() -> None:
    wishes = examples.wishes()

    assert [
        wish for wish, texts in wishes.items() if len(texts) < _FEWEST_OF_A_WISH and wish not in {"YES", "NO"}
    ] == []
    assert {"PRICE", "SERVICE", "NONE"} < wishes.keys()


def test_no_example_stands_for_two_things() -> None:
    of_services = Counter(fold(text) for texts in examples.services().values() for text in set(map(fold, texts)))
    of_wishes = Counter(fold(text) for texts in examples.wishes().values() for text in set(map(fold, texts)))

    assert [text for text, times in of_services.items() if times > 1] == []
    assert [text for text, times in of_wishes.items() if times > 1] == []


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("Ist mein Wagen inzwischen fertig? Ich habe ihn gestern gebracht.", Intent.HUMAN),
        ("Ihr habt mir einen Kratzer in die Tür gemacht!", Intent.COMPLAINT),
        ("Are you a real person or a bot?", Intent.WHO),
        ("Telefon numaranızı alabilir miyim", Intent.CONTACT),
        ("Czy w sobotę jesteście otwarci?", Intent.HOURS),
        ("Auto ist liegen geblieben, kommt ihr?", Intent.BREAKDOWN),
    ],
)
def test_wishes_are_understood_by_what_they_are_like(text: str, wish: Intent) -> None:
    assert intents_of(text) == (wish,)


def test_two_wishes_of_one_message_are_both_kept() -> None:
    assert set(intents_of("Was kostet ein Ölwechsel und wann haben Sie offen?")) == {Intent.PRICE, Intent.HOURS}


@pytest.mark.parametrize(
    ("text", "wishes"),
    [
        ("Wann kann ich das Auto vorbeibringen?", (Intent.LEAD,)),
        ("Is mittags zu oder kann ich da auch kommen", (Intent.HOURS,)),
        ("noch jemand da?", (Intent.HOURS,)),
        ("is anyone still there", (Intent.HOURS,)),
        ("Sie haben mir am Telefon 300 für die Inspektion gesagt", ()),
    ],
)
def test_words_that_many_wishes_share_name_one(text: str, wishes: tuple[Intent, ...]) -> None:
    assert tuple(wish for wish in intents_of(text) if wish in {Intent.HOURS, Intent.LEAD, Intent.CONTACT}) == wishes
