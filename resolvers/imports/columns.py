"""Columns: which column of a file holds what, guessed from its head in four languages."""

import re
from collections.abc import Mapping, Sequence

from resolvers.values import sort_name
from tenants.models.imports import ImportField

_MONEY = "preis|brutto|price|fiyat|cena"
_TIME = "dauer|zeit|stunden|minuten|duration|hours|minutes|suere|czas"
_LOW = r"\b(von|ab|min|mind|minimum|from|od)\b(?!$)|\b(von|ab|mind|minimum|from|od)$|en (duesuek|kisa)"
_HIGH = r"\b(bis|max|maximum|to|do)\b|en (yueksek|uzun)"
# The first that fits wins: what is said more exactly stands before.
_WORDS: tuple[tuple[ImportField, str], ...] = (
    (ImportField.SYNONYMS, r"synonym|suchbegriff|suchwoerter|search (terms|words)|keyword|stichwoerter|synonim"),
    (ImportField.SYNONYMS, r"(andere|weitere|other) (namen|bezeichnungen|names|words)|es anlam|anahtar kelime"),
    (ImportField.SYNONYMS, r"(inne|wyszukiwane) (nazwy|slowa)|slowa kluczowe"),
    (ImportField.PRICE_KIND, r"preis ?(art|typ)|price ?(kind|type)|fiyat tueru|rodzaj ceny"),
    (ImportField.PRICE_MIN, rf"(?=.*({_MONEY})).*({_LOW})|(mindest|niedrigst)preis"),
    (ImportField.PRICE_MAX, rf"(?=.*({_MONEY})).*({_HIGH})|hoechstpreis"),
    (ImportField.DURATION_MIN, rf"(?=.*({_TIME})).*({_LOW})|hours min"),
    (ImportField.DURATION_MAX, rf"(?=.*({_TIME})).*({_HIGH})"),
    (ImportField.DESCRIPTION, r"beschreibung|bemerkung|hinweis|details?|description|note|aciklama|opis"),
    (ImportField.CATEGORY, r"kategorie|gruppe|bereich|category|group|kategori|grup|kategoria|grupa"),
    (ImportField.IS_SHOWN_IN_CHAT, r"\bchat|assistent|assistant|sohbet|\bcza[ct]"),
    (ImportField.IS_SHOWN_ON_PAGES, r"\b(web|internet)?(seiten?|sites?|pages?)\b|homepage|sayfa|stron(a|y|ie|ach)\b"),
    (ImportField.IS_ACTIVE, r"aktiv|active|enabled|aktif|aktywn"),
    (ImportField.DURATION, rf"{_TIME}|std|\baw\b|\btime\b"),
    (ImportField.PRICE, rf"{_MONEY}|betrag|kosten|euro?\b|cost|amount|uecret|tutar|koszt|kwota"),
    (ImportField.NAME, r"leistung|bezeichnung|service|name|artikel|arbeit|titel|position|title"),
    (ImportField.NAME, r"hizmet|islem|usluga|nazwa"),
)
_PATTERNS = tuple((field, re.compile(words)) for field, words in _WORDS)
_HOURS = re.compile(r"std|stunde|hour|\bh\b|saat|godz")
_AW = re.compile(r"\baw\b")


def guess(heads: Sequence[str]) -> list[ImportField | None]:
    """What each column holds, by its head; each field once, the first column that fits has it."""
    found: list[ImportField | None] = []
    for head in heads:
        folded = _folded(head)
        fits = (field for field, pattern in _PATTERNS if pattern.search(folded) and field not in found)
        found.append(next(fits, None))
    if ImportField.PRICE_MAX in found and ImportField.PRICE_MIN not in found and ImportField.PRICE in found:
        found[found.index(ImportField.PRICE)] = ImportField.PRICE_MIN
    return found


def unit_of(head: str) -> str:
    """What a duration without a unit counts in: hours or work units where the head says so, else minutes."""
    folded = _folded(head)
    if _HOURS.search(folded):
        return "h"
    return "aw" if _AW.search(folded) else ""


def positions(fields: Sequence[ImportField | None]) -> Mapping[ImportField, int]:
    """Where each field stands."""
    return {field: position for position, field in enumerate(fields) if field is not None}


def _folded(head: str) -> str:
    return re.sub(r"[_\W]+", " ", sort_name(head)).strip()
