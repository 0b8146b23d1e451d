"""Registering a workshop: what is stored, what is refused, and what nobody may learn from it."""

from typing import Any

import pytest

from tests.support.api import Api, TestWorkshop
from tests.support.mailbox import Mailbox
from tests.support.rows import Rows

from .documents import REGISTER, registration

ACCOUNTS = "SELECT count(*) FROM accounts WHERE email = %s"


async def test_registration_stores_organization_workshop_account_and_owner(
    dashboard: Api, address: str, rows: Rows
) -> None:
    answer = await dashboard.one(REGISTER, input=registration(f"  {address.upper()} "))

    assert answer == {"email": address, "errors": []}
    (
        (
            name,
            email,
            language,
            confirmed,
            terms,
            processing,
            has_moment,
            role,
            workshop,
            notices,
            organization,
            widgets,
        ),
    ) = rows(
        """SELECT a.name, a.email, a.language, a.email_confirmed_at, a.accepted_terms_version,
          a.accepted_processing_version, a.accepted_at > now() - interval '1 minute', m.role, w.name, w.notice_emails,
          o.name, (SELECT count(*) FROM widget_settings s WHERE s.workshop_id = w.id)
        FROM accounts a JOIN members m ON m.account_id = a.id JOIN workshops w ON w.id = m.workshop_id
        JOIN organizations o ON o.id = w.organization_id WHERE a.email = %s""",
        address,
    )
    assert (name, email, language, confirmed) == ("Deniz Öztürk", address, "DE", None)
    assert (terms, processing, has_moment) == ("2026-11", "2026-11", True)
    assert (role, workshop, notices, organization, widgets) == (
        "OWNER",
        "Kfz-Meister Öztürk",
        [address],
        "Kfz-Meister Öztürk",
        1,
    )


@pytest.mark.parametrize(
    ("country", "currency", "zone"),
    [("DE", "EUR", "Europe/Berlin"), ("AT", "EUR", "Europe/Vienna"), ("CH", "CHF", "Europe/Zurich")],
)
async def test_currency_and_time_zone_follow_the_country(
    dashboard: Api, address: str, rows: Rows, country: str, currency: str, zone: str
) -> None:
    await dashboard.one(REGISTER, input=registration(address, country=country))

    assert rows("SELECT country, currency, time_zone FROM workshops WHERE %s = ANY(notice_emails)", address) == [
        (country, currency, zone)
    ]


FAULTS: list[tuple[dict[str, Any], str, str, str]] = [
    ({"workshopName": "  "}, "REQUIRED", "workshopName", "Bitte füllen Sie dieses Feld aus."),
    ({"workshopName": "x" * 121}, "TOO_LONG", "workshopName", "Bitte kürzen Sie auf höchstens 120 Zeichen."),
    ({"personName": "\u200b\x00 "}, "REQUIRED", "personName", "Bitte füllen Sie dieses Feld aus."),
    ({"email": ""}, "REQUIRED", "email", "Bitte füllen Sie dieses Feld aus."),
    *(
        (
            {"email": wrong},
            "INVALID_EMAIL",
            "email",
            "Bitte prüfen Sie die E-Mail-Adresse, zum Beispiel name@beispiel.de.",
        )
        for wrong in ("nichts", "a@b", "a b@werkstatt.example", "a@werkstatt..example", "a@b.example\nBcc: c@d.example")
    ),
    (
        {"password": "kurz"},
        "PASSWORD_TOO_SHORT",
        "password",
        "Das Passwort braucht mindestens 12 Zeichen. Ein kurzer Satz ist leicht zu merken.",
    ),
    ({"password": "ab3" * 50}, "TOO_LONG", "password", "Bitte kürzen Sie auf höchstens 128 Zeichen."),
    *(
        (
            {"password": easy},
            "PASSWORD_TOO_COMMON",
            "password",
            "Dieses Passwort ist zu leicht zu erraten. Bitte wählen Sie ein anderes.",
        )
        for easy in (
            "aaaaaaaaaaaaaa",
            "Kfz-Meister Öztürk",
            "deniz öztürk",
            "qwertzuiopasdf",
            "Passwort!Passwort!",
            "werkstatt2026!",
            "123456789012345",
        )
    ),
    ({"acceptsTerms": False}, "TERMS_NOT_ACCEPTED", "acceptsTerms", "Bitte stimmen Sie den Nutzungsbedingungen zu."),
    (
        {"acceptsProcessing": False},
        "PROCESSING_NOT_ACCEPTED",
        "acceptsProcessing",
        "Bitte stimmen Sie dem Vertrag zur Auftragsverarbeitung zu.",
    ),
]


@pytest.mark.parametrize(("changes", "code", "field", "message"), FAULTS)
async def test_a_fault_is_named_at_its_field_and_nothing_is_stored(
    dashboard: Api, address: str, rows: Rows, changes: dict[str, Any], code: str, field: str, message: str
) -> None:
    ((before,),) = rows("SELECT count(*) FROM organizations WHERE name = 'Kfz-Meister Öztürk'")

    answer = await dashboard.one(REGISTER, input=registration(address, **changes))

    assert answer == {"email": None, "errors": [{"code": code, "message": message, "path": ["input", field]}]}
    assert rows(ACCOUNTS, address) == [(0,)]
    assert rows("SELECT count(*) FROM organizations WHERE name = 'Kfz-Meister Öztürk'") == [(before,)]


@pytest.mark.parametrize(
    ("language", "messages"),
    [
        (
            "de",
            [
                "Bitte füllen Sie dieses Feld aus.",
                "Bitte prüfen Sie die E-Mail-Adresse, zum Beispiel name@beispiel.de.",
                "Das Passwort braucht mindestens 12 Zeichen. Ein kurzer Satz ist leicht zu merken.",
                "Bitte stimmen Sie den Nutzungsbedingungen zu.",
            ],
        ),
        (
            "en",
            [
                "Please fill in this field.",
                "Please check the e-mail address, for example name@example.com.",
                "The password needs at least 12 characters. A short sentence is easy to remember.",
                "Please accept the terms of use.",
            ],
        ),
        (
            "tr",
            [
                "Lütfen bu alanı doldurun.",
                "Lütfen e-posta adresini kontrol edin, örneğin ad@ornek.com.",
                "Şifre en az 12 karakter olmalıdır. Kısa bir cümle akılda kalır.",
                "Lütfen kullanım koşullarını kabul edin.",
            ],
        ),
        (
            "pl",
            [
                "Proszę wypełnić to pole.",
                "Proszę sprawdzić adres e-mail, na przykład imie@przyklad.pl.",
                "Hasło musi mieć co najmniej 12 znaków. Krótkie zdanie łatwo zapamiętać.",
                "Proszę zaakceptować warunki korzystania.",
            ],
        ),
    ],
)
async def test_all_faults_of_a_form_are_told_together_in_the_callers_language(
    api: Api, language: str, messages: list[str]
) -> None:
    wrong = registration("nichts", workshopName="", password="kurz", acceptsTerms=False)

    answer = await Api(api._http, language=language).one(REGISTER, input=wrong)

    paths = ["workshopName", "email", "password", "acceptsTerms"]
    assert answer["email"] is None
    assert [error["path"] for error in answer["errors"]] == [["input", path] for path in paths]
    assert [error["message"] for error in answer["errors"]] == messages


async def test_a_known_address_gets_the_same_answer_and_its_owner_a_mail(
    dashboard: Api, workshop: TestWorkshop, rows: Rows, mailbox: Mailbox
) -> None:
    owner = workshop.owner.email
    (before,) = rows("SELECT name, password_hash FROM accounts WHERE email = %s", owner)

    answer = await dashboard.one(REGISTER, input=registration(owner))

    assert answer == {"email": owner, "errors": []}
    (mail,) = await mailbox.wait_for(owner)
    assert any("/sign-in" in link for link in mail.links)
    assert any("/forgot-password" in link for link in mail.links)
    assert not any("token=" in link for link in mail.links)
    assert rows("SELECT name, password_hash FROM accounts WHERE email = %s", owner) == [before]
    assert rows("SELECT count(*) FROM members WHERE email = %s", owner) == [(1,)]


async def test_registering_twice_before_confirming_sends_the_link_again_and_makes_nothing(
    dashboard: Api, address: str, rows: Rows, mailbox: Mailbox
) -> None:
    first = await dashboard.one(REGISTER, input=registration(address))
    second = await dashboard.one(REGISTER, input=registration(address, personName="Jemand anderes"))

    assert first == second == {"email": address, "errors": []}
    mails = await mailbox.wait_for(address, count=2)
    assert all(any("/confirm?token=" in link for link in mail.links) for mail in mails)
    assert rows("SELECT name FROM accounts WHERE email = %s", address) == [("Deniz Öztürk",)]


async def test_markup_in_names_stays_text_and_is_escaped_in_mails(
    dashboard: Api, address: str, rows: Rows, mailbox: Mailbox
) -> None:
    name = "<script>alert('x')</script> & Söhne 🚗"

    answer = await dashboard.one(REGISTER, input=registration(address, workshopName=name, personName=name))

    assert answer["errors"] == []
    assert rows("SELECT name FROM accounts WHERE email = %s", address) == [(name,)]
    (mail,) = await mailbox.wait_for(address)
    assert "<script" not in mail.html
    assert "&lt;script&gt;" in mail.html
