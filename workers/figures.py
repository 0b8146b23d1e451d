"""Figures: the days on which something changed are counted again."""

from resolvers.figures import FiguresChanged, recount
from tenants.scope import Scope
from workers.core.jobs import handles


@handles(FiguresChanged)
async def figures_changed(scope: Scope, _: FiguresChanged) -> None:
    """Count the marked days of one workshop. Twice is once: the counts are made from the rows, not added to."""
    await recount(scope)
