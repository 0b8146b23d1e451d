"""Who calls in the benchmarks, and about what: read from the database once, by everybody who needs it."""

from dataclasses import dataclass
from datetime import date

import psycopg

_MEMBERS = """
    SELECT a.n, w.id, substring(w.name FROM '[0-9]+')::int,
           (SELECT l.id FROM leads l WHERE l.workshop_id = w.id AND l.status IN ('NEW', 'CONTACTED', 'QUALIFIED')
            ORDER BY l.created_at DESC OFFSET a.n % 20 LIMIT 1)
    FROM members m JOIN workshops w ON w.id = m.workshop_id
    JOIN LATERAL (SELECT substring(email FROM '[0-9]+')::int AS n FROM accounts WHERE id = m.account_id) a ON true
    ORDER BY a.n
"""
_VISITORS = """
    SELECT c.id, k.key, c.workshop_id FROM conversations c
    JOIN client_keys k ON k.workshop_id = c.workshop_id AND k.id = c.client_key_id
    WHERE c.taken_over_at IS NOT NULL
    ORDER BY row_number() OVER (PARTITION BY c.workshop_id ORDER BY c.id), c.workshop_id
    LIMIT %s
"""
_VISITORS_WANTED = 20_000


@dataclass(frozen=True)
class Member:
    """A signed-in member: the session's token, the workshop, and a lead of it that is open."""

    token: str
    workshop_id: str
    workshop_number: int
    lead_id: str
    latest_day: date
    """The last day on which the database has leads."""


@dataclass(frozen=True)
class Visitor:
    """A visitor in a conversation. In the cast a member has taken it over, so that no answer is made."""

    token: str
    client_key: str
    workshop_id: str
    conversation_id: str

    @classmethod
    def of(cls, conversation_id: str, client_key: str, workshop_id: str) -> "Visitor":
        """The visitor of a conversation, whose key ends in the numbers of its workshop and slot (rows.sql)."""
        workshop, slot = divmod(int(conversation_id[-15:], 16), 100_000)
        return cls(f"visitor-{workshop}-{slot}", client_key, workshop_id, conversation_id)


@dataclass(frozen=True)
class Cast:
    """Everybody."""

    members: list[Member]
    visitors: list[Visitor]

    @property
    def ordinary(self) -> list[Member]:
        """The members of workshops that are not the big one."""
        return [member for member in self.members if member.workshop_number != 1]

    @property
    def big(self) -> list[Member]:
        """The members of the big workshop."""
        return [member for member in self.members if member.workshop_number == 1]


def latest_day(connection: psycopg.Connection) -> date:
    """The last day on which there are leads: what is asked about days ends there."""
    row = connection.execute("SELECT max(created_at)::date FROM leads").fetchone()
    assert row is not None
    found: date = row[0]
    return found


def read_cast(admin_url: str) -> Cast:
    """The cast of a database, in an order that goes round the workshops."""
    with psycopg.connect(admin_url) as connection:
        latest = latest_day(connection)
        members = [
            Member(f"member-{number}", str(workshop), place, lead.hex, latest)
            for number, workshop, place, lead in connection.execute(_MEMBERS).fetchall()
        ]
        rows = connection.execute(_VISITORS, [_VISITORS_WANTED]).fetchall()
    visitors = [Visitor.of(conversation.hex, key, str(workshop)) for conversation, key, workshop in rows]
    return Cast(members, visitors)
