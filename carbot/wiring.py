"""Wiring: what a process was told becomes what it works with."""

from carbot.clients.limits import RateLimiter
from carbot.clients.llm import chat_model_from
from carbot.clients.mail import mailer_from
from carbot.clients.oidc import providers_from
from carbot.clients.otlp import otlp_forward
from carbot.clients.vies import vat_register_from
from carbot.clock import Clock, SystemClock
from carbot.outside import Outside
from carbot.sealing import Sealer
from carbot.settings import Settings
from resolvers.errors import CriticalErrorFound
from tenants.database import Database
from tenants.errors import ErrorRecorder
from tenants.identity import Identity
from tenants.live import Hub
from tenants.refusals import RefusalRecorder
from tenants.usage import UsageRecorder


def connect(settings: Settings, clock: Clock | None = None, *, sends_mail: bool = False) -> Outside:
    """Everything outside the business, from the settings. Opens no connection yet.

    Raises StartupError where the process sends mail and the settings do not say how.
    """
    database = Database(settings)
    clock = clock or SystemClock()
    return Outside(
        settings=settings,
        clock=clock,
        database=database,
        identity=Identity(database),
        hub=Hub(),
        usage=UsageRecorder(database),
        errors=ErrorRecorder(
            database,
            release=settings.release,
            notice=CriticalErrorFound.__name__,
            forward=otlp_forward(settings),
        ),
        refusals=RefusalRecorder(database, clock, settings.secret_key.get_secret_value()),
        limiter=RateLimiter(settings),
        sealer=Sealer(settings),
        sign_in_providers=providers_from(settings),
        vat_register=vat_register_from(settings, clock),
        mailer=mailer_from(settings) if sends_mail else None,
        model=chat_model_from(settings),
    )
