"""The page a chat goes on when the workshop's own page is not known: nothing but the widget of one client key."""

from base64 import b64encode
from hashlib import sha256
from html import escape

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, PlainTextResponse, Response

from carbot.outside import Outside
from resolvers.values import clean

_STYLE = "body{margin:0;background:#f4f6f9}"
_PAGE = """<!doctype html>
<html lang="de"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><title>Chat</title><style>{style}</style></head>
<body><main><noscript>Bitte erlauben Sie JavaScript, damit der Chat erscheint.</noscript></main>
<script src="/widget.js" data-client-key="{key}" async></script></body></html>
"""
_POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' data:;"
    f" style-src 'sha256-{b64encode(sha256(_STYLE.encode()).digest()).decode()}';"
    " base-uri 'none'; frame-ancestors 'none'"
)


def chat_router(outside: Outside) -> APIRouter:
    """`/chat/<client key>`: links of mails lead here, the conversation's token behind the #."""
    router = APIRouter(include_in_schema=False)

    @router.get("/chat/{key}")
    async def page(key: str) -> Response:
        key = clean(key)[:64]
        if await outside.identity.origins_of_key(key) is None:
            return PlainTextResponse("Not found", status_code=404)
        response = HTMLResponse(_PAGE.format(style=_STYLE, key=escape(key)))
        response.headers["cache-control"] = "no-cache"
        response.headers["content-security-policy"] = _POLICY
        return response

    return router
