"""The platform's legal pages: terms, processing agreement, imprint, privacy. Server-rendered, German, without scripts.

The versions shown are those a registration stores with its acceptance. Who runs the platform comes from the settings;
where the operator has not entered it, the pages say so.
"""

import base64
import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, PlainTextResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from carbot.settings import Settings
from resolvers.accounts import PROCESSING_VERSION, TERMS_VERSION

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Page:
    """A page by the last part of its address; `version` is the one that is accepted at registration, if it is."""

    name: str
    title: str
    short_title: str
    version: str | None = None


PAGES = (
    Page("terms", "Nutzungsbedingungen", "Nutzungsbedingungen", TERMS_VERSION),
    Page("processing", "Vertrag zur Auftragsverarbeitung", "Auftragsverarbeitung", PROCESSING_VERSION),
    Page("privacy", "Datenschutzerklärung", "Datenschutz"),
    Page("imprint", "Impressum", "Impressum"),
)


@dataclass(frozen=True, slots=True)
class Operator:
    """Who runs the platform; None, and no lines, where nothing was entered."""

    name: str | None
    address: tuple[str, ...]
    email: str | None


def legal_router(settings: Settings) -> APIRouter:
    """GET /legal/terms, /legal/processing, /legal/privacy and /legal/imprint."""
    router = APIRouter(include_in_schema=False)
    operator = operator_of(settings)
    pages = {page.name: page for page in PAGES}

    @router.get("/legal/{name}")
    def show(name: str) -> Response:
        page = pages.get(name)
        if page is None:
            return PlainTextResponse("Not found", status_code=404)
        content = _environment().get_template(f"{name}.html").render(page=page, pages=PAGES, operator=operator)
        return HTMLResponse(content, headers=_headers())

    return router


def operator_of(settings: Settings) -> Operator:
    """Who runs this platform, as the settings say it; blank is as good as unset."""
    lines = (line.strip() for line in re.split(r"[\n,]", settings.operator_address or ""))
    return Operator(
        name=(settings.operator_name or "").strip() or None,
        address=tuple(line for line in lines if line),
        email=(settings.operator_email or "").strip() or None,
    )


@cache
def _headers() -> dict[str, str]:
    """The page's own policy: nothing but its own style, by hash, and the icon."""
    digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    return {
        "content-security-policy": f"default-src 'none'; style-src 'sha256-{digest}'; img-src 'self';"
        " base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        "cache-control": "no-cache",
    }


@cache
def _style() -> str:
    return (_FOLDER / "legal.css").read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER / "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # Ours, and part of the policy's hash: escaping would change it.
    environment.globals["style"] = Markup(_style())  # noqa: S704
    return environment
