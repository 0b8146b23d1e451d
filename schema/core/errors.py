"""User errors: what a person can act on, in their language, in the payload."""

import strawberry

from carbot.errors import DomainError, Rejected
from resolvers.texts import message_for
from tenants.models.accounts import Language


@strawberry.interface(description="Something a person can act on.")
class UserError:
    """`code` for programs, `message` for people, `path` for forms."""

    code: str = strawberry.field(description="Names the kind of refusal, for programs.")
    message: str = strawberry.field(description="Says what is wrong and what to do, in the caller's language.")
    path: list[str] = strawberry.field(description="The argument or input field it is about.")


@strawberry.type(description="A refusal without further data.")
class InputError(UserError):
    """The usual kind."""


def user_errors(error: DomainError, language: Language) -> list[UserError]:
    """A refusal as entries of a payload's errors."""
    problems = error.problems if isinstance(error, Rejected) else (error,)
    return [
        InputError(
            code=problem.code,
            message=message_for(problem.code, language, problem.values),
            path=list(problem.path),
        )
        for problem in problems
    ]
