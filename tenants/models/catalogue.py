"""Catalogue: what a workshop offers, and the library of the German market it may take over from."""

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    Uuid,
    all_,
    case,
    cast,
    exists,
    func,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY, TSVECTOR
from sqlalchemy.orm import Mapped, deferred, mapped_column

from tenants.models.accounts import Language
from tenants.models.base import (
    Base,
    Reference,
    WorkshopOwned,
    belongs_to,
    closed,
    created,
    has_many,
    one_of,
    owned_by_workshop,
    refers_to,
    told,
)
from tenants.models.filters import among, bound
from tenants.models.ordering import Ordering, ascending, descending
from tenants.models.search import found_by, words_index


class CategoryKind(StrEnum):
    """What the work of a category is, whatever the category is called."""

    MAINTENANCE = "MAINTENANCE"
    REPAIR = "REPAIR"
    INSPECTION = "INSPECTION"
    TYRES = "TYRES"
    BODY = "BODY"
    OTHER = "OTHER"


class CategoryIcon(StrEnum):
    """The pictures a category may have."""

    WRENCH = "WRENCH"
    CLIPBOARD = "CLIPBOARD"
    SHIELD = "SHIELD"
    DROPLET = "DROPLET"
    ENGINE = "ENGINE"
    BELT = "BELT"
    FUEL = "FUEL"
    THERMOMETER = "THERMOMETER"
    EXHAUST = "EXHAUST"
    GEARS = "GEARS"
    BRAKE = "BRAKE"
    SPRING = "SPRING"
    TARGET = "TARGET"
    TYRE = "TYRE"
    BATTERY = "BATTERY"
    BULB = "BULB"
    DIAGNOSIS = "DIAGNOSIS"
    SNOWFLAKE = "SNOWFLAKE"
    PAINT = "PAINT"
    UMBRELLA = "UMBRELLA"
    GLASS = "GLASS"
    SPARKLE = "SPARKLE"
    BOLT = "BOLT"
    PLUS = "PLUS"
    MOTORCYCLE = "MOTORCYCLE"
    VAN = "VAN"
    CALENDAR = "CALENDAR"
    TOW = "TOW"
    DOCUMENT = "DOCUMENT"
    FLEET = "FLEET"


class PriceKind(StrEnum):
    """What a price means: one amount, a range, "from", or only after a look at the car."""

    FIXED = "FIXED"
    RANGE = "RANGE"
    FROM = "FROM"
    ON_REQUEST = "ON_REQUEST"


class HasPrice:
    """Mixin: a price in cents with VAT (PAngV § 3) and how long the work takes."""

    price_kind: Mapped[PriceKind] = closed(PriceKind)
    price_min: Mapped[int | None]
    price_max: Mapped[int | None]
    duration_min_minutes: Mapped[int | None]
    duration_max_minutes: Mapped[int | None]


def _price_checks() -> tuple[CheckConstraint, ...]:
    """A fixed price has one amount, a range two in order, "from" at least the lower one; on request says none."""
    return (
        one_of("price_kind", PriceKind),
        CheckConstraint(
            "CASE price_kind"
            " WHEN 'FIXED' THEN price_min IS NOT NULL AND price_max = price_min"
            " WHEN 'RANGE' THEN price_min IS NOT NULL AND price_max IS NOT NULL AND price_min <= price_max"
            " WHEN 'FROM' THEN price_min IS NOT NULL AND (price_max IS NULL OR price_min <= price_max)"
            " ELSE price_min IS NULL AND price_max IS NULL END",
            name="price_fits_its_kind",
        ),
        CheckConstraint("price_min >= 0", name="price_is_not_negative"),
        CheckConstraint("duration_min_minutes <= duration_max_minutes", name="duration_is_a_range"),
    )


class ServiceCategory(WorkshopOwned, Base):
    """A group of services; `code` links it to the library's category it came from."""

    __tablename__ = "service_categories"
    __prefix__ = "category"
    __table_args__ = (
        owned_by_workshop(),
        one_of("kind", CategoryKind),
        one_of("icon", CategoryIcon),
        Index("service_categories_workshop_id_sort_name_uq", "workshop_id", "sort_name", unique=True),
        Index("service_categories_workshop_id_position_ix", "workshop_id", "position"),
    )

    name: Mapped[str] = mapped_column(String(80))
    sort_name: Mapped[str] = mapped_column(String(80))
    code: Mapped[str | None] = mapped_column(String(40))
    kind: Mapped[CategoryKind] = closed(CategoryKind, server_default=text("'OTHER'"))
    icon: Mapped[CategoryIcon] = closed(CategoryIcon, server_default=text("'WRENCH'"))
    position: Mapped[int]

    orderings: ClassVar[dict[str, Ordering]] = {"POSITION": ascending("position", "sort_name")}


class Service(HasPrice, WorkshopOwned, Base):
    """Something the workshop offers; the only source of a price in an answer."""

    __tablename__ = "services"
    __prefix__ = "service"
    __table_args__ = (
        owned_by_workshop(),
        refers_to("service_categories", "category_id", ondelete="RESTRICT"),
        *_price_checks(),
        CheckConstraint("jsonb_typeof(translations) = 'array'", name="translations_are_a_list"),
        Index(
            "services_workshop_id_category_position_position_sort_name_id_ix",
            "workshop_id",
            "category_position",
            "position",
            "sort_name",
            "id",
        ),
        Index("services_workshop_id_sort_name_id_ix", "workshop_id", "sort_name", "id"),
        Index("services_workshop_id_updated_at_id_ix", "workshop_id", "updated_at", "id"),
        Index("services_workshop_id_category_id_sort_name_id_ix", "workshop_id", "category_id", "sort_name", "id"),
        words_index("services", "name::text", "description", "search_terms"),
        Index("services_workshop_id_library_service_id_ix", "workshop_id", "library_service_id"),
    )

    category_id: Mapped[UUID]
    category_position: Mapped[int]
    position: Mapped[int] = mapped_column(server_default=text("0"))
    name: Mapped[str] = mapped_column(String(120))
    sort_name: Mapped[str] = mapped_column(String(120))
    description: Mapped[str | None] = mapped_column(Text())
    translations: Mapped[list[dict[str, Any]]] = mapped_column(server_default=text("'[]'"))
    """The description in other languages than German: `language` and `text`."""
    synonyms: Mapped[list[str]] = mapped_column(ARRAY(String(80)), server_default=text("'{}'"))
    search_terms: Mapped[str] = mapped_column(Text(), server_default=text("''"))
    library_service_id: Mapped[UUID | None]
    is_active: Mapped[bool] = mapped_column(server_default=text("true"))
    is_shown_in_chat: Mapped[bool] = mapped_column(server_default=text("true"))
    is_shown_on_pages: Mapped[bool] = mapped_column(server_default=text("true"))
    scales: Mapped[bool] = mapped_column(server_default=text("true"))
    is_passthrough: Mapped[bool] = mapped_column(server_default=text("false"))
    price_confirmed_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = created()
    updated_at: Mapped[datetime] = mapped_column(server_default=text("now()"))

    category = belongs_to("Service.category_id", "ServiceCategory")
    library_service = belongs_to("Service.library_service_id", "LibraryService")
    prices = has_many("ServicePrice.service_id", "Service", order_by="ServicePrice.valid_from.desc()")

    orderings: ClassVar[dict[str, Ordering]] = {
        "CATEGORY": ascending("category_position", "position", "sort_name"),
        "NAME": ascending("sort_name"),
        "RECENTLY_CHANGED": descending("updated_at"),
    }

    @classmethod
    def filter_category_id(cls, value: Any) -> ColumnElement[bool]:
        """Services of one category."""
        return cls.category_id == bound(value, Uuid())

    @classmethod
    def filter_is_active(cls, value: Any) -> ColumnElement[bool]:
        """Services that are offered, or those that are not."""
        return cls.is_active == bound(value, Boolean())

    @classmethod
    def filter_is_shown_in_chat(cls, value: Any) -> ColumnElement[bool]:
        """Services the assistant may speak of, or those it may not."""
        return cls.is_shown_in_chat == bound(value, Boolean())

    @classmethod
    def filter_is_shown_on_pages(cls, value: Any) -> ColumnElement[bool]:
        """Services that stand on the workshop's pages, or those that do not."""
        return cls.is_shown_on_pages == bound(value, Boolean())

    @classmethod
    def filter_is_price_confirmed(cls, value: Any) -> ColumnElement[bool]:
        """Services whose price the workshop has confirmed, or those with a proposal."""
        return cls.price_confirmed_at.is_not(None) == bound(value, Boolean())

    @classmethod
    def filter_price_kind(cls, values: Any) -> ColumnElement[bool]:
        """Services with a price of one of these kinds."""
        return among(cls.price_kind, values)

    @classmethod
    def filter_text(cls, value: Any) -> ColumnElement[bool]:
        """Services in whose name, description or synonyms every one of these words is found."""
        return cls.id.in_(found_by("services", value))


class LibraryCategory(Reference, Base):
    """A category of the library."""

    __tablename__ = "library_categories"
    __prefix__ = "librarycategory"
    __table_args__ = (
        one_of("kind", CategoryKind),
        one_of("icon", CategoryIcon),
        Index("library_categories_code_uq", "code", unique=True),
    )

    id: Mapped[UUID] = mapped_column(Uuid(), primary_key=True)
    code: Mapped[str] = mapped_column(String(40))
    name_de: Mapped[str] = mapped_column(String(80))
    name_en: Mapped[str] = mapped_column(String(80))
    name_tr: Mapped[str] = mapped_column(String(80))
    name_pl: Mapped[str] = mapped_column(String(80))
    kind: Mapped[CategoryKind] = closed(CategoryKind)
    icon: Mapped[CategoryIcon] = closed(CategoryIcon)
    position: Mapped[int]

    orderings: ClassVar[dict[str, Ordering]] = {"POSITION": ascending("position")}


class LibraryService(HasPrice, Reference, Base):
    """A usual service with the market's price range (estimates around published anchors; a workshop confirms them)."""

    __tablename__ = "library_services"
    __prefix__ = "libraryservice"
    __table_args__ = (
        *_price_checks(),
        Index("library_services_category_id_position_id_ix", "category_id", "position", "id"),
        Index("library_services_position_id_ix", "position", "id"),
    )

    id: Mapped[UUID] = mapped_column(Uuid(), primary_key=True)
    category_id: Mapped[UUID] = mapped_column(ForeignKey("library_categories.id"))
    name: Mapped[str] = mapped_column(String(120))
    position: Mapped[int]
    months: Mapped[list[int] | None] = mapped_column(ARRAY(Integer()))
    vehicle_classes: Mapped[list[str] | None] = mapped_column(ARRAY(String(32)))
    is_fixed_price: Mapped[bool]
    scales: Mapped[bool]
    is_passthrough: Mapped[bool]
    search_terms: Mapped[str] = mapped_column(Text())
    words: Mapped[Any] = deferred(mapped_column(TSVECTOR(), nullable=True))

    category = belongs_to("LibraryService.category_id", "LibraryCategory")
    texts = has_many("LibraryServiceText.service_id", "LibraryService", order_by="LibraryServiceText.language")
    is_adopted: Mapped[bool] = told(
        select(func.count() > 0)
        .select_from(Service)
        .where(Service.library_service_id == id)
        .correlate_except(Service)
        .scalar_subquery()
    )

    orderings: ClassVar[dict[str, Ordering]] = {"POSITION": ascending("position")}

    @classmethod
    def filter_category_id(cls, value: Any) -> ColumnElement[bool]:
        """Services of one category of the library."""
        return cls.category_id == bound(value, Uuid())

    @classmethod
    def filter_price_kind(cls, values: Any) -> ColumnElement[bool]:
        """Services with a price of one of these kinds."""
        return among(cls.price_kind, values)

    @classmethod
    def filter_is_adopted(cls, value: Any) -> ColumnElement[bool]:
        """Services the workshop has taken over, or those it has not."""
        return exists().where(Service.library_service_id == cls.id) == bound(value, Boolean())

    @classmethod
    def filter_text(cls, value: Any) -> ColumnElement[bool]:
        """Services in whose names or synonyms, of all languages, every one of these words is found."""
        queries = select(func.search.queries(bound(value, Text()))).scalar_subquery()
        return cls.words.bool_op("@@")(all_(cast(queries, ARRAY(TSQUERY))))


class LibraryServiceText(Reference, Base):
    """What a service of the library is called and does, in one language, and what people type for it."""

    __tablename__ = "library_service_texts"
    __table_args__ = (one_of("language", Language),)

    service_id: Mapped[UUID] = mapped_column(ForeignKey("library_services.id", ondelete="CASCADE"), primary_key=True)
    language: Mapped[Language] = closed(Language, primary_key=True)
    name: Mapped[str] = mapped_column(String(160))
    description: Mapped[str | None] = mapped_column(Text())
    safety_note: Mapped[str | None] = mapped_column(Text())
    synonyms: Mapped[list[str]] = mapped_column(ARRAY(Text()))


ServiceCategory.service_count = told(
    select(func.count())
    .select_from(Service)
    .where(Service.workshop_id == ServiceCategory.workshop_id, Service.category_id == ServiceCategory.id)
    .correlate_except(Service)
    .scalar_subquery()
)
_german = func.jsonb_build_array(func.jsonb_build_object("language", Language.DE.value, "text", Service.description))
Service.descriptions = told(
    case((Service.description.is_not(None), _german.op("||")(Service.translations)), else_=Service.translations)
)
