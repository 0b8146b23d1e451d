"""What a price rule may say: values that fit its kind, and seasons that are some."""

from datetime import date

from resolvers.values import Checks
from tenants.models.prices import PriceRule, PriceRuleKind

_MOST_CENTS = 10_000_000
_MOST_PERMILLE = 10_000


def check_values(checks: Checks, rule: PriceRule) -> None:
    """Each kind has its own values; what it does not need is cleared."""
    if rule.kind is not PriceRuleKind.OVERRIDE:
        rule.price_min = rule.price_max = None
    if rule.kind is not PriceRuleKind.FACTOR:
        rule.factor_permille = None
    if rule.kind is not PriceRuleKind.SURCHARGE:
        rule.surcharge = None
    match rule.kind:
        case PriceRuleKind.OVERRIDE:
            if not _is_within(checks, "priceMin", rule.price_min, 0, _MOST_CENTS):
                checks.refuse("INVALID_PRICE", "priceMin")
        case PriceRuleKind.FACTOR:
            if not _is_within(checks, "factorPermille", rule.factor_permille, 1, _MOST_PERMILLE):
                checks.refuse("INVALID_FACTOR", "factorPermille")
        case PriceRuleKind.SURCHARGE:
            if not _is_within(checks, "surcharge", rule.surcharge, 1, _MOST_CENTS):
                checks.refuse("INVALID_SURCHARGE", "surcharge")
    if rule.price_max is not None and not 0 <= rule.price_max <= _MOST_CENTS:
        checks.refuse("INVALID_PRICE", "priceMax")
    elif rule.price_max is not None and rule.price_min is not None and rule.price_max < rule.price_min:
        checks.refuse("PRICE_RANGE_REVERSED", "priceMax")


def check_season(checks: Checks, rule: PriceRule) -> None:
    """A season is days of every year or dates, with both ends, or there is none."""
    for start, end, fields in (
        (rule.season_start, rule.season_end, ("seasonStart", "seasonEnd")),
        (rule.starts_on, rule.ends_on, ("startsOn", "endsOn")),
    ):
        if (start is None) != (end is None):
            checks.refuse("REQUIRED", fields[0] if start is None else fields[1])
    for value, field in ((rule.season_start, "seasonStart"), (rule.season_end, "seasonEnd")):
        if value is not None and not _is_day_of_year(value):
            checks.refuse("INVALID_DAY_OF_YEAR", field)
    if rule.season_start is not None and rule.starts_on is not None:
        checks.refuse("ONE_SEASON", "startsOn")
    if rule.starts_on is not None and rule.ends_on is not None and rule.ends_on < rule.starts_on:
        checks.refuse("ENDS_BEFORE_IT_STARTS", "endsOn")


def _is_within(checks: Checks, field: str, value: int | None, least: int, most: int) -> bool:
    """Whether a value may be; one that is missing is refused here."""
    if value is None:
        checks.refuse("REQUIRED", field)
    return value is None or least <= value <= most


def _is_day_of_year(value: str) -> bool:
    try:
        return f"{date.fromisoformat(f'2024-{value}'):%m-%d}" == value
    except ValueError:
        return False
