"""A visitor's enquiry: stored with its consent at once, then scored and told to the workshop by a job."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import insert, select

from carbot.errors import DomainError
from carbot.ids import new_id
from resolvers.billing import count_lead
from resolvers.chat.blocks import require_welcome
from resolvers.consents import VERSION, consent_wording
from resolvers.leads.judging import mark_if_spam
from resolvers.leads.scoring import Facts, score
from resolvers.leads.wishes import WishedTime, stored_wishes
from resolvers.values import Checks, sort_name
from resolvers.values import idempotency_key as check_key
from tenants.models.accounts import Language
from tenants.models.chat import Author, Conversation, Message
from tenants.models.leads import Consent, Lead, LeadEvent, LeadEventKind, LeadKind, LeadOrigin
from tenants.models.workshops import Country, Workshop
from tenants.outbox import ChangeKind, Job, Topic
from tenants.permissions import Permission
from tenants.scope import Scope
from tenants.use_cases import use_case


class ConsentRequired(DomainError):
    """Contact data are stored only with consent to the text that is shown now."""

    code = "CONSENT_REQUIRED"


class ContactRequired(DomainError):
    """Without a phone number or an e-mail address nobody can answer."""

    code = "CONTACT_REQUIRED"


@dataclass(frozen=True, slots=True)
class LeadSubmitted(Job):
    """A visitor left an enquiry."""

    lead_id: UUID


@dataclass(frozen=True, slots=True)
class LeadNoticeDue(Job):
    """One of those who get notices is to be told of a lead; one job each, so that a retry repeats no other's mail."""

    lead_id: UUID
    recipient: str


@dataclass(frozen=True, slots=True)
class LeadConfirmationDue(Job):
    """The visitor left an address and gets a confirmation."""

    lead_id: UUID


@dataclass(frozen=True, slots=True)
class LeadSubmission:
    """What a visitor enters. `consent_version` and `consent_language` name the text that was shown.

    `is_trapped` says that a field was filled in which people do not see.
    """

    conversation_id: UUID
    kind: LeadKind
    name: str
    phone: str | None
    email: str | None
    wish: str | None
    preferred_time: str | None
    wished_times: Sequence[WishedTime]
    has_consent: bool
    consent_version: str
    consent_language: Language
    is_trapped: bool = False


@dataclass(frozen=True, slots=True)
class LeadReceipt:
    """All a visitor sees of a stored enquiry."""

    id: UUID
    created_at: datetime


@use_case(Permission.LEADS_SUBMIT)
async def submit_lead(scope: Scope, submission: LeadSubmission, idempotency_key: str | None) -> LeadReceipt:
    """Store an enquiry with its consent. The same idempotency key returns the first one.

    Raises ConsentRequired, ContactRequired, Rejected, VisitorBlocked; NotFound for another conversation than one's own.
    """
    require_welcome(scope)
    conversation = await scope.get(Conversation, submission.conversation_id, lock=True)
    if idempotency_key is not None:
        check_key(idempotency_key)
        if first := await _earlier(scope, conversation.id, idempotency_key):
            return first
    workshop = (
        await scope.execute(select(Workshop.name, Workshop.country, Workshop.time_zone, Workshop.privacy_policy_url))
    ).one()
    if not submission.has_consent or submission.consent_version != VERSION:
        raise ConsentRequired("input", "consent")
    checks = Checks("input")
    name = checks.required("name", submission.name)
    phone = checks.phone("phone", submission.phone, Country(workshop.country))
    email = checks.email("email", submission.email, required=False)
    wish = checks.text("wish", submission.wish)
    preferred_time = checks.line("preferredTime", submission.preferred_time, most=200)
    wished_times = stored_wishes(checks, submission.wished_times, scope.now, workshop.time_zone)
    checks.done()
    if not phone and not email:
        raise ContactRequired("input", "phone")
    wording = consent_wording(submission.consent_language, workshop.name, workshop.privacy_policy_url)
    consent = scope.add(
        Consent(
            id=new_id(),
            conversation_id=conversation.id,
            text_version=wording.version,
            text=wording.text,
            language=wording.language,
        )
    )
    await scope.flush()
    receipt = LeadReceipt(new_id(), scope.now)
    # A plain insert: a visitor may write these columns and read almost none of them back.
    await scope.execute(
        insert(Lead).values(
            workshop_id=scope.workshop_id,
            id=receipt.id,
            conversation_id=conversation.id,
            consent_id=consent.id,
            kind=submission.kind,
            origin=LeadOrigin.VISITOR,
            language=conversation.language,
            name=name,
            sort_name=sort_name(name),
            phone=phone,
            email=email,
            wish=wish,
            preferred_time=preferred_time,
            wished_times=wished_times,
            surface=conversation.surface,
            page=conversation.page,
            referrer=conversation.referrer,
            campaign=conversation.campaign,
            is_test=scope.principal.is_test,
            is_trapped=submission.is_trapped,
            idempotency_key=idempotency_key,
            created_at=receipt.created_at,
        )
    )
    scope.enqueue(LeadSubmitted(receipt.id))
    scope.announce(Topic.LEAD, receipt.id, ChangeKind.CREATED)
    return receipt


async def _earlier(scope: Scope, conversation_id: UUID, idempotency_key: str) -> LeadReceipt | None:
    found = (
        await scope.execute(
            select(Lead.id, Lead.created_at).where(
                Lead.conversation_id == conversation_id, Lead.idempotency_key == idempotency_key
            )
        )
    ).one_or_none()
    return LeadReceipt(found.id, found.created_at) if found else None


async def process_submission(scope: Scope, lead_id: UUID) -> None:
    """What follows from a visitor's enquiry, in the workshop's own scope: score, timeline, notices, confirmation.

    What looks like spam is marked and stays; of it, and of a test, nobody is told by mail, and neither counts. What the
    plan has no room for is locked.
    """
    lead = await scope.get(Lead, lead_id, lock=True)
    workshop = await scope.get(Workshop, scope.workshop_id)
    await apply_score(scope, lead)
    scope.add(LeadEvent(lead_id=lead.id, kind=LeadEventKind.CREATED, at=lead.created_at))
    scope.announce(Topic.LEAD, lead.id, ChangeKind.UPDATED)
    if await mark_if_spam(scope, lead) or lead.is_test:
        return
    lead.locked_until = await count_lead(scope, workshop, lead.created_at)
    for recipient in workshop.notice_emails:
        scope.enqueue(LeadNoticeDue(lead.id, recipient))
    if lead.email:
        scope.enqueue(LeadConfirmationDue(lead.id))


async def apply_score(scope: Scope, lead: Lead) -> None:
    """Give a lead its score and reasons from its own words and its conversation's."""
    messages = (
        await scope.all(
            select(Message).where(Message.conversation_id == lead.conversation_id).order_by(Message.seq).limit(200)
        )
        if lead.conversation_id
        else ()
    )
    result = score(
        Facts(
            kind=lead.kind,
            phone=lead.phone,
            email=lead.email,
            wish=lead.wish,
            preferred_time=lead.preferred_time,
            visitor_lines=tuple(message.text for message in messages if message.author is Author.VISITOR),
            was_quoted_price=any("€" in message.text for message in messages if message.author is Author.ASSISTANT),
        )
    )
    lead.score = result.points
    lead.score_reasons = [{"code": reason.value, "points": points} for reason, points in result.reasons]
