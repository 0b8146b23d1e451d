"""Danger is known by its words alone, in lay words and four languages; ordinary wishes are not."""

import pytest

from resolvers.assistant.intents import named_in
from resolvers.assistant.patterns import Intent


@pytest.mark.parametrize(
    "text",
    [
        "Ich muss die Bremse pumpen, damit er steht",
        "Das Pedal ist wie Butter",
        "Auf einmal geht die Lenkung ganz schwer",
        "Das Rad wackelt, als ob es gleich abfällt",
        "Seit dem Räderwechsel eiert es vorne",
        "Beule im Reifen, kann ich so auf die Autobahn?",
        "Vorne dampft es aus der Haube, der Zeiger ist am Anschlag",
        "Unterm Auto ist eine Benzinlache",
        "Da leuchtet was Rotes",
        "I have to pump the brakes",
        "the brake pedal sinks",
        "I can't steer any more",
        "the wheel feels like it is coming off",
        "steam from under the hood",
        "it stinks of petrol",
        "the needle is pinned",
        "Frene basıyorum durmuyor",
        "Direksiyonu çeviremiyorum",
        "Arabanın altına benzin damlıyor",
        "kaputtan buhar çıkıyor",
        "Hamulec miękki i auto jedzie dalej",
        "Kierownica się zacina",
        "spod maski bucha para",
        "kałuża paliwa pod autem",
    ],
)
def test_what_fails_burns_leaks_or_comes_off_is_a_danger(text: str) -> None:
    assert Intent.SAFETY in named_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Bremsbeläge kaum noch drauf, was kostet der Wechsel?",
        "Handbremse hält nicht am Berg, bitte einstellen",
        "Stoßdämpfer dämpft nicht mehr",
        "Muss man pumpen, damit der Gang reingeht?",
        "brake pads hardly any left, price?",
        "vacuum pump of the brake servo, replacement cost",
        "spark plugs and a steam clean, please",
        "el freni boşluğu alınsın",
        "para amortyzatorów przód ile",
        "pedał sprzęgła miękki, wymiana ile",
    ],
)
def test_who_asks_for_work_is_in_no_danger(text: str) -> None:
    assert Intent.SAFETY not in named_in(text)
