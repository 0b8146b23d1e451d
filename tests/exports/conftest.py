"""The database past the walls."""

import pytest

from carbot.settings import Settings
from tests.support.rows import Rows


@pytest.fixture
def rows(pg_admin_url: str, settings: Settings) -> Rows:
    """Runs single statements as a superuser."""
    return Rows(pg_admin_url, settings)
