"""XMP: what Factur-X wants the metadata of a PDF to say of the invoice inside it (Factur-X 1.0, chapter 6.3).

Typst writes PDF/A-3 with an attachment but knows no metadata other than its own. They are amended as the format
provides for it (ISO 32000-1, 7.5.6): the file stays as it is and is followed by the new metadata and what points there.
"""

import re

_POINTER = re.compile(rb"/Metadata (\d+) 0 R")
_METADATA = re.compile(rb"\n\d+ 0 obj\n<</Length \d+/Type/Metadata/Subtype/XML>>\nstream\n(.*?)\nendstream", re.DOTALL)
_TRAILER = re.compile(rb"\ntrailer\n<<(/Size \d+.*)>>\nstartxref\n(\d+)\n%%EOF\s*\Z", re.DOTALL)
_SCHEMAS = b"<pdfaExtension:schemas><rdf:Bag>"
_END = b"</rdf:RDF>"
_NAMESPACE = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#"
_PROPERTIES = {
    "DocumentType": ("INVOICE", "The type of the hybrid document"),
    "DocumentFileName": ("factur-x.xml", "The name of the embedded XML document"),
    "Version": ("1.0", "The version of the Factur-X specification"),
    "ConformanceLevel": ("EN 16931", "The profile of the embedded XML document"),
}


def with_invoice_metadata(pdf: bytes) -> bytes:
    """The PDF with the properties of Factur-X and their description, which PDF/A wants of properties it does not know.

    Raises ValueError for a PDF that is not built as Typst builds it.
    """
    number, metadata = _metadata(pdf)
    trailer = _TRAILER.search(pdf, max(pdf.rfind(b"\ntrailer\n"), 0))
    if trailer is None or metadata.count(_SCHEMAS) != 1 or metadata.count(_END) != 1:
        raise ValueError("The PDF's metadata are not where Typst used to write them: see resolvers/invoicing/xmp.py.")
    amended = metadata.replace(_SCHEMAS, _SCHEMAS + _description()).replace(_END, _values() + _END)
    head = pdf if pdf.endswith(b"\n") else pdf + b"\n"
    stream = b"<</Length %d/Type/Metadata/Subtype/XML>>\nstream\n%s\nendstream" % (len(amended), amended)
    new = b"%s 0 obj\n%s\nendobj\n" % (number, stream)
    table = b"xref\n0 1\n0000000000 65535 f\r\n%s 1\n%010d 00000 n\r\n" % (number, len(head))
    end = b"trailer\n<<%s/Prev %s>>\nstartxref\n%d\n%%%%EOF\n" % (trailer[1], trailer[2], len(head) + len(new))
    return head + new + table + end


def _metadata(pdf: bytes) -> tuple[bytes, bytes]:
    """The number and the text of the metadata; empty where there are none.

    Sought from the end: before it stands what people wrote.
    """
    pointer = _POINTER.search(pdf, max(pdf.rfind(b"<</Type/Catalog"), 0))
    if pointer is None:
        return b"", b""
    found = _METADATA.match(pdf, pdf.rfind(b"\n%s 0 obj\n" % pointer[1]))
    return pointer[1], found[1] if found else b""


def _description() -> bytes:
    properties = "".join(
        '<rdf:li rdf:parseType="Resource">'
        f"<pdfaProperty:name>{name}</pdfaProperty:name>"
        "<pdfaProperty:valueType>Text</pdfaProperty:valueType>"
        "<pdfaProperty:category>external</pdfaProperty:category>"
        f"<pdfaProperty:description>{description}</pdfaProperty:description>"
        "</rdf:li>"
        for name, (_, description) in _PROPERTIES.items()
    )
    return (
        '<rdf:li rdf:parseType="Resource">'
        "<pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema>"
        f"<pdfaSchema:namespaceURI>{_NAMESPACE}</pdfaSchema:namespaceURI>"
        "<pdfaSchema:prefix>fx</pdfaSchema:prefix>"
        f"<pdfaSchema:property><rdf:Seq>{properties}</rdf:Seq></pdfaSchema:property>"
        "</rdf:li>"
    ).encode()


def _values() -> bytes:
    values = "".join(f"<fx:{name}>{value}</fx:{name}>" for name, (value, _) in _PROPERTIES.items())
    return f'<rdf:Description rdf:about="" xmlns:fx="{_NAMESPACE}">{values}</rdf:Description>'.encode()
