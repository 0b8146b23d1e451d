"""Images: given to members of the workshop they belong to, and to nobody else."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from carbot.clients.limits import RateClass
from carbot.errors import DomainError, RateLimited, RequestError
from carbot.http.gate import RequestGate
from carbot.ids import from_gid, network
from carbot.outside import Outside
from resolvers import images
from tenants.models.images import IMAGES_PATH, Image, ImageFormat
from tenants.principal import anonymous
from tenants.scope import Scope

# Of our own and never of the file: a browser is not to guess (nosniff), and to run nothing.
_MEDIA_TYPES = {ImageFormat.PNG: "image/png", ImageFormat.JPEG: "image/jpeg", ImageFormat.WEBP: "image/webp"}
_HEADERS = {
    # A new picture has a new address; what was seen once need not be asked for again.
    "cache-control": "private, max-age=31536000, immutable",
    "vary": "Cookie, Authorization",
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; sandbox",
    "cross-origin-resource-policy": "same-origin",
    "content-disposition": "inline",
}


def images_router(outside: Outside, gate: RequestGate) -> APIRouter:
    """GET /images/…"""
    router = APIRouter(include_in_schema=False)

    async def show(image_id: str, request: Request) -> Response:
        try:
            arrival = gate.arrive(request.scope)
            who = await arrival.identify() or anonymous(arrival.caller.language)
            known = who.account_id or who.installation_id
            subject = str(known or network(arrival.caller.address))
            await outside.limiter.spend(RateClass.API, f"image@{subject}", is_known=known is not None)
            key = from_gid(Image.__prefix__, image_id)
            if key is None:
                return _absent()
            async with Scope(outside.database, who, outside.clock, read_only=True).begin() as scope:
                format, content = await images.open_image(scope, key)
        except RateLimited as error:
            return Response(status_code=429, headers={"retry-after": str(error.retry_after)})
        except (RequestError, DomainError):
            # Whoever may not see it does not learn whether there is one.
            return _absent()
        return Response(content, 200, _HEADERS, _MEDIA_TYPES[format])

    router.add_api_route(f"{IMAGES_PATH}{{image_id}}", show, methods=["GET"])
    return router


def _absent() -> Response:
    return Response(status_code=404, headers={"cache-control": "no-store"})
