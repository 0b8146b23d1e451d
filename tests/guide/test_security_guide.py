"""What the guide to security tells readers to run is there."""

import re
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]
GUIDE = CHECKOUT / "docs" / "guide" / "security.md"


def test_every_test_and_page_the_guide_names_exists() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    tests = set(re.findall(r"tests/\w[\w/]*(?:\.py|\.txt)?", text))
    pages = {(GUIDE.parent / link).resolve() for link in re.findall(r"\]\(([\w./-]+)\)", text)}

    assert len(tests) > 25
    assert sorted(name for name in tests if not (CHECKOUT / name).exists() and not name.endswith("rights")) == []
    assert [page for page in pages if not page.exists()] == []
