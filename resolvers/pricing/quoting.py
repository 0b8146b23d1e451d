"""The price of a service for a vehicle on a day: pure arithmetic over the catalogue's price and the workshop's rules.

In this order: the most specific OVERRIDE takes the place of the catalogue's price; then FACTORs multiply it; then
SURCHARGEs are added. Of FACTORs, and of SURCHARGEs, the most specific one that names a class of vehicles counts and the
most specific one that names none, so that a class and a season can both count but nothing counts twice. More specific
is a service before a category before all services; among these class and season before class before season before
neither. An explicit price silences the factors of what it is explicit about: one for a class those of classes, one for
a season those of seasons without a class.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from resolvers.pricing.seasons import holds_on, is_seasonal
from tenants.models.catalogue import PriceKind
from tenants.models.prices import PriceRuleKind
from tenants.models.vehicles import VehicleClass
from tenants.models.workshops import Country

VAT_PERMILLE = {Country.DE: 190, Country.AT: 200, Country.CH: 81}
"""Value added tax in thousandths (§ 12 UStG, § 10 UStG of Austria, Art. 25 MWSTG)."""

_WHOLE = 1000
_CENTS = 100


@dataclass(frozen=True, slots=True)
class Priced:
    """A service as far as its price goes; cents with VAT, as the catalogue keeps them."""

    id: UUID
    name: str
    category_id: UUID
    price_kind: PriceKind
    price_min: int | None
    price_max: int | None
    scales: bool = True
    is_passthrough: bool = False
    price_confirmed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """An active price rule."""

    id: UUID
    label: str
    kind: PriceRuleKind
    service_id: UUID | None = None
    category_id: UUID | None = None
    vehicle_class: VehicleClass | None = None
    season_start: str | None = None
    season_end: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    price_min: int | None = None
    price_max: int | None = None
    factor_permille: int | None = None
    surcharge: int | None = None

    @property
    def specificity(self) -> tuple[int, bool, bool]:
        """Where it stands among rules that hold: the greatest wins."""
        target = 2 if self.service_id else 1 if self.category_id else 0
        return target, self.vehicle_class is not None, is_seasonal(self)


@dataclass(frozen=True, slots=True)
class Applied:
    """What a rule made of the price: the amounts after it."""

    rule: Rule
    price_min: int
    price_max: int | None


@dataclass(frozen=True, slots=True)
class Tax:
    """Net and value added tax of a gross amount; they add up to it."""

    gross: int
    net: int
    vat: int


@dataclass(frozen=True, slots=True)
class Quote:
    """What a service costs for a vehicle on a day, cents with VAT; no amounts where it is on request.

    `is_binding` only for one fixed price that the workshop has confirmed and that no unknown vehicle changes; all else
    is an "unverbindliche Kostenschätzung". `depends_on_vehicle` says that the class would change it and is unknown.
    A fee that is passed through is no turnover of the workshop and has no tax here.
    """

    service: Priced
    vehicle_class: VehicleClass | None
    on: date
    price_kind: PriceKind
    price_min: int | None
    price_max: int | None
    applied: tuple[Applied, ...]
    is_binding: bool
    depends_on_vehicle: bool
    vat_permille: int
    tax_min: Tax | None
    tax_max: Tax | None


@dataclass(frozen=True, slots=True)
class _Amounts:
    """A price on its way through the rules; without an upper end it is one "from"."""

    low: int
    high: int | None
    applied: tuple[Applied, ...] = ()

    def after(self, rule: Rule, low: int, high: int | None) -> "_Amounts":
        return _Amounts(low, high, (*self.applied, Applied(rule, low, high)))


def quote(
    service: Priced, rules: Iterable[Rule], vehicle_class: VehicleClass | None, on: date, vat_permille: int
) -> Quote:
    """The price of a service; which rules are given in which order makes no difference."""
    own = [rule for rule in rules if _is_for(rule, service) and holds_on(rule, on)]
    fitting = [rule for rule in own if rule.vehicle_class in (None, vehicle_class)]
    override = _strongest(rule for rule in fitting if rule.kind is PriceRuleKind.OVERRIDE)
    kind, amounts = _start(service, override)
    if amounts is not None:
        amounts = _multiplied(amounts, _factors(fitting, override))
        for rule in _one_of_each(fitting, PriceRuleKind.SURCHARGE):
            amounts = _added(amounts, rule)
    depends = vehicle_class is None and any(rule.vehicle_class is not None for rule in own)
    low, high = (amounts.low, amounts.high) if amounts else (None, None)
    is_taxed = not service.is_passthrough
    return Quote(
        service=service,
        vehicle_class=vehicle_class,
        on=on,
        price_kind=kind,
        price_min=low,
        price_max=high,
        applied=amounts.applied if amounts else (),
        is_binding=_is_binding(service, kind, depends=depends),
        depends_on_vehicle=depends,
        vat_permille=vat_permille,
        tax_min=_tax(low, vat_permille) if is_taxed else None,
        tax_max=_tax(high, vat_permille) if is_taxed else None,
    )


def _is_for(rule: Rule, service: Priced) -> bool:
    """A service that does not scale, a fee, the storage of wheels, knows no factors of classes; a fee no factor."""
    if rule.service_id not in (None, service.id) or rule.category_id not in (None, service.category_id):
        return False
    if rule.kind is not PriceRuleKind.FACTOR:
        return True
    return not service.is_passthrough and (service.scales or rule.vehicle_class is None)


def _strongest(rules: Iterable[Rule]) -> Rule | None:
    """The most specific rule; of two that should not both be there, always the same one."""
    return max(rules, key=lambda rule: (rule.specificity, str(rule.id)), default=None)


def _one_of_each(rules: Iterable[Rule], kind: PriceRuleKind) -> Sequence[Rule]:
    """The strongest rule of a kind that names a class of vehicles, and the strongest that names none."""
    of_kind = [rule for rule in rules if rule.kind is kind]
    found = (
        _strongest(rule for rule in of_kind if rule.vehicle_class is not None),
        _strongest(rule for rule in of_kind if rule.vehicle_class is None),
    )
    return [rule for rule in found if rule is not None]


def _factors(rules: Sequence[Rule], override: Rule | None) -> Sequence[Rule]:
    def is_silenced(rule: Rule) -> bool:
        if override is None:
            return False
        if rule.vehicle_class is not None:
            return override.vehicle_class is not None
        return is_seasonal(rule) and is_seasonal(override)

    return _one_of_each((rule for rule in rules if not is_silenced(rule)), PriceRuleKind.FACTOR)


def _start(service: Priced, override: Rule | None) -> tuple[PriceKind, _Amounts | None]:
    if override is not None:
        assert override.price_min is not None, "an override has a price"
        low, high = override.price_min, override.price_max
        kind = PriceKind.FROM if high is None else PriceKind.FIXED if low == high else PriceKind.RANGE
        return kind, _Amounts(low, high).after(override, low, high)
    if service.price_kind is PriceKind.ON_REQUEST or service.price_min is None:
        return PriceKind.ON_REQUEST, None
    return service.price_kind, _Amounts(service.price_min, service.price_max)


def _multiplied(amounts: _Amounts, factors: Sequence[Rule]) -> _Amounts:
    """The product is rounded once, at the end; what is shown on the way is rounded alike."""
    numerator, denominator = 1, 1
    low, high = amounts.low, amounts.high
    for rule in factors:
        numerator, denominator = numerator * (rule.factor_permille or _WHOLE), denominator * _WHOLE
        amounts = amounts.after(
            rule,
            _whole_units(low * numerator, denominator),
            None if high is None else _whole_units(high * numerator, denominator),
        )
    return amounts


def _added(amounts: _Amounts, rule: Rule) -> _Amounts:
    more = rule.surcharge or 0
    return amounts.after(rule, amounts.low + more, None if amounts.high is None else amounts.high + more)


def _whole_units(numerator: int, denominator: int) -> int:
    """Half up to cents, then half up to whole euros or francs; what costs something never becomes free."""
    cents = _half_up(numerator, denominator)
    return _half_up(cents, _CENTS) * _CENTS or cents


def _half_up(numerator: int, denominator: int) -> int:
    return (2 * numerator + denominator) // (2 * denominator)


def _is_binding(service: Priced, kind: PriceKind, *, depends: bool) -> bool:
    return (
        kind is PriceKind.FIXED
        and service.price_confirmed_at is not None
        and not service.is_passthrough
        and not depends
    )


def _tax(gross: int | None, vat_permille: int) -> Tax | None:
    if gross is None:
        return None
    net = _half_up(gross * _WHOLE, _WHOLE + vat_permille)
    return Tax(gross, net, gross - net)
