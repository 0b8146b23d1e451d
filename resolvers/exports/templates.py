"""Templates: an empty table with the right heads and a few rows that show how prices are written."""

from functools import cache

from resolvers.exports.tables import csv_of, workbook_of
from resolvers.exports.words import words
from tenants.models.accounts import Language
from tenants.models.downloads import ExportFormat

_COLUMNS = (
    "category", "name", "description", "synonyms", "price", "duration",
    "is_active", "is_shown_in_chat", "is_shown_on_pages",
)  # fmt: skip
# What is usual in the trade, so that nobody thinks long about the examples.
_EXAMPLES = {
    Language.DE: (
        (
            "Öl & Flüssigkeiten", "Motorölwechsel inkl. Filter", "Öl, Filter und Entsorgung",
            "Ölwechsel | Ölservice", "89-199", "30-50 min", "ja", "ja", "ja",
        ),
        ("Reifen & Räder", "Räderwechsel (4 Kompletträder)", "", "", "39,90", "30 min", "ja", "ja", "ja"),
        ("Motor", "Zahnriemen ersetzen", "", "Steuerriemen", "ab 300", "2-5 h", "ja", "ja", "nein"),
        ("Karosserie & Lack", "Stoßfänger lackieren", "", "", "auf Anfrage", "", "nein", "nein", "nein"),
    ),
    Language.EN: (
        (
            "Oil & fluids", "Engine oil change with filter", "Oil, filter and disposal",
            "Oil service | Lube", "89-199", "30-50 min", "yes", "yes", "yes",
        ),
        ("Tyres & wheels", "Wheel change (4 complete wheels)", "", "", "39,90", "30 min", "yes", "yes", "yes"),
        ("Engine", "Replace the timing belt", "", "Cambelt", "from 300", "2-5 h", "yes", "yes", "no"),
        ("Body & paint", "Paint a bumper", "", "", "on request", "", "no", "no", "no"),
    ),
    Language.TR: (
        (
            "Yağ ve sıvılar", "Motor yağı değişimi, filtre dahil", "Yağ, filtre ve bertaraf",
            "Yağ bakımı | Yağ", "89-199", "30-50 min", "evet", "evet", "evet",
        ),
        ("Lastik ve jant", "Tekerlek değişimi (4 adet)", "", "", "39,90", "30 min", "evet", "evet", "evet"),
        ("Motor", "Triger kayışı değişimi", "", "Eksantrik kayışı", "300 ve üzeri", "2-5 h", "evet", "evet", "hayır"),
        ("Kaporta ve boya", "Tampon boyama", "", "", "talep üzerine", "", "hayır", "hayır", "hayır"),
    ),
    Language.PL: (
        (
            "Oleje i płyny", "Wymiana oleju silnikowego z filtrem", "Olej, filtr i utylizacja",
            "Serwis olejowy | Olej", "89-199", "30-50 min", "tak", "tak", "tak",
        ),
        ("Opony i koła", "Wymiana kół (4 komplety)", "", "", "39,90", "30 min", "tak", "tak", "tak"),
        ("Silnik", "Wymiana paska rozrządu", "", "Rozrząd", "od 300", "2-5 h", "tak", "tak", "nie"),
        ("Blacharstwo i lakier", "Lakierowanie zderzaka", "", "", "na zapytanie", "", "nie", "nie", "nie"),
    ),
}  # fmt: skip


def template_name(format: ExportFormat, language: Language) -> str:
    """What a template is called when it is saved."""
    return f"{words(language)['template']}.{format.value.lower()}"


@cache
def template(format: ExportFormat, language: Language) -> bytes:
    """The template as CSV or XLSX, in a language."""
    if format is ExportFormat.CSV:
        said = words(language)
        return csv_of([[said[column] for column in _COLUMNS], *_EXAMPLES[language]])
    return workbook_of(language, _COLUMNS, _EXAMPLES[language])
