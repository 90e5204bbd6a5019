"""Schemas of terms: SCH003, and the categories whose vocabulary is their measure's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.lazy import pl
from checks.schemas import words
from checks.schemas.context import CELL_DIRT, Context
from checks.schemas.guard import Cells, Guard, by_value, outside, values
from checks.tables import CATEGORIES, TABLES

if TYPE_CHECKING:
    from polars import DataFrame, Expr


def _term_columns(context: Context) -> Cells:
    closed = context.columns("term", "boolean")
    return [(table, name) for table, name, column in closed if context.terms(column) is not None or column.of == "category"]


def _term_right(context: Context, table: str, name: str) -> Expr | bool:
    column = TABLES[table][name]
    if column.of == "category":
        return category_right(context, entities=False)
    return outside(name, context.wrong(table, name, lambda value: value.is_in(context.terms(column) or [])))


def category_right(context: Context, *, entities: bool) -> Expr | bool:
    """Whether a category is a term of its measure (or, with `entities`, the entity that its measure asks for)."""
    frame, entity_ids = context.frames["claims"], context.ids("entities")
    pairs = frame.select("measure", "category").drop_nulls("category").unique()
    pairs = pairs.filter(~pl.col("category").str.contains(CELL_DIRT))
    members = set() if entity_ids is None else set(entity_ids)
    bad = []
    for measure, category in pairs.iter_rows():
        terms, may_be_entity = context.categories(measure or "")
        reference = may_be_entity and measure in context.categorical
        known = category in terms or (may_be_entity and (entity_ids is None or category in members))
        if reference == entities and not known:
            bad.append({"measure": measure, "category": category})
    if not bad:
        return True
    wrong = pl.Series(bad, dtype=pl.Struct({"measure": pl.String, "category": pl.String}))
    return ~pl.struct("measure", "category").is_in(wrong.implode())


def _term_tell(context: Context, table: str, hits: DataFrame) -> DataFrame:
    known = {name: context.terms(TABLES[table][name]) or context.all_categories for name in hits["column"].unique()}
    near = {name: words.nearest(values(hits, name), terms) for name, terms in known.items()}

    def say(name: str, value: str, measure: str = "") -> str:
        if TABLES[table][name].of == "category" and measure in CATEGORIES:
            return f" of measure {measure}, which takes {words.listed(context.categories(measure)[0])}"
        return words.hint(value, near[name]) or f"; known: {words.listed(known[name])}"

    return by_value(hits, say, *(["measure"] if table == "claims" else []))


TERM_GUARDS: dict[str, Guard] = {"SCH003": Guard(_term_columns, _term_right, _term_tell)}
