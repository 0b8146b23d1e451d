"""Mails: each job writes one mail, hands it to the provider under the job's id, and records that it went."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from urllib.parse import quote

from carbot.clients.mail import Mail
from carbot.ids import keyed_hash
from resolvers.accounts import (
    ADDRESS_LIFE,
    CONFIRMATION_LIFE,
    RESET_LIFE,
    ConfirmationRequested,
    EmailChangeNoticed,
    EmailChangeRequested,
    EmailConfirmed,
    KnownAddressRegistered,
    PasswordResetRequested,
    SecondFactorSwitchedOff,
    SecondFactorSwitchedOn,
    SignedInElsewhere,
    make_link,
    own_account,
)
from resolvers.accounts import (
    PasswordChanged as PasswordWasChanged,
)
from resolvers.billing import UNTIL_A_PLAN
from resolvers.chat import ReplyMail, ReplyMailDue, promise_of, read_reply, settle_reply
from resolvers.chat.replies import LINK_LIFE
from resolvers.errors import CriticalErrorNoticeDue
from resolvers.impersonations import ImpersonationNoticeDue
from resolvers.invitations import INVITATION_LIFE, MemberInvited, make_invitation_link
from resolvers.leads import LeadConfirmationDue, LeadNoticeDue, read_notice, read_wishes
from resolvers.mails import DeliveryStatus
from tenants.models.accounts import Account, Language, LinkPurpose
from tenants.models.errors import ErrorGroup
from tenants.models.impersonations import Impersonation
from tenants.models.leads import Lead, LeadEvent, LeadEventKind
from tenants.models.members import Invitation
from tenants.models.operators import Operator
from tenants.models.outbox import MailDelivery
from tenants.models.workshops import Workshop
from tenants.scope import Scope
from workers.core.jobs import Work, handles
from workers.mails.kinds import (
    BUSINESS_ZONE,
    AlreadyRegistered,
    CriticalError,
    EmailChange,
    EmailChangeNotice,
    EmailConfirmation,
    LeadConfirmation,
    LeadNotice,
    LockedLeadNotice,
    MailKind,
    MailValues,
    MemberInvitation,
    MemberReply,
    NewSignIn,
    OperatorVisit,
    PasswordChanged,
    PasswordReset,
    SecondFactorDisabled,
    SecondFactorEnabled,
    TranscriptLine,
    Welcome,
)
from workers.mails.phrases import Phrases, language_of
from workers.mails.render import render

_QUEUE = "mail"


@handles(ConfirmationRequested, queue=_QUEUE, waits=True)
async def send_confirmation_link(work: Work, job: ConfirmationRequested) -> None:
    """A fresh link each time; twice sent are two links that both work until one is used."""
    async with work.step() as scope:
        account = await own_account(scope)
        workshop = await scope.get(Workshop, job.workshop_id)
        token = await make_link(scope, LinkPurpose.CONFIRM_EMAIL, CONFIRMATION_LIFE)
    values = EmailConfirmation(
        person_name=account.name,
        workshop_name=workshop.name,
        confirm_url=_url(work, f"/confirm?token={quote(token)}"),
        valid_hours=int(CONFIRMATION_LIFE.total_seconds() // 3600),
    )
    await _send(work, MailKind.EMAIL_CONFIRMATION, account.email, account.language, values)


@handles(KnownAddressRegistered, queue=_QUEUE, waits=True)
async def tell_known_address(work: Work, job: KnownAddressRegistered) -> None:
    """The owner of the address learns that it was used again; whoever registered does not."""
    account = await _account(work)
    values = AlreadyRegistered(login_url=_url(work, "/sign-in"), reset_url=_url(work, "/forgot-password"))
    await _send(work, MailKind.ALREADY_REGISTERED, account.email, account.language, values)


@handles(EmailConfirmed, queue=_QUEUE, waits=True)
async def welcome(work: Work, job: EmailConfirmed) -> None:
    """The three next steps and the snippet."""
    async with work.step() as scope:
        account = await own_account(scope)
        workshop = await scope.get(Workshop, job.workshop_id)
    public_url = work.outside.settings.public_url
    values = Welcome(
        workshop_name=workshop.name,
        dashboard_url=_url(work, "/"),
        snippet=f'<script src="{public_url}/widget.js" data-client-key="CLIENT-KEY" async></script>',
    )
    await _send(work, MailKind.WELCOME, account.email, account.language, values)


@handles(PasswordResetRequested, queue=_QUEUE, waits=True)
async def send_reset_link(work: Work, job: PasswordResetRequested) -> None:
    """A fresh link each time; it is good once."""
    async with work.step() as scope:
        account = await own_account(scope)
        token = await make_link(scope, LinkPurpose.RESET_PASSWORD, RESET_LIFE)
    values = PasswordReset(
        reset_url=_url(work, f"/reset-password?token={quote(token)}"),
        valid_minutes=int(RESET_LIFE.total_seconds() // 60),
    )
    await _send(work, MailKind.PASSWORD_RESET, account.email, account.language, values)


@handles(PasswordWasChanged, queue=_QUEUE, waits=True)
async def tell_password_changed(work: Work, job: PasswordWasChanged) -> None:
    """So that nobody's password changes in silence."""
    account = await _account(work)
    values = PasswordChanged(reset_url=_url(work, "/forgot-password"))
    await _send(work, MailKind.PASSWORD_CHANGED, account.email, account.language, values)


@handles(MemberInvited, queue=_QUEUE, waits=True)
async def send_invitation(work: Work, job: MemberInvited) -> None:
    """In the workshop's language. Sent twice, the link of the later mail is the good one."""
    async with work.step() as scope:
        invitation = await scope.get(Invitation, job.invitation_id)
        workshop = await scope.get(Workshop, scope.workshop_id)
        token = await make_invitation_link(scope, invitation)
    values = MemberInvitation(
        workshop_name=workshop.name,
        inviter_name=invitation.invited_by,
        invitation_url=_url(work, f"/invitation?token={quote(token)}"),
        valid_days=INVITATION_LIFE.days,
    )
    await _send(work, MailKind.MEMBER_INVITATION, invitation.email, workshop.language, values)


@handles(EmailChangeRequested, queue=_QUEUE, waits=True)
async def send_new_address_link(work: Work, job: EmailChangeRequested) -> None:
    """To the new address; twice sent are two links that both work until one is used."""
    async with work.step() as scope:
        account = await own_account(scope)
        token = await make_link(scope, LinkPurpose.CHANGE_EMAIL, ADDRESS_LIFE, job.email)
    values = EmailChange(
        confirm_url=_url(work, f"/confirm-email?token={quote(token)}"),
        valid_hours=int(ADDRESS_LIFE.total_seconds() // 3600),
    )
    await _send(work, MailKind.EMAIL_CHANGE, job.email, account.language, values)


@handles(EmailChangeNoticed, queue=_QUEUE, waits=True)
async def tell_email_changes(work: Work, job: EmailChangeNoticed) -> None:
    """To the address until now, so that nobody's account is carried off in silence."""
    account = await _account(work)
    values = EmailChangeNotice(reset_url=_url(work, "/forgot-password"))
    await _send(work, MailKind.EMAIL_CHANGE_NOTICE, account.email, account.language, values)


@handles(SignedInElsewhere, queue=_QUEUE, waits=True)
async def tell_new_sign_in(work: Work, job: SignedInElsewhere) -> None:
    """When and with what, in the time of the workshop that was entered."""
    async with work.step() as scope:
        account = await own_account(scope)
        workshop = None if job.workshop_id is None else await scope.get(Workshop, job.workshop_id)
    values = NewSignIn(
        at=datetime.fromisoformat(job.at),
        browser=job.browser,
        account_url=_url(work, "/account"),
        reset_url=_url(work, "/forgot-password"),
        timezone=workshop.time_zone if workshop is not None else BUSINESS_ZONE,
    )
    await _send(work, MailKind.NEW_SIGN_IN, account.email, account.language, values)


@handles(SecondFactorSwitchedOn, queue=_QUEUE, waits=True)
async def tell_second_factor_on(work: Work, job: SecondFactorSwitchedOn) -> None:
    """So that nobody is locked out in silence."""
    account = await _account(work)
    values = SecondFactorEnabled(account_url=_url(work, "/account"), reset_url=_url(work, "/forgot-password"))
    await _send(work, MailKind.SECOND_FACTOR_ENABLED, account.email, account.language, values)


@handles(SecondFactorSwitchedOff, queue=_QUEUE, waits=True)
async def tell_second_factor_off(work: Work, job: SecondFactorSwitchedOff) -> None:
    """So that nobody's sign-in becomes weaker in silence."""
    account = await _account(work)
    values = SecondFactorDisabled(account_url=_url(work, "/account"), reset_url=_url(work, "/forgot-password"))
    await _send(work, MailKind.SECOND_FACTOR_DISABLED, account.email, account.language, values)


@handles(LeadNoticeDue, queue=_QUEUE, waits=True)
async def send_lead_notice(work: Work, job: LeadNoticeDue) -> None:
    """The lead with its chat, to one of those who get notices."""
    async with work.step() as scope:
        facts = await read_notice(scope, job.lead_id)
    workshop, lead, consent = facts.workshop, facts.lead, facts.consent
    say = Phrases(language_of(workshop.language))
    lead_url = _url(work, f"/leads/{lead.gid}")

    async def record(scope: Scope) -> None:
        scope.add(LeadEvent(lead_id=lead.id, kind=LeadEventKind.NOTICE_SENT, detail=job.recipient))

    if lead.is_locked:
        locked = LockedLeadNotice(
            workshop_name=workshop.name,
            lead_url=lead_url,
            request=lead.kind,
            received_at=lead.created_at,
            opens_at=lead.locked_until if lead.locked_until != UNTIL_A_PLAN else None,
            wish=lead.wish,
            timezone=workshop.time_zone,
        )
        await _send(work, MailKind.LOCKED_LEAD_NOTICE, job.recipient, workshop.language, locked, record=record)
        return
    values = LeadNotice(
        workshop_name=workshop.name,
        lead_url=lead_url,
        name=lead.name,
        request=lead.kind,
        received_at=lead.created_at,
        score=lead.score,
        score_reasons=tuple(say(f"score_reasons.{reason['code'].lower()}") for reason in lead.score_reasons),
        phone=lead.phone,
        email=lead.email,
        wish=lead.wish,
        preferred_time=lead.preferred_time,
        wished_times=read_wishes(lead.wished_times),
        source_surface=lead.surface,
        source_page=lead.page,
        source_referrer=lead.referrer,
        source_campaign=lead.campaign,
        consent_text=consent.text if consent else None,
        consented_at=consent.given_at if consent else None,
        transcript=tuple(TranscriptLine(message.author, message.text, message.sent_at) for message in facts.transcript),
        timezone=workshop.time_zone,
    )

    await _send(
        work, MailKind.LEAD_NOTICE, job.recipient, workshop.language, values, reply_to=lead.email, record=record
    )


@handles(LeadConfirmationDue, queue=_QUEUE, waits=True)
async def send_lead_confirmation(work: Work, job: LeadConfirmationDue) -> None:
    """The visitor's own copy: that it arrived, and whom to call."""
    async with work.step() as scope:
        workshop = await scope.get(Workshop, scope.workshop_id)
        lead = await scope.get(Lead, job.lead_id)
        promise = await promise_of(scope, lead.language)
    if lead.email is None:
        async with work.finish():
            return
    place = " ".join(filter(None, (workshop.postal_code, workshop.city)))
    values = LeadConfirmation(
        workshop_name=workshop.name,
        name=lead.name,
        workshop_phone=workshop.phone,
        workshop_address=", ".join(filter(None, (workshop.street, place))) or None,
        wish=lead.wish,
        wished_times=read_wishes(lead.wished_times),
        privacy_url=workshop.privacy_policy_url,
        promise=promise,
    )

    async def record(scope: Scope) -> None:
        scope.add(LeadEvent(lead_id=lead.id, kind=LeadEventKind.CONFIRMATION_SENT))

    await _send(
        work,
        MailKind.LEAD_CONFIRMATION,
        lead.email,
        lead.language,
        values,
        reply_to=workshop.email,
        record=record,
    )


@handles(ReplyMailDue, queue=_QUEUE, waits=True)
async def send_member_reply(work: Work, job: ReplyMailDue) -> None:
    """What the visitor has not seen, in one mail; the next is made only once this one is recorded."""
    async with work.step() as scope:
        reply = await read_reply(scope, job.conversation_id, own_url=work.outside.settings.public_url.rstrip("/"))
        workshop = await scope.get(Workshop, scope.workshop_id)
    if not isinstance(reply, ReplyMail):
        async with work.finish() as scope:
            await settle_reply(scope, job.conversation_id, reply)
        return
    values = MemberReply(
        workshop_name=workshop.name,
        name=reply.lead.name,
        lines=tuple(TranscriptLine(line.author, line.text, line.sent_at) for line in reply.lines),
        member_names=tuple(line.member_name or "" for line in reply.lines),
        chat_url=reply.link,
        valid_days=LINK_LIFE.days,
        timezone=workshop.time_zone,
    )
    assert reply.lead.email is not None, "only leads with an address are read"
    await _send(
        work,
        MailKind.MEMBER_REPLY,
        reply.lead.email,
        reply.conversation.language,
        values,
        reply_to=workshop.email,
        record=lambda scope: settle_reply(scope, job.conversation_id, reply),
    )


@handles(ImpersonationNoticeDue, queue=_QUEUE, waits=True)
async def send_operator_visit(work: Work, job: ImpersonationNoticeDue) -> None:
    """Who runs CarBot was here, and why; twice sent says the same twice."""
    async with work.step() as scope:
        account = await own_account(scope)
        workshop = await scope.get(Workshop, job.workshop_id)
        visit = await scope.get(Impersonation, job.impersonation_id)
    values = OperatorVisit(
        workshop_name=workshop.name,
        operator_name=visit.operator_name,
        reason=visit.reason,
        started_at=visit.started_at,
        expires_at=visit.expires_at,
        audit_url=_url(work, "/audit"),
        timezone=workshop.time_zone,
    )
    await _send(work, MailKind.OPERATOR_VISIT, account.email, account.language, values)


@handles(CriticalErrorNoticeDue, queue=_QUEUE, waits=True)
async def send_critical_error(work: Work, job: CriticalErrorNoticeDue) -> None:
    """An operator hears of a critical error; twice sent says the same twice."""
    async with work.step() as scope:
        group = await scope.get(ErrorGroup, job.group_id)
        operator = await scope.get(Operator, job.operator_id)
    values = CriticalError(
        title=group.title,
        place=group.place,
        seen_at=group.last_seen,
        errors_url=_url(work, "/operator/errors"),
    )
    await _send(work, MailKind.CRITICAL_ERROR, operator.email, Language.DE, values)


async def _account(work: Work) -> Account:
    async with work.step() as scope:
        return await own_account(scope)


def _url(work: Work, path: str) -> str:
    return f"{work.outside.settings.public_url.rstrip('/')}{path}"


async def _send(
    work: Work,
    kind: MailKind,
    recipient: str,
    language: str,
    values: MailValues,
    *,
    reply_to: str | None = None,
    record: Callable[[Scope], Awaitable[None]] | None = None,
) -> None:
    """Write and send one mail, then record it with the job. A crash between the two repeats the mail at most once."""
    spoken = language_of(language)
    rendered = render(kind, spoken, values)
    mailer = work.outside.mailer
    assert mailer is not None, "the worker has a mailer"
    provider_id = await mailer.send(
        Mail(
            id=work.id,
            to=recipient,
            subject=rendered.subject,
            html=rendered.html,
            text=rendered.text,
            reply_to=reply_to,
            language=spoken,
        )
    )
    secret = work.outside.settings.secret_key.get_secret_value()
    async with work.finish() as scope:
        scope.add(
            MailDelivery(
                id=work.id,
                workshop_id=scope.principal.workshop_id,
                kind=kind.value,
                recipient_hash=keyed_hash(secret, "mail", recipient),
                provider_id=provider_id,
                status=DeliveryStatus.SENT.value,
            )
        )
        if record is not None:
            await record(scope)
