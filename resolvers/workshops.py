"""Workshops: the profile, the opening hours and closures, and how the widget looks and greets."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import TypedDict
from uuid import UUID

from sqlalchemy import delete, or_, select

from resolvers.images import keep_image, remove_image
from resolvers.values import Checks
from tenants.entitlements import require_entitled
from tenants.models.accounts import Language
from tenants.models.billing import Feature
from tenants.models.workshops import (
    Closure,
    FederalState,
    OpeningInterval,
    PublicHoliday,
    Weekday,
    WidgetIcon,
    WidgetPosition,
    WidgetSettings,
    Workshop,
)
from tenants.permissions import Permission
from tenants.scope import Scope
from tenants.use_cases import use_case

_WEEKDAYS = list(Weekday)
_MOST_NOTICE_EMAILS = 10
_LONGEST_AVATAR = 4
_MOST_PIXELS_OF_A_LOGO = 4_000_000
_MOST_QUICK_REPLIES = 4
_LONGEST_QUICK_REPLY = 60


class WorkshopChanges(TypedDict, total=False):
    """An absent key leaves alone; None clears."""

    name: str | None
    street: str | None
    postal_code: str | None
    city: str | None
    phone: str | None
    breakdown_phone: str | None
    email: str | None
    website: str | None
    privacy_policy_url: str | None
    federal_state: FederalState | None
    language: Language | None
    notice_emails: list[str] | None


class WidgetChanges(TypedDict, total=False):
    """An absent key leaves alone; None or an empty greeting goes back to ours."""

    accent_color: str | None
    position: WidgetPosition | None
    greetings: list[tuple[Language, str]] | None
    logo_upload_id: UUID | None
    avatar_icon: WidgetIcon | None
    avatar_text: str | None
    quick_replies: list[tuple[Language, str]] | None


@dataclass(frozen=True, slots=True)
class Interval:
    """One stretch of a weekday, local time."""

    weekday: Weekday
    opens_at: time
    closes_at: time


async def own_workshop(scope: Scope) -> Workshop:
    """The scope's workshop."""
    return await scope.get(Workshop, scope.workshop_id)


@use_case(Permission.WORKSHOP_WRITE)
async def update_workshop(scope: Scope, changes: WorkshopChanges) -> Workshop:
    """Change the profile. Raises Rejected with all faults of the input."""
    workshop = await scope.get(Workshop, scope.workshop_id, lock=True)
    checks = Checks("input")
    clean: dict[str, object] = {}
    if "name" in changes:
        clean["name"] = checks.required("name", changes["name"])
    for field, caller_field, most in (
        ("street", "street", 120),
        ("postal_code", "postalCode", 10),
        ("city", "city", 80),
    ):
        if field in changes:
            clean[field] = checks.line(caller_field, changes[field], most=most)  # type: ignore[literal-required]
    for field, caller_field in (("phone", "phone"), ("breakdown_phone", "breakdownPhone")):
        if field in changes:
            clean[field] = checks.phone(caller_field, changes[field], workshop.country)  # type: ignore[literal-required]
    for field, caller_field in (("website", "website"), ("privacy_policy_url", "privacyPolicyUrl")):
        if field in changes:
            clean[field] = checks.url(caller_field, changes[field])  # type: ignore[literal-required]
    if "email" in changes:
        clean["email"] = checks.email("email", changes["email"], required=False)
    if "federal_state" in changes:
        clean["federal_state"] = changes["federal_state"]
    if changes.get("language"):
        clean["language"] = changes["language"]
    if "notice_emails" in changes:
        clean["notice_emails"] = _notice_emails(checks, changes["notice_emails"] or [])
    checks.done()
    for field, value in clean.items():
        setattr(workshop, field, value)
    scope.audit("workshop.updated", workshop, list(clean))
    await scope.flush()
    return workshop


def _notice_emails(checks: Checks, addresses: Sequence[str]) -> list[str]:
    """Who gets notices: one to ten addresses, each once."""
    found = [email for address in addresses if (email := checks.email("noticeEmails", address, required=False))]
    if not any(address.strip() for address in addresses):
        checks.refuse("REQUIRED", "noticeEmails")
    if len(found) > _MOST_NOTICE_EMAILS:
        checks.refuse("TOO_MANY", "noticeEmails", most=_MOST_NOTICE_EMAILS)
    return list(dict.fromkeys(found))


@use_case(Permission.WORKSHOP_WRITE)
async def update_opening_hours(scope: Scope, intervals: Sequence[Interval]) -> Workshop:
    """Replace the week's hours. Raises Rejected when intervals are empty, end before they start or overlap."""
    workshop = await scope.get(Workshop, scope.workshop_id, lock=True)
    checks = Checks("input", "intervals")
    ordered = sorted(intervals, key=lambda each: (_WEEKDAYS.index(each.weekday), each.opens_at))
    if len(ordered) > 70:
        checks.refuse("TOO_MANY", "0", most=70)
    for number, interval in enumerate(ordered):
        index = str(list(intervals).index(interval))
        if interval.opens_at >= interval.closes_at:
            checks.refuse("ENDS_BEFORE_IT_STARTS", index)
        before = [each for each in ordered[:number] if each.weekday == interval.weekday]
        if any(each.closes_at > interval.opens_at for each in before):
            checks.refuse("INTERVALS_OVERLAP", index)
    checks.done()
    await scope.execute(delete(OpeningInterval).where(OpeningInterval.workshop_id == workshop.id))
    for position, interval in enumerate(ordered):
        scope.add(
            OpeningInterval(
                weekday=interval.weekday,
                opens_at=interval.opens_at,
                closes_at=interval.closes_at,
                position=position,
            )
        )
    workshop.hours_set_at = scope.now
    scope.audit("opening_hours.updated", workshop)
    await scope.flush()
    return workshop


@use_case(Permission.WORKSHOP_WRITE)
async def create_closure(scope: Scope, starts_on: date, ends_on: date, reason: str | None) -> Closure:
    """Close the workshop for some days, both ends included. Raises Rejected."""
    checks = Checks("input")
    line = checks.line("reason", reason)
    if ends_on < starts_on:
        checks.refuse("ENDS_BEFORE_IT_STARTS", "endsOn")
    checks.done()
    closure = scope.add(Closure(starts_on=starts_on, ends_on=ends_on, reason=line))
    await scope.flush()
    scope.audit("closure.created", closure)
    return closure


@use_case(Permission.WORKSHOP_WRITE)
async def delete_closure(scope: Scope, closure_id: UUID) -> Closure:
    """Take a closure back. Raises NotFound."""
    closure = await scope.get(Closure, closure_id)
    scope.audit("closure.deleted", closure)
    await scope.delete(closure)
    return closure


async def holidays_between(scope: Scope, workshop: Workshop, first: date, length: timedelta) -> Sequence[PublicHoliday]:
    """The public holidays of a workshop's country and state from a day on, in order."""
    return await scope.all(
        select(PublicHoliday)
        .where(
            PublicHoliday.country == workshop.country.value,
            or_(PublicHoliday.state == "", PublicHoliday.state == (workshop.federal_state or "")),
            PublicHoliday.date.between(first, first + length),
        )
        .order_by(PublicHoliday.date)
    )


_FULL_WIDGET = {"avatar_icon": "avatarIcon", "avatar_text": "avatarText", "quick_replies": "quickReplies"}
"""What only plans with the whole widget set, as the caller spells it; who has less may still take it away."""


@use_case(Permission.WIDGET_WRITE)
async def update_widget(scope: Scope, changes: WidgetChanges) -> WidgetSettings:
    """Change the widget's colour, corner, greetings, avatar or quick replies, and the workshop's logo.

    Raises Rejected; NotFound and InvalidInput for a logo that is none; PlanLimitReached.
    """
    settings = await scope.first(select(WidgetSettings).with_for_update())
    assert settings is not None, "registration makes the widget's settings"
    checks = Checks("input")
    color = (changes.get("accent_color") or settings.accent_color).strip().lower()
    if len(color) != 7 or color[0] != "#" or any(digit not in "0123456789abcdef" for digit in color[1:]):
        checks.refuse("INVALID_COLOR", "accentColor")
    greetings = {
        language: checks.line("greetings", text, most=300) for language, text in changes.get("greetings") or ()
    }
    avatar_text = settings.avatar_text
    if "avatar_text" in changes:
        avatar_text = checks.line("avatarText", changes["avatar_text"], most=_LONGEST_AVATAR)
    replies = settings.quick_replies
    if "quick_replies" in changes:
        replies = _quick_replies(checks, changes["quick_replies"] or ())
    checks.done()
    given = [field for field in _FULL_WIDGET if changes.get(field)]
    if given:
        require_entitled(scope.principal, Feature.FULL_WIDGET, "input", _FULL_WIDGET[given[0]])
    if "logo_upload_id" in changes:
        await _apply_logo(scope, changes["logo_upload_id"])
    settings.accent_color = color
    settings.avatar_icon = changes.get("avatar_icon") or settings.avatar_icon
    settings.avatar_text = avatar_text
    settings.quick_replies = replies
    settings.position = changes.get("position") or settings.position
    for language, greeting in greetings.items():
        setattr(settings, f"greeting_{language.value.lower()}", greeting)
    scope.audit("widget.updated", settings, list(changes))
    await scope.flush()
    return settings


async def _apply_logo(scope: Scope, upload_id: UUID | None) -> None:
    """An uploaded file becomes the logo; None takes the logo away."""
    if upload_id is None:
        await remove_image(scope)
    else:
        await keep_image(scope, upload_id, field="logoUploadId", most_pixels=_MOST_PIXELS_OF_A_LOGO)


def _quick_replies(checks: Checks, given: Sequence[tuple[Language, str]]) -> list[dict[str, str]]:
    """Questions in the order of their languages; empty ones are none."""
    texts = [(language, checks.line("quickReplies", text, most=_LONGEST_QUICK_REPLY)) for language, text in given]
    found = [
        {"language": language.value, "text": text}
        for language in Language
        for each, text in texts
        if each is language and text
    ]
    counts = Counter(each["language"] for each in found)
    if any(count > _MOST_QUICK_REPLIES for count in counts.values()):
        checks.refuse("TOO_MANY", "quickReplies", most=_MOST_QUICK_REPLIES)
    return found
