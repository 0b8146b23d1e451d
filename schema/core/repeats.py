"""Repeats: what a mutation with an idempotency key asked for, and its answer written down to be told again."""

import json
from typing import Any

from graphql import GraphQLError, print_ast

from carbot.errors import RequestError
from carbot.ids import keyed_hash
from schema.core.context import Context, Info
from schema.engine.payloads import Presented
from schema.engine.reading import Fetched
from tenants.idempotency import KeyedRequest, keyed_request


def request_of(context: Context, info: Info, key: str | None) -> KeyedRequest | None:
    """The request under its key: the same document, asked with the same variables. Raises InvalidInput."""
    if key is None:
        return None
    raw = info._raw_info
    fragments = raw.fragments if context.operation is None else context.operation.fragments
    parts = [print_ast(raw.operation), *(print_ast(fragments[name]) for name in sorted(fragments))]
    variables = json.dumps(raw.variable_values.coerced, default=str, sort_keys=True)
    path = "/".join(str(each) for each in raw.path.as_list())
    # With our secret, because variables may hold what is guessed fast, such as a password.
    secret = context.outside.settings.secret_key.get_secret_value()
    body = keyed_hash(secret, "idempotency", "\0".join([path, variables, *parts]))
    return keyed_request(context.principal, raw.field_name, key, body)


def written_down(shown: Presented | Fetched, errors: list[GraphQLError]) -> str:
    """A payload with what was said of it, as text."""
    payload = shown.decode() if isinstance(shown, bytes) else json.dumps(shown, ensure_ascii=False, default=str)
    told = [{"message": error.message, "path": error.path, "extensions": _extensions(error)} for error in errors]
    return json.dumps({"errors": told, "payload": payload}, ensure_ascii=False)


def told_again(context: Context, text: str) -> Presented | Fetched:
    """The payload that was written down; what was said of it is said again."""
    kept = json.loads(text)
    context.errors += [
        GraphQLError(each["message"], path=each["path"], extensions=each["extensions"]) for each in kept["errors"]
    ]
    payload: str = kept["payload"]
    return Presented(payload.encode()) if context.operation is not None else Fetched(json.loads(payload))


def _extensions(error: GraphQLError) -> dict[str, Any]:
    cause = error.original_error
    return dict(cause.extensions) if isinstance(cause, RequestError) else dict(error.extensions or {})
