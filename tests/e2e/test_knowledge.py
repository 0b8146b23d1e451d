"""What a visitor asked in vain becomes an answer with one click, and CarBot gives it; on a desk and on a phone."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Browser, expect

from tests.knowledge.documents import DOCUMENT_CREATE, GAPS, write
from tests.support.api import Api, TestWorkshop
from tests.support.axe import violations
from tests.support.visitors import begin
from tests.support.waiting import until

from .test_people import owners_page
from .test_screens import open_page

pytestmark = pytest.mark.browser

QUESTION = "Bietet ihr auch Kindersitze zum Ausleihen an?"
OUTCOMES = """query ($range: DateRangeInput!) {
  analytics(range: $range) { breakdown(metric: CONVERSATIONS, groupBy: OUTCOME) { value count } } }"""
ANSWER = "Ja, Kindersitze leihen wir für 5 € am Tag aus."


def _today() -> dict[str, str]:
    """The day in Berlin, and the one before for who runs this at midnight."""
    today = datetime.now(ZoneInfo("Europe/Berlin")).date()
    return {"start": (today - timedelta(days=1)).isoformat(), "end": today.isoformat()}


async def test_a_question_in_vain_becomes_an_answer_with_one_click(
    browser: Browser, api: Api, api_url: str, workshop: TestWorkshop, background: None
) -> None:
    visitor = await begin(api, workshop)
    await visitor.send(QUESTION)
    await visitor.answers()
    page = await owners_page(browser, workshop, f"{api_url}/knowledge")
    row = page.get_by_role("listitem").filter(has_text=QUESTION)
    await expect(row).to_contain_text("einmal gefragt")

    await row.get_by_role("button", name="Antwort schreiben").click()
    form = page.get_by_role("dialog")
    await expect(form.get_by_label("Frage", exact=True)).to_have_value(QUESTION)
    assert await violations(page) == []
    await form.get_by_label("Antwort", exact=True).fill(ANSWER)
    await form.get_by_role("button", name="Speichern").click()
    await expect(page.get_by_text("Keine offenen Fragen")).to_be_visible()

    await visitor.send("Kann ich bei euch Kindersitze ausleihen?")
    assert (await visitor.answers(2))[1] == ANSWER

    await page.goto(f"{api_url}/conversations/{visitor.conversation}")
    await expect(page.get_by_text(f"Aus Ihrem Wissen: {QUESTION}")).to_be_visible()
    await page.get_by_role("button", name="Das war falsch").last.click()
    await page.get_by_label("Was war falsch?").fill("Nur mit Kaution.")
    assert await violations(page) == []
    await page.get_by_role("button", name="Als falsch markieren").click()
    await expect(page.get_by_text("Als falsch markiert")).to_be_visible()

    async def is_counted() -> bool:
        return bool((await api.as_(workshop.owner).one(OUTCOMES, range=_today()))["breakdown"])

    await until(is_counted)
    await page.goto(api_url)
    await expect(page.get_by_role("row", name="Nicht beantwortet")).to_contain_text("100\xa0%")
    await page.goto(f"{api_url}/knowledge")
    await expect(page.get_by_role("listitem").filter(has_text="Nur mit Kaution.")).to_contain_text(
        "Kann ich bei euch Kindersitze ausleihen?"
    )
    await page.context.close()


async def test_a_gap_becomes_a_service_and_another_a_name_of_it(
    browser: Browser, api: Api, api_url: str, workshop: TestWorkshop
) -> None:
    for question in ("Was kostet eine Hohlraumversiegelung?", "Was kostet ein Unterbodenwachs?"):
        visitor = await begin(api, workshop)
        await visitor.send(question)
        await visitor.answers()
    page = await owners_page(browser, workshop, f"{api_url}/knowledge")

    await page.get_by_role("button", name="Aktionen für „Was kostet eine Hohlraum").click()
    await page.get_by_role("menuitem", name="Als Leistung anlegen").click()
    form = page.get_by_role("dialog")
    await form.get_by_label("Name", exact=True).fill("Hohlraumversiegelung")
    await form.get_by_label("Kategorie").fill("Karosserie")
    await form.get_by_text("Festpreis", exact=True).click()
    await form.get_by_label("Preis (inkl. MwSt.)").fill("299")
    await form.get_by_role("button", name="Speichern").click()
    await expect(page.get_by_text("Die Leistung wurde angelegt.")).to_be_visible()

    await page.get_by_role("button", name="Aktionen für „Was kostet ein Unterboden").click()
    await page.get_by_role("menuitem", name="Meint eine vorhandene Leistung").click()
    await form.get_by_label("Leistung", exact=True).first.click()
    await page.get_by_role("option", name="Hohlraumversiegelung").click()
    await form.get_by_label("Bezeichnung der Besucher").fill("Unterbodenwachs")
    await form.get_by_role("button", name="Speichern").click()
    await expect(page.get_by_text("Keine offenen Fragen")).to_be_visible()

    settled = await api.as_(workshop.owner).one(GAPS)
    assert [edge["node"]["resolution"] for edge in settled["edges"]] == ["SYNONYM", "SERVICE"]
    await page.context.close()


async def test_answers_and_documents_are_kept_on_a_phone(
    browser: Browser, api: Api, api_url: str, workshop: TestWorkshop
) -> None:
    owner = api.as_(workshop.owner)
    await write(owner, "Gibt es einen Ersatzwagen?", "Ja, für 25 € am Tag.", language="DE")
    await owner.one(DOCUMENT_CREATE, input={"title": "Garantiebedingungen" * 5, "text": "Zwei Jahre."})
    page = await open_page(browser, 390, "light", workshop, api_url)
    await page.goto(f"{api_url}/knowledge?part=faq")

    await page.get_by_role("switch", name="Gibt es einen Ersatzwagen?: aktiv").press("Space")
    await page.get_by_role("button", name="Gibt es einen Ersatzwagen?", exact=True).click()
    await page.get_by_label("Andere Formulierungen").fill("Leihwagen?\nBekomme ich einen Leihwagen?")
    await page.get_by_role("button", name="Speichern").click()
    await expect(page.get_by_role("dialog")).to_have_count(0)

    await page.get_by_text("Dokumente", exact=True).click()
    await page.get_by_role("button", name="Dokument hinzufügen").click()
    await page.locator("input[type=file]").set_input_files(
        {"name": "raeder.txt", "mimeType": "text/plain", "buffer": "Wir lagern Räder ein.".encode("cp1252")}
    )
    await expect(page.get_by_label("Text", exact=True)).to_have_value("Wir lagern Räder ein.")
    assert await violations(page) == []
    await page.get_by_role("button", name="Speichern").click()
    await expect(page.get_by_role("listitem").filter(has_text="raeder.txt")).to_contain_text("1 Abschnitt")
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")
    await page.context.close()
