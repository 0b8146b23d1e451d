"""What each kind of mail says: from its values to blocks, in the recipient's language."""

import re
from collections.abc import Iterator
from datetime import datetime, tzinfo
from functools import singledispatch
from urllib.parse import quote

from babel.dates import format_date, format_time, get_timezone
from babel.units import format_unit

from tenants.models.chat import Author
from workers.mails import kinds
from workers.mails.blocks import (
    Block,
    Bullets,
    Button,
    Code,
    Fact,
    Facts,
    Heading,
    Letter,
    Link,
    Paragraph,
    Quote,
    Small,
    Step,
    Steps,
    Transcript,
    Utterance,
)
from workers.mails.phrases import Phrases

_LONGEST_NAME = 80
_STEPS = ("profile", "services", "snippet")
_WEB = ("https://", "http://")
# Somebody may enter another person's address: what they wrote beside it must not make our mail carry their links.
_LINK_LIKE = re.compile(r"://|www\.|@|\w\.[a-z]{2,}", re.IGNORECASE)


@singledispatch
def compose(values: object, say: Phrases) -> Letter:
    """The letter for the values of any kind."""
    raise TypeError(f"{type(values).__name__} is no kind of mail.")


@compose.register
def _email_confirmation(values: kinds.EmailConfirmation, say: Phrases) -> Letter:
    return Letter(
        subject=say("email_confirmation.subject"),
        preview=say("email_confirmation.preview", workshop=_line(values.workshop_name)),
        title=say("email_confirmation.title"),
        reason=say("email_confirmation.reason"),
        blocks=(
            Paragraph(_greeting(values.person_name, say)),
            Paragraph(say("email_confirmation.intro", workshop=_line(values.workshop_name))),
            Button(say("email_confirmation.button"), values.confirm_url),
            Small(say("email_confirmation.valid", duration=_duration(values.valid_hours, "hour", say))),
        ),
    )


@compose.register
def _welcome(values: kinds.Welcome, say: Phrases) -> Letter:
    return Letter(
        subject=say("welcome.subject"),
        preview=say("welcome.preview"),
        title=say("welcome.title"),
        reason=say("welcome.reason", workshop=_line(values.workshop_name)),
        blocks=(
            Paragraph(say("welcome.intro", workshop=_line(values.workshop_name))),
            Steps(tuple(Step(say(f"welcome.{step}_title"), say(f"welcome.{step}_text")) for step in _STEPS)),
            Code(values.snippet),
            Small(say("welcome.snippet_hint")),
            Button(say("welcome.button"), values.dashboard_url),
        ),
    )


@compose.register
def _already_registered(values: kinds.AlreadyRegistered, say: Phrases) -> Letter:
    return Letter(
        subject=say("already_registered.subject"),
        preview=say("already_registered.preview"),
        title=say("already_registered.title"),
        reason=say("already_registered.reason"),
        blocks=(
            Paragraph(_greeting(None, say)),
            Paragraph(say("already_registered.intro")),
            Button(say("already_registered.button"), values.login_url),
            Link(say("already_registered.reset"), values.reset_url),
            Small(say("already_registered.ignore")),
        ),
    )


@compose.register
def _password_reset(values: kinds.PasswordReset, say: Phrases) -> Letter:
    return Letter(
        subject=say("password_reset.subject"),
        preview=say("password_reset.preview", duration=_duration(values.valid_minutes, "minute", say)),
        title=say("password_reset.title"),
        reason=say("password_reset.reason"),
        blocks=(
            Paragraph(_greeting(None, say)),
            Paragraph(say("password_reset.intro")),
            Button(say("password_reset.button"), values.reset_url),
            Small(say("password_reset.valid", duration=_duration(values.valid_minutes, "minute", say))),
        ),
    )


@compose.register
def _password_changed(values: kinds.PasswordChanged, say: Phrases) -> Letter:
    return Letter(
        subject=say("password_changed.subject"),
        preview=say("password_changed.preview"),
        title=say("password_changed.title"),
        reason=say("password_changed.reason"),
        blocks=(
            Paragraph(_greeting(None, say)),
            Paragraph(say("password_changed.intro")),
            Paragraph(say("password_changed.warning")),
            Button(say("password_changed.button"), values.reset_url),
        ),
    )


@compose.register
def _member_invitation(values: kinds.MemberInvitation, say: Phrases) -> Letter:
    workshop, inviter = _harmless(values.workshop_name), _harmless(values.inviter_name)
    return Letter(
        subject=say("member_invitation.subject", workshop=workshop),
        preview=say("member_invitation.preview"),
        title=say("member_invitation.title"),
        reason=say("member_invitation.reason", workshop=workshop),
        blocks=(
            Paragraph(_greeting(None, say)),
            Paragraph(say("member_invitation.intro", inviter=inviter, workshop=workshop)),
            Button(say("member_invitation.button"), values.invitation_url),
            Small(say("member_invitation.valid", duration=_duration(values.valid_days, "day", say))),
        ),
    )


@compose.register
def _email_change(values: kinds.EmailChange, say: Phrases) -> Letter:
    duration = _duration(values.valid_hours, "hour", say)
    return Letter(
        subject=say("email_change.subject"),
        preview=say("email_change.preview", duration=duration),
        title=say("email_change.title"),
        reason=say("email_change.reason"),
        blocks=(
            Paragraph(_greeting(None, say)),
            Paragraph(say("email_change.intro")),
            Button(say("email_change.button"), values.confirm_url),
            Small(say("email_change.valid", duration=duration)),
        ),
    )


@compose.register
def _email_change_notice(values: kinds.EmailChangeNotice, say: Phrases) -> Letter:
    return Letter(
        subject=say("email_change_notice.subject"),
        preview=say("email_change_notice.preview"),
        title=say("email_change_notice.title"),
        reason=say("email_change_notice.reason"),
        blocks=(
            Paragraph(_greeting(None, say)),
            Paragraph(say("email_change_notice.intro")),
            Paragraph(say("email_change_notice.warning")),
            Button(say("email_change_notice.button"), values.reset_url),
        ),
    )


@compose.register
def _new_sign_in(values: kinds.NewSignIn, say: Phrases) -> Letter:
    at = _moment(values.at, get_timezone(values.timezone), say)
    return Letter(
        subject=say("new_sign_in.subject"),
        preview=say("new_sign_in.preview"),
        title=say("new_sign_in.title"),
        reason=say("new_sign_in.reason"),
        blocks=(
            Paragraph(_greeting(None, say)),
            Paragraph(say("new_sign_in.intro")),
            Facts(
                (
                    Fact(say("new_sign_in.at"), at),
                    Fact(say("new_sign_in.browser"), values.browser or say("new_sign_in.unknown")),
                )
            ),
            Paragraph(say("new_sign_in.warning")),
            Button(say("new_sign_in.button"), values.reset_url),
            Link(say("new_sign_in.account"), values.account_url),
        ),
    )


@compose.register
def _second_factor_enabled(values: kinds.SecondFactorEnabled, say: Phrases) -> Letter:
    return _second_factor("second_factor_enabled", values, say)


@compose.register
def _second_factor_disabled(values: kinds.SecondFactorDisabled, say: Phrases) -> Letter:
    return _second_factor("second_factor_disabled", values, say)


def _second_factor(texts: str, values: kinds.SecondFactorEnabled | kinds.SecondFactorDisabled, say: Phrases) -> Letter:
    return Letter(
        subject=say(f"{texts}.subject"),
        preview=say(f"{texts}.preview"),
        title=say(f"{texts}.title"),
        reason=say(f"{texts}.reason"),
        blocks=(
            Paragraph(_greeting(None, say)),
            Paragraph(say(f"{texts}.intro")),
            Paragraph(say(f"{texts}.warning")),
            Button(say(f"{texts}.button"), values.reset_url),
            Link(say(f"{texts}.account"), values.account_url),
        ),
    )


@compose.register
def _lead_notice(values: kinds.LeadNotice, say: Phrases) -> Letter:
    name, request = _line(values.name), say(f"request.{values.request.value}")
    return Letter(
        subject=say("lead_notice.subject", name=name, request=request),
        preview=_line(values.wish or "") or say("lead_notice.preview", name=name),
        title=say("lead_notice.title", name=name),
        reason=say("lead_notice.reason", workshop=_line(values.workshop_name)),
        blocks=tuple(_lead_blocks(values, say)),
    )


def _lead_blocks(values: kinds.LeadNotice, say: Phrases) -> Iterator[Block]:
    yield Facts(tuple(_contact(values, say)))
    if values.wish:
        yield Quote(values.wish)
    yield Button(say("lead_notice.button"), values.lead_url)
    yield Heading(say("lead_notice.score", score=values.score))
    if values.score_reasons:
        yield Bullets(values.score_reasons)
    if values.transcript:
        yield Heading(say("lead_notice.transcript"))
        yield Transcript(tuple(_transcript(values, say)))
    if source := tuple(_source(values, say)):
        yield Heading(say("lead_notice.source"))
        yield Facts(source)
    if values.consent_text and values.consented_at:
        at = _moment(values.consented_at, get_timezone(values.timezone), say)
        yield Heading(say("lead_notice.consent"))
        yield Small(say("lead_notice.consented", at=at, text=values.consent_text))


def _contact(values: kinds.LeadNotice, say: Phrases) -> Iterator[Fact]:
    yield Fact(say("lead_notice.request"), say(f"request.{values.request.value}"))
    if values.phone:
        yield Fact(say("lead_notice.phone"), values.phone, _phone_url(values.phone))
    if values.email:
        yield Fact(say("lead_notice.email"), values.email, f"mailto:{quote(values.email, safe='@')}")
    if values.preferred_time:
        yield Fact(say("lead_notice.preferred_time"), values.preferred_time)
    yield Fact(say("lead_notice.received"), _moment(values.received_at, get_timezone(values.timezone), say))


def _source(values: kinds.LeadNotice, say: Phrases) -> Iterator[Fact]:
    if values.source_surface:
        yield Fact(say("lead_notice.surface"), say(f"surface.{values.source_surface.value}"))
    for label, value in (
        ("page", values.source_page),
        ("referrer", values.source_referrer),
        ("campaign", values.source_campaign),
    ):
        if value:
            yield Fact(say(f"lead_notice.{label}"), value, value if value.startswith(_WEB) else None)


def _transcript(values: kinds.LeadNotice, say: Phrases) -> Iterator[Utterance]:
    names = {Author.VISITOR: _line(values.name), Author.MEMBER: _line(values.workshop_name)}
    zone = get_timezone(values.timezone)
    received_on = values.received_at.astimezone(zone).date()
    for line in values.transcript:
        is_same_day = line.at.astimezone(zone).date() == received_on
        yield Utterance(
            author=names.get(line.author) or say(f"author.{line.author.value}"),
            at=(_time if is_same_day else _moment)(line.at, zone, say),
            text=line.text,
            is_visitor=line.author is Author.VISITOR,
        )


@compose.register
def _lead_confirmation(values: kinds.LeadConfirmation, say: Phrases) -> Letter:
    workshop = _line(values.workshop_name)
    return Letter(
        subject=say("lead_confirmation.subject", workshop=workshop),
        preview=say("lead_confirmation.preview"),
        title=say("lead_confirmation.title"),
        reason=say("lead_confirmation.reason", workshop=workshop),
        blocks=tuple(_confirmation_blocks(values, workshop, say)),
    )


def _confirmation_blocks(values: kinds.LeadConfirmation, workshop: str, say: Phrases) -> Iterator[Block]:
    yield Paragraph(_greeting(values.name, say))
    yield Paragraph(say("lead_confirmation.intro", workshop=workshop))
    if values.wish and not _LINK_LIKE.search(values.wish):
        yield Heading(say("lead_confirmation.wish"))
        yield Quote(values.wish)
    if contact := tuple(_workshop_contact(values, say)):
        yield Heading(workshop)
        yield Paragraph(say("lead_confirmation.contact"))
        yield Facts(contact)
    if values.privacy_url and values.privacy_url.startswith(_WEB):
        yield Link(say("lead_confirmation.privacy", workshop=workshop), values.privacy_url)


def _workshop_contact(values: kinds.LeadConfirmation, say: Phrases) -> Iterator[Fact]:
    if values.workshop_phone:
        yield Fact(say("lead_confirmation.phone"), values.workshop_phone, _phone_url(values.workshop_phone))
    if values.workshop_address:
        yield Fact(say("lead_confirmation.address"), values.workshop_address)


@compose.register
def _operator_visit(values: kinds.OperatorVisit, say: Phrases) -> Letter:
    zone, workshop, operator = get_timezone(values.timezone), _line(values.workshop_name), _line(values.operator_name)
    return Letter(
        subject=say("operator_visit.subject", workshop=workshop),
        preview=say("operator_visit.preview"),
        title=say("operator_visit.title"),
        reason=say("operator_visit.reason", workshop=workshop),
        blocks=(
            Paragraph(_greeting(None, say)),
            Paragraph(say("operator_visit.intro", operator=operator, workshop=workshop)),
            Quote(values.reason),
            Facts(
                (
                    Fact(say("operator_visit.started"), _moment(values.started_at, zone, say)),
                    Fact(say("operator_visit.ends"), _moment(values.expires_at, zone, say)),
                )
            ),
            Paragraph(say("operator_visit.trace")),
            Button(say("operator_visit.button"), values.audit_url),
        ),
    )


@compose.register
def _critical_error(values: kinds.CriticalError, say: Phrases) -> Letter:
    return Letter(
        subject=say("critical_error.subject", title=_line(values.title)),
        preview=say("critical_error.preview"),
        title=say("critical_error.title"),
        reason=say("critical_error.reason"),
        blocks=(
            Paragraph(say("critical_error.intro")),
            Facts(
                (
                    Fact(say("critical_error.what"), _line(values.title)),
                    Fact(say("critical_error.where"), values.place),
                    Fact(say("critical_error.seen"), _moment(values.seen_at, get_timezone(kinds.BUSINESS_ZONE), say)),
                )
            ),
            Button(say("critical_error.button"), values.errors_url),
        ),
    )


@compose.register
def _test_mail(values: kinds.TestMail, say: Phrases) -> Letter:
    return Letter(
        subject=say("test_mail.subject"),
        preview=say("test_mail.preview"),
        title=say("test_mail.title"),
        reason=say("test_mail.reason", workshop=_line(values.workshop_name)),
        blocks=(Paragraph(say("test_mail.intro", workshop=_line(values.workshop_name))),),
    )


def _greeting(name: str | None, say: Phrases) -> str:
    person = _line(name or "")
    if not person or _LINK_LIKE.search(person):
        return say("greeting.anonymous")
    return say("greeting.named", name=person)


def _harmless(name: str) -> str:
    """A name on one line, of which no mail program makes a link."""
    line = _line(name)
    return re.sub(r"://|[.@]", "·", line) if _LINK_LIKE.search(line) else line


def _line(text: str) -> str:
    """A name on one line: whoever entered it must not break a subject or fill a screen."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return line if len(line) <= _LONGEST_NAME else line[: _LONGEST_NAME - 1].rstrip() + "…"


def _phone_url(phone: str) -> str:
    return "tel:" + "".join(letter for letter in phone if letter in "+0123456789")


def _moment(at: datetime, zone: tzinfo, say: Phrases) -> str:
    local = at.astimezone(zone)
    return f"{format_date(local, 'medium', locale=_locale(say))}, {_time(local, zone, say)}"


def _time(at: datetime, zone: tzinfo, say: Phrases) -> str:
    return format_time(at, "short", tzinfo=zone, locale=_locale(say))


def _locale(say: Phrases) -> str:
    return "en_GB" if say.language == "en" else say.language


def _duration(count: int, unit: str, say: Phrases) -> str:
    return format_unit(count, f"duration-{unit}", locale=_locale(say))
