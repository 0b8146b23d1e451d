"""The mails the local sink received, for tests."""

import asyncio
from pathlib import Path

from carbot.embedded.mailbox import StoredMail, read_mails

_PATIENCE_SECONDS = 45.0


class Mailbox:
    """Waits for mails; a test names the address it used, so that others' mails do not matter."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def all_to(self, address: str) -> list[StoredMail]:
        """What has come for an address so far, oldest first."""
        return [mail for mail in reversed(read_mails(self._directory)) if address in mail.to]

    async def wait_for(self, address: str, *, count: int = 1) -> list[StoredMail]:
        """The first `count` mails to an address, oldest first. Fails after 45 seconds."""
        loop = asyncio.get_running_loop()
        ends = loop.time() + _PATIENCE_SECONDS
        while len(found := self.all_to(address)) < count:
            assert loop.time() < ends, f"only {len(found)} of {count} mails came: {[m.subject for m in found]}"
            await asyncio.sleep(0.05)
        return found
