"""The platform's view of workshops: how much happens in each, by counts alone. Adds the expressions to Workshop."""

from sqlalchemy import ColumnElement, Integer, cast, func, select

from tenants.models.base import told
from tenants.models.figures import DailyFigure, FigureMetric
from tenants.models.members import Member
from tenants.models.workshops import Workshop

_DAYS = 30


def _lately(metric: FigureMetric) -> ColumnElement[int]:
    counted = select(func.coalesce(func.sum(DailyFigure.count), 0)).where(
        DailyFigure.workshop_id == Workshop.id,
        DailyFigure.metric == metric,
        DailyFigure.day > func.current_date() - _DAYS,
    )
    return cast(counted.correlate(Workshop).scalar_subquery(), Integer)


_counts = {
    "member_count": select(func.count(Member.id))
    .where(Member.workshop_id == Workshop.id)
    .correlate(Workshop)
    .scalar_subquery(),
    "leads_lately": _lately(FigureMetric.LEADS),
    "conversations_lately": _lately(FigureMetric.CONVERSATIONS),
}
for _name, _expression in _counts.items():
    setattr(Workshop, _name, told(_expression))
