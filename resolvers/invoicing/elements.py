"""Elements: XML as a Cross Industry Invoice writes it, with its amounts, dates and texts."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from xml.etree.ElementTree import Element, indent, register_namespace, tostring

NAMESPACES = {
    "rsm": "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
    "ram": "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
    "qdt": "urn:un:unece:uncefact:data:standard:QualifiedDataType:100",
    "udt": "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
}
for _prefix, _namespace in NAMESPACES.items():
    register_namespace(_prefix, _namespace)
Content = Element | str | None | Iterable[Element]
# XML 1.0 knows no way to write these.
_FORBIDDEN = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def element(tag: str, *content: Content, **attributes: str) -> Element:
    """An element, of `ram` where the tag says nothing else, with its texts and children; None is left out."""
    prefix, _, name = tag.rpartition(":")
    made = Element(f"{{{NAMESPACES[prefix or 'ram']}}}{name}", attributes)
    for part in content:
        match part:
            case None:
                pass
            case str():
                made.text = _FORBIDDEN.sub(" ", part).strip()
            case Element():
                made.append(part)
            case _:
                made.extend(part)
    return made


def optional(tag: str, text: str | None, **attributes: str) -> Element | None:
    """An element where there is a text for it."""
    return element(tag, text, **attributes) if text and text.strip() else None


def money(cents: int | Decimal) -> str:
    """Cents as a decimal number with two digits, or more where there are fractions of a cent."""
    amount = Decimal(cents).scaleb(-2).normalize()
    exponent = amount.as_tuple().exponent
    assert isinstance(exponent, int), "an amount is finite"
    return f"{amount:.{max(2, -exponent)}f}"


def number(value: Decimal) -> str:
    """A decimal number without exponent and without zeros at its end."""
    return f"{value.normalize():f}"


def day(tag: str, value: date, kind: str = "udt") -> Element:
    """A date as CII writes it."""
    return element(tag, element(f"{kind}:DateTimeString", f"{value:%Y%m%d}", format="102"))


def written(root: Element) -> bytes:
    """The document as bytes, indented for people."""
    indent(root)
    document: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return document
