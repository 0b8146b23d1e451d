"""A dashboard of somebody who is not signed in."""

from tests.accounts.conftest import browser, dashboard

__all__ = ["browser", "dashboard"]
