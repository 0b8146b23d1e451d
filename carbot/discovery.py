"""Modules are found by folder: a new noun registers itself by being there."""

import importlib
import pkgutil
from types import ModuleType


def import_modules(package: str) -> list[ModuleType]:
    """Import every module and package directly inside `package`, in alphabetical order."""
    path = importlib.import_module(package).__path__
    names = sorted(found.name for found in pkgutil.iter_modules(path) if not found.name.startswith("_"))
    return [importlib.import_module(f"{package}.{name}") for name in names]
