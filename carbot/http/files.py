"""Files: the way in for what members upload, and the way out for what they take along."""

import asyncio
import json
from collections.abc import AsyncIterator
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from starlette.requests import ClientDisconnect

from carbot.clients.limits import RateClass
from carbot.errors import DomainError, RateLimited, RequestError, Unauthenticated
from carbot.http.gate import RequestGate
from carbot.ids import network
from carbot.outside import Outside
from resolvers import exports, images, uploads
from resolvers.texts import message_for
from tenants.models.accounts import Language
from tenants.models.downloads import ExportFormat
from tenants.permissions import Permission
from tenants.principal import Principal, anonymous
from tenants.scope import Scope
from tenants.use_cases import refusal

_PIECE_BYTES = 256 * 1024
_PATIENCE_SECONDS = 300
_STATUS = {"UNAUTHENTICATED": 401, "FORBIDDEN": 403, "RATE_LIMITED": 429}
_TEMPLATES = {
    "csv": (ExportFormat.CSV, "text/csv; charset=utf-8"),
    "xlsx": (ExportFormat.XLSX, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


def files_router(outside: Outside, gate: RequestGate) -> APIRouter:
    """POST /uploads, GET /downloads/…"""
    files = _Files(outside, gate)
    router = APIRouter(include_in_schema=False)
    router.add_api_route("/uploads", files.take_in, methods=["POST"])
    router.add_api_route("/downloads/services-template.{kind}", files.template, methods=["GET"])
    router.add_api_route("/downloads/{token}", files.hand_out, methods=["GET"])
    return router


class _TooLarge(Exception):
    """More is coming in than a file of its kind may have."""


class _Files:
    def __init__(self, outside: Outside, gate: RequestGate) -> None:
        self._outside = outside
        self._gate = gate

    async def take_in(self, request: Request) -> Response:
        """The body is the file, `name` what it is called, `kind` perhaps image; no more of it is held than a piece."""
        try:
            principal = await self._uploader(request)
            async with asyncio.timeout(_PATIENCE_SECONDS):
                upload_id, size = await self._store(principal, request, _most(request))
        except RequestError as error:
            return _refused(error)
        except _TooLarge:
            return _answer(413, "BAD_INPUT", "The file is too large.")
        except (ClientDisconnect, TimeoutError):
            return _answer(408, "BAD_INPUT", "The file did not come in as a whole. Please try again.")
        return JSONResponse({"id": upload_id, "size": size}, 201, {"cache-control": "no-store"})

    async def hand_out(self, token: str, request: Request) -> Response:
        """The file a link leads to; a link that is over or unknown leads nowhere."""
        visit = self._gate.visit(request.scope)
        try:
            await self._outside.limiter.spend(RateClass.API, f"download@{network(visit.address)}", is_known=False)
            found = await self._outside.identity.download(token)
            if found is None:
                return _answer(404, "NOT_FOUND", message_for(exports.DownloadIsOver.code, visit.language, {}))
            bearer, download_id = found
            async with Scope(self._outside.database, bearer, self._outside.clock, read_only=True).begin() as scope:
                file = await exports.open_download(scope, download_id)
        except RequestError as error:
            return _refused(error)
        except DomainError:
            return _answer(404, "NOT_FOUND", message_for(exports.DownloadIsOver.code, visit.language, {}))
        content = await asyncio.to_thread(file.make)
        return _file(content, file.name, file.media_type, "private, no-store")

    async def template(self, kind: str, request: Request, language: str | None = None) -> Response:
        """An empty table for everybody, in the wanted language."""
        if kind not in _TEMPLATES:
            return _answer(404, "NOT_FOUND", "There is no such template.")
        chosen = (language or "").upper()
        wanted = Language(chosen) if chosen in Language.__members__ else self._gate.visit(request.scope).language
        format, media_type = _TEMPLATES[kind]
        content = await asyncio.to_thread(exports.template, format, wanted)
        return _file(content, exports.template_name(format, wanted), media_type, "no-cache", vary=True)

    async def _uploader(self, request: Request) -> Principal:
        """Who uploads, counted. Raises RequestError for whoever may not."""
        arrival = self._gate.arrive(request.scope)
        nobody = anonymous(arrival.caller.language)
        who = await arrival.identify() or nobody
        if refused := refusal(who, Permission.SERVICES_WRITE):
            raise refused
        address = network(arrival.caller.address)
        known = who.account_id or who.installation_id or who.impersonation_id
        if known is None:
            raise Unauthenticated("Please sign in.")
        try:
            await self._outside.limiter.check(RateClass.UPLOAD, (str(known), address))
        except RateLimited:
            self._outside.refusals.count(RateClass.UPLOAD, arrival.caller.address, who)
            raise
        return who

    async def _store(self, principal: Principal, request: Request, most: int) -> tuple[str, int]:
        """Each piece is a transaction of its own: a slow sender holds no connection. Raises _TooLarge."""
        root = Scope(self._outside.database, principal, self._outside.clock)
        name = request.query_params.get("name", "")
        async with root.step() as scope:
            upload = await uploads.begin_upload(scope, name)
        size = position = 0
        async for piece in _pieces(request):
            if size + len(piece) > most:
                raise _TooLarge
            async with root.step() as scope:
                await uploads.add_piece(scope, upload.id, position, piece)
            size, position = size + len(piece), position + 1
        async with root.step() as scope:
            await uploads.finish_upload(scope, upload.id, size)
        return upload.gid, size


def _most(request: Request) -> int:
    """How large a file may be: an image less than a table."""
    return images.MOST_IMAGE_BYTES if request.query_params.get("kind") == "image" else uploads.MOST_BYTES


async def _pieces(request: Request) -> AsyncIterator[bytes]:
    held = bytearray()
    async for chunk in request.stream():
        held += chunk
        while len(held) >= _PIECE_BYTES:
            yield bytes(held[:_PIECE_BYTES])
            del held[:_PIECE_BYTES]
    if held:
        yield bytes(held)


def _file(content: bytes, name: str, media_type: str, cache: str, *, vary: bool = False) -> Response:
    headers = {
        # A name for old programs, and the right one (RFC 6266).
        "content-disposition": f"attachment; filename=\"{_ascii(name)}\"; filename*=UTF-8''{quote(name)}",
        "cache-control": cache,
        "x-content-type-options": "nosniff",
        "content-security-policy": "default-src 'none'; sandbox",
        "referrer-policy": "no-referrer",
    }
    if vary:
        headers["vary"] = "Accept-Language"
    return Response(content, 200, headers, media_type)


def _ascii(name: str) -> str:
    return "".join(c if c.isascii() and c.isprintable() and c not in '"\\' else "_" for c in name)


def _refused(error: RequestError) -> Response:
    code = str(error.extensions["code"])
    headers = {"retry-after": str(error.retry_after)} if isinstance(error, RateLimited) else None
    status = _STATUS.get(code, error.status if error.status != 200 else 400)
    return _answer(status, code, str(error), headers)


def _answer(status: int, code: str, message: str, headers: dict[str, str] | None = None) -> Response:
    body = {"errors": [{"message": message, "extensions": {"code": code}}]}
    told = {"cache-control": "no-store", **(headers or {})}
    return Response(json.dumps(body, ensure_ascii=False), status, told, "application/json")
