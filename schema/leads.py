"""Leads: taken down by visitors, worked through by members."""

from collections.abc import Sequence
from datetime import date as Day  # noqa: N812  # a field is called date
from datetime import datetime
from enum import Enum
from typing import Any

import strawberry
from strawberry import ID

from carbot.clients.limits import RateClass
from resolvers import chat, leads
from schema.chat import Conversation, Source, count_use
from schema.core.connections import Connection
from schema.core.context import Info
from schema.core.enums import describe_enum
from schema.core.mutations import mutation
from schema.core.nodes import Node, key_of, key_or_none, present
from schema.core.scalars import EmailAddress, LocalTime, PhoneNumber
from schema.engine.declarations import by_id, column, declared, document, embedded, listing, many, one
from schema.members import Member
from tenants import models
from tenants.models.accounts import Language
from tenants.models.chat import Surface
from tenants.models.leads import LeadEventKind, LeadKind, LeadOrigin, LeadStatus
from tenants.permissions import Permission
from tenants.usage import KeyUse

describe_enum(LeadStatus, "Where an enquiry stands; WON, LOST and SPAM are closed.")
describe_enum(LeadKind, "What the person wants.")
describe_enum(LeadOrigin, "Who entered the enquiry.")
describe_enum(LeadEventKind, "What can happen to an enquiry.")


class LeadOrder(Enum):
    """Named orderings of the model."""

    NEWEST = "NEWEST"
    OLDEST = "OLDEST"
    BEST_SCORE = "BEST_SCORE"
    RECENTLY_CHANGED = "RECENTLY_CHANGED"
    NAME = "NAME"


describe_enum(LeadOrder, "Orders of the list of leads.")


@declared()
class ContactDetails:
    """How the person can be reached."""

    name: str = column("The person's name.")
    phone: PhoneNumber | None = column("The phone number.")
    email: EmailAddress | None = column("The e-mail address.")


@declared()
class WishedTime:
    """A time the person would like to come, by the workshop's clock."""

    date: Day = column("The day.")
    starts_at: LocalTime | None = column("From when; null where any time of the day suits.")
    ends_at: LocalTime | None = column("Until when; null where any time of the day suits.")


@declared()
class ScoreReason:
    """One part of a score."""

    code: str = column("Names the reason for programs.")
    points: int = column("What it adds; may be negative.")


@declared(models.leads.Consent)
class Consent:
    """What the person agreed to."""

    text_version: str = column("Which version of the text it was.")
    text: str = column("The words that were shown.")
    language: Language = column("The language they were shown in.")
    given_at: datetime = column("When.")


@declared(models.leads.LeadEvent, requires=Permission.LEADS_READ)
class LeadEvent(Node):
    """One entry of a lead's timeline."""

    kind: LeadEventKind = column("What happened.")
    at: datetime = column("When.")
    actor_name: str | None = column("The member who did it; null for the visitor and for CarBot.")
    from_status: LeadStatus | None = column("The status before.")
    to_status: LeadStatus | None = column("The status after.")
    detail: str | None = column("More, in words or as a name.")


@declared(models.leads.Lead, requires=Permission.LEADS_READ)
class Lead(Node):
    """An enquiry with contact data and consent."""

    status: LeadStatus = column("Where it stands.")
    kind: LeadKind = column("What the person wants.")
    origin: LeadOrigin = column("Who entered it.")
    contact_details: ContactDetails | None = embedded(
        "How to reach the person; null while locked or erased.", unless="is_locked"
    )
    is_locked: bool = column("Whether it is beyond what the plan allows: its contact data open with a larger plan.")
    locked_until: datetime | None = column("When its contact data open by themselves, if they are locked.")
    wish: str | None = column("What the person wants, in their words.")
    preferred_time: str | None = column("When it would suit, in their words.")
    wished_times: list[WishedTime] = document("When the person would like to come, best first.")
    note: str | None = column("The workshop's own note.")
    score: int = column("How much it is worth calling, 0 to 100.")
    source: Source = embedded("Where it came in.")
    consent: Consent | None = one("What a visitor agreed to; null for one entered by hand.")
    conversation: Conversation | None = one("The chat it came from.")
    assignee: Member | None = one("Who looks after it.")
    events: list[LeadEvent] = many("What happened, oldest first.")
    is_unread: bool = column("Whether nobody here has opened it yet.")
    created_at: datetime = column("When it came in.")
    updated_at: datetime = column("When a member changed it last.")
    score_reasons: list[ScoreReason] = document("What the score is made of.")
    spam_reasons: list[ScoreReason] = document("What speaks for spam; from 60 points on it was marked SPAM by itself.")
    is_test: bool = column("Whether it came in through a key for tests.")


@strawberry.type(description="All a visitor sees of an enquiry that was stored.")
class LeadReceipt:
    """A proof that it arrived."""

    id: ID = strawberry.field(description="The lead's id.")
    created_at: datetime = strawberry.field(description="When it was stored.")


@strawberry.input(description="Which leads.")
class LeadFilter:
    """All given conditions must hold."""

    status: list[LeadStatus] | None = strawberry.field(default=strawberry.UNSET, description="One of these.")
    assignee_id: ID | None = strawberry.field(default=strawberry.UNSET, description="Looked after by this member.")
    is_unread: bool | None = strawberry.field(
        default=strawberry.UNSET, description="Nobody has opened it, or somebody has."
    )
    kind: list[LeadKind] | None = strawberry.field(default=strawberry.UNSET, description="One of these wishes.")
    origin: list[LeadOrigin] | None = strawberry.field(default=strawberry.UNSET, description="Entered by one of these.")
    surface: list[Surface] | None = strawberry.field(
        default=strawberry.UNSET, description="Came in at one of these places."
    )
    is_assigned: bool | None = strawberry.field(
        default=strawberry.UNSET, description="Somebody looks after it, or nobody does."
    )
    max_score: int | None = strawberry.field(default=strawberry.UNSET, description="At most this score.")
    min_score: int | None = strawberry.field(default=strawberry.UNSET, description="At least this score.")
    text: str | None = strawberry.field(
        default=strawberry.UNSET, description="These words in name, wish, contact data or note."
    )
    created_from: datetime | None = strawberry.field(default=strawberry.UNSET, description="Came in then or later.")
    created_to: datetime | None = strawberry.field(default=strawberry.UNSET, description="Came in before.")


@strawberry.input(description="Consent to the text that was shown.")
class ConsentInput:
    """Without it nothing is stored."""

    is_given: bool = strawberry.field(description="The visitor agreed.")
    text_version: str = strawberry.field(description="The version of the text that was shown.")
    language: Language = strawberry.field(description="The language it was shown in.")


@strawberry.input(description="A time the person would like to come, by the workshop's clock.")
class WishedTimeInput:
    """Today or within a year; either both times, or neither."""

    date: Day = strawberry.field(description="The day.")
    starts_at: LocalTime | None = strawberry.field(default=None, description="From when; without it, at any time.")
    ends_at: LocalTime | None = strawberry.field(default=None, description="Until when; without it, at any time.")


@strawberry.input(description="A visitor's enquiry.")
class LeadSubmitInput:
    """Phone or e-mail is needed."""

    conversation_id: ID = strawberry.field(description="The conversation it belongs to.")
    kind: LeadKind = strawberry.field(description="What the person wants.")
    name: str = strawberry.field(description="The person's name.")
    phone: PhoneNumber | None = strawberry.field(default=None, description="The phone number.")
    email: EmailAddress | None = strawberry.field(default=None, description="The e-mail address.")
    wish: str | None = strawberry.field(default=None, description="What the person wants.")
    preferred_time: str | None = strawberry.field(default=None, description="When it would suit.")
    wished_times: list[WishedTimeInput] = strawberry.field(
        default_factory=list, description="When the person would like to come, best first; at most 3."
    )
    consent: ConsentInput = strawberry.field(description="The consent.")
    website: str | None = strawberry.field(
        default=None, description="Nobody sees this field: a form that fills it in was filled in by a program."
    )


@strawberry.input(description="An enquiry taken by phone or at the counter.")
class LeadCreateInput:
    """Phone or e-mail is needed."""

    kind: LeadKind = strawberry.field(description="What the person wants.")
    name: str = strawberry.field(description="The person's name.")
    phone: PhoneNumber | None = strawberry.field(default=None, description="The phone number.")
    email: EmailAddress | None = strawberry.field(default=None, description="The e-mail address.")
    wish: str | None = strawberry.field(default=None, description="What the person wants.")
    preferred_time: str | None = strawberry.field(default=None, description="When it would suit.")
    wished_times: list[WishedTimeInput] = strawberry.field(
        default_factory=list, description="When the person would like to come, best first; at most 3."
    )
    note: str | None = strawberry.field(default=None, description="A note for the workshop.")


@strawberry.input(description="Changes of a lead; an absent field stays, null clears.")
class LeadUpdateInput:
    """A closed lead takes only a note."""

    name: str | None = strawberry.field(default=strawberry.UNSET, description="The person's name.")
    phone: PhoneNumber | None = strawberry.field(default=strawberry.UNSET, description="The phone number.")
    email: EmailAddress | None = strawberry.field(default=strawberry.UNSET, description="The e-mail address.")
    wish: str | None = strawberry.field(default=strawberry.UNSET, description="What the person wants.")
    preferred_time: str | None = strawberry.field(default=strawberry.UNSET, description="When it would suit.")
    wished_times: list[WishedTimeInput] | None = strawberry.field(
        default=strawberry.UNSET, description="When the person would like to come, best first; at most 3."
    )
    note: str | None = strawberry.field(default=strawberry.UNSET, description="The workshop's note.")


@strawberry.type
class Query:
    """The leads' part of the root."""

    lead: Lead | None = by_id(models.leads.Lead, "One lead.", requires=Permission.LEADS_READ)
    leads: Connection[Lead] | None = listing(
        models.leads.Lead,
        "The workshop's leads.",
        orderings=LeadOrder,
        ordering="NEWEST",
        filter_type=LeadFilter,
        requires=Permission.LEADS_READ,
    )


@strawberry.type
class Mutation:
    """The leads' part of the root."""

    @mutation(
        leads.submit_lead,
        "Leave contact data with consent. The same idempotencyKey returns the first enquiry.",
        limit=RateClass.CHAT,
        needs_proof=True,
        lead=LeadReceipt,
        promise=str,
    )
    async def lead_submit(self, info: Info, input: LeadSubmitInput, idempotency_key: str | None = None) -> Any:
        given = vars(input).copy()
        consent: ConsentInput = given.pop("consent")
        website: str | None = given.pop("website")
        given["wished_times"] = _wishes(input.wished_times)
        given["conversation_id"] = key_of(models.chat.Conversation, given["conversation_id"])
        receipt = await leads.submit_lead(
            info.context.scope,
            leads.LeadSubmission(
                **given,
                has_consent=consent.is_given,
                consent_version=consent.text_version,
                consent_language=consent.language,
                is_trapped=bool((website or "").strip()),
            ),
            idempotency_key,
        )
        count_use(info.context, KeyUse.LEADS)
        return {
            "lead": LeadReceipt(id=ID(models.leads.Lead(id=receipt.id).gid), created_at=receipt.created_at),
            "promise": await chat.promise_of(info.context.scope, info.context.caller.language),
        }

    @mutation(
        leads.create_lead,
        "Enter an enquiry by hand.",
        lead=Lead,
    )
    async def lead_create(self, info: Info, input: LeadCreateInput) -> Any:
        changes: Any = {**vars(input), "wished_times": _wishes(input.wished_times)}
        return await leads.create_lead(info.context.scope, changes.pop("kind"), changes)

    @mutation(leads.update_lead, "Change a lead that is still open.", lead=Lead)
    async def lead_update(self, info: Info, id: ID, input: LeadUpdateInput) -> Any:
        changes: Any = present(input)
        if "wished_times" in changes:
            changes["wished_times"] = _wishes(changes["wished_times"])
        return await leads.update_lead(info.context.scope, _key(id), changes)

    @mutation(leads.assign_lead, "Give a lead to a member, or with null to nobody.", lead=Lead)
    async def lead_assign(self, info: Info, id: ID, member_id: ID | None = None) -> Any:
        member = key_or_none(models.members.Member, member_id)
        return await leads.assign_lead(info.context.scope, _key(id), member)

    @mutation(leads.mark_read, "Note that somebody has opened a lead.", lead=Lead)
    async def lead_mark_read(self, info: Info, id: ID) -> Any:
        return await leads.mark_read(info.context.scope, _key(id))

    @mutation(leads.mark_contacted, "The person was called or written to.", lead=Lead)
    async def lead_mark_contacted(self, info: Info, id: ID) -> Any:
        return await leads.mark_contacted(info.context.scope, _key(id))

    @mutation(leads.qualify_lead, "The enquiry is worth work.", lead=Lead)
    async def lead_qualify(self, info: Info, id: ID) -> Any:
        return await leads.qualify_lead(info.context.scope, _key(id))

    @mutation(leads.win_lead, "The enquiry became an order.", lead=Lead)
    async def lead_win(self, info: Info, id: ID) -> Any:
        return await leads.win_lead(info.context.scope, _key(id))

    @mutation(leads.lose_lead, "The enquiry came to nothing.", lead=Lead)
    async def lead_lose(self, info: Info, id: ID) -> Any:
        return await leads.lose_lead(info.context.scope, _key(id))

    @mutation(leads.mark_spam, "Nobody wants anything here.", lead=Lead)
    async def lead_mark_spam(self, info: Info, id: ID) -> Any:
        return await leads.mark_spam(info.context.scope, _key(id))

    @mutation(leads.reopen_lead, "Take the last change of status back.", lead=Lead)
    async def lead_reopen(self, info: Info, id: ID) -> Any:
        return await leads.reopen_lead(info.context.scope, _key(id))

    @mutation(leads.delete_lead, "Delete a lead with its timeline and consent.", deleted_id=ID)
    async def lead_delete(self, info: Info, id: ID) -> Any:
        return (await leads.delete_lead(info.context.scope, _key(id))).gid


def _wishes(given: Sequence[WishedTimeInput] | None) -> list[leads.WishedTime]:
    return [leads.WishedTime(**vars(wish)) for wish in given or ()]


def _key(gid: str) -> Any:
    return key_of(models.leads.Lead, gid)
