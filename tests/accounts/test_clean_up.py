"""What is long over is removed: sessions at once, links and invitations after a month, devices after their cookie."""

import pytest

from carbot.settings import Settings
from tenants.system import OutboxReader
from tests.support.api import Api, TestWorkshop
from tests.support.rows import Rows

from .test_devices import sign_in

OLD = {
    "sessions": "expires_at = now()",
    "email_links": "expires_at = now() - interval '31 days'",
    "devices": "last_used_at = now() - interval '401 days'",
    "invitations": "expires_at = now() - interval '31 days'",
}
YOUNG = {
    "sessions": "expires_at = now() + interval '1 minute'",
    "email_links": "expires_at = now() - interval '29 days'",
    "devices": "last_used_at = now() - interval '399 days'",
    "invitations": "expires_at = now() - interval '29 days'",
}


@pytest.mark.parametrize("table", OLD)
async def test_what_is_over_is_removed_in_its_time(
    dashboard: Api, workshop: TestWorkshop, rows: Rows, settings: Settings, table: str
) -> None:
    await sign_in(dashboard, workshop.owner.email)
    account, owner = workshop.owner.account_id, "account_id" if table != "invitations" else "workshop_id"
    key = account if table != "invitations" else workshop.id
    for number in range(3):
        rows(
            "INSERT INTO email_links (id, account_id, purpose, token_hash, expires_at)"
            " VALUES (gen_random_uuid(), %s, 'RESET_PASSWORD', 'x', now())",
            account,
        )
        rows(
            "INSERT INTO invitations (workshop_id, id, email, role, invited_by, expires_at)"
            " VALUES (%s, gen_random_uuid(), %s, 'STAFF', 'Ada', now())",
            workshop.id,
            f"{number}@werkstatt.example",
        )
    counts = []

    for state in (YOUNG, OLD):
        rows(f"UPDATE {table} SET {state[table]} WHERE {owner} = %s", key)
        with OutboxReader.connect(settings) as system:
            # One at a time, so that there are several.
            system.clean_up([], batch=1)
        counts.append(rows(f"SELECT count(*) FROM {table} WHERE {owner} = %s", key)[0][0])

    assert counts[0] > 0
    assert counts[1] == 0
