"""PDF: an invoice as a letter after DIN 5008, PDF/A-3 with its XML inside (ZUGFeRD and Factur-X, EN 16931)."""

import json
import re
import unicodedata
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

from resolvers.invoicing.cii import invoice_xml
from resolvers.invoicing.data import Invoice
from resolvers.invoicing.letter import letter
from resolvers.invoicing.totals import totals
from resolvers.invoicing.xmp import with_invoice_metadata

_FOLDER = Path(__file__).parent
_FONTS = _FOLDER.parent / "exports" / "fonts"
# PDF/A allows no character that every font lacks. Some font has these: Latin, Greek, Cyrillic, punctuation, currencies.
_UNPRINTABLE = re.compile(
    "[^\n -~\u00a0-\u00ac\u00ae-\u04ff\u1e00-\u1fff\u2010-\u2027\u2030-\u2040\u20a0-\u20bf\u2122\u2212]"
)


def invoice_pdf(invoice: Invoice) -> bytes:
    """The letter with the XML in it, of one invoice always the same. Raises ValueError as `invoice_xml` does.

    Takes up to a second and belongs beside the event loop.
    """
    xml = invoice_xml(invoice)
    told = json.dumps(_printable(letter(invoice, totals(invoice))), ensure_ascii=False)
    with TemporaryDirectory(prefix="carbot-invoice-") as folder:
        # Of all files the template sees itself and the XML.
        source = Path(folder, "invoice.typ")
        source.write_bytes((_FOLDER / source.name).read_bytes())
        Path(folder, "factur-x.xml").write_bytes(xml)
        printed = typst.compile(
            str(source),
            root=folder,
            font_paths=[str(_FONTS)],
            ignore_system_fonts=True,
            sys_inputs={"invoice": told},
            pdf_standards=["a-3b", "ua-1"],
        )
    assert isinstance(printed, bytes), "a PDF is one file"
    return with_invoice_metadata(printed)


def _printable(value: Any) -> Any:
    """What is told, with a box for every character no font has; the XML holds the text as it is."""
    match value:
        case str():
            return _UNPRINTABLE.sub("□", unicodedata.normalize("NFC", value))
        case dict():
            return {key: _printable(part) for key, part in value.items()}
        case list() | tuple():
            return [_printable(part) for part in value]
        case _:
            return value
