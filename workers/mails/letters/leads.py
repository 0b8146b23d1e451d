"""Letters about leads: to the workshop and to who asked."""

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from babel.dates import get_timezone

from resolvers.leads import WishedTime
from tenants.models.chat import Author
from workers.mails import kinds
from workers.mails.blocks import (
    Block,
    Bullets,
    Button,
    Fact,
    Facts,
    Heading,
    Letter,
    Link,
    Paragraph,
    Quote,
    Small,
    Transcript,
    Utterance,
)
from workers.mails.letters.composing import compose
from workers.mails.letters.wording import clock_time, greeting, is_link_like, moment, one_line, phone_url, stretch
from workers.mails.phrases import Phrases

_WEB = ("https://", "http://")


@compose.register
def _lead_notice(values: kinds.LeadNotice, say: Phrases) -> Letter:
    name, request = one_line(values.name), say(f"request.{values.request.value}")
    return Letter(
        subject=say("lead_notice.subject", name=name, request=request),
        preview=one_line(values.wish or "") or say("lead_notice.preview", name=name),
        title=say("lead_notice.title", name=name),
        reason=say("lead_notice.reason", workshop=one_line(values.workshop_name)),
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
        at = moment(values.consented_at, get_timezone(values.timezone), say)
        yield Heading(say("lead_notice.consent"))
        yield Small(say("lead_notice.consented", at=at, text=values.consent_text))


def _contact(values: kinds.LeadNotice, say: Phrases) -> Iterator[Fact]:
    yield Fact(say("lead_notice.request"), say(f"request.{values.request.value}"))
    if values.phone:
        yield Fact(say("lead_notice.phone"), values.phone, phone_url(values.phone))
    if values.email:
        yield Fact(say("lead_notice.email"), values.email, f"mailto:{quote(values.email, safe='@')}")
    if values.preferred_time:
        yield Fact(say("lead_notice.preferred_time"), values.preferred_time)
    yield from _wished_times(values.wished_times, say)
    yield Fact(say("lead_notice.received"), moment(values.received_at, get_timezone(values.timezone), say))


def _wished_times(wishes: Sequence[WishedTime], say: Phrases) -> Iterator[Fact]:
    for number, wish in enumerate(wishes, 1):
        yield Fact(say("wished_time.numbered", number=number), stretch(wish.date, wish.starts_at, wish.ends_at, say))


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
    names = {Author.VISITOR: one_line(values.name), Author.MEMBER: one_line(values.workshop_name)}
    zone = get_timezone(values.timezone)
    received_on = values.received_at.astimezone(zone).date()
    for line in values.transcript:
        is_same_day = line.at.astimezone(zone).date() == received_on
        yield Utterance(
            author=names.get(line.author) or say(f"author.{line.author.value}"),
            at=(clock_time if is_same_day else moment)(line.at, zone, say),
            text=line.text,
            is_visitor=line.author is Author.VISITOR,
        )


@compose.register
def _locked_lead_notice(values: kinds.LockedLeadNotice, say: Phrases) -> Letter:
    request = say(f"request.{values.request.value}")
    return Letter(
        subject=say("locked_lead_notice.subject", request=request),
        preview=one_line(values.wish or "") or say("locked_lead_notice.preview"),
        title=say("locked_lead_notice.title"),
        reason=say("lead_notice.reason", workshop=one_line(values.workshop_name)),
        blocks=tuple(_locked_blocks(values, request, say)),
    )


def _locked_blocks(values: kinds.LockedLeadNotice, request: str, say: Phrases) -> Iterator[Block]:
    zone = get_timezone(values.timezone)
    received = Fact(say("lead_notice.received"), moment(values.received_at, zone, say))
    yield Facts((Fact(say("lead_notice.request"), request), received))
    if values.wish:
        yield Quote(values.wish)
    yield Paragraph(say("locked_lead_notice.kept"))
    if values.opens_at is not None:
        yield Paragraph(say("locked_lead_notice.opens", at=moment(values.opens_at, zone, say)))
    yield Button(say("lead_notice.button"), values.lead_url)


@compose.register
def _lead_confirmation(values: kinds.LeadConfirmation, say: Phrases) -> Letter:
    workshop = one_line(values.workshop_name)
    return Letter(
        subject=say("lead_confirmation.subject", workshop=workshop),
        preview=say("lead_confirmation.preview"),
        title=say("lead_confirmation.title"),
        reason=say("lead_confirmation.reason", workshop=workshop),
        blocks=tuple(_confirmation_blocks(values, workshop, say)),
    )


def _confirmation_blocks(values: kinds.LeadConfirmation, workshop: str, say: Phrases) -> Iterator[Block]:
    yield Paragraph(greeting(values.name, say))
    yield Paragraph(say("lead_confirmation.intro", workshop=workshop))
    if values.promise:
        yield Paragraph(values.promise)
    if values.wish and not is_link_like(values.wish):
        yield Heading(say("lead_confirmation.wish"))
        yield Quote(values.wish)
    if wished := tuple(_wished_times(values.wished_times, say)):
        yield Heading(say("lead_confirmation.wished_times"))
        yield Facts(wished)
        yield Paragraph(say("lead_confirmation.wished_times_open"))
    if contact := tuple(_workshop_contact(values, say)):
        yield Heading(workshop)
        yield Paragraph(say("lead_confirmation.contact"))
        yield Facts(contact)
    if values.privacy_url and values.privacy_url.startswith(_WEB):
        yield Link(say("lead_confirmation.privacy", workshop=workshop), values.privacy_url)


def _workshop_contact(values: kinds.LeadConfirmation, say: Phrases) -> Iterator[Fact]:
    if values.workshop_phone:
        yield Fact(say("lead_confirmation.phone"), values.workshop_phone, phone_url(values.workshop_phone))
    if values.workshop_address:
        yield Fact(say("lead_confirmation.address"), values.workshop_address)
