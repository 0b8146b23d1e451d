"""Fields that are functions, for the few that cannot be declared. They only make operations that select them slower."""

from collections.abc import Callable, Sequence
from typing import Any

import strawberry

Decorator = Callable[[Callable[..., Any]], Any]

_ARGUMENTS = {
    "after_seq": "The number of the last line seen.",
    "category_id": "The id of the category.",
    "comment": "What to say about it, at most 500 characters.",
    "labels": "The labels, at most 10 with 40 characters each.",
    "rating": "The verdict.",
    "code": "What the authenticator app shows.",
    "conversation_id": "The id of the conversation.",
    "current_password": "The password until now.",
    "days": "How many days, up to today.",
    "email": "The address of the account.",
    "format": "The kind of file.",
    "id": "The id of the thing.",
    "reason": "Why, 10 to 200 characters; the workshop reads it.",
    "role": "What the member may do from now on.",
    "idempotency_key": "The client's own name for this request; sent again, it gets the first outcome.",
    "ids": "The ids of the things, in the order that is wanted.",
    "input": "What is entered.",
    "language": "The language of the texts; without it, the request's.",
    "member_id": "The id of the member; null for nobody.",
    "minutes": "How long at most, 5 to 60.",
    "note": "What was wrong, at most 500 characters.",
    "operator_id": "The id of the operator; null for nobody.",
    "overlap_hours": "How many hours the old key works on, 0 to 168.",
    "password": "The new password, 12 to 128 characters.",
    "refresh_token": "The newest refresh token of the session.",
    "token": "The token of the link in the mail.",
    "upload_id": "What POST /uploads answered.",
    "until": "Until when; without it, for ever.",
    "without_faulty": "Whether rows with faults may be left out; otherwise they refuse the whole.",
    "workshop_id": "The id of the workshop.",
}


def stream(description: str, *, directives: Sequence[object] = ()) -> Decorator:
    """A subscription."""
    field: Decorator = strawberry.subscription(description=description, directives=directives)
    return lambda function: describe_arguments(field(function))


def describe_arguments(field: Any) -> Any:
    """The field, its arguments described: one name means the same in every place."""
    for argument in field.arguments:
        argument.description = argument.description or _ARGUMENTS.get(argument.python_name)
    return field
