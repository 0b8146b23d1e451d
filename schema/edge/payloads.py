"""Payloads: a request's JSON, checked member by member before anything is done with it."""

import json
from typing import Any
from urllib.parse import parse_qsl

from carbot.errors import BadInput


def read_payload(body: bytes) -> dict[str, Any]:
    """The members of a request. Raises BadInput for what is no JSON object or has members of other kinds."""
    payload = read_json(body)
    if not isinstance(payload, dict):
        raise BadInput("One operation, as a JSON object, is taken at a time.")
    return _checked(payload)


def read_address(query_string: bytes) -> dict[str, Any]:
    """The members of a request by GET. Raises BadInput as for a body."""
    given: dict[str, Any] = dict(parse_qsl(query_string.decode("latin-1"), keep_blank_values=True))
    for name in ("variables", "extensions"):
        if name in given:
            given[name] = read_json(given[name]) if given[name] else None
    return _checked(given)


def _checked(payload: dict[str, Any]) -> dict[str, Any]:
    for name, kind, says in (
        ("query", str, "a string"),
        ("operationName", str, "a string"),
        ("variables", dict, "an object"),
        ("extensions", dict, "an object"),
    ):
        if not isinstance(payload.get(name), kind | None):
            raise BadInput(f"The request's `{name}` must be {says} or null.")
    return payload


def read_json(data: str | bytes) -> Any:
    """JSON of whole characters. Raises BadInput for what is none, is too deep or holds half a character."""
    try:
        decoded = json.loads(data)
        if (b"\\u" if isinstance(data, bytes) else "\\u") in data:  # type: ignore[operator]  # each with its own kind
            json.dumps(decoded, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise BadInput("Unable to parse request body as JSON") from error
    return decoded
