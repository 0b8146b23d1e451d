"""Printing: the catalogue as a PDF to hang up, with what the price regulation wants said (§§ 3, 12 PAngV)."""

import json
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import structlog
import typst
from babel.dates import format_date

from resolvers.exports.listing import Listing
from resolvers.exports.words import words
from tenants.models.images import ImageFormat

_log = structlog.get_logger()
_FOLDER = Path(__file__).parent


def print_listing(listing: Listing) -> bytes:
    """The PDF; made without the network and with our own fonts only."""
    said = words(listing.language)
    made_on = format_date(listing.made_on, "dd.MM.yyyy" if listing.language.value != "EN" else "d MMMM yyyy", "en")
    told = {
        "language": listing.language.value.lower(),
        "title": said["title"],
        "workshop": listing.workshop,
        "contact": [part for part in (listing.address, listing.phone, listing.email) if part],
        "accent": listing.accent,
        "as_of": said["as_of"].format(date=made_on),
        "page": said["page"],
        "empty": said["empty"],
        "notes": [said[f"vat_{listing.country.value}"], said["estimate"], said["fees"]],
        "groups": [
            {
                "name": category,
                "entries": [
                    {
                        "name": entry.name,
                        "description": entry.description,
                        "duration": listing.duration(entry),
                        "price": listing.price(entry),
                    }
                    for entry in entries
                ],
            }
            for category, entries in listing.shown()
        ],
    }
    if listing.logo is not None:
        try:
            return _printed(told, *listing.logo)
        except typst.TypstError:
            # Its head and its parts were whole, but not what is packed in them.
            _log.warning("export.logo_unreadable")
    return _printed(told)


def _printed(told: Mapping[str, Any], format: ImageFormat | None = None, logo: bytes = b"") -> bytes:
    """The PDF of what is told. Raises TypstError for a logo that cannot be unpacked."""
    with TemporaryDirectory(prefix="carbot-print-") as folder:
        # Of all files the template sees itself and the logo.
        source = Path(folder, "catalogue.typ")
        source.write_bytes((_FOLDER / source.name).read_bytes())
        inputs = {"listing": json.dumps(told, ensure_ascii=False)}
        if format is not None:
            inputs["logo"] = f"logo.{format.value.lower()}"
            Path(folder, inputs["logo"]).write_bytes(logo)
        printed = typst.compile(
            str(source),
            root=folder,
            font_paths=[str(_FOLDER / "fonts")],
            ignore_system_fonts=True,
            sys_inputs=inputs,
        )
    assert isinstance(printed, bytes), "a PDF is one file"
    return printed
