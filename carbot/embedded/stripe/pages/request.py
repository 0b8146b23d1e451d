"""A request for a page."""

from dataclasses import dataclass

from starlette.datastructures import FormData
from starlette.requests import Request

from carbot.embedded.stripe.pages.forms import typed
from carbot.embedded.stripe.world import World


@dataclass(frozen=True, slots=True)
class Page:
    """What was asked for, and what was typed."""

    world: World
    request: Request
    form: FormData

    @property
    def id(self) -> str:
        """The id in the address."""
        return str(self.request.path_params["id"])

    @property
    def action(self) -> str:
        """Which button was pressed; empty for a page that is only looked at."""
        return typed(self.form, "action") if self.request.method == "POST" else ""
