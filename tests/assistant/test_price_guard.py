"""No amount passes that the tools have not named; nothing else is held back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolvers.assistant import Language, Price, PriceKind, ServiceHit
from resolvers.assistant.markup import Links
from resolvers.assistant.money import price_range
from resolvers.assistant.price_guard import PriceGuard
from resolvers.assistant.release import Release

INSTEAD = "Den Preis nennt Ihnen unser Team."


def guard(*cents: tuple[int, int]) -> PriceGuard:
    made = PriceGuard()
    made.hold(
        ServiceHit(str(low), "Motorölwechsel inkl. Filter 5W-30", price=Price(low, high), price_kind=PriceKind.RANGE)
        for low, high in cents or [(8900, 19900), (129900, 129900)]
    )
    made.hold([ServiceHit("gas", "Gasprüfung Wohnmobil/Caravan (G 607)", description="Schlauch: 12 € extra")])
    made.know("Venloer Str. 412, 50825 Köln")
    return made


@pytest.mark.parametrize(
    "sentence",
    [
        "Der Ölwechsel kostet 89–199 €.",
        "Kosten: **89** bis **199 Euro** inkl. 19 % MwSt., Dauer 0,5–0,8 Stunden.",
        "€89–€199",
        "EUR 1.299,00",
        "It costs 1,299.00 EUR.",
        "Koszt to 1 299 zusammen in Euro",
        "ab 89,- für Öl 5W-30",
        "89 ile 199 avro arası, KDV dâhil",
        "od 89 do 199 euro",
        "Gasprüfung Wohnmobil/Caravan (G 607) kostet 1.299 €; der Schlauch 12 €.",
        "Mo–Fr 8:00–17:00 Uhr, Sa. 9–12 Uhr",
        "Wir öffnen um 8.30 Uhr.",
        "Rufen Sie 0221 9876543 oder +49 221 987654 an, dann nennen wir den Preis.",
        "Die HU ist alle 24 Monate fällig, das kostet 89 €.",
        "Reifen 205/55 R16 kosten 89 €.",
        "Seit 1998 günstig für Sie da.",
        "Am 3. Oktober 2026 geschlossen, Preise ab 89 €.",
        "Preis für 4 Räder: 89–199 €",
        "Termine gibt es ab 2027.",
        "Laufleistung bis 30.000 km, Klimagas R134a bis 500 g.",
        "Sie finden die Preise in der Venloer Str. 412, 50825 Köln.",
        "Bei Gefahr wählen Sie **112** oder kommen Sie vorbei.",
        "Öl 0W-20, Reifen 18–20 Zoll, 5-Türer, 12 V",
        "Für einen BMW 320d oder Mercedes C 220 zahlen Sie 89–199 €.",
        "Beim Golf VII 1.6 TDI kostet das 89–199 €.",
        "Der TÜV-Preis: 1.299 € (Stand 11/2026).",
        "Preis: 89 € pro Rad, also für alle 4.",
        "Ein 2015er Passat (Motor 1,4 l) kostet 89–199 €.",
        "KDV dahil 89–199 €, yaklaşık 1 saat sürer.",
        "Koszt wymiany oleju wynosi 89–199 € z VAT, czas ok. 1 godziny.",
        "Europaweit gilt die Garantie 24 Monate.",
    ],
)
def test_what_the_tools_said_and_what_is_no_money_passes(sentence: str) -> None:
    assert guard().passes(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Das kostet 99 €.",
        "99,-",
        "99,– pauschal",
        "EUR 1.300,00",
        "99 Euro",
        "99Euro",
        "€99.50",
        "90–199 €",
        "89 bis 200 Euro",
        "8 bis 199 Euro",
        "89 TL",
        "89 TRY",
        "89 zł",
        "$89",
        "£89",
        "CHF 89",
        "100 bucks",
        "89 złotych",
        "89 lira",
        "９９ €",
        "٩٩ €",
        "9\N{ZERO WIDTH SPACE}9 €",
        "**9**9 €",
        "9️⃣9️⃣ €",
        "99\N{NO-BREAK SPACE}€",
        "kostet 99",
        "Das macht dann 99.",
        "Nur ab 99.",
        "- Ölwechsel: 99",
        "99 Cent",
        "2k €",
        "1,5 Tsd. Euro",
        "neunundneunzig Euro",
        "one hundred euros",
        "sto złotych",
        "kostet 12.10.",
        "EUR: 99",
        "99 (EUR)",
        "cena 99",
        "fiyatı 99",
        "nur99€",
        "89 to 199 USD",
        "Preis 2026 €",
        "Rechnen Sie mit 150 bis 200.",
        "1.299.000 €",
        "12,99",
        "89,01 €",
        "99.99 EUR inkl. MwSt.",
    ],
)
def test_any_other_amount_is_held_back(sentence: str) -> None:
    judge = guard()

    assert not judge.passes(sentence)
    assert judge.hits == 1


def test_bare_numbers_under_a_price_heading_are_prices() -> None:
    judge = guard()

    assert [
        judge.passes(line) for line in ("Unsere Preise:\n", "- Bremsen 150\n", "- Öl 89\n", "Gern!\n", "Raum 150\n")
    ] == [
        True,
        False,
        True,
        True,
        True,
    ]


def shown(text: str, cuts: list[int], judge: PriceGuard) -> str:
    release = Release(judge, Links(()), INSTEAD)
    places = sorted({cut % (len(text) + 1) for cut in cuts})
    chunks = [text[start:end] for start, end in zip([0, *places], [*places, len(text)], strict=True)]
    return "".join(unit for chunk in chunks for unit in release.feed(chunk)) + "".join(release.finish())


FRAMES = (
    "Gern! Der Ölwechsel kostet bei uns {amount} inkl. MwSt. Rufen Sie an.",
    "It costs {amount}. We are open at 8:00.",
    "Fiyat: {amount}\n\nBekleriz.",
    "- **Wymiana oleju**: {amount}\n- Przegląd\n",
)
languages = st.sampled_from(list(Language))
frames = st.sampled_from(FRAMES)
cents = st.integers(min_value=1000, max_value=999_999)


@given(cents, cents, languages, frames, st.lists(st.integers(min_value=0, max_value=500), max_size=12))
def test_an_allowed_amount_always_survives(
    one: int, other: int, language: Language, frame: str, cuts: list[int]
) -> None:
    low, high = sorted((one, other))
    text = frame.format(amount=price_range(Price(low, high), language))
    judge = guard((low, high))

    assert shown(text, cuts, judge).strip() == text.strip()
    assert judge.hits == 0


@given(
    cents,
    cents,
    st.sampled_from(
        [
            "{} €",
            "€{}",
            "EUR {}",
            "{} Euro",
            "{}€",
            "**{}** EUR",
            "{},- ",
            "{} zł",
            "{} TL",
            "${}",
            "{}\N{NO-BREAK SPACE}€",
        ]
    ),
    frames,
    st.lists(st.integers(min_value=0, max_value=500), max_size=12),
)
def test_another_amount_never_survives(allowed: int, other: int, form: str, frame: str, cuts: list[int]) -> None:
    allowed, other = allowed // 100, other // 100
    if allowed == other:
        other += 1
    text = frame.format(amount=form.format(other))
    judge = PriceGuard()
    judge.hold([ServiceHit("1", "Ölwechsel", price=Price(allowed * 100, allowed * 100), price_kind=PriceKind.FIXED)])

    answer = shown(text, cuts, judge)

    assert str(other) not in answer
    assert INSTEAD in answer
    assert judge.hits >= 1


@given(
    st.text(alphabet="aB 9.,€-\n!?*:EURo", max_size=80),
    st.lists(st.integers(min_value=0, max_value=200), max_size=20),
)
def test_chunks_do_not_matter(text: str, cuts: list[int]) -> None:
    assert shown(text, cuts, guard()) == shown(text, [], guard())


@pytest.mark.parametrize(
    "text", ["Das sind 99\n\n€ im Ganzen.", "In EUR\n99 im Ganzen.", "Das kostet\n99.", "Nur 99. €!", "99\n\n**Euro**"]
)
def test_an_amount_torn_apart_by_lines_is_still_one(text: str) -> None:
    assert "99" not in shown(text, [], guard())


def test_only_the_first_sentence_held_back_is_replaced() -> None:
    judge = guard()

    assert shown("Das kostet 99 €. Oder auch 98 €. Rufen Sie gern an.", [], judge) == f"{INSTEAD} Rufen Sie gern an."
    assert judge.hits == 2
