"""Billing: the plans that can be bought, and what an organization has."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, String, Text, case, cast, func, or_, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from tenants.models.base import Base, OrganizationOwned, Reference, closed, created, one_of, owned_by_organization, told


class PlanCode(StrEnum):
    """What can be bought."""

    BASIC = "BASIC"
    PREMIUM = "PREMIUM"
    ENTERPRISE = "ENTERPRISE"


class Feature(StrEnum):
    """What some plans have and others do not."""

    FULL_WIDGET = "FULL_WIDGET"
    LANDING_PAGES = "LANDING_PAGES"
    OWN_DOMAIN = "OWN_DOMAIN"
    ALL_FIGURES = "ALL_FIGURES"
    REPORTS = "REPORTS"
    LOCATIONS = "LOCATIONS"
    PARTNERS = "PARTNERS"


class Limit(StrEnum):
    """What plans allow a number of: the columns of `plans`."""

    CLIENT_KEYS = "CLIENT_KEYS"
    LEADS = "LEADS"
    ANSWERS = "ANSWERS"
    LOCATIONS = "LOCATIONS"
    API_CALLS = "API_CALLS"


class PaymentKind(StrEnum):
    """How a plan can be paid."""

    CARD = "CARD"
    SEPA = "SEPA"
    TRANSFER = "TRANSFER"


class SubscriptionStatus(StrEnum):
    """What was agreed last; `Standing` says what it is worth now."""

    TRIAL = "TRIAL"
    ACTIVE = "ACTIVE"
    PAST_DUE = "PAST_DUE"
    ENDED = "ENDED"


class Standing(StrEnum):
    """What an organization may do now."""

    TRIAL = "TRIAL"
    ACTIVE = "ACTIVE"
    PAST_DUE = "PAST_DUE"
    READ_ONLY = "READ_ONLY"
    ENDED = "ENDED"


class Plan(Reference, Base):
    """What is bought: prices are net, in cents, a month or a year; a limit that is null does not exist.

    `api_calls` are included a month, each further one costs `api_call`; `white_label` is the add-on's price a month.
    """

    __tablename__ = "plans"
    __table_args__ = (one_of("code", PlanCode),)

    code: Mapped[PlanCode] = closed(PlanCode, primary_key=True)
    position: Mapped[int]
    currency: Mapped[str] = mapped_column(String(3))
    monthly: Mapped[int]
    yearly: Mapped[int | None]
    client_keys: Mapped[int | None]
    leads: Mapped[int | None]
    answers: Mapped[int]
    locations: Mapped[int | None]
    api_calls: Mapped[int | None]
    api_call: Mapped[int | None]
    white_label: Mapped[int | None]
    features: Mapped[list[str]] = mapped_column(ARRAY(Text()))
    payments: Mapped[list[str]] = mapped_column(ARRAY(Text()))


class Subscription(OrganizationOwned, Base):
    """What an organization has: made with it as a trial, one row for ever.

    Its rights hold until `rights_end_at` (null: until further notice); until `read_only_until` all can still be read.
    """

    __tablename__ = "subscriptions"
    __mapper_args__ = {"eager_defaults": False}  # registration inserts and may not read
    __prefix__ = "subscription"
    __table_args__ = (
        owned_by_organization(),
        one_of("plan", PlanCode),
        one_of("status", SubscriptionStatus),
        CheckConstraint("rights_end_at IS NULL OR read_only_until >= rights_end_at", name="read_only_until"),
        Index("subscriptions_organization_id_uq", "organization_id", unique=True),
    )

    plan: Mapped[PlanCode] = closed(PlanCode)
    status: Mapped[SubscriptionStatus] = closed(SubscriptionStatus)
    has_white_label: Mapped[bool] = mapped_column(server_default=text("false"))
    rights_end_at: Mapped[datetime | None]
    read_only_until: Mapped[datetime | None]
    created_at: Mapped[datetime] = created()
    updated_at: Mapped[datetime] = mapped_column(server_default=text("now()"))


class UsageMonth(OrganizationOwned, Base):
    """What an organization used in a calendar month: enquiries of visitors, and answers of the language model."""

    __tablename__ = "usage_months"
    __table_args__ = (owned_by_organization(), Index("usage_months_uq", "organization_id", "month", unique=True))

    month: Mapped[date]
    leads: Mapped[int] = mapped_column(server_default=text("0"))
    answers: Mapped[int] = mapped_column(server_default=text("0"))


Subscription.standing = told(
    case(
        (
            or_(Subscription.rights_end_at.is_(None), Subscription.rights_end_at > func.now()),
            cast(Subscription.status, Text()),
        ),
        (Subscription.read_only_until > func.now(), text(f"'{Standing.READ_ONLY.value}'")),
        else_=text(f"'{Standing.ENDED.value}'"),
    )
)
