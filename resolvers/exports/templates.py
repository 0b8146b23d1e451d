"""Templates: an empty table with the right heads and a few rows that show how prices are written."""

from functools import cache

from resolvers.exports.tables import csv_of, workbook_of
from resolvers.exports.words import words
from tenants.models.accounts import Language
from tenants.models.downloads import ExportFormat

_COLUMNS = ("category", "name", "description", "price", "duration", "is_active")
# What is usual in the trade, so that nobody thinks long about the examples.
_EXAMPLES = {
    Language.DE: (
        ("Öl & Flüssigkeiten", "Motorölwechsel inkl. Filter", "Öl, Filter und Entsorgung", "89-199", "30-50 min", "ja"),
        ("Reifen & Räder", "Räderwechsel (4 Kompletträder)", "", "39,90", "30 min", "ja"),
        ("Motor", "Zahnriemen ersetzen", "", "ab 300", "2-5 h", "ja"),
        ("Karosserie & Lack", "Stoßfänger lackieren", "", "auf Anfrage", "", "nein"),
    ),
    Language.EN: (
        ("Oil & fluids", "Engine oil change with filter", "Oil, filter and disposal", "89-199", "30-50 min", "yes"),
        ("Tyres & wheels", "Wheel change (4 complete wheels)", "", "39,90", "30 min", "yes"),
        ("Engine", "Replace the timing belt", "", "from 300", "2-5 h", "yes"),
        ("Body & paint", "Paint a bumper", "", "on request", "", "no"),
    ),
    Language.TR: (
        (
            "Yağ ve sıvılar",
            "Motor yağı değişimi, filtre dahil",
            "Yağ, filtre ve bertaraf",
            "89-199",
            "30-50 min",
            "evet",
        ),
        ("Lastik ve jant", "Tekerlek değişimi (4 adet)", "", "39,90", "30 min", "evet"),
        ("Motor", "Triger kayışı değişimi", "", "300 ve üzeri", "2-5 h", "evet"),
        ("Kaporta ve boya", "Tampon boyama", "", "talep üzerine", "", "hayır"),
    ),
    Language.PL: (
        (
            "Oleje i płyny",
            "Wymiana oleju silnikowego z filtrem",
            "Olej, filtr i utylizacja",
            "89-199",
            "30-50 min",
            "tak",
        ),
        ("Opony i koła", "Wymiana kół (4 komplety)", "", "39,90", "30 min", "tak"),
        ("Silnik", "Wymiana paska rozrządu", "", "od 300", "2-5 h", "tak"),
        ("Blacharstwo i lakier", "Lakierowanie zderzaka", "", "na zapytanie", "", "nie"),
    ),
}


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
