"""A place on disk that every user of the machine can enter."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def place() -> Iterator[Path]:
    """An empty directory; pytest's own are closed to the unprivileged user that root's servers run as."""
    directory = Path(tempfile.mkdtemp(prefix="carbot-place-"))
    directory.chmod(0o755)
    yield directory
    shutil.rmtree(directory)
