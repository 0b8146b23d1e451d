"""What an error is, in words without values: its fingerprint, its place, what it is about and how bad it is.

An exception's message may quote what a person typed, so only those of our own exceptions are kept, and even of these
no address and no number. Frames are named by module and function; values are never looked at.
"""

import hashlib
import re
import traceback
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import FrameType

from carbot.errors import CarbotError
from tenants.models.errors import ErrorCategory, ErrorSeverity

_OURS = ("carbot", "schema", "resolvers", "tenants", "workers")
_INNERMOST = 5
_MOST_FRAMES = 30
_LONGEST = 200
_PERSONAL = re.compile(r"\S+@\S+|\+?\d[\d\s/().-]{4,}\d")
# The first that fits, asked of the exception's own module and then of our frames, innermost first.
_ABOUT: tuple[tuple[ErrorCategory, tuple[str, ...]], ...] = (
    (ErrorCategory.DATABASE, ("psycopg", "sqlalchemy", "tenants.pipeline", "tenants.database")),
    (ErrorCategory.MAIL, ("carbot.clients.mail", "workers.mails", "aiosmtplib", "smtplib")),
    (ErrorCategory.LLM, ("openai", "carbot.clients.llm", "resolvers.assistant", "resolvers.chat.turns")),
    (ErrorCategory.PAYMENT, ("stripe", "carbot.clients.payments", "resolvers.billing")),
    (ErrorCategory.WEBHOOK, ("carbot.http.webhooks", "resolvers.webhooks", "standardwebhooks")),
    (
        ErrorCategory.AUTH,
        ("resolvers.accounts", "resolvers.operators", "resolvers.passwords", "tenants.identity", "tenants.operators"),
    ),
    (ErrorCategory.INPUT, ("resolvers.values", "schema.edge.payloads", "schema.engine.inputs")),
    (ErrorCategory.JOB, ("workers",)),
)
_NO_PRIVILEGE = "42501"
_ALARMING = frozenset({"DiskFull", "DataCorrupted", "IndexCorrupted", "MemoryError", "InvalidTag"})
_GRAVE = frozenset({ErrorCategory.AUTH, ErrorCategory.DATABASE, ErrorCategory.PAYMENT})


@dataclass(frozen=True, slots=True)
class Description:
    """An error without values. `fingerprint` is the same for errors of one type at one place."""

    fingerprint: str
    title: str
    place: str
    category: ErrorCategory
    severity: ErrorSeverity
    stack: str


def describe(error: BaseException, where: str) -> Description:
    """Say what an error is; `where` names the field, the job or the address it was met at."""
    chain = tuple(_chain(error))
    frames = tuple(_frames(error))
    own = [(module, function) for module, function, _ in frames if _is_ours(module)][-_INNERMOST:]
    kind = _name(error)
    place = ".".join(own[-1]) if own else where
    fingerprint = hashlib.sha256(repr((kind, own or where)).encode()).hexdigest()
    category = _category(chain, own)
    return Description(
        fingerprint=fingerprint,
        title=_titled(error)[:_LONGEST],
        place=place[:_LONGEST],
        category=category,
        severity=_severity(chain, category),
        stack="\n".join([f"at {where}", *(f"{m}.{f}:{line}" for m, f, line in frames), *map(_name, chain)]),
    )


def reason_of(error: BaseException) -> str:
    """Why something failed, in a line without personal data."""
    return _titled(error)[:_LONGEST]


def _titled(error: BaseException) -> str:
    name = type(error).__name__
    if not isinstance(error, CarbotError):
        return name
    return f"{name}: {_PERSONAL.sub('…', str(error))}"


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error and what caused it, each once."""
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield current
        current = current.__cause__ or current.__context__


def _frames(error: BaseException) -> Sequence[tuple[str, str, int]]:
    """Module, function and line of the last frames, outermost first; of the cause where the error has none."""
    for each in _chain(error):
        found = deque(
            ((_module(frame), frame.f_code.co_qualname, line) for frame, line in traceback.walk_tb(each.__traceback__)),
            maxlen=_MOST_FRAMES,
        )
        if any(_is_ours(module) for module, _, _ in found):
            return tuple(found)
    return ()


def _module(frame: FrameType) -> str:
    return str(frame.f_globals.get("__name__", ""))


def _is_ours(module: str) -> bool:
    return module.partition(".")[0] in _OURS


def _name(error: BaseException) -> str:
    return f"{type(error).__module__}.{type(error).__qualname__}"


def _category(chain: Sequence[BaseException], own: Sequence[tuple[str, str]]) -> ErrorCategory:
    modules = [*(type(each).__module__ for each in chain), *(module for module, _ in reversed(own))]
    for module in modules:
        for category, prefixes in _ABOUT:
            if any(module == prefix or module.startswith(f"{prefix}.") for prefix in prefixes):
                return category
    return ErrorCategory.OTHER


def _severity(chain: Sequence[BaseException], category: ErrorCategory) -> ErrorSeverity:
    """A wall that refuses us, a full disk and secrets that do not open are for somebody to look at now."""
    for each in chain:
        if getattr(each, "sqlstate", None) == _NO_PRIVILEGE or type(each).__name__ in _ALARMING:
            return ErrorSeverity.CRITICAL
    return ErrorSeverity.HIGH if category in _GRAVE else ErrorSeverity.MEDIUM
