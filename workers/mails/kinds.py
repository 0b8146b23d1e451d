"""The kinds of mail and the values each needs. Values are as people entered them; rendering makes them harmless."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from resolvers.leads import WishedTime
from tenants.models.chat import Author, Surface
from tenants.models.leads import LeadKind

BUSINESS_ZONE = "Europe/Berlin"


class MailKind(StrEnum):
    """Every mail there is."""

    EMAIL_CONFIRMATION = "EMAIL_CONFIRMATION"
    WELCOME = "WELCOME"
    ALREADY_REGISTERED = "ALREADY_REGISTERED"
    PASSWORD_RESET = "PASSWORD_RESET"  # noqa: S105
    PASSWORD_CHANGED = "PASSWORD_CHANGED"  # noqa: S105
    MEMBER_INVITATION = "MEMBER_INVITATION"
    EMAIL_CHANGE = "EMAIL_CHANGE"
    EMAIL_CHANGE_NOTICE = "EMAIL_CHANGE_NOTICE"
    NEW_SIGN_IN = "NEW_SIGN_IN"
    SECOND_FACTOR_ENABLED = "SECOND_FACTOR_ENABLED"
    SECOND_FACTOR_DISABLED = "SECOND_FACTOR_DISABLED"
    LEAD_NOTICE = "LEAD_NOTICE"
    LOCKED_LEAD_NOTICE = "LOCKED_LEAD_NOTICE"
    LEAD_CONFIRMATION = "LEAD_CONFIRMATION"
    MEMBER_REPLY = "MEMBER_REPLY"
    OPERATOR_VISIT = "OPERATOR_VISIT"
    CRITICAL_ERROR = "CRITICAL_ERROR"
    TEST_MAIL = "TEST_MAIL"


@dataclass(frozen=True, slots=True)
class EmailConfirmation:
    """To a new owner: the link that confirms the address."""

    person_name: str | None
    workshop_name: str
    confirm_url: str
    valid_hours: int


@dataclass(frozen=True, slots=True)
class Welcome:
    """To an owner whose address is confirmed: the three next steps and the snippet."""

    workshop_name: str
    dashboard_url: str
    snippet: str


@dataclass(frozen=True, slots=True)
class AlreadyRegistered:
    """To the person whose address somebody tried to register again."""

    login_url: str
    reset_url: str


@dataclass(frozen=True, slots=True)
class PasswordReset:
    """To somebody who forgot the password: the link that sets a new one."""

    reset_url: str
    valid_minutes: int


@dataclass(frozen=True, slots=True)
class PasswordChanged:
    """To the person whose password was set anew."""

    reset_url: str


@dataclass(frozen=True, slots=True)
class MemberInvitation:
    """To an address that a workshop invites: the link that shows what it is invited to."""

    workshop_name: str
    inviter_name: str
    invitation_url: str
    valid_days: int


@dataclass(frozen=True, slots=True)
class EmailChange:
    """To the address a person wants to have: the link that confirms it."""

    confirm_url: str
    valid_hours: int


@dataclass(frozen=True, slots=True)
class EmailChangeNotice:
    """To the address a person has: it is to be another one."""

    reset_url: str


@dataclass(frozen=True, slots=True)
class NewSignIn:
    """To a person who signed in with a browser that is not known yet."""

    at: datetime
    browser: str | None
    account_url: str
    reset_url: str
    timezone: str = BUSINESS_ZONE


@dataclass(frozen=True, slots=True)
class SecondFactorEnabled:
    """To the person whose sign-in asks for a second factor from now on."""

    account_url: str
    reset_url: str


@dataclass(frozen=True, slots=True)
class SecondFactorDisabled:
    """To the person whose sign-in asks for the password alone from now on."""

    account_url: str
    reset_url: str


@dataclass(frozen=True, slots=True)
class TranscriptLine:
    """One message of a chat."""

    author: Author
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class LeadNotice:
    """To the workshop: a new enquiry with its chat. `score_reasons` are sentences in the mail's language."""

    workshop_name: str
    lead_url: str
    name: str
    request: LeadKind
    received_at: datetime
    score: int
    score_reasons: tuple[str, ...]
    phone: str | None = None
    email: str | None = None
    wish: str | None = None
    preferred_time: str | None = None
    wished_times: tuple[WishedTime, ...] = ()
    source_surface: Surface | None = None
    source_page: str | None = None
    source_referrer: str | None = None
    source_campaign: str | None = None
    consent_text: str | None = None
    consented_at: datetime | None = None
    transcript: tuple[TranscriptLine, ...] = ()
    timezone: str = BUSINESS_ZONE


@dataclass(frozen=True, slots=True)
class LockedLeadNotice:
    """To the workshop: a new enquiry the plan has no room for. `opens_at` is null where only a plan opens it."""

    workshop_name: str
    lead_url: str
    request: LeadKind
    received_at: datetime
    opens_at: datetime | None = None
    wish: str | None = None
    timezone: str = BUSINESS_ZONE


@dataclass(frozen=True, slots=True)
class LeadConfirmation:
    """To a visitor: the workshop has the enquiry."""

    workshop_name: str
    name: str
    workshop_phone: str | None = None
    workshop_address: str | None = None
    wish: str | None = None
    wished_times: tuple[WishedTime, ...] = ()
    privacy_url: str | None = None
    promise: str | None = None


@dataclass(frozen=True, slots=True)
class MemberReply:
    """To a visitor who was gone: what people of the workshop wrote, and the link that opens the chat again."""

    workshop_name: str
    name: str
    lines: tuple[TranscriptLine, ...]
    member_names: tuple[str, ...]
    chat_url: str | None
    valid_days: int
    timezone: str = BUSINESS_ZONE


@dataclass(frozen=True, slots=True)
class OperatorVisit:
    """To an owner: somebody who runs CarBot entered the workshop."""

    workshop_name: str
    operator_name: str
    reason: str
    started_at: datetime
    expires_at: datetime
    audit_url: str
    timezone: str = BUSINESS_ZONE


@dataclass(frozen=True, slots=True)
class CriticalError:
    """To an operator: a critical error is new, or came back."""

    title: str
    place: str
    seen_at: datetime
    errors_url: str


@dataclass(frozen=True, slots=True)
class TestMail:
    """To whoever sets mail up: it works."""

    __test__ = False  # pytest takes the name for a test's

    workshop_name: str


MailValues = (
    EmailConfirmation
    | Welcome
    | AlreadyRegistered
    | PasswordReset
    | PasswordChanged
    | MemberInvitation
    | EmailChange
    | EmailChangeNotice
    | NewSignIn
    | SecondFactorEnabled
    | SecondFactorDisabled
    | LeadNotice
    | LockedLeadNotice
    | LeadConfirmation
    | MemberReply
    | OperatorVisit
    | CriticalError
    | TestMail
)

VALUES: dict[MailKind, type[MailValues]] = {
    MailKind.EMAIL_CONFIRMATION: EmailConfirmation,
    MailKind.WELCOME: Welcome,
    MailKind.ALREADY_REGISTERED: AlreadyRegistered,
    MailKind.PASSWORD_RESET: PasswordReset,
    MailKind.PASSWORD_CHANGED: PasswordChanged,
    MailKind.MEMBER_INVITATION: MemberInvitation,
    MailKind.EMAIL_CHANGE: EmailChange,
    MailKind.EMAIL_CHANGE_NOTICE: EmailChangeNotice,
    MailKind.NEW_SIGN_IN: NewSignIn,
    MailKind.SECOND_FACTOR_ENABLED: SecondFactorEnabled,
    MailKind.SECOND_FACTOR_DISABLED: SecondFactorDisabled,
    MailKind.LEAD_NOTICE: LeadNotice,
    MailKind.LOCKED_LEAD_NOTICE: LockedLeadNotice,
    MailKind.LEAD_CONFIRMATION: LeadConfirmation,
    MailKind.MEMBER_REPLY: MemberReply,
    MailKind.OPERATOR_VISIT: OperatorVisit,
    MailKind.CRITICAL_ERROR: CriticalError,
    MailKind.TEST_MAIL: TestMail,
}
