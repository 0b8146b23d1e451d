"""A browser."""

from tests.accounts.conftest import browser, dashboard

__all__ = ["browser", "dashboard"]
