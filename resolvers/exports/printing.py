"""Printing: the catalogue as a PDF to hang up, with what the price regulation wants said (§§ 3, 12 PAngV)."""

import json
from pathlib import Path

import typst
from babel.dates import format_date

from resolvers.exports.listing import Listing
from resolvers.exports.words import words

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
    printed = typst.compile(
        str(_FOLDER / "catalogue.typ"),
        font_paths=[str(_FOLDER / "fonts")],
        ignore_system_fonts=True,
        sys_inputs={"listing": json.dumps(told, ensure_ascii=False)},
    )
    assert isinstance(printed, bytes), "a PDF is one file"
    return printed
