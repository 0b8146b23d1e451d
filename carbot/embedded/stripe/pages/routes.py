"""The addresses of the pages."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from carbot.embedded.stripe.agenda import catch_up
from carbot.embedded.stripe.errors import Fault
from carbot.embedded.stripe.pages.authentication import authentication_page, mandate_page
from carbot.embedded.stripe.pages.checkout import checkout_page
from carbot.embedded.stripe.pages.invoice import invoice_file, invoice_page
from carbot.embedded.stripe.pages.portal import portal_page
from carbot.embedded.stripe.pages.render import language_of, show
from carbot.embedded.stripe.pages.request import Page
from carbot.embedded.stripe.world import World


def page_routes(world: World) -> list[Route]:
    """All pages."""
    return [
        Route(path, _shown(world, page), methods=["GET", "POST"])
        for path, page in (
            ("/c/pay/{id}", checkout_page),
            ("/mandates/{id}", mandate_page),
            ("/p/session/{id}", portal_page),
            ("/authenticate/{id}", authentication_page),
            ("/invoices/{id}/{secret}", invoice_page),
            ("/invoices/{id}/{secret}/pdf", invoice_file),
        )
    ]


def _shown(world: World, page: Callable[[Page], Response]) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        form = await request.form()
        with world.lock:
            catch_up(world)
            try:
                return page(Page(world, request, form))
            except Fault:
                return show("message.html", language_of(request), 404, message="not_found", link=None)
            finally:
                world.store.changed = world.store.changed or request.method == "POST"

    return answer
