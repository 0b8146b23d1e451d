"""The relay: from the outbox to Redis. Whatever dies in between, an entry stays until it is sent and done."""

import json
import threading
import time
from collections.abc import Sequence

import structlog
from redis import Redis
from redis.exceptions import RedisError

from carbot.errors import Unavailable
from carbot.settings import Settings
from resolvers.figures import FiguresChanged
from tenants.outbox import LIVE_KIND
from tenants.system import OutboxReader, WaitingEntry
from workers.core.broker import make_broker, message_for
from workers.core.jobs import HANDLERS

_log = structlog.get_logger()
_LIVE_CHANNEL = "carbot:live"
_RETRY_SECONDS = 0.5
_CLEAN_UP_SECONDS = 60.0
_RECOUNT = FiguresChanged.__name__


class Relay:
    """Sends entries on and looks for lost ones, until `stop`. Several may run: each entry is taken by one."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._broker = make_broker(settings)
        timeout = settings.redis_timeout.total_seconds()
        self._redis = Redis.from_url(settings.redis_url, socket_timeout=timeout, socket_connect_timeout=timeout)
        self._stopped = threading.Event()

    def stop(self) -> None:
        """Let `run` come to its end."""
        self._stopped.set()

    def run(self) -> None:
        """Work until stopped; while PostgreSQL or Redis is away, try again twice a second."""
        while not self._stopped.is_set():
            try:
                with OutboxReader.connect(self._settings) as outbox:
                    self._relay(outbox)
            except Unavailable:
                _log.warning("relay.database_unreachable")
                self._stopped.wait(_RETRY_SECONDS)

    def _relay(self, outbox: OutboxReader) -> None:
        next_sweep = next_clean_up = next_recount = 0.0
        while not self._stopped.is_set():
            now = time.monotonic()
            if now >= next_sweep:
                next_sweep = now + self._settings.sweep_interval.total_seconds()
                if lost := outbox.send_lost_again(self._settings.job_lost_after):
                    _log.warning("relay.lost_jobs_sent_again", count=lost)
            if now >= next_clean_up:
                next_clean_up = now + _CLEAN_UP_SECONDS
                outbox.clean_up([_RECOUNT])
            if now >= next_recount:
                next_recount = now + self._settings.figures_interval.total_seconds()
                outbox.request_recounts(_RECOUNT)
            try:
                with outbox.take() as entries:
                    self._send(entries)
                    if unknown := [entry.id for entry in entries if entry.kind not in (LIVE_KIND, *HANDLERS)]:
                        _log.error("relay.unknown_jobs", jobs=[str(entry_id) for entry_id in unknown])
                        outbox.give_up(unknown, "nobody here knows this kind of job")
            except (RedisError, OSError) as error:
                _log.warning("relay.redis_unreachable", error=type(error).__name__)
                self._stopped.wait(_RETRY_SECONDS)
                continue
            if not entries:
                outbox.wait(self._settings.relay_poll)

    def _send(self, entries: Sequence[WaitingEntry]) -> None:
        """Live events first: somebody is looking."""
        for entry in entries:
            if entry.kind == LIVE_KIND:
                self._redis.publish(_LIVE_CHANNEL, json.dumps(entry.payload))
        for entry in entries:
            if entry.kind in HANDLERS:
                self._broker.enqueue(message_for(entry.kind, entry.id))
