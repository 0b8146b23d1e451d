"""Whom the servers run as. PostgreSQL refuses root, so root hands its servers to an unprivileged account."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path

from carbot.errors import StartupError


@dataclass(frozen=True)
class Account:
    """An unprivileged user of this machine."""

    name: str
    uid: int
    gid: int

    def can_run(self, program: Path) -> bool:
        """Whether this user reaches the program and the libraries beside it."""
        return self._succeeds([str(program), "--version"])

    def can_enter(self, directory: Path) -> bool:
        """Whether this user may step into the directory, which every folder above has a say in."""
        return self._succeeds(["/bin/sh", "-c", 'test -x "$1"', "sh", str(directory)])

    def _succeeds(self, command: list[str]) -> bool:
        try:
            done = subprocess.run(  # noqa: S603
                command, cwd="/", env={}, capture_output=True, user=self.uid, group=self.gid, extra_groups=[]
            )
        except PermissionError:
            return False
        return done.returncode == 0


def server_account(data: Path) -> Account | None:
    """The account a server on these data runs as; None means ours, which is enough for anybody but root.

    Data that exist keep their owner. Raises StartupError when CARBOT_PG_USER names nobody, or root.
    """
    if os.geteuid() != 0:
        return None
    if data.exists() and (owner := data.stat()).st_uid != 0:
        return Account(str(owner.st_uid), owner.st_uid, owner.st_gid)
    name = os.environ.get("CARBOT_PG_USER", "nobody")
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        raise StartupError(f"There is no user {name!r}: set CARBOT_PG_USER to one that exists.") from None
    if entry.pw_uid == 0:
        raise StartupError("PostgreSQL does not run as root: set CARBOT_PG_USER to an unprivileged user.")
    return Account(name, entry.pw_uid, entry.pw_gid)
