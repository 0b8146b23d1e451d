"""Workshops: profile, opening hours, closures, and how the widget looks and greets."""

from datetime import date as Day  # noqa: N812  # a field is called date
from datetime import datetime
from typing import Any

import strawberry
from strawberry import ID

from resolvers import workshops
from schema.core.context import Info
from schema.core.enums import describe_enum
from schema.core.mutations import mutation
from schema.core.nodes import Node, key_of, present
from schema.core.scalars import EmailAddress, LocalTime, PhoneNumber, Url
from schema.engine.declarations import column, declared, document, embedded, many, one, own
from schema.images import Image
from tenants import models
from tenants.models.accounts import Language
from tenants.models.workshops import Country, Currency, FederalState, Weekday, WidgetIcon, WidgetPosition
from tenants.permissions import Permission

describe_enum(Language, "The languages CarBot speaks.")
describe_enum(Country, "Where workshops are (ISO 3166-1).")
describe_enum(Currency, "What prices are in (ISO 4217).")
describe_enum(FederalState, "The German Bundesländer (ISO 3166-2, without DE-).")
describe_enum(Weekday, "Days of the week, Monday first.")
describe_enum(WidgetIcon, "The pictures of the assistant that CarBot brings along.")
describe_enum(WidgetPosition, "The corner the chat button sits in.")


@declared()
class Address:
    """A postal address."""

    street: str | None = column("Street and number.")
    postal_code: str | None = column("Postal code.")
    city: str | None = column("Town.")
    country: Country = column("Country.")


@declared()
class Onboarding:
    """What a new workshop has done already."""

    profile: bool = column("Address, phone and privacy policy are entered.", attribute="has_profile")
    opening_hours: bool = column("Opening hours were saved.", attribute="has_opening_hours")
    services: bool = column("There is a service visitors can ask for.", attribute="has_services")
    client_key: bool = column("There is a client key.", attribute="has_client_key")
    widget_seen: bool = column("The widget was opened on a page of the workshop.", attribute="has_seen_widget")
    first_lead: bool = column("There is a lead.", attribute="has_lead")


@declared(models.workshops.Workshop, requires=Permission.WORKSHOP_READ)
class Workshop(Node):
    """A place of business with its own data."""

    name: str = column("What it is called.")
    language: Language = column("The language of its notices.")
    country: Country = column("Where it is.")
    currency: Currency = column("What its prices are in.")
    time_zone: str = column("Its time zone (IANA).")
    federal_state: FederalState | None = column("Its Bundesland; public holidays depend on it.")
    address: Address = embedded("Where it is to be found.")
    phone: PhoneNumber | None = column("The number for customers.")
    breakdown_phone: PhoneNumber | None = column("The number for breakdowns.")
    email: EmailAddress | None = column("The address for customers.")
    website: Url | None = column("Its website.")
    privacy_policy_url: Url | None = column("Its Datenschutzerklärung, which the consent text names.")
    notice_emails: list[EmailAddress] = column("Who is told of new leads by mail.")
    is_open_now: bool = column("Whether it is open at this moment: hours, closures and public holidays count.")
    onboarding: Onboarding = embedded("What it has done already.")
    created_at: datetime = column("When it was registered.")


@declared(models.workshops.OpeningInterval)
class OpeningInterval:
    """One stretch of a weekday in which the workshop is open."""

    weekday: Weekday = column("The day.")
    opens_at: LocalTime = column("When it opens.")
    closes_at: LocalTime = column("When it closes.")


@declared(models.workshops.Closure, requires=Permission.WORKSHOP_READ)
class Closure(Node):
    """Days on which the workshop is closed although its hours say otherwise."""

    starts_on: Day = column("The first day.")
    ends_on: Day = column("The last day, included.")
    reason: str | None = column("Why, in words visitors may read.")


@declared(models.workshops.PublicHoliday)
class PublicHoliday:
    """A public holiday of the workshop's country or Bundesland."""

    date: Day = column("The day.")
    name: str = column("What it is called.")


@declared(models.workshops.Workshop, is_noun=False)
class OpeningHours:
    """When the workshop is open."""

    is_open_now: bool = column("Whether it is open at this moment.")
    time_zone: str = column("The time zone of all times here (IANA).")
    intervals: list[OpeningInterval] = many("The week, Monday first, several stretches a day possible.")
    closures: list[Closure] = many("Closures, earliest first.")

    public_holidays: list[PublicHoliday] = many(
        "The public holidays of the coming twelve months; they follow from country and Bundesland."
    )


@declared()
class LocalizedText:
    """A text in one language."""

    language: Language = column("The language.")
    text: str = column("The words.")


@declared(models.workshops.WidgetSettings, requires=Permission.WORKSHOP_READ)
class WidgetSettings(Node):
    """How the widget looks and greets."""

    accent_color: str = column("The colour of button and header, as #rrggbb.")
    position: WidgetPosition = column("The corner of the button.")

    greetings: list[LocalizedText] = document(
        "The workshop's own greetings; a language that is missing greets with ours."
    )
    logo: Image | None = one("The workshop's logo, as it stands on its printed price list.")
    avatar_icon: WidgetIcon = column("The picture of the assistant.")
    avatar_text: str | None = column("Initials or an emoji instead of the picture.")
    quick_replies: list[LocalizedText] = document(
        "Questions that a click asks, in order; a language without any has ours."
    )


@strawberry.input(description="Changes of the profile; an absent field stays, null clears.")
class WorkshopUpdateInput:
    """See Workshop for the fields."""

    name: str | None = strawberry.field(default=strawberry.UNSET, description="What it is called.")
    street: str | None = strawberry.field(default=strawberry.UNSET, description="Street and number.")
    postal_code: str | None = strawberry.field(default=strawberry.UNSET, description="Postal code.")
    city: str | None = strawberry.field(default=strawberry.UNSET, description="Town.")
    phone: PhoneNumber | None = strawberry.field(default=strawberry.UNSET, description="The number for customers.")
    breakdown_phone: PhoneNumber | None = strawberry.field(
        default=strawberry.UNSET, description="The number for breakdowns."
    )
    email: EmailAddress | None = strawberry.field(default=strawberry.UNSET, description="The address for customers.")
    website: Url | None = strawberry.field(default=strawberry.UNSET, description="The website.")
    privacy_policy_url: Url | None = strawberry.field(
        default=strawberry.UNSET, description="The Datenschutzerklärung; needed before a client key goes live."
    )
    federal_state: FederalState | None = strawberry.field(default=strawberry.UNSET, description="The Bundesland.")
    language: Language | None = strawberry.field(default=strawberry.UNSET, description="The language of notices.")
    notice_emails: list[EmailAddress] | None = strawberry.field(
        default=strawberry.UNSET, description="Who is told of new leads: one to ten addresses."
    )


@strawberry.input(description="One stretch of a weekday.")
class OpeningIntervalInput:
    """It must end after it starts, on the same day."""

    weekday: Weekday = strawberry.field(description="The day.")
    opens_at: LocalTime = strawberry.field(description="When it opens.")
    closes_at: LocalTime = strawberry.field(description="When it closes.")


@strawberry.input(description="The whole week anew.")
class OpeningHoursUpdateInput:
    """It replaces all intervals there were."""

    intervals: list[OpeningIntervalInput] = strawberry.field(description="All stretches; none of a day may overlap.")


@strawberry.input(description="A closure.")
class ClosureCreateInput:
    """Both ends included."""

    starts_on: Day = strawberry.field(description="The first day.")
    ends_on: Day = strawberry.field(description="The last day.")
    reason: str | None = strawberry.field(default=None, description="Why, in words visitors may read.")


@strawberry.input(description="A text in one language.")
class LocalizedTextInput:
    """An empty text goes back to ours."""

    language: Language = strawberry.field(description="The language.")
    text: str = strawberry.field(description="The words, at most 300 characters.")


@strawberry.input(description="Changes of the widget; an absent field stays.")
class WidgetUpdateInput:
    """See WidgetSettings for the fields."""

    accent_color: str | None = strawberry.field(default=strawberry.UNSET, description="The colour, as #rrggbb.")
    position: WidgetPosition | None = strawberry.field(default=strawberry.UNSET, description="The corner.")
    greetings: list[LocalizedTextInput] | None = strawberry.field(
        default=strawberry.UNSET, description="Own greetings; languages that are not named stay."
    )
    logo_upload_id: ID | None = strawberry.field(
        default=strawberry.UNSET,
        description="The workshop's logo: an uploaded PNG, JPEG or WebP file, 5 MB and 4 megapixels at most; null "
        "takes it away.",
    )
    avatar_icon: WidgetIcon | None = strawberry.field(default=strawberry.UNSET, description="The picture.")
    avatar_text: str | None = strawberry.field(
        default=strawberry.UNSET, description="Initials or an emoji, at most 4 signs; null shows the picture."
    )
    quick_replies: list[LocalizedTextInput] | None = strawberry.field(
        default=strawberry.UNSET,
        description="All questions anew: at most 4 a language with 60 characters each; none goes back to ours.",
    )


@strawberry.type
class Query:
    """The workshops' part of the root."""

    workshop: Workshop | None = own(
        models.workshops.Workshop, "The caller's workshop.", requires=Permission.WORKSHOP_READ
    )
    opening_hours: OpeningHours | None = own(
        models.workshops.Workshop, "When the caller's workshop is open.", requires=Permission.WORKSHOP_READ
    )
    widget_settings: WidgetSettings | None = own(
        models.workshops.WidgetSettings, "How the widget looks and greets.", requires=Permission.WORKSHOP_READ
    )


@strawberry.type
class Mutation:
    """The workshops' part of the root."""

    @mutation(workshops.update_workshop, "Change the profile.", workshop=Workshop)
    async def workshop_update(self, info: Info, input: WorkshopUpdateInput) -> Any:
        return await workshops.update_workshop(info.context.scope, present(input))  # type: ignore[arg-type]  # the input's fields

    @mutation(workshops.update_opening_hours, "Replace the week's opening hours.", opening_hours=OpeningHours)
    async def opening_hours_update(self, info: Info, input: OpeningHoursUpdateInput) -> Any:
        intervals = [workshops.Interval(i.weekday, i.opens_at, i.closes_at) for i in input.intervals]
        return await workshops.update_opening_hours(info.context.scope, intervals)

    @mutation(workshops.create_closure, "Close the workshop for some days.", closure=Closure)
    async def closure_create(self, info: Info, input: ClosureCreateInput) -> Any:
        return await workshops.create_closure(info.context.scope, input.starts_on, input.ends_on, input.reason)

    @mutation(workshops.delete_closure, "Take a closure back.", deleted_id=ID)
    async def closure_delete(self, info: Info, id: ID) -> Any:
        closure = await workshops.delete_closure(info.context.scope, key_of(models.workshops.Closure, id))
        return closure.gid

    @mutation(workshops.update_widget, "Change how the widget looks and greets.", widget_settings=WidgetSettings)
    async def widget_update(self, info: Info, input: WidgetUpdateInput) -> Any:
        changes: Any = present(input)
        if changes.get("logo_upload_id") is not None:
            changes["logo_upload_id"] = key_of(models.uploads.Upload, changes["logo_upload_id"])
        if changes.get("greetings"):
            changes["greetings"] = [(each.language, each.text) for each in changes["greetings"]]
        if changes.get("quick_replies"):
            changes["quick_replies"] = [(each.language, each.text) for each in changes["quick_replies"]]
        return await workshops.update_widget(info.context.scope, changes)
