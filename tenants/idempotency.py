"""Idempotency: a request with a key is done once, and told the first answer when it comes again.

The key is claimed in the transaction of the change: of two that come at once the second waits for the first's end. A
change that is refused or breaks takes its claim with it, so that trying again may succeed. See docs/decisions/0026.
"""

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert

from carbot.errors import DomainError, InvalidInput
from carbot.ids import new_id
from tenants.models.idempotency import IdempotencyKey
from tenants.principal import Principal, PrincipalKind
from tenants.scope import Scope

LIFE = timedelta(hours=24)
_LEAST, _MOST = 8, 100


class IdempotencyConflict(DomainError):
    """The key was used for something else; a new wish needs a new key."""

    code = "IDEMPOTENCY_CONFLICT"


class DoneAlready(DomainError):
    """The request was done, and its answer held a secret that is shown only once."""

    code = "DONE_ALREADY"


@dataclass(frozen=True, slots=True)
class KeyedRequest:
    """A request with a key: hashes of who did what under which key, and, with our secret, of what was asked for."""

    name: bytes
    body: bytes


def keyed_request(principal: Principal, operation: str, key: str, body: bytes) -> KeyedRequest | None:
    """The request of a caller; None for a caller whom nobody vouches for, whose keys others could use.

    Raises InvalidInput for a key that is none.
    """
    if not _LEAST <= len(key) <= _MOST or not key.isprintable():
        raise InvalidInput("INVALID_IDEMPOTENCY_KEY", "idempotencyKey", least=_LEAST, most=_MOST)
    caller = _caller(principal)
    if caller is None or principal.workshop_id is None:
        return None
    return KeyedRequest(sha256(f"{caller}\0{operation}\0{key}".encode()).digest(), body)


async def claim(scope: Scope, request: KeyedRequest) -> str | None:
    """Claim a request's key in the scope's transaction: None where it is new, else the first answer.

    Raises IdempotencyConflict where the key was used for something else, DoneAlready where no answer was kept.
    """
    fresh = {"body": request.body, "answer": None, "created_at": scope.now, "expires_at": scope.now + LIFE}
    claimed = await scope.execute(
        insert(IdempotencyKey)
        .values(id=new_id(), conversation_id=scope.principal.conversation_id, name=request.name, **fresh)
        .on_conflict_do_update(
            index_elements=["workshop_id", "name"], set_=fresh, where=IdempotencyKey.expires_at <= scope.now
        )
        .returning(IdempotencyKey.id)
    )
    if claimed.scalar_one_or_none() is not None:
        return None
    found = await scope.execute(
        select(IdempotencyKey.body, IdempotencyKey.answer).where(IdempotencyKey.name == request.name)
    )
    body, answer = found.one()
    if body != request.body:
        raise IdempotencyConflict("idempotencyKey")
    if answer is None:
        raise DoneAlready("idempotencyKey")
    return str(answer)


async def keep(scope: Scope, request: KeyedRequest, answer: str) -> None:
    """Keep the answer of a claimed request, in the same transaction."""
    await scope.execute(update(IdempotencyKey).where(IdempotencyKey.name == request.name).values(answer=answer))


def _caller(principal: Principal) -> str | None:
    """Whose key it is: a person's, an operator's visit's, an installation's or a conversation's own."""
    match principal.kind:
        case PrincipalKind.MEMBER if principal.impersonation_id is not None:
            return f"impersonation:{principal.impersonation_id}"
        case PrincipalKind.MEMBER:
            return f"account:{principal.account_id}"
        case PrincipalKind.PARTNER:
            return f"installation:{principal.installation_id}"
        case PrincipalKind.VISITOR if principal.conversation_id is not None:
            return f"conversation:{principal.conversation_id}"
    return None
