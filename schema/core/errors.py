"""User errors: what a person can act on, in their language, in the payload."""

import strawberry

from carbot.errors import DomainError, Rejected
from resolvers.texts import message_for
from schema.core.enums import describe_enum
from tenants import entitlements
from tenants.models.accounts import Language
from tenants.models.billing import PlanCode

describe_enum(PlanCode, "What can be bought.")


@strawberry.interface(description="Something a person can act on.")
class UserError:
    """`code` for programs, `message` for people, `path` for forms."""

    code: str = strawberry.field(description="Names the kind of refusal, for programs.")
    message: str = strawberry.field(description="Says what is wrong and what to do, in the caller's language.")
    path: list[str] = strawberry.field(description="The argument or input field it is about.")


@strawberry.type(description="A refusal without further data.")
class InputError(UserError):
    """The usual kind."""


@strawberry.type(description="The plan has no room for it, or the trial or subscription is over.")
class PlanLimitReached(UserError):
    """A larger plan helps."""

    plan: PlanCode | None = strawberry.field(description="The smallest plan that lifts it; null where none does.")


def user_errors(error: DomainError, language: Language) -> list[UserError]:
    """A refusal as entries of a payload's errors."""
    problems = error.problems if isinstance(error, Rejected) else (error,)
    return [_told(problem, language) for problem in problems]


def _told(problem: DomainError, language: Language) -> UserError:
    message = message_for(problem.code, language, problem.values)
    if isinstance(problem, entitlements.PlanLimitReached):
        return PlanLimitReached(code=problem.code, message=message, path=list(problem.path), plan=problem.plan)
    return InputError(code=problem.code, message=message, path=list(problem.path))
