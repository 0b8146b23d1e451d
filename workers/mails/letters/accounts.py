"""Letters to people about their accounts."""

from babel.dates import get_timezone

from workers.mails import kinds
from workers.mails.blocks import (
    Button,
    Code,
    Fact,
    Facts,
    Letter,
    Link,
    Paragraph,
    Small,
    Step,
    Steps,
)
from workers.mails.letters.composing import compose
from workers.mails.letters.wording import greeting, harmless, lasting, moment, one_line
from workers.mails.phrases import Phrases

_STEPS = ("profile", "services", "snippet")


@compose.register
def _email_confirmation(values: kinds.EmailConfirmation, say: Phrases) -> Letter:
    return Letter(
        subject=say("email_confirmation.subject"),
        preview=say("email_confirmation.preview", workshop=one_line(values.workshop_name)),
        title=say("email_confirmation.title"),
        reason=say("email_confirmation.reason"),
        blocks=(
            Paragraph(greeting(values.person_name, say)),
            Paragraph(say("email_confirmation.intro", workshop=one_line(values.workshop_name))),
            Button(say("email_confirmation.button"), values.confirm_url),
            Small(say("email_confirmation.valid", duration=lasting(values.valid_hours, "hour", say))),
        ),
    )


@compose.register
def _welcome(values: kinds.Welcome, say: Phrases) -> Letter:
    return Letter(
        subject=say("welcome.subject"),
        preview=say("welcome.preview"),
        title=say("welcome.title"),
        reason=say("welcome.reason", workshop=one_line(values.workshop_name)),
        blocks=(
            Paragraph(say("welcome.intro", workshop=one_line(values.workshop_name))),
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
            Paragraph(greeting(None, say)),
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
        preview=say("password_reset.preview", duration=lasting(values.valid_minutes, "minute", say)),
        title=say("password_reset.title"),
        reason=say("password_reset.reason"),
        blocks=(
            Paragraph(greeting(None, say)),
            Paragraph(say("password_reset.intro")),
            Button(say("password_reset.button"), values.reset_url),
            Small(say("password_reset.valid", duration=lasting(values.valid_minutes, "minute", say))),
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
            Paragraph(greeting(None, say)),
            Paragraph(say("password_changed.intro")),
            Paragraph(say("password_changed.warning")),
            Button(say("password_changed.button"), values.reset_url),
        ),
    )


@compose.register
def _member_invitation(values: kinds.MemberInvitation, say: Phrases) -> Letter:
    workshop, inviter = harmless(values.workshop_name), harmless(values.inviter_name)
    return Letter(
        subject=say("member_invitation.subject", workshop=workshop),
        preview=say("member_invitation.preview"),
        title=say("member_invitation.title"),
        reason=say("member_invitation.reason", workshop=workshop),
        blocks=(
            Paragraph(greeting(None, say)),
            Paragraph(say("member_invitation.intro", inviter=inviter, workshop=workshop)),
            Button(say("member_invitation.button"), values.invitation_url),
            Small(say("member_invitation.valid", duration=lasting(values.valid_days, "day", say))),
        ),
    )


@compose.register
def _email_change(values: kinds.EmailChange, say: Phrases) -> Letter:
    duration = lasting(values.valid_hours, "hour", say)
    return Letter(
        subject=say("email_change.subject"),
        preview=say("email_change.preview", duration=duration),
        title=say("email_change.title"),
        reason=say("email_change.reason"),
        blocks=(
            Paragraph(greeting(None, say)),
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
            Paragraph(greeting(None, say)),
            Paragraph(say("email_change_notice.intro")),
            Paragraph(say("email_change_notice.warning")),
            Button(say("email_change_notice.button"), values.reset_url),
        ),
    )


@compose.register
def _new_sign_in(values: kinds.NewSignIn, say: Phrases) -> Letter:
    at = moment(values.at, get_timezone(values.timezone), say)
    return Letter(
        subject=say("new_sign_in.subject"),
        preview=say("new_sign_in.preview"),
        title=say("new_sign_in.title"),
        reason=say("new_sign_in.reason"),
        blocks=(
            Paragraph(greeting(None, say)),
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
            Paragraph(greeting(None, say)),
            Paragraph(say(f"{texts}.intro")),
            Paragraph(say(f"{texts}.warning")),
            Button(say(f"{texts}.button"), values.reset_url),
            Link(say(f"{texts}.account"), values.account_url),
        ),
    )
