"""A listing: the catalogue as files show it, with prices and durations in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from babel.numbers import format_decimal

from resolvers.exports.words import words
from tenants.models.accounts import Language
from tenants.models.catalogue import PriceKind
from tenants.models.images import ImageFormat
from tenants.models.workshops import Country, Currency

_HOUR_MINUTES = 60
_SIGNS = {Currency.EUR: "€", Currency.CHF: "CHF"}
# German is written as in the workshop's country; of the others there is one.
_REGIONS = {Language.EN: "GB", Language.TR: "TR", Language.PL: "PL"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A service: prices in cents with VAT, durations in minutes."""

    category: str
    name: str
    description: str
    synonyms: Sequence[str]
    price_kind: PriceKind
    price_min: int | None
    price_max: int | None
    duration_min: int | None
    duration_max: int | None
    is_active: bool
    is_shown_in_chat: bool
    is_shown_on_pages: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """All services of a workshop in order, with what stands above them."""

    workshop: str
    address: str
    phone: str
    email: str
    accent: str
    logo: tuple[ImageFormat, bytes] | None
    country: Country
    currency: Currency
    language: Language
    made_on: date
    entries: Sequence[Entry]

    def shown(self) -> Iterator[tuple[str, list[Entry]]]:
        """What visitors are told about, by category."""
        active = (entry for entry in self.entries if entry.is_active)
        for category, entries in groupby(active, key=lambda entry: entry.category):
            yield category, list(entries)

    def price(self, entry: Entry) -> str:
        """The price as people read it."""
        low, high = entry.price_min, entry.price_max
        if low is None:
            return words(self.language)["on_request"]
        if low == 0 and high == 0:
            return words(self.language)["free"]
        least = self._amount(low)
        if entry.price_kind is PriceKind.FROM or high is None:
            return words(self.language)["from"].format(amount=least)
        if high == low:
            return least
        return f"{format_decimal(low / 100, '#,##0.00', self._locale)} – {self._amount(high)}"

    def duration(self, entry: Entry) -> str:
        """How long it takes, as people read it; empty where nobody said."""
        ends = [each for each in (entry.duration_min, entry.duration_max) if each is not None]
        if not ends:
            return ""
        in_minutes = max(ends) < 2 * _HOUR_MINUTES and any(each % _HOUR_MINUTES for each in ends)
        shown = (str(each) if in_minutes else self._hours(each) for each in dict.fromkeys(ends))
        return f"{' – '.join(shown)} {'min' if in_minutes else 'h'}"

    @property
    def _locale(self) -> str:
        return f"{self.language.value.lower()}_{_REGIONS.get(self.language, self.country.value)}"

    def _amount(self, cents: int) -> str:
        # The sign behind the number, as it is usual here, whatever the language does at home.
        number = format_decimal(cents / 100, "#,##0.00", self._locale)
        return f"{number} {_SIGNS[self.currency]}"

    def _hours(self, minutes: int) -> str:
        return format_decimal(minutes / _HOUR_MINUTES, "0.#", self._locale)
