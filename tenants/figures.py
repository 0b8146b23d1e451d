"""Figures of all workshops at once: everything is marked, and the worker counts it again."""

from sqlalchemy import create_engine, pool, text

from carbot.settings import Settings


def mark_everything(settings: Settings) -> int:
    """Have every day of every workshop counted again, as the database's owner; returns how many workshops there are."""
    url = settings.database_url.replace("postgresql://", "postgresql+psycopg://", 1)
    engine = create_engine(url, poolclass=pool.NullPool)
    with engine.begin() as connection:
        marked = connection.execute(
            text("INSERT INTO figure_marks (workshop_id, id, day) SELECT id, gen_random_uuid(), NULL FROM workshops")
        )
    engine.dispose()
    return marked.rowcount
