"""The packages: every module says what it is, nothing shadows a library, nothing of PyPI shadows us."""

import ast
import importlib.metadata
import importlib.util
from pathlib import Path

import pytest

import alembic
import schema

ROOT = Path(__file__).parents[2]
PACKAGES = ("carbot", "schema", "resolvers", "tenants", "workers")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
FOREIGN_WORDS = ("utils", "helpers", "common", "manager", "service")


def test_the_packages_have_modules() -> None:
    assert len(MODULES) > 100


@pytest.mark.parametrize("package", PACKAGES)
def test_every_module_says_in_a_sentence_what_it_is(package: str) -> None:
    silent = []
    for path in MODULES:
        name = path.relative_to(ROOT)
        if name.parts[0] == package and not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))):
            silent.append(str(name))

    assert silent == []


@pytest.mark.parametrize("package", PACKAGES)
def test_every_public_class_and_function_says_what_it_promises(package: str) -> None:
    silent = []
    for path in MODULES:
        name = path.relative_to(ROOT)
        if name.parts[0] != package:
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            if not node.name.startswith("_") and not ast.get_docstring(node):
                silent.append(f"{name}:{node.name}")

    assert silent == []


def test_no_module_is_named_after_what_was_not_understood() -> None:
    assert [str(path) for path in MODULES if path.stem in FOREIGN_WORDS] == []


def test_every_folder_of_modules_is_a_package() -> None:
    folders = {path.parent for path in MODULES}

    assert [str(folder) for folder in folders if not (folder / "__init__.py").exists()] == []


def test_the_package_schema_is_ours_and_pypis_is_absent() -> None:
    with pytest.raises(importlib.metadata.PackageNotFoundError):
        importlib.metadata.distribution("schema")

    assert Path(schema.__file__ or "").parent == ROOT / "schema"


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_no_lock_names_a_distribution_that_would_overwrite_us(lock: str) -> None:
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    names = {line.partition("==")[0].strip().lower() for line in lines if "==" in line and not line.startswith("#")}

    assert names & set(PACKAGES) == set()
    assert "sqlalchemy" in {name.partition("[")[0] for name in names}


def test_our_migrations_do_not_shadow_alembic() -> None:
    assert not (ROOT / "alembic" / "__init__.py").exists()
    assert importlib.util.find_spec("alembic.command") is not None
    assert ROOT / "alembic" not in Path(alembic.__file__ or "").parents
