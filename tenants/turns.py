"""The hot path of an answer: its lease, and all it is made from, in one transaction and one round trip."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from tenants.changing import restored
from tenants.models.assistant import AssistantSettings
from tenants.models.chat import ACTIVE_TURNS, Author, Conversation, TurnStatus
from tenants.models.workshops import Workshop
from tenants.pipeline import Step
from tenants.scope import Scope

CATALOGUE_VERSION = (
    "(SELECT concat_ws('|', count(*), extract(epoch FROM max(updated_at)),"
    " (SELECT md5(string_agg(name, '|')) FROM service_categories)) FROM services)"
)
"""SQL of what is another text whenever a service was added, changed or removed, or a category renamed."""
_HISTORY = 20
_MAKING = ", ".join(f"'{status.value}'" for status in ACTIVE_TURNS)
# Nothing of a request is in these texts.
_TAKEN = f"""
WITH taken AS (
  UPDATE turns t SET holder = $2::uuid, lease_until = now() + $3::interval, attempts = attempts + 1,
    status = CASE WHEN status IN ({_MAKING}) THEN '{TurnStatus.STREAMING.value}' ELSE status END,
    text = CASE WHEN status IN ({_MAKING}) THEN '' ELSE text END
  WHERE id = $1::uuid AND finished_at IS NULL AND (holder IS NULL OR lease_until <= now())
    AND NOT EXISTS (
      SELECT FROM turns e WHERE e.workshop_id = t.workshop_id AND e.conversation_id = t.conversation_id
        AND e.finished_at IS NULL AND e.id < t.id)
  RETURNING conversation_id, question_seq, status, attempts)
"""  # noqa: S608
_TAKE = f"{_TAKEN} SELECT conversation_id, status, attempts FROM taken"  # noqa: S608
_TAKE_AND_READ = f"""{_TAKEN}
SELECT conversation_id, taken.status, attempts, json_build_array(to_json(c), to_json(w), to_json(s),
  (SELECT json_agg(json_build_array(author, text)) FROM (
    SELECT author, text FROM messages m WHERE m.conversation_id = c.id AND seq <= question_seq
    ORDER BY seq DESC LIMIT {_HISTORY}) lines),
  {CATALOGUE_VERSION})
FROM taken JOIN conversations c ON c.id = conversation_id JOIN workshops w ON w.id = c.workshop_id
  LEFT JOIN assistant_settings s ON s.workshop_id = c.workshop_id
"""  # noqa: S608

_KEEP = f"""
UPDATE turns SET lease_until = now() + $3::interval, text = coalesce($4::jsonb ->> 'text', text),
  action = coalesce($4::jsonb ->> 'action', action), prefill = coalesce($4::jsonb -> 'prefill', prefill)
WHERE id = $1::uuid AND holder = $2::uuid AND status IN ({_MAKING}) RETURNING id
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Premises:
    """What an answer is made from: `lines` are the latest of the conversation, the question first."""

    conversation: Conversation
    workshop: Workshop
    settings: AssistantSettings | None
    lines: Sequence[tuple[Author, str]]
    catalogue: str


@dataclass(frozen=True, slots=True)
class TakenTurn:
    """A turn that is held now."""

    conversation_id: UUID
    status: TurnStatus
    attempts: int
    premises: Premises | None


async def take_turn(
    scope: Scope, turn_id: UUID, holder: UUID, lease: timedelta, *, is_to_read: bool = True
) -> TakenTurn | None:
    """Take the lease if it is free and no earlier answer of the conversation is unfinished; None where it is not."""
    given = (turn_id.hex, holder.hex, f"{lease.total_seconds()} seconds")
    sql = _TAKE_AND_READ if is_to_read else _TAKE
    (rows,) = await scope.at_once(Step(sql, tuple([each.encode() for each in given])))
    if not rows:
        return None
    conversation_id, status, attempts, *read = [value.decode() if value is not None else "" for value in rows[0]]
    premises = _premises(*json.loads(read[0])) if read else None
    return TakenTurn(UUID(conversation_id), TurnStatus(status), int(attempts), premises)


async def keep_turn(scope: Scope, turn_id: UUID, holder: UUID, lease: timedelta, **said: Any) -> bool:
    """Keep the lease, and what was said so far; whether the turn is still this holder's to make."""
    given = (turn_id.hex, holder.hex, f"{lease.total_seconds()} seconds", json.dumps(said, ensure_ascii=False))
    (rows,) = await scope.at_once(Step(_KEEP, tuple([each.replace("\0", "").encode() for each in given])))
    return bool(rows)


def _premises(conversation: Any, workshop: Any, settings: Any, lines: Any, catalogue: str) -> Premises:
    return Premises(
        restored(Conversation, conversation),
        restored(Workshop, workshop),
        restored(AssistantSettings, settings) if settings is not None else None,
        [(Author(author), text) for author, text in lines],
        catalogue,
    )
