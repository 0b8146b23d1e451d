"""The worker process: does the jobs of all queues, on threads that share one event loop."""

import signal
import threading

from dramatiq import Worker

from carbot.outside import Outside
from carbot.settings import Settings
from carbot.telemetry import configure_logging
from carbot.wiring import connect
from workers.core.broker import declare_actors, make_broker


def run(settings: Settings) -> None:
    """Work until told to stop; a job that has begun is finished first."""
    configure_logging()
    outside = connect(settings, sends_mail=True)
    broker = make_broker(settings)

    def given() -> Outside:
        return outside

    declare_actors(broker, given)
    worker = Worker(broker, worker_threads=settings.worker_threads, worker_timeout=100)
    stopped = threading.Event()
    for wanted in (signal.SIGTERM, signal.SIGINT):
        signal.signal(wanted, lambda *_: stopped.set())
    worker.start()
    stopped.wait()
    worker.stop(timeout=20_000)
    broker.close()
