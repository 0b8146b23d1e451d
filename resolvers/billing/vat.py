"""Which VAT an organization pays for a subscription, which is a service supplied electronically by a seller in Germany.

Sources: § 3a(2) and (5), § 13b and § 18j UStG; Art. 44, 58, 196 and 369a ff. of Directive 2006/112/EC; Art. 18 of
Implementing Regulation (EU) 282/2011, by which a customer without a VAT id may be taken for a private one.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from babel import Locale

from resolvers.billing.vat_ids import VatId
from resolvers.billing.vat_rates import standard_rates, state_of

SELLER_COUNTRY = "DE"
# CLDR's codes that ISO 3166 keeps for other uses; Greece's EL and the UK's XI are prefixes of VAT ids and in neither.
_NO_COUNTRIES = frozenset(("AC", "CP", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"))


class TaxCategory(StrEnum):
    """How an amount is taxed, by the codes of UNCL 5305 that EN 16931 uses."""

    STANDARD = "S"
    REVERSE_CHARGE = "AE"
    OUTSIDE_SCOPE = "O"


class TaxSentence(StrEnum):
    """Which sentence about the tax stands on screens and invoices; the texts are where they are shown."""

    DOMESTIC = "VAT_DOMESTIC"
    DESTINATION = "VAT_DESTINATION"
    REVERSE_CHARGE = "VAT_REVERSE_CHARGE"
    OUTSIDE_SCOPE = "VAT_OUTSIDE_SCOPE"


@dataclass(frozen=True, slots=True)
class CheckedVatId:
    """A VAT id and what the register said of it last; unasked and unanswered count as not valid."""

    vat_id: VatId
    is_valid: bool


@dataclass(frozen=True, slots=True)
class Treatment:
    """How a sale is taxed: the rate in basis points, and whose tax it is (None where it is nobody's we collect for)."""

    category: TaxCategory
    rate: int
    tax_country: str | None
    sentence: TaxSentence


_REVERSE_CHARGE = Treatment(TaxCategory.REVERSE_CHARGE, 0, None, TaxSentence.REVERSE_CHARGE)
_OUTSIDE_SCOPE = Treatment(TaxCategory.OUTSIDE_SCOPE, 0, None, TaxSentence.OUTSIDE_SCOPE)


def vat_treatment(country: str, vat_id: CheckedVatId | None) -> Treatment:
    """The tax of a sale to a business at an address in `country` (ISO 3166, two capitals).

    Germany pays German tax, with or without a VAT id; another member state none with a valid id of its own, and its
    own standard rate without (declared through the One-Stop-Shop); the rest of the world none.
    Raises ValueError for what is no country code: a typing error must not become a sale without tax.
    """
    if country not in _countries():
        raise ValueError(f"{country!r} is no country code: use two capitals of ISO 3166.")
    state = state_of(country)
    if state not in standard_rates():
        return _OUTSIDE_SCOPE
    rate = standard_rates()[state].rate
    if state == SELLER_COUNTRY:
        return Treatment(TaxCategory.STANDARD, rate, state, TaxSentence.DOMESTIC)
    if vat_id is not None and vat_id.is_valid and vat_id.vat_id.country == state:
        return _REVERSE_CHARGE
    return Treatment(TaxCategory.STANDARD, rate, state, TaxSentence.DESTINATION)


@cache
def _countries() -> frozenset[str]:
    """The codes of ISO 3166, and Kosovo's."""
    codes = {str(code) for code in Locale("en").territories}
    return frozenset(code for code in codes if len(code) == 2 and code.isalpha()) - _NO_COUNTRIES
