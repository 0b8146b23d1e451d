"""What comes at once is handled at once: a stream in batches, so that nobody waits for what is ready already."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import suppress
from typing import TypeVar

Item = TypeVar("Item")


async def gathered(source: AsyncGenerator[Item]) -> AsyncGenerator[list[Item]]:
    """Everything the source has given since the last batch, as soon as there is something.

    The source goes on while a batch is handled; its error is raised after the items before it, and it is closed with
    this generator.
    """
    arrived: asyncio.Queue[None] = asyncio.Queue()
    items: list[Item] = []

    async def take() -> None:
        try:
            async for item in source:
                items.append(item)
                arrived.put_nowait(None)
        finally:
            await source.aclose()
            arrived.put_nowait(None)

    taking = asyncio.create_task(take())
    try:
        while not taking.done() or items:
            await arrived.get()
            while not arrived.empty():
                arrived.get_nowait()
            batch, items[:] = list(items), []
            if batch:
                yield batch
        await taking
    finally:
        taking.cancel()
        with suppress(asyncio.CancelledError):
            await asyncio.gather(taking, return_exceptions=True)
