"""The demo's leads: the enquiry with consent and score, and what the workshop did about it since."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from random import Random
from typing import Any

from carbot.demo_data.calendar import Calendar
from carbot.demo_data.workshop import Premises
from carbot.ids import new_id
from resolvers.consents import consent_wording
from resolvers.leads.scoring import Facts, score
from resolvers.leads.wishes import WishedTime, stored_wishes
from resolvers.values import Checks, sort_name
from tenants.models.accounts import Language
from tenants.models.chat import Author, Conversation, Message, Surface
from tenants.models.leads import Consent, Lead, LeadEvent, LeadEventKind, LeadKind, LeadOrigin, LeadStatus
from tenants.models.members import Member
from tenants.models.workshops import Weekday

_STEPS = {
    LeadStatus.NEW: (),
    LeadStatus.CONTACTED: (LeadStatus.CONTACTED,),
    LeadStatus.QUALIFIED: (LeadStatus.CONTACTED, LeadStatus.QUALIFIED),
    LeadStatus.WON: (LeadStatus.CONTACTED, LeadStatus.QUALIFIED, LeadStatus.WON),
    LeadStatus.LOST: (LeadStatus.CONTACTED, LeadStatus.LOST),
    LeadStatus.SPAM: (LeadStatus.SPAM,),
}


@dataclass(slots=True)
class LeadRows:
    """A lead with its consent, where a visitor left it, and its timeline."""

    lead: Lead
    consent: Consent | None = None
    events: list[LeadEvent] = field(default_factory=list)

    def record(self, kind: LeadEventKind, at: datetime, **values: Any) -> None:
        """Add an entry to the timeline; entries are added in the order they happened."""
        self.events.append(
            LeadEvent(workshop_id=self.lead.workshop_id, id=new_id(), lead_id=self.lead.id, kind=kind, at=at, **values)
        )


def lead_of_visit(
    premises: Premises,
    calendar: Calendar,
    conversation: Conversation,
    messages: Sequence[Message],
    told: dict[str, Any],
    chance: Random,
) -> LeadRows:
    """The enquiry a visitor left at the end of a conversation."""
    at = min(conversation.last_message_at + timedelta(seconds=chance.randint(40, 150)), premises.now)
    wording = consent_wording(
        Language(conversation.language), premises.workshop.name, premises.workshop.privacy_policy_url
    )
    consent = Consent(
        workshop_id=premises.workshop.id,
        id=new_id(),
        conversation_id=conversation.id,
        text_version=wording.version,
        text=wording.text,
        language=wording.language,
        given_at=at,
    )
    lead = _lead(premises, calendar, told, at)
    lead.origin = LeadOrigin.VISITOR
    lead.language = conversation.language
    lead.conversation_id, lead.consent_id = conversation.id, consent.id
    lead.surface, lead.page = conversation.surface, conversation.page
    lead.referrer, lead.campaign = conversation.referrer, conversation.campaign
    _score(lead, messages)
    rows = LeadRows(lead, consent)
    rows.record(LeadEventKind.CREATED, at)
    for recipient in premises.workshop.notice_emails:
        rows.record(LeadEventKind.NOTICE_SENT, at + timedelta(seconds=3), detail=recipient)
    if lead.email:
        rows.record(LeadEventKind.CONFIRMATION_SENT, at + timedelta(seconds=4))
    _work(rows, premises, calendar, told, chance)
    return rows


def lead_of_call(premises: Premises, calendar: Calendar, told: dict[str, Any], chance: Random) -> LeadRows:
    """An enquiry a member took down by hand, some days ago."""
    opening = calendar.last_opening(premises.now - timedelta(days=told["days"]))
    at = calendar.next_work(opening + timedelta(minutes=chance.randint(10, 180)))
    lead = _lead(premises, calendar, told, at)
    lead.origin, lead.language, lead.surface = LeadOrigin.MEMBER, Language.DE, Surface.PHONE
    lead.read_at = at
    _score(lead, ())
    rows = LeadRows(lead)
    rows.record(LeadEventKind.CREATED, at, actor_name=premises.members[-1].name)
    _work(rows, premises, calendar, told, chance)
    return rows


def _lead(premises: Premises, calendar: Calendar, told: dict[str, Any], at: datetime) -> Lead:
    return Lead(
        workshop_id=premises.workshop.id,
        id=new_id(),
        status=LeadStatus.NEW,
        kind=LeadKind(told["kind"]),
        name=told["name"],
        sort_name=sort_name(told["name"]),
        phone=told.get("phone"),
        email=told.get("email"),
        wish=told.get("wish"),
        preferred_time=told.get("time"),
        wished_times=_wishes(premises, calendar, told.get("wished", ()), at),
        created_at=at,
        updated_at=at,
    )


def _wishes(
    premises: Premises, calendar: Calendar, told: Sequence[Sequence[str]], at: datetime
) -> list[dict[str, Any]]:
    """Wished times, from a weekday and the ends of a stretch of it, as a form sent at that moment has them stored."""
    checks = Checks("input")
    given = [
        WishedTime(calendar.next_day(Weekday(day), at), *(time.fromisoformat(end) for end in ends))
        for day, *ends in told
    ]
    stored = stored_wishes(checks, given, at, premises.workshop.time_zone)
    checks.done()
    return stored


def _score(lead: Lead, messages: Sequence[Message]) -> None:
    result = score(
        Facts(
            kind=lead.kind,
            phone=lead.phone,
            email=lead.email,
            wish=lead.wish,
            preferred_time=lead.preferred_time,
            visitor_lines=tuple(line.text for line in messages if line.author is Author.VISITOR),
            was_quoted_price=any("€" in line.text for line in messages if line.author is Author.ASSISTANT),
        )
    )
    lead.score = result.points
    lead.score_reasons = [{"code": reason.value, "points": points} for reason, points in result.reasons]


def _work(rows: LeadRows, premises: Premises, calendar: Calendar, told: dict[str, Any], chance: Random) -> None:
    """Move the lead on as far as the workshop came since: only in opening hours, and never past the present."""
    lead, at = rows.lead, rows.lead.created_at
    steps = _STEPS[LeadStatus(told["status"])]
    if not steps and not told.get("read"):
        return
    who: Member = chance.choice(premises.members)
    at = calendar.next_work(at + timedelta(minutes=chance.randint(10, 90)))
    if at > premises.now:
        return
    if lead.read_at is None:
        lead.read_at = at
        rows.record(LeadEventKind.READ, at, actor_name=who.name)
    for number, status in enumerate(steps):
        at = calendar.next_work(at + timedelta(minutes=chance.randint(5, 40), days=chance.choice((0, 1)) * number))
        if at > premises.now:
            return
        if number == 0 and status is not LeadStatus.SPAM:
            lead.assignee_id = who.id
            rows.record(LeadEventKind.ASSIGNED, at, actor_name=who.name, detail=who.name)
        rows.record(LeadEventKind.STATUS_CHANGED, at, actor_name=who.name, from_status=lead.status, to_status=status)
        lead.status, lead.updated_at = status, at
    if told.get("note"):
        lead.note = told["note"]
        rows.record(LeadEventKind.NOTE_CHANGED, at, actor_name=who.name)
