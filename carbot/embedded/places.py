"""Where the servers of a checkout keep their data and find their programs.

Data lie in the checkout's `var/`. Where root's unprivileged account cannot enter that (a checkout under a 0700 home),
data and a copy of the programs lie under the system's state directory, in a folder named after the checkout's path;
no permission of any home is touched.
"""

import hashlib
import os
import shutil
import tempfile
from pathlib import Path

from carbot.embedded.accounts import Account
from carbot.errors import StartupError


def checkout() -> Path:
    """The folder that holds the packages: the checkout, or site-packages when CarBot was installed."""
    return Path(__file__).resolve().parents[2]


def var_directory() -> Path:
    """Where the demo keeps everything: CARBOT_VAR_DIR, else `var/` of the checkout, or of the current directory."""
    if chosen := os.environ.get("CARBOT_VAR_DIR"):
        return Path(chosen).resolve()
    home = checkout() if (checkout() / "pyproject.toml").exists() else Path.cwd()
    return home / "var"


def state_directory(of: Path) -> Path:
    """The folder outside `of` that belongs to it: CARBOT_STATE_DIR or /var/lib/carbot, then a hash of the path."""
    root = Path(os.environ.get("CARBOT_STATE_DIR") or "/var/lib/carbot")
    return root / hashlib.sha256(os.fsencode(of.resolve())).hexdigest()[:16]


def data_home(var: Path, account: Account | None) -> Path:
    """The directory for the servers' data: `var`, or the state directory when the account cannot enter `var`."""
    var.mkdir(parents=True, exist_ok=True)
    if account is None or account.can_enter(var):
        return var.resolve()
    return state_directory(var.parent)


def own_directory(directory: Path, account: Account | None) -> None:
    """Make the directory (0700) and give it to the account.

    Raises StartupError when it belongs to somebody else or cannot be entered.
    """
    try:
        directory.mkdir(parents=True, exist_ok=True)
        if account is not None:
            os.chown(directory, account.uid, account.gid)
        directory.chmod(0o700)
    except PermissionError:
        raise StartupError(
            f"The directory {directory} belongs to another user: start as that user, or remove it and start again."
        ) from None
    if account is not None and not account.can_enter(directory):
        raise StartupError(
            f"The user {account.name} cannot enter {directory}: set CARBOT_PG_USER to a user who can, "
            "or choose another place."
        )


def reachable_copy(tree: Path, beside: tuple[Path, ...], program: str, account: Account | None) -> Path:
    """The path of `program` (relative to `tree`) where the account can run it.

    That is in `tree` itself, or in a copy of `tree` and the folders `beside` it, made once per version of the program.
    """
    original = tree / program
    if account is None or account.can_run(original):
        return original
    stamp = original.stat()
    name = hashlib.sha256(f"{original} {stamp.st_mtime_ns} {stamp.st_size}".encode()).hexdigest()[:16]
    target = state_directory(checkout()) / "programs" / name
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished = Path(tempfile.mkdtemp(dir=target.parent))
        for source in (tree, *beside):
            shutil.copytree(source, unfinished / source.name, symlinks=True)
        _let_everybody_read(unfinished)
        try:
            unfinished.rename(target)
        except OSError:  # another start was faster
            shutil.rmtree(unfinished)
    copy = target / tree.name / program
    if not account.can_run(copy):
        raise StartupError(
            f"The user {account.name} cannot run {copy}: set CARBOT_STATE_DIR to a directory that everybody may enter."
        )
    return copy


def _let_everybody_read(tree: Path) -> None:
    tree.chmod(0o755)
    for path in tree.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
