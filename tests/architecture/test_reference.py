"""The reference executor is an oracle only as long as it shares nothing with the engine that writes SQL."""

import ast
from pathlib import Path

FILES = sorted((Path(__file__).parents[1] / "support").glob("reference*.py"))
SHARED = ("schema.core", "schema.engine.declarations")


def imported(file: Path) -> set[str]:
    """The modules a file imports."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
        elif isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
    return found


def test_the_reference_executor_shares_declarations_and_core_alone() -> None:
    modules = {module for file in FILES for module in imported(file) if module.startswith("schema")}

    assert "schema.engine.declarations" in modules
    assert [module for module in sorted(modules) if not module.startswith(SHARED)] == []
