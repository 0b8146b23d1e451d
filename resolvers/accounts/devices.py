"""Devices: browsers a person has signed in with before, and word to the person when it is another one."""

import re
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import exists, select, update
from sqlalchemy.dialects.postgresql import insert

from carbot.ids import new_id, new_token, token_hash
from tenants.models.accounts import Device
from tenants.outbox import Job
from tenants.scope import Scope

_BROWSERS = (
    ("Edge", r"\bEdg/"),
    ("Opera", r"\bOPR/"),
    ("Samsung Internet", r"\bSamsungBrowser/"),
    ("Firefox", r"\bFirefox/|\bFxiOS/"),
    ("Chrome", r"\bCriOS/|\bChrome/|\bChromium/"),
    ("Safari", r"\bSafari/"),
)
_SYSTEMS = (
    ("iPhone", r"\biPhone\b"),
    ("iPad", r"\biPad\b"),
    ("Android", r"\bAndroid\b"),
    ("Windows", r"\bWindows\b"),
    ("macOS", r"\bMac OS X\b|\bMacintosh\b"),
    ("ChromeOS", r"\bCrOS\b"),
    ("Linux", r"\bLinux\b"),
)


@dataclass(frozen=True, slots=True)
class Browser:
    """What signs in: what it says of itself, and the token it has been known by since an earlier sign-in."""

    user_agent: str | None
    device: str | None


@dataclass(frozen=True, slots=True)
class SignedInElsewhere(Job):
    """A person signed in with a browser they had not used before. `at` is ISO 8601."""

    account_id: UUID
    workshop_id: UUID | None
    browser: str | None
    at: str


async def recognise(scope: Scope, account_id: UUID, workshop_id: UUID | None, browser: Browser) -> str:
    """Remember the browser as one of the person's, and return the token it is to keep.

    The first one there is stays without a mail: whoever confirms an address knows that they do.
    """
    token = browser.device or new_token()
    known = await scope.execute(
        update(Device)
        .where(Device.account_id == account_id, Device.token_hash == token_hash(token))
        .values(last_used_at=scope.now)
        .returning(Device.id)
    )
    if known.first() is not None:
        return token
    others = await scope.execute(select(exists().where(Device.account_id == account_id)))
    if others.scalar_one():
        name = browser_name(browser.user_agent)
        scope.enqueue(SignedInElsewhere(account_id, workshop_id, name, scope.now.isoformat()))
    await scope.execute(
        insert(Device)
        .values(id=new_id(), account_id=account_id, token_hash=token_hash(token))
        .on_conflict_do_nothing(index_elements=["account_id", "token_hash"])
    )
    return token


def browser_name(user_agent: str | None) -> str | None:
    """A browser in the two words a person knows it by, such as "Firefox, Windows"; None where nothing is known."""
    found = [
        next((name for name, pattern in known if re.search(pattern, user_agent or "")), None)
        for known in (_BROWSERS, _SYSTEMS)
    ]
    return ", ".join(filter(None, found)) or None
