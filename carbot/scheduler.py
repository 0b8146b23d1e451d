"""The scheduler process: sends the outbox on and sweeps up what got lost."""

import signal

from carbot.settings import Settings
from carbot.telemetry import configure_logging
from workers.core.relay import Relay


def run(settings: Settings) -> None:
    """Relay until told to stop."""
    configure_logging()
    relay = Relay(settings)
    for wanted in (signal.SIGTERM, signal.SIGINT):
        signal.signal(wanted, lambda *_: relay.stop())
    relay.run()
