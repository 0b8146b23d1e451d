"""Prices: what a service costed when, and the rules that make its price for a vehicle and a day."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import Boolean, CheckConstraint, ColumnElement, Date, Index, String, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from tenants.models.base import Base, WorkshopOwned, belongs_to, closed, created, one_of, owned_by_workshop, refers_to
from tenants.models.catalogue import PriceKind
from tenants.models.filters import among, bound
from tenants.models.ordering import Ordering, ascending, descending
from tenants.models.vehicles import VehicleClass


class PriceRuleKind(StrEnum):
    """What a rule does with a price: sets another, multiplies it, adds to it."""

    OVERRIDE = "OVERRIDE"
    FACTOR = "FACTOR"
    SURCHARGE = "SURCHARGE"


class PriceRule(WorkshopOwned, Base):
    """How a price differs: for a service, a category or all of them, for a class of vehicles, in a season.

    A season is days of every year (MM-DD, also over new year) or dates once. OVERRIDE has a price (without an upper
    end it is one "from"), FACTOR thousandths, SURCHARGE cents.
    """

    __tablename__ = "price_rules"
    __prefix__ = "pricerule"
    __table_args__ = (
        owned_by_workshop(),
        refers_to("services", "service_id"),
        refers_to("service_categories", "category_id"),
        one_of("kind", PriceRuleKind),
        one_of("vehicle_class", VehicleClass),
        CheckConstraint("service_id IS NULL OR category_id IS NULL", name="one_target"),
        CheckConstraint(
            "CASE kind"
            " WHEN 'OVERRIDE' THEN price_min IS NOT NULL AND price_min >= 0"
            " AND (price_max IS NULL OR price_min <= price_max)"
            " AND factor_permille IS NULL AND surcharge IS NULL"
            " WHEN 'FACTOR' THEN factor_permille IS NOT NULL AND factor_permille > 0"
            " AND price_min IS NULL AND price_max IS NULL AND surcharge IS NULL"
            " ELSE surcharge IS NOT NULL AND surcharge > 0"
            " AND price_min IS NULL AND price_max IS NULL AND factor_permille IS NULL END",
            name="values_fit_the_kind",
        ),
        CheckConstraint("(season_start IS NULL) = (season_end IS NULL)", name="season_has_two_ends"),
        CheckConstraint(
            "(starts_on IS NULL) = (ends_on IS NULL) AND (starts_on IS NULL OR starts_on <= ends_on)",
            name="dates_have_two_ends",
        ),
        CheckConstraint("season_start IS NULL OR starts_on IS NULL", name="one_season"),
        Index("price_rules_workshop_id_created_at_id_ix", "workshop_id", "created_at", "id"),
        Index("price_rules_workshop_id_service_id_ix", "workshop_id", "service_id"),
        Index("price_rules_workshop_id_category_id_ix", "workshop_id", "category_id"),
    )

    label: Mapped[str] = mapped_column(String(80))
    service_id: Mapped[UUID | None]
    category_id: Mapped[UUID | None]
    vehicle_class: Mapped[VehicleClass | None] = closed(VehicleClass)
    season_start: Mapped[str | None] = mapped_column(String(5))
    season_end: Mapped[str | None] = mapped_column(String(5))
    starts_on: Mapped[date | None] = mapped_column(Date())
    ends_on: Mapped[date | None] = mapped_column(Date())
    kind: Mapped[PriceRuleKind] = closed(PriceRuleKind)
    price_min: Mapped[int | None]
    price_max: Mapped[int | None]
    factor_permille: Mapped[int | None]
    surcharge: Mapped[int | None]
    is_active: Mapped[bool] = mapped_column(server_default=text("true"))
    created_at: Mapped[datetime] = created()
    updated_at: Mapped[datetime] = mapped_column(server_default=text("now()"))

    service = belongs_to("PriceRule.service_id", "Service")
    category = belongs_to("PriceRule.category_id", "ServiceCategory")

    orderings: ClassVar[dict[str, Ordering]] = {"OLDEST": ascending("created_at")}

    @classmethod
    def filter_service_id(cls, value: Any) -> ColumnElement[bool]:
        """Rules made for one service."""
        return cls.service_id == bound(value, Uuid())

    @classmethod
    def filter_category_id(cls, value: Any) -> ColumnElement[bool]:
        """Rules made for one category."""
        return cls.category_id == bound(value, Uuid())

    @classmethod
    def filter_is_general(cls, value: Any) -> ColumnElement[bool]:
        """Rules for all services, or those for some."""
        return (cls.service_id.is_(None) & cls.category_id.is_(None)) == bound(value, Boolean())

    @classmethod
    def filter_is_active(cls, value: Any) -> ColumnElement[bool]:
        """Rules that hold, or those that are switched off."""
        return cls.is_active == bound(value, Boolean())

    @classmethod
    def filter_kind(cls, values: Any) -> ColumnElement[bool]:
        """Rules of one of these kinds."""
        return among(cls.kind, values)


class ServicePrice(WorkshopOwned, Base):
    """The price a service had from a moment on; never changed. `member_name` is empty where a program set it."""

    __tablename__ = "service_prices"
    __table_args__ = (
        owned_by_workshop(),
        refers_to("services", "service_id"),
        one_of("price_kind", PriceKind),
        Index(
            "service_prices_workshop_id_service_id_valid_from_id_ix", "workshop_id", "service_id", "valid_from", "id"
        ),
    )

    service_id: Mapped[UUID]
    valid_from: Mapped[datetime]
    price_kind: Mapped[PriceKind] = closed(PriceKind)
    price_min: Mapped[int | None]
    price_max: Mapped[int | None]
    member_name: Mapped[str | None] = mapped_column(String(120))

    orderings: ClassVar[dict[str, Ordering]] = {"NEWEST": descending("valid_from")}
