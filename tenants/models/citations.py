"""Citations: what of the workshop's knowledge an answer was made from, as whoever reads the answer sees it."""

from sqlalchemy import Text, column, func, select
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from tenants.models.base import told
from tenants.models.chat import Message, Turn

_turn = Turn.__table__.alias("cited_in")
_source = func.jsonb_array_elements(_turn.c.sources).table_valued(
    column("value", JSONB), name="cited", joins_implicitly=True
)

Message.source_titles = told(
    func.array(
        select(_source.c.value["title"].astext)
        .select_from(_turn, _source)
        .where(
            _turn.c.workshop_id == Message.workshop_id,
            _turn.c.conversation_id == Message.conversation_id,
            _turn.c.answer_id == Message.id,
        )
        .correlate_except(_turn, _source)
        .scalar_subquery(),
        type_=ARRAY(Text()),
    )
)
