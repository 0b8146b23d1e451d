"""Wording: an invoice's words, amounts and dates in its language."""

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

from resolvers.invoicing.data import Period, TaxCategory, Unit
from tenants.models.accounts import Language
from tenants.models.workshops import Currency

_FOLDER = Path(__file__).parent / "texts"
_LOCALES = {Language.DE: "de_DE", Language.EN: "en_GB", Language.TR: "tr_TR", Language.PL: "pl_PL"}
_SIGNS = {Currency.EUR: "€", Currency.CHF: "CHF"}


@cache
def _words(language: Language) -> dict[str, str]:
    found: dict[str, str] = json.loads((_FOLDER / f"{language.value.lower()}.json").read_text(encoding="utf-8"))
    return found


@dataclass(frozen=True, slots=True)
class Wording:
    """How an invoice is worded in a language and a currency."""

    language: Language
    currency: Currency

    def __call__(self, key: str, variant: str = "", **values: str) -> str:
        """A text with its values; where there is one for the variant, that."""
        words = _words(self.language)
        worded = words.get(f"{key}_{variant}")
        return (words[key] if worded is None else worded).format(**values)

    def reason(self, category: TaxCategory) -> str | None:
        """Why no VAT is charged (BT-120); None where it is."""
        return None if category is TaxCategory.STANDARD else self(f"reason_{category.value}")

    def amount(self, cents: int | Decimal) -> str:
        """An amount with its currency, the sign behind it; fractions of a cent are shown."""
        shown = format_decimal(Decimal(cents) / 100, "#,##0.00####", self._locale, decimal_quantization=False)
        # The minus of mathematics is as wide as a digit.
        return f"{shown} {_SIGNS[self.currency]}".replace("-", "−")

    def date(self, day: date) -> str:
        """A day."""
        return format_date(day, "d MMM yyyy" if self.language is Language.EN else "dd.MM.yyyy", self._locale)

    def period(self, period: Period) -> str:
        """From the first day to the last."""
        if period.first == period.last:
            return self.date(period.first)
        return f"{self.date(period.first)} – {self.date(period.last)}"

    def rate(self, percent: Decimal) -> str:
        """A tax rate."""
        return format_percent(percent / 100, locale=self._locale, decimal_quantization=False)

    def quantity(self, quantity: Decimal, unit: Unit) -> str:
        """How much of what."""
        number = format_decimal(quantity, locale=self._locale, decimal_quantization=False).replace("-", "−")
        plural = Locale.parse(self._locale).plural_form(abs(quantity))
        return self(f"unit_{unit.value}", plural, number=number)

    def country(self, code: str) -> str:
        """A country's name as the post reads it: in German, where letters are sent from."""
        return str(Locale("de").territories.get(code, code)).upper()

    @property
    def _locale(self) -> str:
        return _LOCALES[self.language]
