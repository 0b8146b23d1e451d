"""The built front ends: hashed files for ever, everything else asked for again; each page with its own CSP."""

import json
from pathlib import Path
from urllib.parse import urlsplit

from fastapi import APIRouter
from fastapi.responses import FileResponse, HTMLResponse, PlainTextResponse, Response

from carbot.outside import Outside
from resolvers.values import clean

_FOREVER = "public, max-age=31536000, immutable"
_ASK_AGAIN = "no-cache"
_LOADER = "public, max-age=300"


def trusted_documents(*folders: Path) -> dict[str, str]:
    """The documents of the built front ends by id; a front end that is not built adds none."""
    found: dict[str, str] = {}
    for folder in folders:
        manifest = folder / "documents.json"
        if manifest.is_file():
            found.update(json.loads(manifest.read_text(encoding="utf-8")))
    return found


def widget_router(folder: Path, outside: Outside) -> APIRouter:
    """The script tag's target, the app behind it, and the framed form."""
    router = APIRouter(include_in_schema=False)

    @router.get("/widget.js")
    async def loader() -> Response:
        return _file(folder, "widget.js", _LOADER, open_to_all=True)

    @router.get("/widget/frame")
    async def frame(key: str = "") -> Response:
        """The framed form. Only the key's own sites may frame it, so the frame cannot be used to borrow a key."""
        origins = await outside.identity.origins_of_key(clean(key)[:64])
        page = folder / "frame.html"
        if origins is None or not page.is_file():
            return PlainTextResponse("Not found", status_code=404)
        response = FileResponse(page, headers={"cache-control": _ASK_AGAIN})
        response.headers["content-security-policy"] = (
            "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' data:; style-src 'self';"
            f" frame-ancestors {' '.join(origins)}"
        )
        return response

    @router.get("/widget/{name}")
    async def part(name: str) -> Response:
        return _file(folder, name, _FOREVER, open_to_all=True)

    return router


def graphiql_router(folder: Path) -> APIRouter:
    """The files of GraphiQL, for development."""
    router = APIRouter(include_in_schema=False)

    @router.get("/graphiql/{name}")
    async def part(name: str) -> Response:
        return _file(folder, name, _ASK_AGAIN)

    return router


def dashboard_router(folder: Path, outside: Outside) -> APIRouter:
    """The dashboard: its files, and its one page for every other address."""
    router = APIRouter(include_in_schema=False)
    own = urlsplit(outside.settings.public_url)
    socket = f"{'wss' if own.scheme == 'https' else 'ws'}://{own.netloc}"
    # Mantine writes inline style attributes; scripts stay strict.
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
        f" font-src 'self'; connect-src 'self' {socket}; manifest-src 'self'; worker-src 'self';"
        " base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )

    @router.get("/{path:path}")
    async def page(path: str) -> Response:
        if path and _inside(folder, path):
            is_hashed = path.startswith("assets/")
            return _file(folder, path, _FOREVER if is_hashed else _ASK_AGAIN)
        if path.startswith("assets/") or not (folder / "index.html").is_file():
            return PlainTextResponse("Not found", status_code=404)
        response = HTMLResponse((folder / "index.html").read_text(encoding="utf-8"))
        response.headers["cache-control"] = _ASK_AGAIN
        response.headers["content-security-policy"] = policy
        return response

    return router


def _file(folder: Path, name: str, cache: str, *, open_to_all: bool = False) -> Response:
    path = _inside(folder, name)
    if path is None or path.name == "documents.json":
        return PlainTextResponse("Not found", status_code=404)
    response = FileResponse(path, headers={"cache-control": cache})
    if open_to_all:
        response.headers["access-control-allow-origin"] = "*"
        response.headers["cross-origin-resource-policy"] = "cross-origin"
    return response


def _inside(folder: Path, name: str) -> Path | None:
    """The file of this name in the folder; no name leads out of it."""
    try:
        path = (folder / name).resolve()
        return path if path.is_relative_to(folder.resolve()) and path.is_file() else None
    except (OSError, ValueError):
        return None
