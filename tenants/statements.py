"""SQLAlchemy's statements as the pipelined driver sends them: text with $1, $2, … that is made once."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BindParameter, Select
from sqlalchemy.dialects.postgresql.asyncpg import PGCompiler_asyncpg, PGDialect_asyncpg


class _Compiler(PGCompiler_asyncpg):
    """Writes the constants of models and schema into the statement; only what a request brings is a parameter."""

    def visit_bindparam(self, bindparam: BindParameter[Any], *arguments: Any, **options: Any) -> Any:
        if bindparam.unique:
            options["literal_binds"] = True
        return super().visit_bindparam(bindparam, *arguments, **options)  # type: ignore[no-untyped-call]


class _Dialect(PGDialect_asyncpg):
    """Only its compiler is used: it writes $1::UUID, which leaves PostgreSQL nothing to guess."""

    statement_compiler = _Compiler
    supports_statement_cache = False


_DIALECT = _Dialect()  # type: ignore[no-untyped-call]  # as the library has it


def numbered(statement: Select[*tuple[Any, ...]]) -> tuple[str, Sequence[str]]:
    """The text, and the names of its parameters in the order of their numbers."""
    compiled = statement.compile(dialect=_DIALECT, compile_kwargs={"render_postcompile": True})
    return str(compiled), compiled.positiontup or ()
