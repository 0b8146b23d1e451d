"""Consent texts: what a visitor agrees to before contact data are stored (GDPR Art. 6 (1) a, 7, 13)."""

from dataclasses import dataclass

from tenants.models.accounts import Language

VERSION = "2026-11"

_TEXTS = {
    Language.DE: (
        "Ich bin einverstanden, dass {workshop} meine Angaben und diesen Chat speichert, um meine Anfrage zu"
        " bearbeiten und mich dazu zu kontaktieren. Ich kann die Einwilligung jederzeit widerrufen."
        " Datenschutzerklärung: {url}"
    ),
    Language.EN: (
        "I agree that {workshop} stores my details and this chat to handle my enquiry and to contact me about it."
        " I can withdraw my consent at any time. Privacy policy: {url}"
    ),
    Language.TR: (
        "{workshop} işletmesinin talebimi işlemek ve benimle bu konuda iletişime geçmek için bilgilerimi ve bu sohbeti"
        " kaydetmesini kabul ediyorum. Onayımı istediğim zaman geri alabilirim. Gizlilik politikası: {url}"
    ),
    Language.PL: (
        "Wyrażam zgodę na zapisanie moich danych i tej rozmowy przez {workshop} w celu obsługi mojego zapytania"
        " i kontaktu w tej sprawie. Zgodę mogę w każdej chwili wycofać. Polityka prywatności: {url}"
    ),
}


@dataclass(frozen=True, slots=True)
class ConsentWording:
    """One consent text as a visitor reads it; its version and words are stored with the consent."""

    version: str
    language: Language
    text: str


def consent_wording(language: Language, workshop_name: str, privacy_policy_url: str | None) -> ConsentWording:
    """The current text, naming the workshop and its privacy policy."""
    text = _TEXTS[language].format(workshop=workshop_name, url=privacy_policy_url or "–")
    return ConsentWording(VERSION, language, text)
