"""What the mails say, in every language, whatever people entered."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from string import Formatter
from typing import cast

import pytest

from tests.mails.examples import AT, example
from workers.mails.kinds import LeadConfirmation, LeadNotice, MailKind, TestMail
from workers.mails.phrases import LANGUAGES, Language, language_of, phrases
from workers.mails.render import Rendered, render

NASTY = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'; DROP TABLE leads; --",
    "{{ 7*7 }} {% raw %} {0} {name} %s ${x}",
    "😀 Żółć İçöğ",
    "Ada\r\nBcc: eve@example.com\r\n\r\nHi",
    "\u2028\u202e\0\x1b[31m",
    "&lt;b&gt; &amp; ]]> <!-- <![endif]-->",
    "x" * 5000,
)

every_kind = pytest.mark.parametrize("kind", MailKind)
every_language = pytest.mark.parametrize("language", LANGUAGES)


class Reader(HTMLParser):
    """What a browser would make of a document: its elements, its links and its visible text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.words: list[str] = []
        self._is_style = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._is_style = tag == "style"
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        if tag == "a":
            self.links.append(dict(attrs)["href"] or "")

    def handle_endtag(self, tag: str) -> None:
        self._is_style = False

    def handle_data(self, data: str) -> None:
        if not self._is_style:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def words(text: str) -> set[str]:
    """The words of a text, without their order."""
    return set(re.findall(r"\w+", text))


def mail(kind: MailKind, language: Language, word: str = "") -> Rendered:
    """The kind's example in the language."""
    return render(kind, language, example(kind, word))


@every_language
@every_kind
def test_every_mail_is_complete_in_every_language(kind: MailKind, language: Language) -> None:
    rendered = mail(kind, language)

    html = Reader(rendered.html)
    assert f'<html lang="{language}"' in rendered.html
    assert rendered.subject in html.text
    assert "CarBot" in rendered.text
    for text in (rendered.subject, html.text, rendered.text):
        assert not re.search(r"\{\w*\}|\{\{|\{%|None", text)


@every_language
@every_kind
def test_the_text_says_what_the_html_says(kind: MailKind, language: Language) -> None:
    rendered = mail(kind, language)

    html = Reader(rendered.html)
    shown_in_inboxes = words(phrases(language)[f"{kind.lower()}.preview"]) | words(rendered.subject)
    targets = {link.replace("tel:+49711", "+49 711 ").removeprefix("mailto:") for link in html.links}
    assert words(html.text) <= words(rendered.text) | shown_in_inboxes
    assert words(rendered.text) <= words(html.text) | words(" ".join(targets))
    assert all(target in rendered.text for target in targets)


@pytest.mark.parametrize("word", NASTY)
@every_kind
def test_whatever_people_enter_shows_as_text(kind: MailKind, word: str) -> None:
    rendered, harmless = mail(kind, "de", word), mail(kind, "de", "Ada")

    nasty, plain = Reader(rendered.html), Reader(harmless.html)
    assert nasty.tags - {"br"} <= plain.tags
    assert nasty.attributes == plain.attributes
    assert all(link.startswith(("https://", "mailto:", "tel:")) for link in nasty.links)
    assert rendered.subject.isprintable()
    assert len(rendered.subject) < 200


@every_kind
def test_reading_a_mail_fetches_nothing(kind: MailKind) -> None:
    html = mail(kind, "de").html

    assert not Reader(html).tags & {"link", "img", "iframe", "object", "video", "base"}
    assert "@import" not in html
    assert "url(" not in html


def test_scripts_in_a_name_are_shown() -> None:
    rendered = mail(MailKind.LEAD_NOTICE, "de", "<script>alert(1)</script>")

    assert rendered.subject == "Neue Anfrage: Ayşe Kaya <script>alert(1)</script> – Rückruf"
    assert "<script>" not in rendered.html
    assert Reader(rendered.html).text.count("<script>alert(1)</script>") >= 10
    assert "Bitte anrufen <script>alert(1)</script>" in rendered.text


def test_a_line_break_in_a_name_does_not_break_the_subject() -> None:
    values = cast(LeadNotice, example(MailKind.LEAD_NOTICE))

    rendered = render(MailKind.LEAD_NOTICE, "de", replace(values, name="Ada\r\nBcc: eve@example.com"))

    assert rendered.subject == "Neue Anfrage: Ada Bcc: eve@example.com – Rückruf"


def test_the_workshop_reads_the_whole_lead() -> None:
    rendered = mail(MailKind.LEAD_NOTICE, "de")

    html = Reader(rendered.html)
    assert rendered.subject == "Neue Anfrage: Ayşe Kaya – Rückruf"
    for said in (
        "+49 711 5551234",
        "ayse.kaya@example.com",
        "Bitte anrufen",
        "ab 16 Uhr",
        "72 von 100",
        "Telefonnummer angegeben",
        "Hier antwortet eine KI",
        "Was kostet ein Ölwechsel?",
        "89 € bis 149 €",
        "Wir rufen an",
        "Chat auf Ihrer Website",
        "https://mueller.example/oelwechsel",
        "javascript:alert(1)",
        "herbst",
        "Ich bin einverstanden",
        "03.07.2026, 16:05",
        "04.07.2026, 16:05",
    ):
        assert said in html.text
        assert said in rendered.text
    assert html.links[:3] == [
        "tel:+497115551234",
        "mailto:ayse.kaya@example.com",
        "https://app.example.com/leads/lead_1",
    ]


@pytest.mark.parametrize(
    ("language", "moment"),
    [
        ("de", "03.07.2026, 16:05"),
        ("en", "3 Jul 2026, 16:05"),
        ("tr", "3 Tem 2026, 16:05"),
        ("pl", "3 lip 2026, 16:05"),
    ],
)
def test_moments_are_told_in_the_workshops_time_and_the_readers_way(language: Language, moment: str) -> None:
    assert moment in mail(MailKind.LEAD_NOTICE, language).text


def test_another_zone_is_another_hour() -> None:
    values = replace(cast(LeadNotice, example(MailKind.LEAD_NOTICE)), timezone="Europe/Istanbul")

    assert "03.07.2026, 17:05" in render(MailKind.LEAD_NOTICE, "de", values).text


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        ("de", "Mittwoch, 25. November 2026, 08:00–12:00", "Freitag, 27. November 2026"),
        ("en", "Wednesday, 25 November 2026, 08:00–12:00", "Friday, 27 November 2026"),
        ("tr", "25 Kasım 2026 Çarşamba, 08:00–12:00", "27 Kasım 2026 Cuma"),
        ("pl", "środa, 25 listopada 2026, 08:00–12:00", "piątek, 27 listopada 2026"),
    ],
)
def test_wished_times_stand_as_they_were_wished(language: Language, first: str, second: str) -> None:
    values = replace(cast(LeadNotice, example(MailKind.LEAD_NOTICE)), timezone="America/New_York")

    notice = render(MailKind.LEAD_NOTICE, language, values).text
    confirmation = mail(MailKind.LEAD_CONFIRMATION, language).text

    assert [wish for wish in (first, second) if wish in notice] == [first, second]
    assert [wish for wish in (first, second) if wish in confirmation] == [first, second]


def test_a_confirmation_says_whose_clock_counts_and_that_no_time_is_agreed() -> None:
    text = mail(MailKind.LEAD_CONFIRMATION, "de").text

    assert "Ihre Wunschtermine (Ortszeit der Werkstatt)" in text
    assert "1. Wunschtermin: Mittwoch, 25. November 2026, 08:00–12:00" in text
    assert "Bis dahin ist nichts fest vereinbart." in text


def test_a_confirmation_without_wishes_is_silent_about_them() -> None:
    values = replace(cast(LeadConfirmation, example(MailKind.LEAD_CONFIRMATION)), wished_times=())

    text = render(MailKind.LEAD_CONFIRMATION, "de", values).text

    assert "Wunschtermin" not in text
    assert "vereinbart" not in text


def test_a_bare_lead_leaves_no_empty_parts() -> None:
    values = cast(LeadNotice, example(MailKind.LEAD_NOTICE))
    bare = LeadNotice(values.workshop_name, values.lead_url, "Ada", values.request, AT, score=0, score_reasons=())

    text = render(MailKind.LEAD_NOTICE, "de", bare).text

    for part in (
        "Telefon",
        "E-Mail:",
        "Wunschzeit",
        "Wunschtermin",
        "Gesprächsverlauf",
        "Herkunft",
        "Einwilligung",
        "\n\n\n",
    ):
        assert part not in text
    assert "Bewertung: 0 von 100" in text


def test_line_breaks_of_a_wish_are_kept() -> None:
    values = replace(cast(LeadNotice, example(MailKind.LEAD_NOTICE)), wish="Eins\nZwei\r\n<b>Drei")

    rendered = render(MailKind.LEAD_NOTICE, "de", values)

    assert "Eins<br>Zwei<br>&lt;b&gt;Drei" in rendered.html
    assert "> Eins\n> Zwei\n> <b>Drei\n" in rendered.text


@pytest.mark.parametrize("bait", ["https://evil.example/win", "www.evil.example", "evil.example", "win@evil.example"])
def test_a_confirmation_carries_no_link_of_whoever_asked(bait: str) -> None:
    values = cast(LeadConfirmation, example(MailKind.LEAD_CONFIRMATION))

    rendered = render(MailKind.LEAD_CONFIRMATION, "de", replace(values, name=f"Sie {bait}", wish=f"Gewinn: {bait}"))

    assert bait not in rendered.html
    assert bait not in rendered.text
    assert bait not in rendered.subject
    assert "Guten Tag,\n" in rendered.text


def test_a_privacy_link_leads_to_the_web_only() -> None:
    values = replace(cast(LeadConfirmation, example(MailKind.LEAD_CONFIRMATION)), privacy_url="javascript:alert(1)")

    assert "javascript" not in render(MailKind.LEAD_CONFIRMATION, "de", values).html


def test_the_snippet_can_be_copied() -> None:
    snippet = '<script src="https://app.example.com/widget.js" data-client-key="ck_1" async></script>'

    rendered = mail(MailKind.WELCOME, "de")

    assert snippet in rendered.text
    assert snippet in Reader(rendered.html).text


@pytest.mark.parametrize(
    ("language", "hours", "minutes"),
    [
        ("de", "24 Stunden", "60 Minuten"),
        ("en", "24 hours", "60 minutes"),
        ("tr", "24 saat", "60 dakika"),
        ("pl", "24 godziny", "60 minut"),
    ],
)
def test_durations_are_counted_as_the_language_counts(language: Language, hours: str, minutes: str) -> None:
    assert hours in mail(MailKind.EMAIL_CONFIRMATION, language).text
    assert minutes in mail(MailKind.PASSWORD_RESET, language).text


def test_values_of_another_kind_are_refused() -> None:
    with pytest.raises(TypeError, match="WELCOME needs Welcome, not TestMail"):
        render(MailKind.WELCOME, "de", TestMail("Müller"))


def test_all_languages_have_the_same_phrases_with_the_same_places() -> None:
    german = {key: _places(phrase) for key, phrase in phrases("de").items()}

    for language in LANGUAGES:
        assert {key: _places(phrase) for key, phrase in phrases(language).items()} == german
        assert all(phrase.strip() == phrase != "" for phrase in phrases(language).values())


def test_no_phrase_was_left_in_german() -> None:
    # Words that are the same everywhere.
    shared = {"author.ASSISTANT", "surface.DEMO", "lead_confirmation.phone", "lead_notice.phone", "surface.PHONE"}
    german = phrases("de")

    for language in ("en", "tr", "pl"):
        same = {key for key, phrase in phrases(language).items() if phrase == german[key] and len(phrase) > 8}
        assert same - shared == set()


def _places(phrase: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(phrase) if name is not None}


@pytest.mark.parametrize(("code", "language"), [("DE", "de"), ("pl", "pl")])
def test_a_language_is_known_in_either_case(code: str, language: str) -> None:
    assert language_of(code) == language


@pytest.mark.parametrize("code", ["", "fr", "de-DE"])
def test_a_language_we_do_not_speak_is_said(code: str) -> None:
    with pytest.raises(ValueError, match="no mails"):
        language_of(code)
