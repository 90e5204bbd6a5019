"""Schemas of one cell: what can be judged from its value alone, so once for every distinct value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checks.lazy import pl
from checks.schemas import words
from checks.schemas.context import CELL_DIRT, MOJIBAKE, TERM_LIKE, TEXT_DIRT, TYPED, Context
from checks.schemas.guard import Cells, Guard, by_value, outside
from checks.tables import TABLES

if TYPE_CHECKING:
    from polars import DataFrame, Expr

VERBATIM = ("quote", "value_text", "target")
STAND_INS = (-1.0, -9.0, -99.0, -999.0, -9999.0, 999.0, 9999.0, 99999.0)
_PLAIN = {"decimal": r"^-?[0-9]+(?:\.[0-9]+)?$", "integer": r"^-?[0-9]+$"}
_NOT_FINITE = ("NaN", "inf", "-inf")
_MOJIBAKE = re.compile(MOJIBAKE)


# SCH014 bad-date, SCH015 reversed-interval ------------------------------------------------------------------------------


def _dates(context: Context) -> Cells:
    return [(table, name) for table, name, _ in context.columns("date")]


def _date_right(context: Context, table: str, name: str) -> Expr | bool:
    return outside(name, context.among(table, name, context.bad_dates[1]))


def _reversed_right(context: Context, table: str, name: str) -> Expr | bool:
    return outside(name, context.among(table, name, context.turned_dates))


def _date_tell(_: Context, __: str, hits: DataFrame) -> DataFrame:
    return hits.with_columns(problem=pl.lit(""))


# SCH016 dirty-text ------------------------------------------------------------------------------------------------------


def _texts(context: Context) -> Cells:
    return [(table, name) for table, name, _ in context.columns() if name not in VERBATIM]


def _is_text(table: str, name: str) -> bool:
    return TABLES[table][name].kind == "text" and name not in TERM_LIKE


def _clean_right(context: Context, table: str, name: str) -> Expr | bool:
    if _is_text(table, name) or TABLES[table][name].kind == "id":
        return ~pl.col(name).str.contains(TEXT_DIRT if _is_text(table, name) else CELL_DIRT)
    dirty = context.dirty
    return outside(name, dirty.filter(dirty.is_in(context.distinct(table, name).implode())) if len(dirty) else dirty)


def _clean_tell(_: Context, table: str, hits: DataFrame) -> DataFrame:
    """A warning in prose; an error in whatever is looked up or compared, for such a row drops out of other checks."""
    told = by_value(hits, lambda name, value: words.dirt(value, _MOJIBAKE, text=_is_text(table, name)))
    read = [name for name in TABLES[table] if not _is_text(table, name)]
    return told.with_columns(level=pl.when(pl.col("column").is_in(read)).then(pl.lit("error")))


# SCH017 spreadsheet-damage ----------------------------------------------------------------------------------------------


def _numbers_and_dates(context: Context) -> Cells:
    return [(table, name) for table, name, _ in context.columns("decimal", "integer", "date")]


def _undamaged_right(context: Context, table: str, name: str) -> Expr | bool:
    kind = TABLES[table][name].kind
    if kind == "date":
        return outside(name, context.among(table, name, context.bad_dates[0]))
    if context.dataset.raw[table].schema[name].is_numeric():
        whole = pl.lit(value=True) if kind == "decimal" else pl.col(name).str.contains(r"^-?[0-9]+(?:\.0)?$")
        bad = context.wrong(table, name, lambda value: ~value.is_in(_NOT_FINITE) & whole)
    else:
        bad = context.wrong(table, name, lambda value: value.str.contains(_PLAIN[kind]))
    # A number may look plain and still be none that can be computed with: four hundred nines.
    typed = pl.col(TYPED + name).is_not_null() | pl.col(name).is_null() | pl.col(name).str.contains(CELL_DIRT)
    written = outside(name, bad) & typed
    if table != "claims" or kind != "decimal":
        return written
    return written & ~stand_in(context, name)


def stand_in(context: Context, name: str) -> Expr:
    """Whether a claim's number is one that stands for 'unknown', and not one that the document prints."""
    if not context.frames["claims"][TYPED + name].is_in(STAND_INS).any():
        return pl.lit(value=False)
    number, printed = pl.col(TYPED + name), pl.col("value_text").str.replace_all(",", "")
    countable = pl.col("measure").is_in(context.measures_where(pl.col("countable"))).fill_null(False)
    minus = (number < 0) & (countable | printed.is_null())
    nines = (number > 0) & ~printed.str.contains("999", literal=True).fill_null(False)
    return (number.is_in(STAND_INS) & (minus | nines)).fill_null(False)


def _damage_tell(_: Context, table: str, hits: DataFrame) -> DataFrame:
    """A warning where the number can still be read; an error where it is lost to every comparison, as a date always is."""
    lost = pl.lit(value=True)
    for name, column in TABLES[table].items():
        if column.kind in ("decimal", "integer"):
            lost = pl.when(pl.col("column") == name).then(pl.col(TYPED + name).is_null()).otherwise(lost)
    told = by_value(hits, lambda _, value: words.damage(value))
    return told.with_columns(level=pl.when(lost).then(pl.lit("error")))


CELL_GUARDS: dict[str, Guard] = {
    "SCH014": Guard(_dates, _date_right, _date_tell),
    "SCH015": Guard(_dates, _reversed_right, _date_tell),
    "SCH016": Guard(_texts, _clean_right, _clean_tell),
    "SCH017": Guard(_numbers_and_dates, _undamaged_right, _damage_tell),
}
