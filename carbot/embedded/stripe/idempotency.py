"""Idempotency keys: the first answer again for the same request, a refusal for another."""

import hashlib
import json
from dataclasses import dataclass

from carbot.embedded.stripe.errors import in_flight, key_reused
from carbot.embedded.stripe.forms import Json

_NOT_KEPT = (400, 401, 404, 409, 429)


@dataclass
class Answer:
    """What was answered to a key, or that it is being worked on."""

    fingerprint: str
    request_id: str
    status: int | None = None
    body: Json | None = None


class Keys:
    """The keys used so far. Used from one event loop only."""

    def __init__(self) -> None:
        self._answers: dict[str, Answer] = {}

    def clear(self) -> None:
        """Forget all keys."""
        self._answers.clear()

    def begin(self, key: str, path: str, params: Json, request_id: str) -> Answer | None:
        """Take a key for a request; gives the answer of an earlier one like it.

        Refuses a key of another request, and one whose request is still being worked on.
        """
        fingerprint = hashlib.sha256(json.dumps([path, params], sort_keys=True).encode()).hexdigest()
        earlier = self._answers.get(key)
        if earlier is None:
            self._answers[key] = Answer(fingerprint, request_id)
            return None
        if earlier.fingerprint != fingerprint:
            raise key_reused()
        if earlier.status is None:
            raise in_flight()
        return earlier

    def finish(self, key: str, status: int, body: Json) -> None:
        """Keep an answer; a request that was refused before it began frees its key."""
        if status in _NOT_KEPT:
            self._answers.pop(key, None)
            return
        if answer := self._answers.get(key):
            answer.status, answer.body = status, body
