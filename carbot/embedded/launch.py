"""Becomes another program that ends when its starter does: `launch.py SIGNAL STARTER UID GID PROGRAM ARGUMENT…`.

A script of its own, run by `processes.start`, because the death signal must be asked for between the change of user
(which forgets it) and exec. It imports nothing of ours: the unprivileged user may not be able to read it.
"""

import ctypes
import os
import sys

PR_SET_PDEATHSIG = 1


def main() -> None:
    """Drop to UID and GID (unless negative), tie this process to STARTER and become PROGRAM."""
    death_signal, starter, uid, gid = (int(value) for value in sys.argv[1:5])
    program = sys.argv[5:]
    libc = ctypes.CDLL(None) if sys.platform == "linux" else None
    if uid >= 0:
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)
    if libc is not None:
        libc.prctl(PR_SET_PDEATHSIG, death_signal, 0, 0, 0)
        if os.getppid() != starter:
            sys.exit("The program that wanted this server has ended.")
    os.execv(program[0], program)  # noqa: S606  # the whole purpose


main()
