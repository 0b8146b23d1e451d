"""Every act that is written down has words on the screen that shows it."""

import re
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]
LABELS = CHECKOUT / "admin_ui" / "src" / "features" / "audit" / "labels.ts"
_ACT = re.compile(r"(?:\baudit\(|\baudited\(|\brecord\(|action=)[^\n]*?\"([a-z_]+\.[a-z_]+)\"")


def test_every_act_has_a_label() -> None:
    sources = [path.read_text(encoding="utf-8") for folder in ("resolvers", "tenants") for path in _python(folder)]
    acts = {act for source in sources for act in _ACT.findall(source)}
    labelled = set(re.findall(r'^  "([a-z_.]+)": msg', LABELS.read_text(encoding="utf-8"), re.MULTILINE))

    assert len(acts) > 30
    assert acts - labelled == set()


def _python(folder: str) -> list[Path]:
    return sorted((CHECKOUT / folder).rglob("*.py"))
