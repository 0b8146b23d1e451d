"""VAT ids as people type them: brought into one form, checked by their check digits, held against the address.

The only module that knows python-stdnum.
"""

import re
import unicodedata
from dataclasses import dataclass

from stdnum.ch import vat as swiss
from stdnum.eu import vat as european
from stdnum.exceptions import ValidationError
from stdnum.util import get_cc_module

from carbot.errors import InvalidInput
from resolvers.billing.vat_rates import standard_rates, state_of

_BETWEEN = re.compile(r"[\s.\-/_:]+")
_GREECE = {"GR": "EL"}
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class VatId:
    """A VAT id that may exist: `prefix` and `number` without anything between them.

    `country` is the ISO code of the state that gave it, which is the prefix everywhere but in Greece (EL) and
    Switzerland (CHE).
    """

    country: str
    prefix: str
    number: str

    @property
    def text(self) -> str:
        """As an invoice and a database hold it: `DE136695976`, `ATU13585627`, `CHE107787577MWST`."""
        return f"{self.prefix}{self.number}"

    @property
    def is_european(self) -> bool:
        """Whether a member state of the EU gave it, so that VIES knows of it."""
        return self.country in standard_rates()


def read_vat_id(given: str, country: str, *path: str) -> VatId:
    """The VAT id somebody with an address in `country` (ISO 3166) has typed, with or without its prefix.

    Raises InvalidInput with VAT_ID_MALFORMED for what cannot be one, VAT_ID_OTHER_COUNTRY for another country's;
    `path` is the field's.
    """
    text = _bare(given)
    state = state_of(country)
    if found := _as_of(state, text):
        return found
    others = {*standard_rates(), "CH"} - {state}
    if any(text.startswith(_prefix(other)) and _as_of(other, text) for other in others):
        raise InvalidInput("VAT_ID_OTHER_COUNTRY", *path)
    if found := _as_of(state, f"{_prefix(state)}{text}"):
        return found
    raise InvalidInput("VAT_ID_MALFORMED", *path)


def _bare(given: str) -> str:
    """Capitals and digits alone; empty for what is too long to be worth a look."""
    text = unicodedata.normalize("NFKC", given).strip()
    return _BETWEEN.sub("", text).upper() if len(text) <= _LONGEST else ""


def _prefix(country: str) -> str:
    return "CHE" if country == "CH" else _GREECE.get(country, country)


def _as_of(country: str, text: str) -> VatId | None:
    """The text with its prefix as this country's VAT id; None when its form or a check digit is wrong."""
    prefix = _prefix(country)
    if country == "GR" and text.startswith("GR"):
        text = f"{prefix}{text[2:]}"
    if not text.isascii() or not text.isalnum() or not text.startswith(prefix):
        return None
    try:
        return VatId(country, prefix, _number(country, prefix, text))
    except ValidationError:
        return None


def _number(country: str, prefix: str, text: str) -> str:
    """What follows the prefix. Raises stdnum's ValidationError."""
    if country == "CH":
        checked = swiss.validate(text)
    elif country in standard_rates():
        checked = european.validate(text)
    else:
        known = get_cc_module(country.lower(), "vat")
        if known is None:
            raise ValidationError
        checked = known.validate(text.removeprefix(prefix))
    return str(checked).removeprefix(prefix)
