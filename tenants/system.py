"""Past row-level security: what the platform does across all workshops. Only relay, sweeper and clean-up come here."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, LiteralString, Self
from uuid import UUID

import psycopg
from psycopg import sql
from psycopg.rows import class_row

from carbot.errors import Unavailable
from carbot.ids import new_id
from carbot.settings import Settings
from tenants.outbox import LIVE_KIND
from tenants.roles import DatabaseRole, role_url

_BATCH = 200
_OVER: dict[str, LiteralString] = {
    "sessions": "expires_at < now() OR last_used_at < now() - interval '12 hours'",
    "email_links": "expires_at < now() - interval '30 days'",
    "sign_in_challenges": "expires_at < now() - interval '1 hour'",
    "invitations": "expires_at < now() - interval '30 days'",
    "devices": "last_used_at < now() - interval '400 days'",
    "operator_sessions": "expires_at < now() OR last_used_at < now() - interval '30 minutes'",
    "idempotency_keys": "expires_at < now() - interval '1 hour'",
    "authorization_codes": "expires_at < now() - interval '1 hour'",
    "partner_tokens": "expires_at < now() - interval '1 hour'",
    "uploads": "expires_at < now()",
    "downloads": "expires_at < now() - interval '1 hour'",
    "catalogue_import_rows": "created_at < now() - interval '8 days'",
    "catalogue_imports": "created_at < now() - interval '90 days'",
    "limit_refusals": "hour < now() - interval '30 days'",
}
"""What is removed, by table: the condition."""


@dataclass(frozen=True, slots=True)
class WaitingEntry:
    """An outbox entry that is to be sent on."""

    id: UUID
    kind: str
    payload: dict[str, Any]


class OutboxReader:
    """One direct connection of carbot_system; transaction poolers cannot listen."""

    def __init__(self, connection: "psycopg.Connection[Any]") -> None:
        self._connection = connection

    @classmethod
    @contextmanager
    def connect(cls, settings: Settings) -> Iterator[Self]:
        """A reader that hears of new entries. Raises Unavailable when the database is away, now or later."""
        url = role_url(settings, DatabaseRole.SYSTEM)
        try:
            with psycopg.connect(url, autocommit=True, connect_timeout=5, application_name="carbot relay") as opened:
                opened.execute("LISTEN outbox")
                yield cls(opened)
        except psycopg.OperationalError as error:
            raise Unavailable("The database does not answer.") from error

    def wait(self, most: timedelta) -> None:
        """Sleep until something is put in, or for `most`."""
        for _ in self._connection.notifies(timeout=most.total_seconds(), stop_after=1):
            return

    @contextmanager
    def take(self) -> Iterator[Sequence[WaitingEntry]]:
        """The entries that wait, oldest first. Leaving normally marks them as sent; an exception leaves them."""
        with self._connection.transaction(), self._connection.cursor(row_factory=class_row(WaitingEntry)) as cursor:
            entries = cursor.execute(
                "SELECT id, kind, payload FROM outbox"
                " WHERE dispatched_at IS NULL AND done_at IS NULL AND failed_at IS NULL AND available_at <= now()"
                " ORDER BY available_at LIMIT %s FOR UPDATE SKIP LOCKED",
                [_BATCH],
            ).fetchall()
            yield entries
            if entries:
                cursor.execute(
                    "UPDATE outbox SET dispatched_at = now(), done_at = CASE WHEN kind = 'live' THEN now() END"
                    " WHERE id = ANY(%s)",
                    [[entry.id for entry in entries]],
                )

    def give_up(self, entry_ids: Sequence[UUID], reason: str) -> None:
        """Make entries dead letters; they stay to be looked at."""
        self._connection.execute(
            "UPDATE outbox SET failed_at = now(), last_error = %s WHERE id = ANY(%s)", [reason, list(entry_ids)]
        )

    def send_lost_again(self, after: timedelta) -> int:
        """Let entries wait again that were sent and not done for so long; returns how many."""
        return self._connection.execute(
            "UPDATE outbox SET dispatched_at = NULL"
            " WHERE dispatched_at < now() - %s AND done_at IS NULL AND failed_at IS NULL",
            [after],
        ).rowcount

    def request_recounts(self, kind: str) -> int:
        """Put in a job of this kind for every workshop with marked days, unless one is on its way; returns how many."""
        with self._connection.transaction(), self._connection.cursor() as cursor:
            # Of two relays one waits and then sees what the other put in.
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('figures', 0))")
            marked = cursor.execute(
                "SELECT DISTINCT workshop_id FROM figure_marks m WHERE NOT EXISTS (SELECT 1 FROM outbox"
                " WHERE kind = %s AND workshop_id = m.workshop_id AND done_at IS NULL AND failed_at IS NULL)",
                [kind],
            ).fetchall()
            cursor.executemany(
                "INSERT INTO outbox (id, workshop_id, kind, payload) VALUES (%s, %s, %s, '{}')",
                [(new_id(), workshop_id, kind) for (workshop_id,) in marked],
            )
        return len(marked)

    def clean_up(self, short_lived: Sequence[str], *, batch: int = 1_000) -> None:
        """Forget what was done: live events and jobs of these kinds after a minute, others after a week.

        What was for a while goes when its time is over, so many rows in one statement, so that nobody waits for long;
        operators' visits are written down as ended.
        """
        self._connection.execute(
            "DELETE FROM outbox WHERE kind = ANY(%s) AND done_at < now() - interval '1 minute'",
            [[LIVE_KIND, *short_lived]],
        )
        self._connection.execute("DELETE FROM outbox WHERE done_at < now() - interval '7 days'")
        for table, is_over in _OVER.items():
            query = sql.SQL("DELETE FROM {0} WHERE id IN (SELECT id FROM {0} WHERE {1} LIMIT %s)")
            statement = query.format(sql.Identifier(table), sql.SQL(is_over))
            while self._connection.execute(statement, [batch]).rowcount == batch:
                pass
        self._connection.execute(
            "WITH over AS (UPDATE impersonations SET ended_at = expires_at"
            " WHERE ended_at IS NULL AND expires_at < now()"
            " RETURNING workshop_id, id, operator_name, expires_at)"
            " INSERT INTO audit_entries (workshop_id, id, at, actor_name, action, subject, changes)"
            " SELECT workshop_id, gen_random_uuid(), expires_at, 'CarBot-Betrieb (' || operator_name || ')',"
            " 'impersonation.ended', 'impersonation_' || replace(id::text, '-', ''), '{}' FROM over"
        )
