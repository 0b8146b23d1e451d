"""The consent page: an owner sees who asks and for what, and lets the program in or not.

The decision is a form of our own page: it carries a token that belongs to the session and to exactly this request, so
that no other page can decide.
"""

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

import structlog
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from carbot.errors import NotFound
from carbot.http.gate import RequestGate
from carbot.http.oauth.metadata import issuer_of
from carbot.http.oauth.protocol import Asked, Facts, Verdict, consent_asked, consent_verdict
from carbot.ids import keyed_hash
from carbot.outside import Outside
from resolvers import partners
from tenants.entitlements import entitled
from tenants.identity import SessionClaim
from tenants.models.accounts import Language
from tenants.models.billing import Feature
from tenants.permissions import Permission
from tenants.principal import Principal
from tenants.scope import Scope

_FOLDER = Path(__file__).parent
_LONGEST_QUERY = 4_000
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class _Visit:
    """A signed-in person at the page, with the request they bring."""

    who: Principal
    session: str
    query: str

    @property
    def texts(self) -> dict[str, Any]:
        """The page's words in the person's language."""
        return _texts(self.who.language)


def add_consent(router: APIRouter, outside: Outside, gate: RequestGate) -> None:
    """GET /oauth/authorize shows, POST decides."""
    page = _Page(outside, gate)
    router.add_api_route("/oauth/authorize", page.show, methods=["GET"])
    router.add_api_route("/oauth/authorize", page.decide, methods=["POST"])


class _Page:
    def __init__(self, outside: Outside, gate: RequestGate) -> None:
        self._outside = outside
        self._gate = gate
        self._issuer = issuer_of(outside.settings)
        self._uri = f"{self._issuer}/oauth/authorize"
        self._secret = outside.settings.secret_key.get_secret_value()

    async def show(self, request: Request) -> Response:
        """The question, or why there is none."""
        visit = await self._visit(request)
        if isinstance(visit, Response):
            return visit
        asked = await self._asked(visit)
        if isinstance(asked, Response):
            return asked
        client, wanted = asked
        return _render(
            "consent.html",
            visit.texts,
            200,
            form_action=("'self'", _origin(wanted.redirect_uri)),
            client=client,
            scopes=wanted.scopes,
            returns_to=urlsplit(wanted.redirect_uri).netloc,
            action=f"/oauth/authorize?{visit.query}",
            csrf=self._csrf(visit),
        )

    async def decide(self, request: Request) -> Response:
        """Let the app in, or send it away; either way the browser goes back to the app."""
        visit = await self._visit(request)
        if isinstance(visit, Response):
            return visit
        origin = request.headers.get("origin")
        body = (await request.body())[:1_000]
        said = dict(parse_qsl(body.decode("latin-1")))
        is_own = hmac.compare_digest(said.get("csrf", "").encode("latin-1"), self._csrf(visit).encode())
        if not is_own or (origin is not None and origin != self._issuer):
            return _refusal(visit.texts, "forged", 403)
        asked = await self._asked(visit)
        if isinstance(asked, Response):
            return asked
        client, wanted = asked
        code = None
        if said.get("decision") == "allow":
            consent = partners.Consent(client.app_id, wanted.scopes, wanted.redirect_uri, wanted.challenge)
            try:
                async with Scope(self._outside.database, visit.who, self._outside.clock).begin() as scope:
                    code = await partners.install_app(scope, consent)
            except NotFound:
                return _refusal(visit.texts, "unknown", 400)
        verdict = consent_verdict(
            _facts(client, _client_id(visit)), self._uri, parse_qsl(visit.query), code=code, issuer=self._issuer
        )
        assert verdict.location is not None, "a decision goes back to the app"
        return RedirectResponse(verdict.location, 303, {"cache-control": "no-store", "referrer-policy": "no-referrer"})

    async def _visit(self, request: Request) -> _Visit | Response:
        """Who is there: a person of a workshop who may let programs in; anybody else is told what to do."""
        query = request.scope["query_string"].decode("latin-1")
        session = request.cookies.get(self._gate.cookie)
        if len(query) > _LONGEST_QUERY:
            return _refusal(_texts(Language.DE), "malformed", 400)
        who = None
        if session:
            who = await self._outside.identity.of(SessionClaim.of(session), self._outside.clock.now())
        if session is None or who is None:
            back = quote(f"/oauth/authorize?{query}", safe="")
            return RedirectResponse(f"/sign-in?next={back}", 303, {"cache-control": "no-store"})
        if not who.may(Permission.PARTNERS_WRITE):
            return _refusal(_texts(who.language), "not_owner", 403)
        if not entitled(who, Feature.PARTNERS) or (who.rights is not None and who.rights.is_read_only):
            return _refusal(_texts(who.language), "no_plan", 403)
        return _Visit(who, session, query)

    async def _asked(self, visit: _Visit) -> tuple[partners.Client, Asked] | Response:
        """The app and what it asks for. A request that is not right is sent back to the app only when it is its own."""
        client_id = _client_id(visit)
        async with Scope(self._outside.database, visit.who, self._outside.clock, read_only=True).begin() as scope:
            client = await partners.find_client(scope, client_id)
        if client is None:
            return _refusal(visit.texts, "unknown", 400)
        asked = consent_asked(_facts(client, client_id), self._uri, parse_qsl(visit.query), issuer=self._issuer)
        if isinstance(asked, Verdict):
            if asked.location is None:
                return _refusal(visit.texts, "malformed", 400)
            return RedirectResponse(asked.location, 303, {"cache-control": "no-store"})
        return client, asked

    def _csrf(self, visit: _Visit) -> str:
        return keyed_hash(self._secret, "oauth-consent", f"{visit.session}\0{visit.query}").hex()


def _client_id(visit: _Visit) -> str:
    return dict(parse_qsl(visit.query)).get("client_id", "")[:64].replace("\0", "")


def _facts(client: partners.Client, client_id: str) -> Facts:
    return Facts(client_id=client_id, scopes=client.scopes, redirect_uris=client.redirect_uris)


def _origin(address: str) -> str:
    return "{0.scheme}://{0.netloc}".format(urlsplit(address))


def _refusal(texts: dict[str, Any], reason: str, status: int) -> Response:
    _log.info("oauth.consent_refused", reason=reason)
    return _render("refused.html", texts, status, message=texts["refusals"][reason])


def _render(
    name: str, texts: dict[str, Any], status: int, *, form_action: tuple[str, ...] = (), **values: Any
) -> Response:
    content = _environment().get_template(name).render(texts=texts, **values)
    policy = (
        f"default-src 'none'; style-src {_style_source()}; img-src 'self'; base-uri 'none';"
        f" form-action {' '.join(form_action)}; frame-ancestors 'none'"
    )
    headers = {
        "content-security-policy": policy,
        "x-frame-options": "DENY",
        "cache-control": "no-store",
        # Not "no-referrer": with it a browser says of our own form that it comes from nowhere.
        "referrer-policy": "same-origin",
    }
    return HTMLResponse(content, status, headers)


@cache
def _texts(language: Language) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((_FOLDER / "texts" / f"{language.value.lower()}.json").read_text("utf-8"))
    return {**found, "language": language.value.lower()}


@cache
def _style() -> str:
    return (_FOLDER / "consent.css").read_text("utf-8")


@cache
def _style_source() -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()}'"


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
