"""Live events between processes over Redis pub/sub: best effort, for clients read again when they come back."""

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

_CHANNEL = "carbot:live"
_BACKLOG = 1000
_RETRY_SECONDS = 1.0
_log = structlog.get_logger()


class LiveBridge:
    """Sends this process's events to the others and hands on theirs; `run` keeps it going until cancelled."""

    def __init__(self, redis_url: str) -> None:
        self._redis: Redis = Redis.from_url(redis_url, socket_connect_timeout=1.0)
        self._outgoing: asyncio.Queue[bytes] = asyncio.Queue(_BACKLOG)

    def send(self, payload: dict[str, str]) -> None:
        """Send an event when there is time; with a full backlog it is dropped."""
        with suppress(asyncio.QueueFull):
            self._outgoing.put_nowait(json.dumps(payload).encode())

    async def run(self, deliver: Callable[[dict[str, str]], None]) -> None:
        """Send and receive; while Redis is away, try again every second."""
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._repeat(self._send_all))
                tasks.create_task(self._repeat(lambda: self._receive(deliver)))
        finally:
            await self._redis.aclose()

    async def _repeat(self, work: Callable[[], Any]) -> None:
        while True:
            try:
                await work()
            except (RedisError, OSError) as error:
                _log.warning("live.redis_unreachable", error=type(error).__name__)
            await asyncio.sleep(_RETRY_SECONDS)

    async def _send_all(self) -> None:
        while True:
            await self._redis.publish(_CHANNEL, await self._outgoing.get())

    async def _receive(self, deliver: Callable[[dict[str, str]], None]) -> None:
        async with self._redis.pubsub() as channel:
            await channel.subscribe(_CHANNEL)
            async for message in channel.listen():
                if message["type"] == "message":
                    deliver(json.loads(message["data"]))
