"""Browsers, as those who are not signed in yet have them."""

from tests.accounts.conftest import address, browser, dashboard

__all__ = ["address", "browser", "dashboard"]
