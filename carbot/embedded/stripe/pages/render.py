"""Templates, amounts and dates of the pages; no script, nothing from elsewhere."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from carbot.embedded.stripe.errors import Fault
from carbot.embedded.stripe.pages.texts import FAULTS, texts

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def language_of(request: Request, locale: str | None = None) -> str:
    """German or English: what the session says, else what the browser prefers."""
    wanted = locale if locale not in (None, "auto") else request.headers.get("accept-language", "de")
    return "en" if str(wanted).lower().startswith("en") else "de"


def show(template: str, language: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A page."""
    page = _TEMPLATES.get_template(template)
    html = page.render(
        t=texts(language),
        language=language,
        money=lambda amount, currency="eur": money(amount, currency, language),
        day=lambda second: day(second, language),
        **values,
    )
    return HTMLResponse(html, status, _HEADERS)


def explain(fault: Fault | None, language: str) -> str | None:
    """Why something was refused, in the customer's language where we have words for it."""
    if fault is None:
        return None
    return FAULTS.get(str(fault.error.get("code")), {}).get(language) or str(fault)


def money(amount: int, currency: str, language: str) -> str:
    """An amount for people."""
    sign, whole = "-" if amount < 0 else "", abs(amount)
    if language == "de":
        return f"{sign}{whole // 100:,}".replace(",", ".") + f",{whole % 100:02} {currency.upper()}"
    return f"{sign}{whole // 100:,}.{whole % 100:02} {currency.upper()}"


def day(second: int, language: str) -> str:
    """A date for people."""
    return datetime.fromtimestamp(second, UTC).strftime("%d.%m.%Y" if language == "de" else "%d %b %Y")
