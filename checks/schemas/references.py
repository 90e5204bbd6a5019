"""Schemas of ids and of the references between tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.lazy import pl
from checks.schemas import words
from checks.schemas.context import CELL_DIRT, Context, clean
from checks.schemas.guard import Cells, Guard, by_value, none_alike, outside, rows, values
from checks.schemas.terms import category_right
from checks.tables import TABLES

if TYPE_CHECKING:
    from polars import DataFrame, Expr, Series

ID = r"^[a-z0-9][a-z0-9._-]{0,63}$"
REFERRED = ("sources", "entities")


# SCH004 bad-id ----------------------------------------------------------------------------------------------------------


def _keys(context: Context, *kinds: str) -> Cells:
    return [(table, name) for table, name, _ in context.columns(*(kinds or ("id", "key")))]


def _id_right(_: Context, __: str, name: str) -> Expr:
    value = pl.col(name)
    return value.is_not_null() & (value.str.contains(ID) | value.str.contains(CELL_DIRT))


def _id_tell(_: Context, __: str, hits: DataFrame) -> DataFrame:
    def say(_: str, value: str) -> str:
        if not value:
            return "is empty"
        return f"{words.shown(value)} is longer than 64 characters" if len(value) > 64 else f"{words.shown(value)} is no id"

    return by_value(hits, say)


# SCH005 duplicate-id ----------------------------------------------------------------------------------------------------


def _unique_right(context: Context, table: str, name: str) -> Expr | bool:
    if none_alike(context.frames[table], pl.when(pl.col(name).is_not_null()).then(pl.col(name).hash())):
        return True
    return pl.col(name).is_null() | pl.col(name).is_first_distinct()


def _unique_tell(context: Context, table: str, hits: DataFrame) -> DataFrame:
    key = hits["column"][0]
    first = context.frames[table].select(pl.col(key).alias("value"), pl.col("_line").alias("first"))
    first = first.filter(pl.col("value").is_in(hits["value"].implode())).unique("value", keep="first", maintain_order=True)
    joined = hits.join(first, on="value", how="left", maintain_order="left")
    return joined.with_columns(problem=pl.format("stands already in line {}", "first"))


# SCH006 dangling-reference ----------------------------------------------------------------------------------------------


def _references(context: Context) -> Cells:
    found = [(table, name) for table, name, column in context.columns("ref", "refs") if context.ids(column.of) is not None]
    category = "claims" in context.frames and context.has("claims", "category") and context.ids("entities") is not None
    return [*found, ("claims", "category")] if category else found


def _unresolvable(context: Context) -> str:
    left = [(f"{table}.{name}", column.of) for table, name, column in context.columns("ref", "refs") if context.ids(column.of) is None]
    tables = sorted({of for _, of in left})
    return f"not checked, for there is no table {', '.join(tables)}: {', '.join(name for name, _ in left)}" if left else ""


def _reference_right(context: Context, table: str, name: str) -> Expr | bool:
    column = TABLES[table][name]
    if name == "category":
        return category_right(context, entities=True)
    lost, ids = context.lost(column.of), context.ids(column.of)
    if column.kind == "refs" and ids is not None and len(lost):
        resolved = pl.element().is_in(ids.implode()) | (pl.element() == "")
        lost = lost.filter(~lost.str.split(";").list.eval(resolved).list.all())
    found = outside(name, clean(lost))
    return found | _recounted(context) if name == "object_id" and found is not True else found


def _recounted(context: Context) -> Expr:
    """A relation count-of leads to a recount of dataset.toml, not to a claim."""
    counted = (pl.col("predicate") == "count-of") if context.has("relations", "predicate") else pl.lit(False)
    return counted.fill_null(False) & pl.col("object_id").is_in(list(context.config.recounts))


def _reference_tell(context: Context, table: str, hits: DataFrame) -> DataFrame:
    near: dict[str, dict[str, str]] = {}
    known: dict[str, set[str]] = {}
    for name in hits["column"].unique():
        ids = context.ids(TABLES[table][name].of if name != "category" else "entities")
        assert ids is not None
        known[name] = set(ids.to_list())
        parts = dict.fromkeys(part for value in values(hits, name) for part in _parts(table, name, value) if part not in known[name])
        near[name] = words.nearest(list(parts), known[name])

    def say(name: str, value: str) -> str:
        of = TABLES[table][name].of if name != "category" else "entities"
        lost = [part for part in _parts(table, name, value) if part not in known[name]]
        return f"{words.listed(map(words.shown, lost), 4)} is in no row of {of}{words.hint(lost[0], near[name])}"

    return by_value(hits, say)


def _parts(table: str, name: str, value: str) -> list[str]:
    return [part for part in value.split(";") if part] if TABLES[table][name].kind == "refs" else [value]


# SCH007 orphan-row ------------------------------------------------------------------------------------------------------


def _orphan_right(context: Context, table: str, name: str) -> Expr:
    used = [_used(context, own, column, inside=own == table) for own, column, facts in context.columns("ref", "refs") if facts.of == table]
    if table == "entities" and "claims" in context.frames and context.has("claims", "category"):
        used.append(context.all_rows("claims", "category")["category"].unique().alias("used"))
    every = pl.concat([pl.Series("used", [], dtype=pl.String), *used]).unique()
    return pl.col(name).is_null() | pl.col(name).is_in(every.implode())


def _used(context: Context, table: str, column: str, *, inside: bool) -> Series:
    """Ids that a column refers to; what a row says of itself does not count."""
    part = pl.col(column).str.split(";") if TABLES[table][column].kind == "refs" else pl.concat_list(column)
    if not inside:
        return context.all_rows(table, column).unique().select(used=part.explode())["used"]
    key = next(iter(TABLES[table]))
    rows = context.all_rows(table, key, column).select(key, used=part).explode("used")
    return rows.filter(pl.col("used") != pl.col(key))["used"]


def _orphan_tell(_: Context, table: str, hits: DataFrame) -> DataFrame:
    kind = {"sources": "source", "entities": "entity"}[table]
    return hits.with_columns(problem=pl.lit(f"no other row refers to this {kind}"))


REFERENCE_GUARDS: dict[str, Guard] = {
    "SCH004": Guard(_keys, _id_right, _id_tell, rows),
    "SCH005": Guard(lambda context: _keys(context, "id"), _unique_right, _unique_tell),
    "SCH006": Guard(_references, _reference_right, _reference_tell, unchecked=_unresolvable),
    "SCH007": Guard(lambda context: [c for c in _keys(context, "id") if c[0] in REFERRED], _orphan_right, _orphan_tell),
}
