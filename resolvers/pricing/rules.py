"""Price rules: made, changed and removed; none may contradict another, and class factors come as a ready set."""

from collections.abc import Sequence
from datetime import date
from typing import Any, TypedDict
from uuid import UUID

from sqlalchemy import func, select

from carbot.errors import DomainError
from carbot.ids import new_id
from resolvers.pricing.checking import check_season, check_values
from resolvers.pricing.class_factors import CLASS_FACTORS, CLASS_NAMES
from resolvers.pricing.seasons import is_seasonal, share_a_day
from resolvers.values import Checks
from resolvers.workshops import own_workshop
from tenants.models.catalogue import Service, ServiceCategory
from tenants.models.prices import PriceRule, PriceRuleKind
from tenants.models.vehicles import VehicleClass
from tenants.permissions import Permission
from tenants.scope import Scope
from tenants.use_cases import use_case

_MOST_RULES = 1000
_FIELDS = (
    "label",
    "service_id",
    "category_id",
    "vehicle_class",
    "season_start",
    "season_end",
    "starts_on",
    "ends_on",
    "kind",
    "price_min",
    "price_max",
    "factor_permille",
    "surcharge",
    "is_active",
)


class PriceRuleChanges(TypedDict, total=False):
    """An absent key leaves alone; None clears. Cents with VAT, thousandths, MM-DD or dates."""

    label: str | None
    service_id: UUID | None
    category_id: UUID | None
    vehicle_class: VehicleClass | None
    season_start: str | None
    season_end: str | None
    starts_on: date | None
    ends_on: date | None
    kind: PriceRuleKind | None
    price_min: int | None
    price_max: int | None
    factor_permille: int | None
    surcharge: int | None
    is_active: bool | None


class PriceRuleOverlaps(DomainError):
    """Two rules of one kind for the same services and vehicles hold on the same day: nobody could say which counts."""

    code = "PRICE_RULE_OVERLAPS"


@use_case(Permission.SERVICES_WRITE)
async def create_price_rule(scope: Scope, changes: PriceRuleChanges) -> PriceRule:
    """Make a rule. Raises Rejected, PriceRuleOverlaps; NotFound for a service or category of another workshop."""
    await _one_at_a_time(scope)
    count = (await scope.execute(select(func.count()).select_from(PriceRule))).scalar_one()
    rule = PriceRule(id=new_id(), is_active=True, created_at=scope.now, updated_at=scope.now)
    rule = await _changed(scope, rule, changes, is_room=count < _MOST_RULES)
    scope.add(rule)
    scope.audit("price_rule.created", rule, list(changes))
    await scope.flush()
    return rule


@use_case(Permission.SERVICES_WRITE)
async def update_price_rule(scope: Scope, rule_id: UUID, changes: PriceRuleChanges) -> PriceRule:
    """Change a rule. Raises NotFound, Rejected, PriceRuleOverlaps."""
    await _one_at_a_time(scope)
    rule = await scope.get(PriceRule, rule_id, lock=True)
    # What may be refused is tried on another one: the row is written with the next statement.
    trial = PriceRule(id=rule.id, **{field: getattr(rule, field) for field in _FIELDS})
    await _changed(scope, trial, changes)
    for field in _FIELDS:
        setattr(rule, field, getattr(trial, field))
    rule.updated_at = scope.now
    scope.audit("price_rule.updated", rule, list(changes))
    await scope.flush()
    return rule


@use_case(Permission.SERVICES_WRITE)
async def delete_price_rule(scope: Scope, rule_id: UUID) -> PriceRule:
    """Remove a rule. Raises NotFound."""
    rule = await scope.get(PriceRule, rule_id)
    scope.audit("price_rule.deleted", rule)
    await scope.delete(rule)
    return rule


@use_case(Permission.SERVICES_WRITE)
async def propose_price_rules(scope: Scope) -> list[PriceRule]:
    """Make the usual factor of each class of vehicles for all services; classes that have one keep it."""
    await _one_at_a_time(scope)
    workshop = await own_workshop(scope)
    there = {
        rule.vehicle_class for rule in await _like(scope, None, None, PriceRuleKind.FACTOR) if not is_seasonal(rule)
    }
    made = [
        scope.add(
            PriceRule(
                id=new_id(),
                label=name,
                vehicle_class=vehicle_class,
                kind=PriceRuleKind.FACTOR,
                factor_permille=factor,
                is_active=True,
                created_at=scope.now,
                updated_at=scope.now,
            )
        )
        for (vehicle_class, factor), name in zip(CLASS_FACTORS.items(), CLASS_NAMES[workshop.language], strict=True)
        if vehicle_class not in there
    ]
    if made:
        scope.audit("price_rule.proposed", None, [rule.label for rule in made])
    await scope.flush()
    return made


async def _changed(scope: Scope, rule: PriceRule, changes: PriceRuleChanges, *, is_room: bool = True) -> PriceRule:
    """The rule with its changes, as it may be; it is stored nowhere yet."""
    checks = Checks("input")
    for field, value in changes.items():
        if field not in ("label", "is_active", "kind"):
            setattr(rule, field, value)
    if "label" in changes or not rule.label:
        rule.label = checks.required("label", changes.get("label"), most=80)
    if changes.get("is_active") is not None:
        rule.is_active = bool(changes["is_active"])
    if (kind := changes.get("kind")) is not None:
        rule.kind = kind
    check_values(checks, rule)
    check_season(checks, rule)
    if rule.service_id is not None and rule.category_id is not None:
        checks.refuse("ONE_TARGET", "categoryId")
    if not is_room:
        checks.refuse("TOO_MANY", "label", most=_MOST_RULES)
    checks.done()
    await _check_target(scope, rule)
    await _check_overlap(scope, rule)
    return rule


async def _check_target(scope: Scope, rule: PriceRule) -> None:
    if rule.service_id is not None:
        await scope.get(Service, rule.service_id)
    if rule.category_id is not None:
        await scope.get(ServiceCategory, rule.category_id)


async def _check_overlap(scope: Scope, rule: PriceRule) -> None:
    """Raise PriceRuleOverlaps where a rule with the same weight holds on a day on which this one does."""
    if not rule.is_active:
        return
    for other in await _like(scope, rule.service_id, rule.category_id, rule.kind):
        if (
            other.id != rule.id
            and other.vehicle_class == rule.vehicle_class
            and is_seasonal(other) == is_seasonal(rule)
            and share_a_day(other, rule)
        ):
            raise PriceRuleOverlaps("input", label=other.label)


async def _like(
    scope: Scope, service_id: UUID | None, category_id: UUID | None, kind: PriceRuleKind
) -> Sequence[PriceRule]:
    """The active rules of a kind for the same services."""
    conditions: list[Any] = [
        PriceRule.is_active,
        PriceRule.kind == kind,
        PriceRule.service_id.is_not_distinct_from(service_id),
        PriceRule.category_id.is_not_distinct_from(category_id),
    ]
    return await scope.all(select(PriceRule).where(*conditions))


async def _one_at_a_time(scope: Scope) -> None:
    """Of two who make rules at once, the second sees what the first made."""
    await scope.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"prices:{scope.workshop_id}", 0))))
