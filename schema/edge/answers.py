"""Answers: the bytes of a response, its status, and errors as GraphQL tells them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from graphql import GraphQLError

from carbot.errors import BadInput, RequestError
from schema.core.context import internal


@dataclass(slots=True)
class Answer:
    """A response: what goes out, and the headers beside the usual ones."""

    body: bytes
    status: int = 200
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    is_document_fault: bool = False


def data_answer(data: bytes, extensions: bytes = b"") -> Answer:
    """Data without errors, as JSON that is there already."""
    return Answer(b'{"data":' + data + extensions + b"}")


def mixed_answer(data: Any, errors: Sequence[GraphQLError], extensions: bytes = b"") -> Answer:
    """Data as JSON bytes or as an object, and the errors in it; they come first, so that they are seen."""
    shown = data if isinstance(data, bytes) else json.dumps(data, ensure_ascii=False).encode()
    if not errors:
        return data_answer(shown, extensions)
    told = json.dumps([told_error(each) for each in errors], ensure_ascii=False).encode()
    answer = Answer(b'{"errors":' + told + b',"data":' + shown + extensions + b"}")
    _wait(answer, errors)
    return answer


def refusal(errors: Sequence[GraphQLError | RequestError]) -> Answer:
    """A request that is not run at all."""
    told = json.dumps({"errors": [told_error(each) for each in errors]}, ensure_ascii=False).encode()
    status = next((each.status for each in errors if isinstance(each, RequestError)), BadInput.status)
    answer = Answer(told, status)
    _wait(answer, errors)
    return answer


def document_refusal(errors: Sequence[GraphQLError | RequestError]) -> Answer:
    """A document or variables that are not valid; who takes only application/json is told so with 200."""
    answer = refusal(errors)
    answer.is_document_fault = answer.status == BadInput.status
    return answer


def told_error(error: GraphQLError | RequestError) -> dict[str, Any]:
    """An error as the client sees it: of what nobody expected only a reference."""
    if isinstance(error, RequestError):
        return {"message": str(error), "extensions": dict(error.extensions)}
    cause = error.original_error
    while isinstance(cause, GraphQLError) and cause.original_error is not None:
        cause = cause.original_error
    if cause is not None and error.path is not None:
        known = internal(cause, ".".join(str(each) for each in error.path or ()))
        shown = dict(GraphQLError(str(known), error.nodes, path=error.path).formatted)
        return {**shown, "extensions": dict(known.extensions)}
    return {**error.formatted, "extensions": {"code": BadInput.code, **(error.extensions or {})}}


def _wait(answer: Answer, errors: Sequence[Any]) -> None:
    """Say how long to wait where an error does, and be unavailable where one is."""
    for error in errors:
        cause = error if isinstance(error, RequestError) else error.original_error
        if not isinstance(cause, RequestError):
            continue
        if "retryAfter" in cause.extensions:
            answer.headers.append((b"retry-after", str(cause.extensions["retryAfter"]).encode()))
        if cause.status == 503:
            answer.status = 503
            return
