"""Letters about the platform: visits, critical errors, tests."""

from babel.dates import get_timezone

from workers.mails import kinds
from workers.mails.blocks import (
    Button,
    Fact,
    Facts,
    Letter,
    Paragraph,
    Quote,
)
from workers.mails.letters.composing import compose
from workers.mails.letters.wording import greeting, moment, one_line
from workers.mails.phrases import Phrases


@compose.register
def _operator_visit(values: kinds.OperatorVisit, say: Phrases) -> Letter:
    zone, workshop, operator = (
        get_timezone(values.timezone),
        one_line(values.workshop_name),
        one_line(values.operator_name),
    )
    return Letter(
        subject=say("operator_visit.subject", workshop=workshop),
        preview=say("operator_visit.preview"),
        title=say("operator_visit.title"),
        reason=say("operator_visit.reason", workshop=workshop),
        blocks=(
            Paragraph(greeting(None, say)),
            Paragraph(say("operator_visit.intro", operator=operator, workshop=workshop)),
            Quote(values.reason),
            Facts(
                (
                    Fact(say("operator_visit.started"), moment(values.started_at, zone, say)),
                    Fact(say("operator_visit.ends"), moment(values.expires_at, zone, say)),
                )
            ),
            Paragraph(say("operator_visit.trace")),
            Button(say("operator_visit.button"), values.audit_url),
        ),
    )


@compose.register
def _critical_error(values: kinds.CriticalError, say: Phrases) -> Letter:
    return Letter(
        subject=say("critical_error.subject", title=one_line(values.title)),
        preview=say("critical_error.preview"),
        title=say("critical_error.title"),
        reason=say("critical_error.reason"),
        blocks=(
            Paragraph(say("critical_error.intro")),
            Facts(
                (
                    Fact(say("critical_error.what"), one_line(values.title)),
                    Fact(say("critical_error.where"), values.place),
                    Fact(say("critical_error.seen"), moment(values.seen_at, get_timezone(kinds.BUSINESS_ZONE), say)),
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
        reason=say("test_mail.reason", workshop=one_line(values.workshop_name)),
        blocks=(Paragraph(say("test_mail.intro", workshop=one_line(values.workshop_name))),),
    )
