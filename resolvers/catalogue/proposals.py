"""Proposals: what a service of the library may cost in a workshop with its own hourly rate."""

from dataclasses import dataclass

from tenants.models.catalogue import LibraryService, PriceKind

LOW_RATE, HIGH_RATE = 9_000, 20_200
"""Cents an hour with VAT: a free workshop's low end, and the average of brand dealers (GDV/DEKRA 2024)."""

_HOUR_MINUTES = 60
_UNIT = 100


@dataclass(frozen=True, slots=True)
class Proposal:
    """A price as the catalogue keeps it."""

    kind: PriceKind
    low: int | None
    high: int | None


def proposal(suggestion: LibraryService, hourly_rate: int | None) -> Proposal:
    """The price a suggestion begins with; without a rate, or where nothing depends on it, the market's.

    The market's low end is taken for the short labour time at a free workshop's rate, its high end for the long one at
    a brand dealer's; what is left is material:

        material = market price - hours x LOW_RATE or HIGH_RATE, at least nothing
        proposal = hours x own rate + material, for both ends, within the market range, in whole euros half up

    So a rate of 90 euros proposes the market's low end and one of 202 its high end. What usually has one price (FIX)
    gets the middle. Fees that are passed through are never proposed: the testing organisation sets them.
    """
    market = Proposal(suggestion.price_kind, suggestion.price_min, suggestion.price_max)
    if hourly_rate is None or suggestion.is_passthrough or suggestion.duration_min_minutes is None:
        return market
    if market.low is None or market.high is None:
        return market
    longest = suggestion.duration_max_minutes or suggestion.duration_min_minutes
    ends = (
        _end(market.low, suggestion.duration_min_minutes, LOW_RATE, hourly_rate),
        _end(market.high, longest, HIGH_RATE, hourly_rate),
    )
    low, high = (_within(_whole(end), market.low, market.high) for end in sorted(ends))
    if suggestion.is_fixed_price:
        middle = _within(_whole((low + high) // 2), market.low, market.high)
        return Proposal(PriceKind.FIXED, middle, middle)
    return Proposal(market.kind, low, high)


def _end(price: int, minutes: int, market_rate: int, own_rate: int) -> int:
    material = max(0, price - minutes * market_rate // _HOUR_MINUTES)
    return minutes * own_rate // _HOUR_MINUTES + material


def _whole(cents: int) -> int:
    return (cents + _UNIT // 2) // _UNIT * _UNIT


def _within(cents: int, low: int, high: int) -> int:
    return min(max(cents, low), high)
