"""The database past the walls, and an app that asks."""

import httpx2
import pytest

from carbot.settings import Settings
from tests.partners.asking import Asking
from tests.partners.pkce import verifier
from tests.support.partners import register


@pytest.fixture
def asking(settings: Settings, http: httpx2.AsyncClient, api_url: str) -> Asking:
    """An app that may ask to read leads."""
    return Asking(register(settings, api_url, "leads:read"), verifier(), http)
