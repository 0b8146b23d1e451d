"""A plain PDF of an invoice: one page of text, enough to be downloaded and opened."""

from carbot.embedded.stripe.forms import Json
from carbot.embedded.stripe.pages.render import day, money


def invoice_pdf(invoice: Json) -> bytes:
    """One page with number, date, lines and sums."""
    currency = invoice["currency"]
    lines = [
        f"Invoice {invoice['number']}",
        f"Date: {day(invoice['created'], 'en')}",
        f"From: {invoice['account_name']}",
        f"To: {invoice['customer_name'] or invoice['customer_email'] or invoice['customer']}",
        "",
        *(f"{line['description']}: {money(line['amount'], currency, 'en')}" for line in invoice["lines"]["data"]),
        "",
        f"Subtotal: {money(invoice['subtotal'], currency, 'en')}",
        *(f"Tax: {money(tax['amount'], currency, 'en')}" for tax in invoice["total_taxes"]),
        f"Total: {money(invoice['total'], currency, 'en')}",
        "Test mode: this is not a real invoice.",
    ]
    text = b"".join(b"(" + _escaped(line) + b") Tj T*\n" for line in lines)
    stream = b"BT /F1 11 Tf 16 TL 56 780 Td\n" + text + b"ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n" % len(stream) + stream + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    return _file(objects)


def _file(objects: list[bytes]) -> bytes:
    found, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(found))
        found += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    start = len(found)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return (
        found
        + b"xref\n0 %d\n0000000000 65535 f \n" % size
        + table
        + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start)
    )


def _escaped(line: str) -> bytes:
    plain = line.encode("cp1252", "replace")
    return plain.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
