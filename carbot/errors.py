"""The exception tree. A message says the cause and the remedy, in plain words.

CarbotError
├── DomainError            what a person can act on; becomes an entry of a payload's `errors`
│   ├── NotFound           no such thing in this workshop (another workshop's looks the same)
│   ├── InvalidInput       a value that cannot be; carries the path of the field
│   ├── Rejected           several of these at once, so that a form shows all its faults together
│   └── …                  one class per state of the world, beside its use case
├── RequestError           caller and server faults; top-level GraphQL errors with `extensions.code`
│   ├── Unauthenticated
│   ├── Forbidden
│   ├── BadInput
│   ├── TooExpensive
│   ├── UnknownDocument
│   ├── RateLimited        carries the seconds to wait
│   ├── ProofRequired      carries a challenge to be solved first
│   └── Unavailable        a server we need does not answer; the caller may try again
└── StartupError           one plain sentence with the remedy; the command line prints only that
"""

from collections.abc import Mapping, Sequence
from typing import ClassVar


class CarbotError(Exception):
    """Anything CarBot raises on purpose."""


class DomainError(CarbotError):
    """A refusal a person can act on.

    `code` names the message in every language (resolvers/texts.py); `path` is the input field it belongs to, in the
    caller's spelling (`["input", "email"]`); `values` fill the message's placeholders.
    """

    code: ClassVar[str] = "REFUSED"

    def __init__(self, *path: str, **values: object) -> None:
        super().__init__(self.code)
        self.path = path
        self.values: Mapping[str, object] = values


class NotFound(DomainError):
    """No such thing here. The same for another workshop's id and for an unknown one."""

    code = "NOT_FOUND"


class InvalidInput(DomainError):
    """A value that cannot be what it should be; `reason` chooses the message, path says where."""

    def __init__(self, reason: str, *path: str, **values: object) -> None:
        super().__init__(*path, **values)
        self.code = reason  # type: ignore[misc]  # each reason is a message of its own
        self.args = (reason, *path)


class Rejected(DomainError):
    """Several refusals of one input."""

    def __init__(self, problems: Sequence[DomainError]) -> None:
        super().__init__()
        self.problems = tuple(problems)


class RequestError(CarbotError):
    """A fault of the caller or the server, answered outside the payload."""

    code: ClassVar[str] = "INTERNAL"
    status: ClassVar[int] = 200

    def __init__(self, message: str, **extensions: object) -> None:
        super().__init__(message)
        self.extensions: Mapping[str, object] = {"code": self.code, **extensions}


class Unauthenticated(RequestError):
    """Nobody is signed in, or the session, key or token is no longer good."""

    code = "UNAUTHENTICATED"


class Forbidden(RequestError):
    """The caller is known and may not do this."""

    code = "FORBIDDEN"


class BadInput(RequestError):
    """The request is not well formed."""

    code = "BAD_INPUT"
    status = 400


class TooExpensive(RequestError):
    """The operation asks for more than one request may cost."""

    code = "TOO_EXPENSIVE"
    status = 400


class UnknownDocument(RequestError):
    """The document id is not in the manifest, or text was sent where only ids are taken."""

    code = "UNKNOWN_DOCUMENT"
    status = 400


class RateLimited(RequestError):
    """Too many requests; `retry_after` in seconds."""

    code = "RATE_LIMITED"

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"Too many requests. Try again in {retry_after} seconds.", retryAfter=retry_after)
        self.retry_after = retry_after


class ProofRequired(RequestError):
    """The client key is under attack: send `challenge.number` in `x-carbot-proof`, whose SHA-256 begins with `bits`
    zero bits."""

    code = "PROOF_REQUIRED"

    def __init__(self, challenge: str, bits: int) -> None:
        super().__init__("Many requests come in through this client key.", challenge=challenge, bits=bits)
        self.challenge = challenge
        self.bits = bits


class Unavailable(RequestError):
    """A server we depend on does not answer; nothing was changed."""

    code = "UNAVAILABLE"
    status = 503


class Overtaken(Unavailable):
    """Somebody else was changing the same thing; nothing was written, and trying again at once is worth it."""

    def __init__(self) -> None:
        super().__init__("Others are changing the same thing. Please try again.", retryAfter=1)


class StartupError(CarbotError):
    """Why a command cannot start, with the remedy, in one sentence."""
