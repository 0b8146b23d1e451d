"""The page that shows what the mail sink caught, and the same as JSON for tools. For development only.

A mail is foreign content: it is shown in a frame without scripts, and the page itself has none either.
"""

from functools import cache
from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, JSONResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from carbot.embedded.mailbox import StoredMail, read_mails

# The frame of a mail inherits this policy, and mails carry their styles inline.
_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def mailbox_router(directory: Path) -> APIRouter:
    """GET /mailbox and /mailbox.json for the mails in the directory; `?to=` keeps those to matching recipients."""
    router = APIRouter(include_in_schema=False)

    @router.get("/mailbox")
    def show_mailbox(to: str = "", mail: str = "") -> HTMLResponse:
        """The list, and one mail beside it: the chosen one, else the newest."""
        mails = _to(to, read_mails(directory))
        chosen = next((stored for stored in mails if stored.name == mail), mails[0] if mails else None)
        page = _template().render(mails=mails, chosen=chosen, to=to)
        return HTMLResponse(page, headers=_HEADERS)

    @router.get("/mailbox.json")
    def list_mails(to: str = "") -> JSONResponse:
        """Every mail with its content and links, newest first."""
        return JSONResponse([_content(stored) for stored in _to(to, read_mails(directory))], headers=_HEADERS)

    return router


def _to(recipient: str, mails: list[StoredMail]) -> list[StoredMail]:
    wanted = recipient.strip().casefold()
    return [mail for mail in mails if wanted in mail.to.casefold()]


def _content(mail: StoredMail) -> dict[str, object]:
    return {
        "id": mail.name.removesuffix(".eml"),
        "to": mail.to,
        "from": mail.sender,
        "reply_to": mail.reply_to,
        "subject": mail.subject,
        "text": mail.text,
        "html": mail.html,
        "links": list(mail.links),
        "message_id": mail.message_id,
        "received": mail.received_at.isoformat(),
    }


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    return environment.get_template("page.html")
