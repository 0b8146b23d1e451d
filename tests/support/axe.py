"""Accessibility: axe-core in the page, as the front ends pin it."""

from pathlib import Path
from typing import Any

from playwright.async_api import Page

_SOURCE = Path(__file__).parents[2] / "admin_ui" / "node_modules" / "axe-core" / "axe.min.js"


async def violations(page: Page) -> list[str]:
    """What axe finds on the page, shadow roots included: rule and element, one line each."""
    await page.evaluate(_SOURCE.read_text(encoding="utf-8"))
    found: dict[str, Any] = await page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [f"{violation['id']}: {node['target']}" for violation in found["violations"] for node in violation["nodes"]]
