"""What a schema guards: the columns it looks at, when a cell of them is right, and what to say when it is not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checks.lazy import pl

if TYPE_CHECKING:
    from polars import DataFrame, Expr, Series

    from checks.schemas.context import Context

Cells = list[tuple[str, str]]
"""Columns, as (table, name)."""


def no_reason(_: Context) -> str:
    """Nothing is left unchecked."""
    return ""


def filled(context: Context, table: str, name: str) -> int:
    """Cells that are not empty."""
    column = context.frames[table][name]
    return len(column) - column.null_count()


def rows(context: Context, table: str, _: str) -> int:
    """All rows, empty cells included."""
    return context.frames[table].height


@dataclass(frozen=True)
class Guard:
    """One schema at work.

    `at`: the columns it looks at. `right`: an expression over the table's frame, false where the cell is wrong, or True when no
    cell is. `tell`: takes the wrong rows (the frame's columns, `column`, `value`) and adds `problem`, and `level` where it
    differs from the schema's. `compared`: how many cells of a column it looks at. `unchecked`: what it could not look at, and why.
    """

    at: Callable[[Context], Cells]
    right: Callable[[Context, str, str], Expr | bool]
    tell: Callable[[Context, str, DataFrame], DataFrame]
    compared: Callable[[Context, str, str], int] = filled
    unchecked: Callable[[Context], str] = no_reason
    table: str = ""
    """The one table that it is about, if it is: when the dataset may go without, there is nothing to compare."""


def by_value(hits: DataFrame, say: Callable[..., str], *more: str) -> DataFrame:
    """Add `problem`, worded once for every distinct column and value (and cell of `more` columns), empty cells as empty texts."""
    cells = hits.select("column", "value", *more).unique()
    problems = [say(*(cell or "" for cell in row)) for row in cells.iter_rows()]
    worded = cells.with_columns(pl.Series("problem", problems, pl.String))
    return hits.join(worded, on=cells.columns, how="left", nulls_equal=True, maintain_order="left")


def outside(name: str, bad: Series) -> Expr | bool:
    """Whether a cell is none of the bad values; True when there are none."""
    return ~pl.col(name).is_in(bad.implode()) if len(bad) else True


def none_alike(frame: DataFrame, number: Expr) -> bool:
    """Whether no two rows have the same number; a null is none. Hashes will do: equal ones are looked at again."""
    numbers = frame.select(number=number)["number"]
    return numbers.n_unique() + max(numbers.null_count() - 1, 0) == len(numbers)


def values(hits: DataFrame, name: str) -> list[str]:
    """Distinct wrong values of a column, in order of row."""
    return hits.filter(pl.col("column") == name)["value"].drop_nulls().unique(maintain_order=True).to_list()
