"""What never changes in the golden database: ids, times and tokens."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from carbot.ids import to_gid
from tenants.identity import PARTNER_PREFIX
from tenants.models.members import Role

KINDS = tuple(
    "workshop organization person session member key day conversation message turn consent lead leadevent category"  # noqa: SIM905
    " service closure widget interval figure mark invitation installation installationday partnertoken"
    " faq document passage gap image subscription".split()
)
TODAY = datetime.now(UTC).date()
MARKED = datetime(2026, 11, 10, 8, tzinfo=UTC)
START = datetime(2026, 11, 2, 7, 30, tzinfo=UTC)
LATER = datetime(2099, 1, 1, tzinfo=UTC)
WISH = 'Ölwechsel am "Golf"\nund \\ Bremsen — 120 € 🚗'


def key(kind: str, number: int, *, at: int = 1) -> UUID:
    """The key of the so-manieth row of a kind, of the first workshop or, `at` 2, the second."""
    return UUID(f"01930000-0000-7{at:03x}-8{KINDS.index(kind):03x}-{number:012x}")


def gid(kind: str, number: int, *, at: int = 1) -> str:
    """The same as clients see it."""
    return to_gid(kind, key(kind, number, at=at))


def moment(minutes: int, microseconds: int = 0) -> datetime:
    """So many minutes after the first enquiry."""
    return START + timedelta(minutes=minutes, microseconds=microseconds)


def ago(days: int) -> date:
    """A day before the run's, where only nearness counts; the same before and after a midnight."""
    return TODAY - timedelta(days=days)


def client_key(at: int) -> str:
    """A workshop's live client key."""
    return f"ck_golden{at}"


def session_token(role: Role, at: int) -> str:
    """What the member of a role shows."""
    return f"golden_session_{role.value}_{at}"


def visitor_token(at: int) -> str:
    """What the visitor of the first conversation shows."""
    return f"golden_visitor_{at}"


def partner_token(at: int) -> str:
    """What the workshop's own program shows."""
    return f"{PARTNER_PREFIX}golden_{at}"
