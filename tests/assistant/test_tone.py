"""Whom the assistant calls "Sie" and whom "du": in every text it has, and in what it really answers."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import astuple, replace
from pathlib import Path

import pytest

from bench.assistant.cases import MORE_TUNING, TUNING, Case
from bench.assistant.workshop import Workshop, ask, heard
from resolvers.assistant import Author, Language, answer
from resolvers.assistant.phrases import wording
from resolvers.vehicles import recommendations
from resolvers.widget_texts import widget_texts
from tenants.models import accounts

FORMAL = {
    Language.DE: re.compile(r"\b(?:Sie|Ihnen|Ihr(?:e[nmrs]?)?)\b"),
    Language.TR: re.compile(
        r"\b[Ss]iz(?:e|i|in|den)?\b|\w[ıiuü]n[ıiuü]z\w*|\w[ae]y[ıi]n\b|\b(?:al|ver|dur|kapat|yak|in|tamamla|uzaklaş)[ıiuü]n\b"
    ),
    Language.PL: re.compile(r"\bPa[nń](?:i|a|u|stw\w*)?\b|\b[Pp]roszę (?:\w+ )?\w+ć\b"),
}
INFORMAL = {
    Language.DE: re.compile(r"\b(?:du|dich|dir|dein\w*)\b", re.IGNORECASE),
    Language.TR: re.compile(r"\b[Ss](?:en|ana|eni|enin)\b|\w*(?:r|m[ıiuü])s[ıiuü]n\b|\bistersen\b", re.IGNORECASE),
    Language.PL: re.compile(r"\b(?:Ci|Ciebie|Cię|Tw[óo]j\w*)\b|\b\w+[eiy]sz\b"),
}
REASONS = Path(recommendations.__file__).parent / "data" / "reasons.toml"
ASKED = [case for corpus in (TUNING, MORE_TUNING) for case in corpus.cases if case.language in FORMAL]


def of_other_tone(language: Language, *, is_informal: bool) -> re.Pattern[str]:
    """What no text of a tone may say."""
    return (FORMAL if is_informal else INFORMAL)[language]


def texts_of(value: object) -> Iterator[str]:
    """Every text in a wording."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for each in value:
            yield from texts_of(each)
    elif isinstance(value, Mapping):
        yield from texts_of(tuple(value.values()))


@pytest.mark.parametrize("is_informal", [False, True])
@pytest.mark.parametrize("language", FORMAL)
def test_no_text_speaks_in_the_other_tone(language: Language, is_informal: bool) -> None:
    own = widget_texts(accounts.Language(language.value), is_informal=is_informal)
    said = [*texts_of(astuple(wording(language, is_informal=is_informal))), own.greeting, own.disclosure]

    wrong = of_other_tone(language, is_informal=is_informal)
    assert len(said) > 70
    assert [text for text in said if wrong.search(text)] == []


@pytest.mark.parametrize("language", FORMAL)
def test_every_text_that_names_the_visitor_has_its_informal_form(language: Language) -> None:
    formal, informal = (list(texts_of(astuple(wording(language, is_informal=each)))) for each in (False, True))

    changed = [(one, other) for one, other in zip(formal, informal, strict=True) if one != other]
    assert len([text for text in formal if FORMAL[language].search(text)]) >= 5
    assert all(one != other for one, other in zip(formal, informal, strict=True) if FORMAL[language].search(one))
    assert [set(re.findall(r"\{\w+\}", one)) for one, _ in changed] == [
        set(re.findall(r"\{\w+\}", other)) for _, other in changed
    ]


@pytest.mark.parametrize("language", FORMAL)
def test_the_reasons_of_recommendations_address_nobody(language: Language) -> None:
    reasons = tomllib.loads(REASONS.read_text(encoding="utf-8"))
    said = [each[language.value.lower()] for each in reasons.values()]

    assert [text for text in said if FORMAL[language].search(text) or INFORMAL[language].search(text)] == []


def test_english_has_one_form_for_both() -> None:
    assert wording(Language.EN) is wording(Language.EN, is_informal=True)


@pytest.mark.parametrize("is_informal", [False, True])
@pytest.mark.parametrize("language", FORMAL)
async def test_no_answer_to_the_evaluations_questions_speaks_in_the_other_tone(
    language: Language, is_informal: bool
) -> None:
    wrong: list[str] = []
    spoken_to = 0
    right = (INFORMAL if is_informal else FORMAL)[language]

    for case in ASKED:
        if case.language is not language:
            continue
        said, spoken = await answered(case, is_informal=is_informal)
        if spoken is language:
            spoken_to += right.search(said) is not None
            wrong += [said] if of_other_tone(language, is_informal=is_informal).search(said) else []

    assert wrong == []
    assert spoken_to > 25


async def answered(case: Case, *, is_informal: bool) -> tuple[str, Language]:
    """What is said to a question on a closed day, as more is said then, and in which language."""
    earlier = tuple((Author.VISITOR, line) for line in case.earlier)
    question = replace(ask(case.question, *earlier, language=case.language), is_informal=is_informal)
    reply = await heard(answer(question, Workshop().closed(), None))
    return reply.text, reply.done.language


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("Hallo", Language.DE, "Wie kann ich dir helfen?"),
        ("Kein Bremsdruck mehr!", Language.DE, "Bitte fahr nicht weiter."),
        ("Was kostet ein Ölwechsel?", Language.DE, "Möchtest du einen Termin anfragen?"),
        ("Yağ değişimi ne kadar?", Language.TR, "Randevu talep etmek ister misin?"),
        ("Frenler tutmuyor", Language.TR, "Lütfen yola devam etme."),
        ("Ile kosztuje wymiana oleju?", Language.PL, "Chcesz zapytać o termin wizyty?"),
        ("Hamulce nie działają", Language.PL, "Nie jedź dalej."),
    ],
)
async def test_an_informal_workshop_is_heard_so(text: str, language: Language, said: str) -> None:
    reply = await heard(answer(replace(ask(text, language=language), is_informal=True), Workshop(), None))

    assert said in reply.text
