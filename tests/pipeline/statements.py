"""Steps that several tests send."""

from tenants.pipeline import PipelinePool, Step

PID = Step("SELECT pg_backend_pid()")
ECHO = "SELECT $1::text"
BIND = "SELECT set_config('app.workshop_id', $1, true)"
BOUND = "SELECT coalesce(current_setting('app.workshop_id', true), '')"
SLEEP = "SELECT pg_sleep($1::float8)"


def echo(value: bytes | None) -> Step:
    """Says what it is told."""
    return Step(ECHO, (value,))


def bind(workshop_id: object) -> Step:
    """Binds the transaction to a workshop."""
    return Step(BIND, (str(workshop_id).encode(),))


def sleep(seconds: float) -> Step:
    """Keeps a connection for a while."""
    return Step(SLEEP, (str(seconds).encode(),))


async def pid(pool: PipelinePool) -> int:
    """The server process behind the connection that is taken next."""
    [[(found,)]] = await pool.run(PID)
    assert found is not None
    return int(found)
