"""What the server's refusals become: Unavailable where trying again may help, StatementFailed for everything else."""

from psycopg import errors
from psycopg.pq import DiagnosticField
from psycopg.pq.abc import PGresult

from carbot.errors import CarbotError, Unavailable

# Connection, resources, operator: the server's state and not the statement's. 57014 is statement_timeout.
_NOT_THE_STATEMENT = frozenset({b"08", b"53", b"57"})
# Messages of these classes name tables, columns and constraints; others (class 22, RAISE) may quote a value.
_SAYS_NO_VALUES = frozenset({b"0A", b"21", b"23", b"25", b"26", b"40", b"55"})
_ACCESS = b"42"
_NO_PRIVILEGE = b"42501"
_UNKNOWN_STATEMENT = b"26000"
_REVALIDATION = frozenset({b"RevalidateCachedQuery", b"RevalidateCachedPlan"})


class StatementFailed(CarbotError):
    """The server refused a step, so nothing of the pipeline was done: a fault of ours. Holds no value of a statement.

    `sqlstate` is PostgreSQL's code, `step` the index of the step.
    """

    def __init__(self, sqlstate: str, message: str, step: int) -> None:
        super().__init__(f"Step {step} failed with {sqlstate}: {message}")
        self.sqlstate = sqlstate
        self.message = message
        self.step = step


def lost() -> Unavailable:
    """The connection broke, or there was none to be had."""
    return Unavailable("The database does not answer. Please try again.", retryAfter=5)


def busy() -> Unavailable:
    """No connection came free in time."""
    return Unavailable("The database is busy. Please try again.", retryAfter=2)


def refusal(result: PGresult, step: int) -> Unavailable | StatementFailed:
    """The exception for a step that failed."""
    code = result.error_field(DiagnosticField.SQLSTATE) or b"XX000"
    if code == b"57014":
        return Unavailable("The database took too long. Please try again.", retryAfter=5)
    if code[:2] in _NOT_THE_STATEMENT:
        return lost()
    return StatementFailed(code.decode(), _message(result, code), step)


def is_outdated(result: PGresult) -> bool:
    """Whether the server no longer knows a prepared statement or can no longer plan it: preparing it again helps."""
    if result.error_field(DiagnosticField.SQLSTATE) == _UNKNOWN_STATEMENT:
        return True
    # The code of "cached plan must not change result type" is shared with others and its text is translated.
    return result.error_field(DiagnosticField.SOURCE_FUNCTION) in _REVALIDATION


def _message(result: PGresult, code: bytes) -> str:
    # A syntax error without a position in the statement is one of a value: a search or a JSON path.
    about_the_statement = code[:2] == _ACCESS and result.error_field(DiagnosticField.STATEMENT_POSITION) is not None
    if code[:2] in _SAYS_NO_VALUES or code == _NO_PRIVILEGE or about_the_statement:
        return (result.error_field(DiagnosticField.MESSAGE_PRIMARY) or b"").decode(errors="replace")
    try:
        return errors.lookup(code.decode()).__name__
    except KeyError:
        return "an error of its own"
