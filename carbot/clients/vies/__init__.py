"""The register of VAT ids: VIES, the Commission's, or a stand-in that speaks its API."""

from carbot.clients.vies.contract import VatAnswer, VatCheck, VatRegister
from carbot.clients.vies.rest import Vies
from carbot.clock import Clock
from carbot.settings import Settings

__all__ = ["VatAnswer", "VatCheck", "VatRegister", "vat_register_from"]


def vat_register_from(settings: Settings, clock: Clock) -> VatRegister:
    """The register the settings name."""
    return Vies(settings.vies_url, timeout=settings.vies_timeout.total_seconds(), clock=clock)
