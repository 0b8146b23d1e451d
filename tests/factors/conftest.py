"""A browser, and the database past the walls."""

from tests.accounts.conftest import browser, dashboard, rows

__all__ = ["browser", "dashboard", "rows"]
