"""What takes seconds to make from files of the product is kept beside them, as Python keeps compiled modules.

It is made anew when a file it is made from or a module of this package changes, and on every start where the folder
cannot be written. It is trusted as the modules beside it are.
"""

import hashlib
import pickle
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TypeVar

_FOLDER = Path(__file__).parent
_KEPT_IN = _FOLDER / "__pycache__"

T = TypeVar("T")


def compiled(name: str, sources: Iterable[Path], make: Callable[[], T], folder: Path = _KEPT_IN) -> T:
    """What `make` gives for the files below `sources`, from the last time where nothing has changed."""
    kept = folder / f"{name}-{_digest([_FOLDER, *sources])}.pickle"
    with suppress(OSError, EOFError, pickle.UnpicklingError, AttributeError, ImportError):
        known: T = pickle.loads(kept.read_bytes())  # noqa: S301 - written by this very function
        return known
    made = make()
    with suppress(OSError):
        _keep(kept, pickle.dumps(made), f"{name}-*.pickle")
    return made


def _keep(kept: Path, content: bytes, outdated: str) -> None:
    kept.parent.mkdir(exist_ok=True)
    for old in kept.parent.glob(outdated):
        old.unlink(missing_ok=True)
    with NamedTemporaryFile(dir=kept.parent, delete=False) as file:
        file.write(content)
    written = Path(file.name)
    written.chmod(0o644)
    written.replace(kept)


def _digest(folders: Iterable[Path]) -> str:
    """What is another one whenever a module or a file of examples is."""
    digest = hashlib.sha256()
    for folder in folders:
        for file in sorted(folder.rglob("*")):
            if file.suffix in {".py", ".toml"}:
                digest.update(file.name.encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
