"""The entry point of a checkout on machines where something is missing: one plain sentence with the remedy."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from carbot.embedded.processes import free_port
from tests.embedded.machine import CHECKOUT

# A Python as Debian ships it without python3-venv, and one that is too old.
NO_VENV = """
import importlib.util
found = importlib.util.find_spec
importlib.util.find_spec = lambda name, package=None: None if name == "ensurepip" else found(name, package)
"""
TOO_OLD = "import sys; sys.version_info = (3, 9, 2)"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout as it was cloned."""
    clone = tmp_path / "a checkout"
    clone.mkdir()
    for name in ("dev", "requirements.lock", "requirements-dev.lock"):
        shutil.copy(CHECKOUT / name, clone / name)
    return clone


def dev(checkout: Path, *arguments: str, python: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    program = (
        f"{python}\nimport runpy, sys; sys.argv = {['dev', *arguments]}; runpy.run_path('dev', run_name='__main__')"
    )
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=checkout,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=50,
    )


def test_help_names_every_command(checkout: Path) -> None:
    done = dev(checkout, "--help")

    assert done.returncode == 0
    for command in ("demo", "test", "check", "bench", "generate", "migrate", "shell"):
        assert f"./dev {command}" in done.stdout


def test_an_unknown_command_gets_the_help(checkout: Path) -> None:
    done = dev(checkout, "dmeo")

    assert done.returncode == 2
    assert done.stderr.startswith("There is no ./dev dmeo.")
    assert "./dev demo" in done.stderr
    assert not (checkout / "var").exists()


def test_arguments_nobody_reads_are_refused(checkout: Path) -> None:
    done = dev(checkout, "check", "--fast")

    assert (done.returncode, done.stderr) == (
        1,
        "./dev check takes no arguments, but got: --fast. ./dev --help shows all.\n",
    )


def test_a_python_without_venv_is_told_how_to_get_it(checkout: Path) -> None:
    done = dev(checkout, "demo", python=NO_VENV)

    assert done.returncode == 1
    assert done.stderr == (
        "This Python has no venv module: install it (Debian and Ubuntu: apt install python3-venv).\n"
    )


def test_a_python_that_is_too_old_is_told_what_is_needed(checkout: Path) -> None:
    done = dev(checkout, "demo", python=TOO_OLD, PATH="")

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "CarBot needs Python 3.11 or newer and this is 3.9: install a newer one and run this again.\n"


def test_without_network_the_remedy_is_the_network(checkout: Path) -> None:
    nobody_listens = f"http://127.0.0.1:{free_port()}/simple"
    done = dev(
        checkout,
        "demo",
        PIP_INDEX_URL=nobody_listens,
        PIP_CONFIG_FILE=os.devnull,
        PIP_EXTRA_INDEX_URL="",
        PIP_FIND_LINKS="",
        PIP_NO_CACHE_DIR="1",
        no_proxy="*",
    )

    assert done.returncode == 1
    assert done.stderr == (
        "The Python packages could not be downloaded: connect this machine to the network and run it again.\n"
    )
