"""The hot path of an answer: its lease, and all it is made from, in one transaction and one round trip."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from carbot.ids import new_id
from tenants.changing import restored
from tenants.models.assistant import AssistantSettings
from tenants.models.chat import ACTIVE_TURNS, Author, Conversation, ConversationStatus, TurnAction, TurnStatus
from tenants.models.workshops import Workshop
from tenants.outbox import LIVE_KIND, LiveEvent
from tenants.pipeline import Rows, Step
from tenants.scope import Scope

_VERSIONS = ", ".join(
    f"(SELECT count(*) || '+' || coalesce(sum(xmin::text::bigint), 0) FROM {table})"  # noqa: S608
    for table in ("services", "service_categories", "price_rules", "faq_entries")
)
PREPARED_VERSION = f"concat_ws(' ', {_VERSIONS})"
"""SQL of what is another text whenever a service, category, rule of prices or answer was added, changed or removed.

A change gives its row a later transaction's number, so that a sum only ever grows while the count is the same; times of
changes would not do, because who began earlier may commit later.
"""
_HISTORY = 20
_NUL = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")
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
  (SELECT count(*) FROM turns g WHERE g.conversation_id = c.id AND is_gap AND g.id <> $1::uuid),
  {PREPARED_VERSION})
FROM taken JOIN conversations c ON c.id = conversation_id JOIN workshops w ON w.id = c.workshop_id
  LEFT JOIN assistant_settings s ON s.workshop_id = c.workshop_id
"""  # noqa: S608

_KEEP = f"""
UPDATE turns SET lease_until = now() + $3::interval, text = coalesce($4::jsonb ->> 'text', text),
  action = coalesce($4::jsonb ->> 'action', action), prefill = coalesce($4::jsonb -> 'prefill', prefill)
WHERE id = $1::uuid AND holder = $2::uuid AND status IN ({_MAKING}) RETURNING id
"""  # noqa: S608

_LOCK = "SELECT FROM conversations WHERE id = $1::uuid FOR UPDATE"
_END = f"""
WITH given AS (
  SELECT * FROM json_to_record($3::json) AS g(
    status text, text text, is_action boolean, action text, prefill jsonb, is_whole boolean, answered_by text,
    tokens integer, is_gap boolean, sources jsonb, answer_id uuid, now timestamptz)),
ended AS (
  UPDATE turns t SET
    status = CASE WHEN t.status IN ({_MAKING}) THEN g.status ELSE t.status END,
    text = CASE WHEN t.status IN ({_MAKING}) OR g.text <> '' THEN g.text ELSE t.text END,
    answer_id = CASE WHEN (CASE WHEN t.status IN ({_MAKING}) OR g.text <> '' THEN g.text ELSE t.text END) ~ '\\S'
      THEN g.answer_id END,
    action = CASE WHEN g.is_action OR g.is_whole THEN g.action ELSE t.action END,
    prefill = CASE WHEN g.is_action THEN g.prefill ELSE t.prefill END,
    answered_by = CASE WHEN g.is_whole THEN g.answered_by ELSE t.answered_by END,
    tokens = CASE WHEN g.is_whole THEN g.tokens ELSE t.tokens END,
    is_gap = CASE WHEN g.is_whole THEN g.is_gap ELSE t.is_gap END,
    sources = CASE WHEN g.is_whole THEN g.sources ELSE t.sources END,
    finished_at = g.now, lease_until = g.now
  FROM given g WHERE t.id = $1::uuid AND t.holder = $2::uuid AND t.finished_at IS NULL
  RETURNING t.conversation_id, t.answer_id, btrim(t.text, E' \\n\\r\\t') AS text, t.action, g.now),
told_of AS (
  UPDATE conversations c SET
    message_count = message_count + (answer_id IS NOT NULL)::integer,
    last_message_at = CASE WHEN answer_id IS NULL THEN last_message_at ELSE now END,
    preview = CASE WHEN answer_id IS NULL THEN preview ELSE left(regexp_replace(text, '\\s+', ' ', 'g'), 160) END,
    status = CASE WHEN action = '{TurnAction.HANDOVER.value}' THEN '{ConversationStatus.NEEDS_HUMAN.value}'
      ELSE status END
  FROM ended WHERE c.id = conversation_id RETURNING c.id, message_count),
said AS (
  INSERT INTO messages (id, conversation_id, seq, author, text)
  SELECT answer_id, conversation_id, message_count, '{Author.ASSISTANT.value}', text FROM ended, told_of
  WHERE answer_id IS NOT NULL),
announced AS (
  INSERT INTO outbox (id, workshop_id, kind, payload)
  SELECT $4::uuid, ($5::jsonb ->> 'w')::uuid, '{LIVE_KIND}', $5::jsonb FROM ended)
SELECT conversation_id FROM ended
"""  # noqa: S608
_WAITING = """
SELECT id FROM turns WHERE conversation_id = $1::uuid AND finished_at IS NULL ORDER BY id LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Premises:
    """What an answer is made from: `lines` are the latest of the conversation, the question first.

    `gaps` counts the conversation's other questions that were not answered; `version` is that of what is prepared.
    """

    conversation: Conversation
    workshop: Workshop
    settings: AssistantSettings | None
    lines: Sequence[tuple[Author, str]]
    gaps: int
    version: str


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
    given = (turn_id.hex, holder.hex, f"{lease.total_seconds()} seconds", _json(said))
    (rows,) = await scope.at_once(Step(_KEEP, tuple([each.encode() for each in given])))
    return bool(rows)


@dataclass(frozen=True, slots=True)
class TurnEnd:
    """What is kept of a turn that ends. `action` with `prefill` is what is offered beside the text.

    `account` says how a whole answer came about: answered_by, tokens, is_gap, sources; None where there is none.
    """

    status: TurnStatus
    text: str
    action: TurnAction | None
    prefill: Mapping[str, Any] | None
    is_action: bool
    account: Mapping[str, Any] | None


def end_turn(turn_id: UUID, holder: UUID, event: LiveEvent, end: TurnEnd, now: datetime) -> tuple[Step, ...]:
    """The steps that end a turn its holder has not ended yet: its text becomes the conversation's next line.

    Who writes meanwhile waits for the conversation's row, and then finds the turn ended.
    """
    account = end.account or {}
    given = {
        "status": end.status,
        "text": end.text,
        "is_action": end.is_action,
        "action": end.action,
        "prefill": end.prefill,
        "is_whole": end.account is not None,
        **account,
        "answer_id": new_id(),
        "now": now,
    }
    values = (turn_id.hex, holder.hex, _json(given), new_id().hex, _json(event.to_payload()))
    conversation = (event.subject_id.hex.encode(),)
    return (
        Step(_LOCK, conversation),
        Step(_END, tuple([each.encode() for each in values])),
        Step(_WAITING, conversation),
    )


def what_ended(found: Sequence[Rows]) -> tuple[bool, UUID | None]:
    """Of what `end_turn` answered: whether it ended the turn, and the next turn that waits."""
    _, ended, waiting = found
    following = waiting[0][0] if waiting else None
    return bool(ended), UUID(following.decode()) if following is not None else None


def _json(value: Any) -> str:
    """As PostgreSQL reads it, which has no place for the letter NUL."""
    return _NUL.sub(r"\1", json.dumps(value, ensure_ascii=False, default=str))


def _premises(conversation: Any, workshop: Any, settings: Any, lines: Any, *rest: Any) -> Premises:
    return Premises(
        restored(Conversation, conversation),
        restored(Workshop, workshop),
        restored(AssistantSettings, settings) if settings is not None else None,
        [(Author(author), text) for author, text in lines],
        *rest,
    )
