"""The doors for programs: a form comes in, what it names is read, the protocol decides, one transaction does it."""

import base64
import binascii
from collections.abc import Awaitable, Callable, Sequence
from urllib.parse import parse_qsl, unquote
from uuid import UUID

import structlog
from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from carbot.clients.limits import RateClass
from carbot.errors import RateLimited, Unavailable
from carbot.http.oauth.metadata import issuer_of
from carbot.http.oauth.protocol import Code, Facts, Verdict, token_verdict, too_late
from carbot.ids import from_gid, to_gid
from carbot.outside import Outside
from resolvers import partners
from tenants.identity import PartnerClient
from tenants.models.partners import AuthorizationCode, Installation
from tenants.principal import Principal
from tenants.scope import Scope

_MOST_BYTES = 16_384
_FORM = "application/x-www-form-urlencoded"
Form = Sequence[tuple[str, str]]
_log = structlog.get_logger()


def add_tokens(router: APIRouter, outside: Outside) -> None:
    """POST /oauth/token, /oauth/revoke (RFC 7009) and /oauth/introspect (RFC 7662)."""
    for path, endpoint in (("token", "token"), ("revoke", "revocation"), ("introspect", "introspection")):
        router.add_api_route(f"/oauth/{path}", _door(outside, endpoint), methods=["POST"])


def _door(outside: Outside, endpoint: str) -> Callable[[Request], Awaitable[JSONResponse]]:
    uri = f"{issuer_of(outside.settings)}/oauth/{endpoint}"

    async def answer(request: Request) -> JSONResponse:
        form = await _form(request)
        if form is None:
            return JSONResponse({"error": "invalid_request"}, 400, {"cache-control": "no-store"})
        authorization = request.headers.get("authorization")
        address = request.client.host if request.client else "unknown"
        try:
            asking = await _Asking.read(outside, form, authorization, endpoint)
            subject = asking.client_id if asking.facts.is_proven else f"oauth@{address}"
            await outside.limiter.spend(RateClass.API, subject, is_known=asking.facts.is_proven)
            verdict = token_verdict(asking.facts, uri, form, authorization, endpoint=endpoint)
            body = verdict.body
            if verdict.wish is not None:
                done = await asking.carry_out(verdict)
                verdict, body = (too_late(), too_late().body) if done is None else (verdict, {**body, **done})
        except RateLimited as refused:
            return JSONResponse({"error": "temporarily_unavailable"}, 429, {"retry-after": str(refused.retry_after)})
        except Unavailable:
            return JSONResponse({"error": "temporarily_unavailable"}, 503, {"retry-after": "5"})
        _log.info("oauth.answered", endpoint=endpoint, status=verdict.status, error=verdict.body.get("error"))
        headers = {name: value for name, value in verdict.headers.items() if name.lower() != "content-type"}
        return JSONResponse(body, verdict.status, headers)

    return answer


class _Asking:
    """What was read for one request, and the way back to it."""

    def __init__(self, outside: Outside, client_id: str, client: PartnerClient | None) -> None:
        self._outside = outside
        self.client_id = client_id
        self._client = client
        self._where: Principal | None = client.installation if client else None
        self._code: AuthorizationCode | None = None
        self._bearing: partners.Bearing | None = None
        self.facts = Facts()

    @classmethod
    async def read(cls, outside: Outside, form: Form, authorization: str | None, endpoint: str) -> "_Asking":
        """Everything the form names, as far as it belongs to whoever asks. Raises Unavailable."""
        values = dict(form)
        client_id, secret = _credentials(values, authorization)
        client = None
        if client_id:
            installation = from_gid(Installation.__prefix__, values.get("installation", ""))
            client = await outside.identity.partner_client(client_id[:64], secret, installation)
        asking = cls(outside, client_id, client)
        if client is not None and (client.is_proven or not client.is_confidential):
            wanted = values.get("code") if values.get("grant_type") == "authorization_code" else None
            await asking._read_grant(wanted or values.get("refresh_token") or values.get("token"))
        asking.facts = asking._facts()
        return asking

    async def _read_grant(self, shown: str | None) -> None:
        if not shown or self._client is None:
            return
        found = await self._outside.identity.partner_grant(shown)
        if found is None:
            return
        where, app_id = found
        own = self._client.installation
        is_theirs = app_id == self._client.app_id if app_id else own is not None and own == where
        if not is_theirs:
            return
        self._where = where
        async with Scope(self._outside.database, where, self._outside.clock, read_only=True).begin() as scope:
            self._code = await partners.find_code(scope, shown)
            self._bearing = await partners.find_token(scope, shown)

    def _facts(self) -> Facts:
        client, code = self._client, self._code
        if client is None:
            return Facts()
        return Facts(
            client_id=self.client_id,
            is_confidential=client.is_confidential,
            is_proven=client.is_proven,
            scopes=client.scopes,
            is_installed=client.installation is not None,
            acts_alone=client.app_id is None,
            code=Code(code.redirect_uri, code.scopes, code.challenge) if code else None,
            token=self._bearing,
        )

    async def carry_out(self, verdict: Verdict) -> dict[str, str] | None:
        """Do what the verdict wishes for; what is to be said of it, or None when it came too late."""
        where = self._where
        assert where is not None, "there is no wish without a place"
        installation: UUID | None = where.installation_id
        assert installation is not None, "a partner acts for an installation"
        try:
            async with Scope(self._outside.database, where, self._outside.clock).begin() as scope:
                if verdict.wish == "revoke":
                    assert self._bearing is not None, "a token was found"
                    await partners.end_token(scope, self._bearing)
                    return {}
                if verdict.wish == "client_credentials":
                    tokens = await partners.issue_token(scope, installation, verdict.scopes)
                elif verdict.wish == "refresh_token":
                    assert self._bearing is not None, "a token was found"
                    tokens = await partners.refresh_tokens(scope, installation, self._bearing, verdict.scopes)
                else:
                    assert self._code is not None, "a code was found"
                    tokens = await partners.redeem_code(scope, self._code)
        except partners.GrantIsOver:
            return None
        told = {"access_token": tokens.access, "installation": to_gid(Installation.__prefix__, installation)}
        return {**told, "refresh_token": tokens.refresh} if tokens.refresh else told


async def _form(request: Request) -> Form | None:
    """The form's fields in their order; None for what is no form or too long."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _FORM:
        return None
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _MOST_BYTES:
            return None
    try:
        fields = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=50)
    except ValueError:
        return None
    # What is sent without a value is as good as not sent (RFC 6749, 3.2).
    return [(name, value) for name, value in fields if value and "\0" not in value]


def _credentials(values: dict[str, str], authorization: str | None) -> tuple[str, str | None]:
    """Client id and secret, from the header or the form."""
    kind, _, encoded = (authorization or "").partition(" ")
    if kind.lower() == "basic":
        try:
            shown = base64.b64decode(encoded, validate=True).decode()
        except (binascii.Error, ValueError):
            return "", None
        client_id, _, secret = shown.partition(":")
        return unquote(client_id).replace("\0", ""), unquote(secret) or None
    return values.get("client_id", ""), values.get("client_secret")
