"""One example of every kind of mail, each of its texts containing a given word."""

from datetime import UTC, date, datetime, time

from resolvers.leads import WishedTime
from tenants.models.chat import Author, Surface
from tenants.models.leads import LeadKind
from workers.mails.kinds import (
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
    TestMail,
    TranscriptLine,
    Welcome,
)

AT = datetime(2026, 7, 3, 14, 5, tzinfo=UTC)
SITE = "https://app.example.com"


def example(kind: MailKind, word: str = "") -> MailValues:
    """Values of the kind; what people can enter ends with the word."""
    examples: dict[MailKind, MailValues] = {
        MailKind.EMAIL_CONFIRMATION: EmailConfirmation(
            person_name=f"Jürgen {word}",
            workshop_name=f"Autohaus Müller {word}",
            confirm_url=f"{SITE}/confirm?token=a-b_c&next=1",
            valid_hours=24,
        ),
        MailKind.WELCOME: Welcome(
            workshop_name=f"Autohaus Müller {word}",
            dashboard_url=f"{SITE}/start",
            snippet=f'<script src="{SITE}/widget.js" data-client-key="ck_1" async></script>',
        ),
        MailKind.ALREADY_REGISTERED: AlreadyRegistered(login_url=f"{SITE}/login", reset_url=f"{SITE}/forgotten"),
        MailKind.PASSWORD_RESET: PasswordReset(reset_url=f"{SITE}/reset?token=a", valid_minutes=60),
        MailKind.PASSWORD_CHANGED: PasswordChanged(reset_url=f"{SITE}/forgotten"),
        MailKind.MEMBER_INVITATION: MemberInvitation(
            workshop_name=f"Autohaus Müller {word}",
            inviter_name=f"Jürgen {word}",
            invitation_url=f"{SITE}/invitation?token=a-b_c",
            valid_days=7,
        ),
        MailKind.EMAIL_CHANGE: EmailChange(confirm_url=f"{SITE}/confirm-email?token=a", valid_hours=24),
        MailKind.EMAIL_CHANGE_NOTICE: EmailChangeNotice(reset_url=f"{SITE}/forgotten"),
        MailKind.NEW_SIGN_IN: NewSignIn(
            at=AT,
            browser="Firefox, Windows",
            account_url=f"{SITE}/account",
            reset_url=f"{SITE}/forgotten",
        ),
        MailKind.SECOND_FACTOR_ENABLED: SecondFactorEnabled(f"{SITE}/account", f"{SITE}/forgotten"),
        MailKind.SECOND_FACTOR_DISABLED: SecondFactorDisabled(f"{SITE}/account", f"{SITE}/forgotten"),
        MailKind.LEAD_NOTICE: _lead_notice(word),
        MailKind.LOCKED_LEAD_NOTICE: LockedLeadNotice(
            workshop_name=f"Autohaus Müller {word}",
            lead_url=f"{SITE}/leads/lead_1",
            request=LeadKind.CALLBACK,
            received_at=AT,
            opens_at=AT.replace(month=8, day=1),
            wish=f"Ölwechsel {word}",
        ),
        MailKind.LEAD_CONFIRMATION: LeadConfirmation(
            workshop_name=f"Autohaus Müller {word}",
            name=f"Ayşe Kaya {word}",
            workshop_phone="+49 711 998877",
            workshop_address=f"Hauptstr. 5, 70173 Stuttgart {word}",
            wish=f"Ölwechsel {word}",
            wished_times=(WishedTime(date(2026, 11, 25), time(8), time(12)), WishedTime(date(2026, 11, 27))),
            privacy_url="https://mueller.example/datenschutz",
            promise="Wir melden uns morgen ab 8 Uhr.",
        ),
        MailKind.MEMBER_REPLY: MemberReply(
            workshop_name=f"Autohaus Müller {word}",
            name=f"Ayşe Kaya {word}",
            lines=(
                TranscriptLine(Author.MEMBER, f"Ihr Wagen ist fertig. {word}", AT),
                TranscriptLine(Author.MEMBER, f"Passt es Ihnen um 17 Uhr? {word}", AT.replace(minute=6)),
            ),
            member_names=(f"Anna Vogel {word}", f"Anna Vogel {word}"),
            chat_url=f"{SITE}/chat/ck_abc#carbot=conversation_0192.a-b_c",
            valid_days=7,
        ),
        MailKind.OPERATOR_VISIT: OperatorVisit(
            workshop_name=f"Autohaus Müller {word}",
            operator_name=f"Olga Petersen {word}",
            reason=f"Der Import klemmt {word}",
            started_at=AT,
            expires_at=AT.replace(minute=35),
            audit_url=f"{SITE}/audit",
        ),
        MailKind.CRITICAL_ERROR: CriticalError(
            title=f"InsufficientPrivilege {word}",
            place=f"tenants.scope.Scope.execute {word}",
            seen_at=AT,
            errors_url=f"{SITE}/operator/errors",
        ),
        MailKind.TEST_MAIL: TestMail(workshop_name=f"Autohaus Müller {word}"),
    }
    return examples[kind]


def _lead_notice(word: str) -> LeadNotice:
    return LeadNotice(
        workshop_name=f"Autohaus Müller {word}",
        lead_url=f"{SITE}/leads/lead_1",
        name=f"Ayşe Kaya {word}",
        request=LeadKind.CALLBACK,
        received_at=AT,
        score=72,
        score_reasons=(f"Telefonnummer angegeben {word}",),
        phone="+49 711 5551234",
        email="ayse.kaya@example.com",
        wish=f"Bitte anrufen {word}",
        preferred_time=f"ab 16 Uhr {word}",
        wished_times=(WishedTime(date(2026, 11, 25), time(8), time(12)), WishedTime(date(2026, 11, 27))),
        source_surface=Surface.WIDGET,
        source_page=f"https://mueller.example/oelwechsel {word}",
        source_referrer=f"javascript:alert(1) {word}",
        source_campaign=f"herbst {word}",
        consent_text=f"Ich bin einverstanden {word}",
        consented_at=AT,
        transcript=(
            TranscriptLine(Author.SYSTEM, f"Hier antwortet eine KI {word}", AT),
            TranscriptLine(Author.VISITOR, f"Was kostet ein Ölwechsel? {word}", AT),
            TranscriptLine(Author.ASSISTANT, f"89 € bis 149 € {word}", AT),
            TranscriptLine(Author.MEMBER, f"Wir rufen an {word}", AT.replace(day=4)),
        ),
    )
