"""The broker: Dramatiq over Redis. A message is the id of an outbox entry, nothing more."""

from collections.abc import Callable
from uuid import UUID

import dramatiq
from dramatiq import Message
from dramatiq.asyncio import get_event_loop_thread
from dramatiq.brokers.redis import RedisBroker
from dramatiq.middleware import AsyncIO, Middleware, ShutdownNotifications, TimeLimit

from carbot.discovery import import_modules
from carbot.outside import Outside
from carbot.settings import Settings
from workers.core.jobs import HANDLERS, perform

_MAINTENANCE_CHANCE = 200_000
"""Of a million fetches: how many look for the messages of dead workers. The default leaves them for minutes."""


class _Closing(Middleware):
    """Gives back what the worker held, on its own event loop, before that loop ends."""

    def __init__(self, outside: Callable[[], Outside]) -> None:
        self._outside = outside

    def after_worker_shutdown(self, broker: dramatiq.Broker, worker: dramatiq.Worker) -> None:
        loop = get_event_loop_thread()
        if loop is not None:
            loop.run_coroutine(self._close())

    async def _close(self) -> None:
        outside = self._outside()
        await outside.errors.aclose()
        await outside.database.close()


def make_broker(settings: Settings) -> RedisBroker:
    """A broker that knows the queues of all handlers."""
    import_modules("workers")
    broker: RedisBroker = RedisBroker(  # type: ignore[no-untyped-call]  # Dramatiq types it not
        url=settings.redis_url,
        middleware=[AsyncIO(), ShutdownNotifications(), TimeLimit()],
        heartbeat_timeout=int(settings.worker_heartbeat.total_seconds() * 1000),
        maintenance_chance=_MAINTENANCE_CHANCE,
    )
    for queue in {handler.queue for handler in HANDLERS.values()}:
        broker.declare_queue(queue)
    return broker


def declare_actors(broker: RedisBroker, outside: Callable[[], Outside]) -> None:
    """One actor per kind of job. `outside` is asked on the worker's own event loop."""
    broker.add_middleware(_Closing(outside))
    for kind, handler in HANDLERS.items():

        async def act(entry_id: str) -> None:
            await perform(outside(), UUID(entry_id))

        declare = dramatiq.actor(
            actor_name=kind,
            queue_name=handler.queue,
            broker=broker,
            time_limit=int(handler.time_limit.total_seconds() * 1000),
        )
        declare(act)


def message_for(kind: str, entry_id: UUID) -> Message[object]:
    """The message that has a job done; its id is the entry's, so that two deliveries are seen to be one."""
    return Message(
        queue_name=HANDLERS[kind].queue,
        actor_name=kind,
        args=(str(entry_id),),
        kwargs={},
        options={},
        message_id=str(entry_id),
    )
