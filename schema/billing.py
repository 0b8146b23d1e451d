"""Billing: what can be bought, and what the caller's organization has."""

from datetime import datetime

import strawberry

from resolvers import billing
from schema.core.enums import describe_enum
from schema.core.nodes import Node
from schema.engine.declarations import column, declared, own, rows
from tenants import models
from tenants.models.billing import Feature, Limit, PaymentKind, PlanCode, Standing
from tenants.permissions import Permission

describe_enum(Feature, "What some plans have and others do not.")
describe_enum(Limit, "What plans allow a number of.")
describe_enum(PaymentKind, "How a plan can be paid.")
describe_enum(Standing, "What an organization may do now.")


@declared()
class Plan:
    """What can be bought. Prices are net, in cents; a limit that is null does not exist."""

    code: PlanCode = column("Which plan.")
    currency: str = column("What the prices are in (ISO 4217).")
    monthly_price: int = column("Net, in cents a month.")
    yearly_price: int | None = column("Net, in cents a year; null where it cannot be paid by the year.")
    client_keys: int | None = column("How many client keys it allows.")
    leads: int | None = column("How many enquiries a month it opens; further ones are kept locked.")
    answers: int = column("How many answers a month the language model gives; then the built-in assistant answers.")
    locations: int | None = column("How many workshops an organization may have.")
    api_calls: int | None = column("How many calls of the partner API a month are included; null without the API.")
    api_call_price: int | None = column("What each further call costs, net, in cents.")
    white_label_price: int | None = column("The add-on that takes our name off, net, in cents a month; null: not sold.")
    features: list[Feature] = column("What it has beyond the chat, enquiries and the catalogue.")
    payments: list[PaymentKind] = column("How it can be paid.")


@declared()
class PlanUsage:
    """How much of a limit is used."""

    limit: Limit = column("Of what.")
    used: int = column("How many there are, or were in this calendar month.")
    most: int | None = column("How many the plan allows; null for any number.")


@declared(models.billing.Subscription, requires=Permission.WORKSHOP_READ)
class PlanSubscription(Node):
    """What the organization has."""

    plan: PlanCode = column("The plan; during the trial, the one that is tried.")
    standing: Standing = column("What it is worth now.")
    has_white_label: bool = column("Whether the add-on that takes our name off is booked.")
    rights_end_at: datetime | None = column("When the trial or the subscription ends; null: until further notice.")
    read_only_until: datetime | None = column("Until when all can still be read and taken along after that.")


@strawberry.type
class Query:
    """Billing's part of the root."""

    plans: list[Plan] = rows(billing.offered_plans, "What can be bought, the smallest plan first.")
    subscription: PlanSubscription | None = own(
        models.billing.Subscription, "What the caller's organization has.", requires=Permission.WORKSHOP_READ
    )
    plan_usage: list[PlanUsage] | None = rows(
        billing.plan_usage, "How much of the plan is used.", requires=Permission.WORKSHOP_READ
    )
