"""Everything outside the business in one frozen value: `carbot.wiring` fills it, edges and workers hand parts on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from carbot.clock import Clock
from carbot.settings import Settings

if TYPE_CHECKING:
    from carbot.clients.limits import RateLimiter
    from carbot.clients.llm import ChatModel
    from carbot.clients.mail import Mailer
    from carbot.clients.oidc import OidcProvider
    from carbot.clients.vies import VatRegister
    from carbot.sealing import Sealer
    from tenants.database import Database
    from tenants.errors import ErrorRecorder
    from tenants.identity import Identity
    from tenants.live import Hub
    from tenants.refusals import RefusalRecorder
    from tenants.usage import UsageRecorder


@dataclass(frozen=True, slots=True)
class Outside:
    """What a process was given. `model` is None when no key is set: then the built-in assistant answers."""

    settings: Settings
    clock: Clock
    database: "Database"
    identity: "Identity"
    hub: "Hub"
    usage: "UsageRecorder"
    errors: "ErrorRecorder"
    refusals: "RefusalRecorder"
    limiter: "RateLimiter"
    sealer: "Sealer"
    sign_in_providers: "Mapping[str, OidcProvider]"
    vat_register: "VatRegister"
    mailer: "Mailer | None"
    model: "ChatModel | None"
