"""Workshops: the organization that pays, the place of business, and when it is open."""

from datetime import date, datetime, time
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    Date,
    ForeignKey,
    Index,
    String,
    Text,
    Time,
    Uuid,
    and_,
    case,
    cast,
    func,
    null,
    or_,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSON, JSONB, array
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from carbot.ids import new_id
from tenants.models.accounts import Language
from tenants.models.base import (
    Base,
    Reference,
    Tenancy,
    WorkshopOwned,
    closed,
    created,
    has_many,
    one_of,
    owned_by_workshop,
    told,
)
from tenants.models.filters import bound
from tenants.models.ordering import Ordering, descending


class Country(StrEnum):
    """Where workshops are."""

    DE = "DE"
    AT = "AT"
    CH = "CH"


class Currency(StrEnum):
    """What a workshop's prices are in; it follows from the country."""

    EUR = "EUR"
    CHF = "CHF"


class FederalState(StrEnum):
    """The German Bundesländer by their ISO 3166-2 code; public holidays depend on it."""

    BW = "BW"
    BY = "BY"
    BE = "BE"
    BB = "BB"
    HB = "HB"
    HH = "HH"
    HE = "HE"
    MV = "MV"
    NI = "NI"
    NW = "NW"
    RP = "RP"
    SL = "SL"
    SN = "SN"
    ST = "ST"
    SH = "SH"
    TH = "TH"


class Weekday(StrEnum):
    """Days of the week, Monday first."""

    MONDAY = "MONDAY"
    TUESDAY = "TUESDAY"
    WEDNESDAY = "WEDNESDAY"
    THURSDAY = "THURSDAY"
    FRIDAY = "FRIDAY"
    SATURDAY = "SATURDAY"
    SUNDAY = "SUNDAY"


class WidgetPosition(StrEnum):
    """The corner the chat button sits in."""

    BOTTOM_RIGHT = "BOTTOM_RIGHT"
    BOTTOM_LEFT = "BOTTOM_LEFT"


class WidgetIcon(StrEnum):
    """The pictures of the assistant that CarBot brings along."""

    CARBOT = "CARBOT"
    CAR = "CAR"
    WRENCH = "WRENCH"
    GEAR = "GEAR"
    PERSON = "PERSON"


class Organization(Base):
    """One or more workshops under one owner and one bill."""

    __tablename__ = "organizations"
    __mapper_args__ = {"eager_defaults": False}  # registration inserts and may not read
    __tenancy__ = Tenancy.ORGANIZATION
    __tenant_key__ = "id"
    __prefix__ = "organization"

    id: Mapped[UUID] = mapped_column(Uuid(), primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(String(120))
    created_at: Mapped[datetime] = created()


class Workshop(Base):
    """The tenant: one place of business. Its own row is walled by its id."""

    __tablename__ = "workshops"
    __mapper_args__ = {"eager_defaults": False}  # registration inserts and may not read
    __tenancy__ = Tenancy.WORKSHOP
    __tenant_key__ = "id"
    __prefix__ = "workshop"
    __listed__ = ("id", "name", "city", "country", "language", "created_at")  # operators list workshops
    __table_args__ = (
        one_of("language", Language),
        one_of("country", Country),
        one_of("currency", Currency),
        one_of("federal_state", FederalState),
        Index("workshops_organization_id_ix", "organization_id"),
        Index("workshops_created_at_id_ix", "created_at", "id"),
    )

    id: Mapped[UUID] = mapped_column(Uuid(), primary_key=True, default=new_id)
    organization_id: Mapped[UUID] = mapped_column(ForeignKey("organizations.id", ondelete="RESTRICT"))
    name: Mapped[str] = mapped_column(String(120))
    language: Mapped[Language] = closed(Language)
    country: Mapped[Country] = closed(Country)
    currency: Mapped[Currency] = closed(Currency)
    time_zone: Mapped[str] = mapped_column(String(40))
    federal_state: Mapped[FederalState | None] = closed(FederalState)
    street: Mapped[str | None] = mapped_column(String(120))
    postal_code: Mapped[str | None] = mapped_column(String(10))
    city: Mapped[str | None] = mapped_column(String(80))
    phone: Mapped[str | None] = mapped_column(String(20))
    breakdown_phone: Mapped[str | None] = mapped_column(String(20))
    email: Mapped[str | None] = mapped_column(String(254))
    website: Mapped[str | None] = mapped_column(String(500))
    privacy_policy_url: Mapped[str | None] = mapped_column(String(500))
    notice_emails: Mapped[list[str]] = mapped_column(ARRAY(String(254)), server_default=text("'{}'"))
    hours_set_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = created()

    intervals = has_many("OpeningInterval.workshop_id", "Workshop", order_by="OpeningInterval.position")
    closures = has_many("Closure.workshop_id", "Workshop", order_by="Closure.starts_on")

    orderings: ClassVar[dict[str, Ordering]] = {"NEWEST": descending("created_at")}

    @classmethod
    def filter_search(cls, value: Any) -> ColumnElement[bool]:
        """Workshops whose name or town holds this text."""
        wanted = func.lower(bound(value, Text()))
        return or_(
            func.strpos(func.lower(cls.name), wanted) > 0,
            func.strpos(func.lower(func.coalesce(cls.city, "")), wanted) > 0,
        )


class WidgetSettings(WorkshopOwned, Base):
    """How the widget looks and greets; one row a workshop, made at registration. Empty greetings mean our own."""

    __tablename__ = "widget_settings"
    __mapper_args__ = {"eager_defaults": False}  # registration inserts and may not read
    __prefix__ = "widget"
    __table_args__ = (
        owned_by_workshop(),
        one_of("position", WidgetPosition),
        one_of("avatar_icon", WidgetIcon),
        Index("widget_settings_workshop_id_uq", "workshop_id", unique=True),
        CheckConstraint("accent_color ~ '^#[0-9a-f]{6}$'", name="accent_color"),
    )

    accent_color: Mapped[str] = mapped_column(String(7), server_default=text("'#1d4ed8'"))
    position: Mapped[WidgetPosition] = closed(WidgetPosition, server_default=WidgetPosition.BOTTOM_RIGHT.value)
    greeting_de: Mapped[str | None] = mapped_column(String(300))
    greeting_en: Mapped[str | None] = mapped_column(String(300))
    greeting_tr: Mapped[str | None] = mapped_column(String(300))
    greeting_pl: Mapped[str | None] = mapped_column(String(300))
    avatar_icon: Mapped[WidgetIcon] = closed(WidgetIcon, server_default=WidgetIcon.CARBOT.value)
    avatar_text: Mapped[str | None] = mapped_column(String(8))
    quick_replies: Mapped[list[dict[str, Any]]] = mapped_column(server_default=text("'[]'"))


class OpeningInterval(WorkshopOwned, Base):
    """One stretch of a weekday in which the workshop is open, local time; several a day are allowed."""

    __tablename__ = "opening_intervals"
    __table_args__ = (
        owned_by_workshop(),
        one_of("weekday", Weekday),
        CheckConstraint("opens_at < closes_at", name="opens_before_it_closes"),
        Index("opening_intervals_workshop_id_position_ix", "workshop_id", "position"),
    )

    weekday: Mapped[Weekday] = closed(Weekday)
    opens_at: Mapped[time] = mapped_column(Time())
    closes_at: Mapped[time] = mapped_column(Time())
    position: Mapped[int]


class Closure(WorkshopOwned, Base):
    """Days on which the workshop is closed although its hours say otherwise; both ends included."""

    __tablename__ = "closures"
    __prefix__ = "closure"
    __table_args__ = (
        owned_by_workshop(),
        CheckConstraint("starts_on <= ends_on", name="starts_before_it_ends"),
        Index("closures_workshop_id_starts_on_ix", "workshop_id", "starts_on"),
    )

    starts_on: Mapped[date] = mapped_column(Date())
    ends_on: Mapped[date] = mapped_column(Date())
    reason: Mapped[str | None] = mapped_column(String(120))


class PublicHoliday(Reference, Base):
    """A public holiday of a country ('' as state) or of one of its states."""

    __tablename__ = "public_holidays"

    country: Mapped[str] = mapped_column(String(2), primary_key=True)
    state: Mapped[str] = mapped_column(String(2), primary_key=True)
    date: Mapped[date] = mapped_column(Date(), primary_key=True)
    name: Mapped[str] = mapped_column(String(80))


Workshop.public_holidays = relationship(
    PublicHoliday,
    primaryjoin=and_(
        foreign(PublicHoliday.country) == Workshop.country,
        or_(PublicHoliday.state == "", PublicHoliday.state == Workshop.federal_state),
        PublicHoliday.date.between(func.current_date(), func.current_date() + 365),
    ),
    viewonly=True,
    lazy="raise",
    uselist=True,
    order_by=PublicHoliday.date,
)
WidgetSettings.greetings = told(
    func.array_to_json(
        func.array_remove(
            array(
                [
                    case(
                        (
                            func.coalesce(greeting, "") != "",
                            cast(func.json_build_object("language", language.value, "text", greeting), JSONB),
                        )
                    )
                    for language, greeting in (
                        (Language.DE, WidgetSettings.greeting_de),
                        (Language.EN, WidgetSettings.greeting_en),
                        (Language.TR, WidgetSettings.greeting_tr),
                        (Language.PL, WidgetSettings.greeting_pl),
                    )
                ]
            ),
            null(),
        ),
        type_=JSON,
    )
)
"""The workshop's own greetings as the list that is shown."""
_local_time = func.timezone(Workshop.time_zone, func.now())
_local_date = cast(_local_time, Date)
_today = case(
    {number: day.value for number, day in enumerate(Weekday, start=1)}, value=func.extract("isodow", _local_time)
)
Workshop.is_open_now = told(
    and_(
        select(text("1"))
        .where(
            OpeningInterval.workshop_id == Workshop.id,
            OpeningInterval.weekday == _today,
            OpeningInterval.opens_at <= cast(_local_time, Time),
            OpeningInterval.closes_at > cast(_local_time, Time),
        )
        .correlate(Workshop)
        .exists(),
        ~select(text("1"))
        .where(
            Closure.workshop_id == Workshop.id,
            Closure.starts_on <= _local_date,
            Closure.ends_on >= _local_date,
        )
        .correlate(Workshop)
        .exists(),
        ~select(text("1"))
        .where(
            PublicHoliday.country == Workshop.country,
            PublicHoliday.state.in_(["", func.coalesce(Workshop.federal_state, "")]),
            PublicHoliday.date == _local_date,
        )
        .correlate(Workshop)
        .exists(),
    )
)
