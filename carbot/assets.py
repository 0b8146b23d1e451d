"""Where the files lie that are not Python: in the checkout, or in the installed package."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent


def alembic_dir() -> Path:
    """The folder with `env.py` and `versions/`."""
    return _first(_PACKAGE / "_alembic", _CHECKOUT / "alembic")


def widget_dir() -> Path:
    """The built widget. The folder is missing while it has not been built."""
    return _first(_PACKAGE / "_assets" / "widget", _CHECKOUT / "widget" / "dist")


def admin_ui_dir() -> Path:
    """The built dashboard. The folder is missing while it has not been built."""
    return _first(_PACKAGE / "_assets" / "admin_ui", _CHECKOUT / "admin_ui" / "dist")


def graphiql_dir() -> Path:
    """The built GraphiQL, for development. The folder is missing while it has not been built, and in the wheel."""
    return _CHECKOUT / "schema" / "graphiql" / "dist"


def _first(installed: Path, built: Path) -> Path:
    return installed if installed.is_dir() else built
