"""The story: a workshop registers, imports its prices and puts the widget on its site; a visitor asks.

What it does not offer becomes a service with one click; the visitor leaves an enquiry, and it is seen.
"""

import re
from urllib.parse import urlsplit

import pytest
from playwright.async_api import BrowserContext, Page, expect

from carbot.ids import new_id
from tests.support.mailbox import Mailbox

pytestmark = pytest.mark.browser
PASSWORD = "ein recht langes Passwort"
PRICE_LIST = (
    "Kategorie;Leistung;Preis\r\n"
    "Reifen & Räder;Räderwechsel;39,90\r\n"
    "Bremsen;Bremsflüssigkeit wechseln;69-95\r\n"
    "Lack;Stoßfänger lackieren;auf Anfrage\r\n"
)
NOT_OFFERED = "Was kostet eine Hohlraumversiegelung?"


async def register(page: Page, api_url: str, mailbox: Mailbox) -> str:
    """Register a workshop and follow the link of the mail; returns the owner's address."""
    email = f"neu.{new_id().hex[-10:]}@werkstatt.example"
    await page.goto(f"{api_url}/register")
    await page.get_by_label("Name der Werkstatt").fill("Autohaus Müller-Lüdenscheidt")
    await page.get_by_label("Ihr Name").fill("Änne Müller")
    await page.get_by_label("E-Mail-Adresse").fill(email)
    await page.get_by_label("Passwort", exact=True).fill(PASSWORD)
    await page.get_by_role("checkbox", name="Nutzungsbedingungen").check()
    await page.get_by_role("checkbox", name="Auftragsverarbeitung").check()
    await page.get_by_role("button", name="Registrieren").click()
    await expect(page.get_by_role("heading", name="Bitte sehen Sie in Ihr Postfach")).to_be_visible()
    (confirmation,) = await mailbox.wait_for(email)
    link = next(link for link in confirmation.links if "/confirm?token=" in link)
    await page.goto(link)
    await expect(page.get_by_role("heading", name=re.compile("Änne"))).to_be_visible()
    welcome = (await mailbox.wait_for(email, count=2))[1]
    assert "widget.js" in (welcome.text or "")
    return email


async def fill_profile(page: Page, api_url: str) -> None:
    """Address, numbers, Bundesland, privacy policy."""
    await page.goto(f"{api_url}/workshop")
    await page.get_by_label("Straße und Hausnummer").fill("Ringstraße 5")
    await page.get_by_label("Postleitzahl").fill("50667")
    await page.get_by_label("Ort", exact=True).fill("Köln")
    await page.get_by_label("Telefon", exact=True).fill("0221 1234567")
    await page.get_by_label("Pannennummer").fill("0171 3920001")
    await page.get_by_label("Adresse Ihrer Datenschutzerklärung").fill("www.mueller.example/datenschutz")
    await page.get_by_role("button", name="Profil speichern").click()
    await expect(page.get_by_text("Das Profil wurde gespeichert.")).to_be_visible()


async def set_hours(page: Page, api_url: str) -> None:
    """Monday with a lunch break."""
    await page.goto(f"{api_url}/hours")
    await page.get_by_role("button", name="Zeitraum am Montag hinzufügen").click()
    await page.get_by_label("Montag, öffnet (1)").fill("08:00")
    await page.get_by_label("Montag, schließt (1)").fill("12:00")
    await page.get_by_role("button", name="Zeitraum am Montag hinzufügen").click()
    await page.get_by_label("Montag, öffnet (2)").fill("13:00")
    await page.get_by_label("Montag, schließt (2)").fill("17:30")
    await page.get_by_role("button", name="Öffnungszeiten speichern").click()
    await expect(page.get_by_text("Die Öffnungszeiten wurden gespeichert.")).to_be_visible()


async def add_service(page: Page, api_url: str) -> None:
    """An oil change with a price range."""
    await page.goto(f"{api_url}/services")
    await page.get_by_role("button", name="Leistung anlegen").first.click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("Name", exact=True).fill("Motorölwechsel inkl. Filter")
    await dialog.get_by_label("Kategorie").fill("Öl & Flüssigkeiten")
    await dialog.get_by_label("Von (inkl. MwSt.)").fill("98,50")
    await dialog.get_by_label("Bis (inkl. MwSt.)").fill("189")
    await dialog.get_by_role("button", name="Speichern").click()
    await expect(page.get_by_text("Die Leistung wurde angelegt.")).to_be_visible()


async def import_price_list(page: Page, api_url: str) -> None:
    """A list as Excel saves it."""
    await page.goto(f"{api_url}/services/import")
    await page.get_by_label("Datei mit Leistungen").set_input_files(
        {"name": "preise.csv", "mimeType": "text/csv", "buffer": PRICE_LIST.encode("cp1252")}
    )
    await expect(page.get_by_role("heading", name="preise.csv")).to_be_visible()
    await page.get_by_role("button", name="Jetzt importieren").click()
    await expect(page.get_by_text("3 neue Leistungen, 0 geändert.")).to_be_visible()


async def make_it_a_service(page: Page, api_url: str) -> None:
    """What was asked in vain, with its name cut down and a price."""
    await page.goto(f"{api_url}/knowledge")
    await expect(page.get_by_role("listitem").filter(has_text=NOT_OFFERED)).to_contain_text("einmal gefragt")
    await page.get_by_role("button", name=f"Aktionen für „{NOT_OFFERED}").click()
    await page.get_by_role("menuitem", name="Als Leistung anlegen").click()
    form = page.get_by_role("dialog")
    await expect(form.get_by_label("Name", exact=True)).to_have_value(NOT_OFFERED)
    await form.get_by_label("Name", exact=True).fill("Hohlraumversiegelung")
    await form.get_by_label("Kategorie").fill("Karosserie")
    await form.get_by_text("Festpreis", exact=True).click()
    await form.get_by_label("Preis (inkl. MwSt.)").fill("299,50")
    await form.get_by_role("button", name="Speichern").click()
    await expect(page.get_by_text("Die Leistung wurde angelegt.")).to_be_visible()
    await expect(page.get_by_text("Keine offenen Fragen")).to_be_visible()


async def create_key(page: Page, api_url: str, host_page: str) -> str:
    """A client key for the website; returns what the snippet carries."""
    host = urlsplit(host_page)
    await page.goto(f"{api_url}/keys")
    await page.get_by_role("button", name=re.compile("Client-Key anlegen|Key anlegen")).first.click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("Name", exact=True).fill("Unsere Website")
    await dialog.get_by_label("Adressen Ihrer Website").fill(f"{host.scheme}://{host.netloc}")
    await dialog.get_by_label("Adressen Ihrer Website").press("Enter")
    await dialog.get_by_role("button", name="Key anlegen").click()
    snippet = page.get_by_text(re.compile("data-client-key=")).first
    await expect(snippet).to_be_visible()
    found = re.search(r"ck_[A-Za-z0-9_-]+", await snippet.inner_text())
    assert found is not None
    return found[0]


async def say(visitor: Page, text: str) -> None:
    """Writes and sends; while an answer is being written the button stops it, so this waits for its end."""
    composer = visitor.get_by_role("textbox", name="Ihre Nachricht …")
    await composer.fill(text)
    await expect(visitor.get_by_role("button", name="Senden", exact=True)).to_be_enabled()
    await composer.press("Enter")


async def test_from_registration_to_a_lead_in_the_open_dashboard(
    context: BrowserContext, page: Page, api_url: str, host_page: str, mailbox: Mailbox
) -> None:
    email = await register(page, api_url, mailbox)
    await fill_profile(page, api_url)
    await set_hours(page, api_url)
    await add_service(page, api_url)
    await import_price_list(page, api_url)
    key = await create_key(page, api_url, host_page)
    visitor = await context.new_page()
    await visitor.goto(f"{host_page}/?key={key}")

    await visitor.get_by_role("button", name=re.compile("Chat|Fragen")).first.click()
    await expect(visitor.get_by_text("Hier antwortet eine KI")).to_be_visible()
    await say(visitor, "Was kostet ein Ölwechsel?")
    await expect(visitor.get_by_text("98,50–189 €", exact=True)).to_be_visible()
    await say(visitor, "Und was kostet der Räderwechsel?")
    await expect(visitor.get_by_text("39,90 €", exact=True)).to_be_visible()

    answers = visitor.get_by_role("log").locator(".ASSISTANT")
    await say(visitor, NOT_OFFERED)
    await expect(answers.last).to_contain_text("Das finde ich in unserer Preisliste nicht.")
    await expect(answers.last).not_to_contain_text("€")
    await make_it_a_service(page, api_url)
    await say(visitor, NOT_OFFERED)
    await expect(answers.last).to_contain_text("299,50 €")

    await page.goto(f"{api_url}/")
    await say(visitor, "Wann haben Sie geöffnet?")
    await expect(answers.last).to_contain_text("Montag: 08:00–12:00, 13:00–17:30")

    await visitor.goto(f"{host_page}/kontakt?key={key}")
    await expect(visitor.get_by_text("98,50–189 €", exact=True)).to_be_visible()
    await say(visitor, "Bitte rufen Sie mich zurück.")
    form = visitor.get_by_role("form")
    await form.get_by_label("Name").fill("Jürgen Groß")
    await form.get_by_label("Telefon").fill("0171 2345678")
    await form.get_by_role("checkbox").check()
    await form.get_by_role("button", name="Anfrage senden").click()
    await expect(visitor.get_by_text(re.compile("Vielen Dank|Danke"))).to_be_visible()

    await expect(page.get_by_text("Jürgen Groß")).to_be_visible()
    await expect(page).to_have_title(re.compile(r"\(1\)"))
    await page.get_by_text("Jürgen Groß").first.click()
    await expect(page.get_by_text("Was kostet ein Ölwechsel?")).to_be_visible()
    await page.get_by_role("button", name="Als kontaktiert markieren").click()
    await page.get_by_role("button", name="Rückgängig").click()
    notice = (await mailbox.wait_for(email, count=3))[2]
    assert "Jürgen Groß" in notice.subject
