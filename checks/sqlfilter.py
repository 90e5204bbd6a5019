"""A filter in SQL that can do nothing but look at the cells of one row.

Polars SQL knows subqueries and table functions (`SELECT ... FROM read_csv('/etc/passwd')`), and plans them as it parses. So a filter is
read word by word before Polars sees it: only columns of its table, literals, operators and a few functions of cells are let through, which
leaves no way to name a file, another table or a query. Texts hold no backslash, comments and other quotes are refused: nothing can be a
text for us and a query for Polars.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING, Final

from checks.lazy import pl

if TYPE_CHECKING:
    from polars import Expr

WORDS: Final = (
    "AND", "OR", "NOT", "IN", "IS", "NULL", "LIKE", "ILIKE", "BETWEEN", "TRUE", "FALSE", "REGEXP", "CASE", "WHEN", "THEN", "ELSE", "END",
)  # fmt: skip
FUNCTIONS: Final = ("CAST", "TRY_CAST", "LOWER", "UPPER", "LENGTH", "COALESCE", "ABS", "ROUND", "STARTS_WITH", "ENDS_WITH")
TYPES: Final = ("AS", "INT", "INTEGER", "BIGINT", "FLOAT", "DOUBLE", "TEXT", "VARCHAR", "DATE", "BOOLEAN")
_TOKEN = re.compile(
    r"(?P<blank>\s+)|(?P<text>'(?:[^'\\]|'')*')(?![\w'\"])|(?P<quoted>\"[^\"\\]+\")(?![\w'\"])|(?P<number>\d++(?:\.\d++)?+)(?![\w.'\"])|"
    r"(?P<word>[^\W\d]\w*+)(?!['\"])|(?P<mark>\|\||<>|!=|<=|>=|[=<>(),+*/%]|-(?!-))"
)
_LONGEST = 10_000


def row_filter(where: str, columns: Collection[str]) -> Expr:
    """The filter as an expression over one row of a table with these columns. Raises ValueError, in words for its author."""
    if len(where) > _LONGEST:
        raise ValueError(f"is longer than {_LONGEST:,} characters")
    parts: list[str] = []
    at = 0
    while at < len(where):
        token = _TOKEN.match(where, at)
        if token is None or where.startswith("/*", at):
            raise ValueError(f"cannot be read from {where[at : at + 20]!r} on: no comments, backslashes or other quotes are allowed")
        if token.lastgroup != "blank":
            parts.append(_part(token, parts, columns))
        at = token.end()
    try:
        return pl.sql_expr(" ".join(parts))
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        raise ValueError(f"is no condition: {str(error).splitlines()[0][:120]}") from None


def _part(token: re.Match[str], before: list[str], columns: Collection[str]) -> str:
    """A token as Polars may see it: a column always in quotes, so that no column called SELECT becomes one."""
    kind, text = token.lastgroup, token.group()
    last = before[-1] if before else ""
    if kind == "mark" and text == "(" and last.startswith('"'):
        raise ValueError(f"calls {last}, which is a column")
    if kind == "quoted" and text[1:-1] not in columns:
        raise ValueError(f"names {text}, which is no column of the table; its columns are {', '.join(columns)}")
    if kind != "word":
        return text
    if text.upper() in (*WORDS, *FUNCTIONS) or (text.upper() in TYPES and (last.upper() == "AS" or text not in columns)):
        return text.upper()
    if text in columns:
        return f'"{text}"'
    known = f"its columns ({', '.join(columns)}), {', '.join(WORDS)} and the functions {', '.join(FUNCTIONS)}"
    raise ValueError(f"uses {text!r}; it may use {known}")
