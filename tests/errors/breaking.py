"""Errors as they happen: raised where our code is, with what people typed in their messages."""

from collections.abc import Callable
from typing import Any

from resolvers.values import clean, origin_allowed

EMAIL = "ayse.kaya@kunde.example"
PHONE = "+49 171 2345678"


class _Broken:
    """Stands for a text and fails as soon as it is read."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def __getattr__(self, _: str) -> object:
        raise self._error

    def __eq__(self, _: object) -> bool:
        raise self._error

    def __hash__(self) -> int:
        return 0


def caught(raising: Callable[[], object]) -> Exception:
    """The exception a function raises, with its traceback."""
    try:
        raising()
    except Exception as error:
        return error
    raise AssertionError("nothing was raised")


def in_clean(error: Exception | None = None) -> Exception:
    """A fault met in resolvers.values.clean; by default one that quotes what somebody typed."""
    broken: Any = _Broken(error or ValueError(f"cannot read {EMAIL} {PHONE}"))
    return caught(lambda: clean(broken))


def in_origins(error: Exception) -> Exception:
    """The same at another place."""
    broken: Any = _Broken(error)
    return caught(lambda: origin_allowed(broken, ["https://www.werkstatt.example"]))
