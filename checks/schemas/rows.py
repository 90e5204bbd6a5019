"""Schemas of one row: what its cells must be to each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.lazy import pl
from checks.schemas import words
from checks.schemas.cells import stand_in
from checks.schemas.context import CELL_DIRT, TYPED, Context
from checks.schemas.guard import Cells, Guard, by_value, rows
from checks.tables import EXTRACTED, TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from polars import DataFrame, Expr

BOUNDS = ("low", "best", "high")
_LEAST = ("claims", "occurrence", 1), ("relations", "tolerance", 0)
_MEAN = r"(?i)\b(?:averag\w*|mean|median)\b"
_LESS = r"(?i)[-−–]\s?\d|\b(?:fewer|less|down|fell|drop\w*|decreas\w*|declin\w*|net|minus)\b"
_BOUND_WORDS = (
    r"(?i)^(?:over|under|above|below|up to)\b|\b(?:(?:more|less|fewer|greater) than|in excess of|upwards? of|exceed\w*|at (?:least|most)"
    r"|(?:no|not) (?:more|less|fewer) than|minimum of|maximum of)\b"
)
_RATE = r"(?i)\b(?:per|each|every|an?)\s+(?:day|week|month|year)\b|\b(?:daily|weekly|monthly|yearly|annual(?:ly)?)\b"
_NO_RATE = ("duration", "change", "recurrence", "count", "superlative")


def _number(name: str) -> Expr:
    return pl.col(TYPED + name)


def _given(name: str) -> Expr:
    return pl.col(name).is_not_null()


def _measures(context: Context, condition: Expr) -> Expr:
    return pl.col("measure").is_in(context.measures_where(condition)).fill_null(False)


def _columns(*names: str) -> Cells:
    return [("claims", name) for name in names]


def _claims(context: Context, *names: str) -> Cells:
    return [cell for cell in _columns(*names) if cell[0] in context.frames]


# SCH008 bounds-disordered -----------------------------------------------------------------------------------------------


def _disordered() -> Expr:
    low, best, high = map(_number, BOUNDS)
    return ((low > best) | (best > high) | (low > high)).fill_null(False)


def _bounds_given(context: Context, table: str, _: str) -> int:
    return int(context.frames[table].select(pl.any_horizontal(map(_given, BOUNDS)).sum()).item())


def _bounds_tell(_: Context, __: str, hits: DataFrame) -> DataFrame:
    pieces = [pl.format(f"{name} {{}}", pl.col(name)) for name in BOUNDS]
    return hits.with_columns(problem=pl.concat_str(pieces, separator=", ", ignore_nulls=True))


# SCH009 fractional-count, SCH010 negative-count -------------------------------------------------------------------------


def _whole_right(context: Context, table: str, name: str) -> Expr | bool:
    value = _number(name)
    fraction = ((value > 0) & (value % 1 != 0)).fill_null(False)
    if not context.frames[table].select(fraction.any()).item():
        return True
    mean = pl.any_horizontal(pl.col("quote", "value_text").str.contains(_MEAN).fill_null(False))
    return ~(fraction & _measures(context, pl.col("countable")) & pl.col("per").is_null()) | mean


def _least(context: Context) -> Cells:
    extra = [(table, name) for table, name, _ in _LEAST if table in context.frames]
    return [*_claims(context, *BOUNDS), *extra]


def _least_right(context: Context, table: str, name: str) -> Expr | bool:
    least = {(table, name): least for table, name, least in _LEAST}.get((table, name))
    if least is not None:
        return (_number(name) >= least).fill_null(True)
    if not (context.frames[table][TYPED + name] < 0).any():
        return True
    counted = _measures(context, pl.col("countable")) & ~pl.col("derived").eq("true").fill_null(False)
    wrong = counted & (_number(name) < 0) & ~stand_in(context, name)
    return ~wrong.fill_null(False) | pl.col("value_text").str.contains(_LESS).fill_null(False)


def _least_tell(_: Context, table: str, hits: DataFrame) -> DataFrame:
    least = {name: str(least) for own, name, least in _LEAST if own == table}
    return by_value(hits, lambda name, _: f"it must be {least.get(name, '0')} or more")


def _nothing_to_add(_: Context, __: str, hits: DataFrame) -> DataFrame:
    return hits.with_columns(problem=pl.lit(""))


# SCH011 comparator-bounds-mismatch --------------------------------------------------------------------------------------


def _mismatch(context: Context) -> Expr:
    """What is wrong between the comparator and the bounds; null when nothing is."""
    problems = pl.coalesce(pl.when(wrong).then(said) for wrong, said in _mismatches())
    return pl.when(_judged(context)).then(problems)


def _judged(context: Context) -> Expr:
    return _measures(context, pl.col("kind") == "number") & ~_disordered()


def _mismatches() -> Iterable[tuple[Expr, Expr]]:
    comparator, printed = pl.col("comparator"), pl.col("value_text")
    low, best, high = map(_given, BOUNDS)
    yield comparator.is_null() & (low | best | high), pl.lit("there are figures, but no comparator")
    yield comparator.is_null() & printed.is_not_null(), pl.lit("there is a value_text, but neither comparator nor figure")
    one = comparator.is_in(["eq", "approx"])
    yield one & ~best, pl.lit("best is empty")
    yield one & ((_number("low") != _number("best")) | (_number("high") != _number("best"))), pl.lit("only best is wanted")
    for names, own, other in ((["ge", "gt"], "low", "high"), (["le", "lt"], "high", "low")):
        yield comparator.is_in(names) & ~_given(own), pl.lit(f"{own} is empty")
        extra = _given(other) | (_number("best") != _number(own)).fill_null(False)
        yield comparator.is_in(names) & extra, pl.lit(f"only {own} is wanted")
    yield (comparator == "between") & ~(low & high), pl.lit("low and high are both wanted")
    yield (comparator == "vague") & (low | best | high), pl.lit("no figure is wanted")
    words_are = pl.format("the words are '{}'", printed.str.slice(0, words.MAX_SHOWN))
    yield (comparator == "eq") & printed.str.contains(_BOUND_WORDS), words_are


def _mismatch_right(context: Context, _: str, __: str) -> Expr:
    return ~(_judged(context) & pl.any_horizontal(wrong.fill_null(False) for wrong, _ in _mismatches()))


def _mismatch_tell(context: Context, _: str, hits: DataFrame) -> DataFrame:
    bounds = pl.concat_str([pl.format(f"{name} {{}}", pl.col(name)) for name in BOUNDS], separator=", ", ignore_nulls=True)
    problem = _mismatch(context)
    told = pl.when(bounds != "").then(pl.format("{} ({})", problem, bounds)).otherwise(problem)
    told = pl.when(_given("comparator")).then(pl.format("comparator {}: {}", "comparator", told)).otherwise(told)
    return hits.with_columns(problem=told)


# SCH012 unit-not-allowed, SCH013 missing-qualifier ----------------------------------------------------------------------


def _unit_right(context: Context, table: str, name: str) -> Expr | bool:
    units = dict(context.measures.select("measure", "units").iter_rows())
    pairs = context.frames[table].select("measure", name).drop_nulls().unique().filter(~pl.col(name).str.contains(CELL_DIRT))
    bad = ["\x1f".join(pair) for pair in pairs.iter_rows() if not _allowed(units.get(pair[0]), pair[1])]
    wrong = pl.Series(bad, dtype=pl.String).implode()
    return ~pl.concat_str("measure", name, separator="\x1f").is_in(wrong).fill_null(False) if bad else True


def _allowed(units: str | None, unit: str) -> bool:
    return units is None or units == "*" or unit in units.split(";")


def _unit_tell(context: Context, _: str, hits: DataFrame) -> DataFrame:
    units = context.measures.select("measure", pl.col("units").str.replace_all(";", ", ").alias("allowed"))
    joined = hits.join(units, on="measure", how="left", maintain_order="left")
    wanted = pl.when(pl.col("allowed") == "").then(pl.lit("no unit")).otherwise(pl.col("allowed"))
    return joined.with_columns(problem=pl.format("measure {} takes {}", "measure", wanted))


def _qualified(context: Context) -> Cells:
    needed = {name for text in context.measures["requires"] for name in text.split(";") if name in TABLES["claims"]} | {"per", "note"}
    obligatory = [(table, name) for table, name, column in context.columns() if column.required and column.kind not in ("id", "key")]
    return list(dict.fromkeys([*obligatory, *_claims(context, *sorted(needed))]))


def _qualified_count(context: Context, table: str, name: str) -> int:
    return int(context.frames[table].select(_dismissed().sum()).item()) if name == "note" else rows(context, table, name)


def _dismissed() -> Expr:
    return pl.col("status").eq("dismissed").fill_null(False)


def _qualified_right(context: Context, table: str, name: str) -> Expr | bool:
    if name != "note" and not context.frames[table][name].null_count():
        return True
    if TABLES[table][name].required:
        return _given(name) | _may_be_empty(table, name)
    if name == "note":
        return ~_dismissed() | (_given(name) & ~pl.col(name).str.starts_with(EXTRACTED))
    if name == "per":
        rate = _measures(context, (pl.col("kind") == "number") & ~pl.col("measure").is_in(_NO_RATE))
        return _given(name) | _dismissed() | ~(rate & pl.col("value_text").str.contains(_RATE).fill_null(False))
    needs = _measures(context, pl.col("requires").str.split(";").list.contains(name))
    return _given(name) | _dismissed() | ~needs | _told_by_event(context, name)


def _may_be_empty(table: str, name: str) -> Expr:
    if table == "documents" and name in ("path", "sha256"):
        return pl.col("held").eq("none").fill_null(False)
    return pl.col("derived").eq("true").fill_null(False) if (table, name) == ("claims", "quote") else pl.lit(False)


def _told_by_event(context: Context, name: str) -> Expr:
    if name != "place" or "events" not in context.frames:
        return pl.lit(False)
    placed = context.all_rows("events", "event_id", "place").filter(_given("place"))["event_id"].drop_nulls()
    return pl.col("event_id").is_in(placed.implode()).fill_null(False)


def _qualified_tell(_: Context, table: str, hits: DataFrame) -> DataFrame:
    obligatory = pl.col("column").is_in([name for name, column in TABLES[table].items() if column.required])
    problem = pl.lit("is empty: every row of this table needs one")
    if table == "claims":
        rate = pl.format("is empty: '{}' is a rate", pl.col("value_text").str.slice(0, words.MAX_SHOWN))
        problem = pl.when(obligatory).then(problem).when(pl.col("column") == "per").then(rate)
        problem = problem.when(pl.col("column") == "note").then(pl.lit("gives no reason: a dismissed figure needs one"))
        problem = problem.otherwise(pl.format("is empty: measure {} needs one", "measure"))
    return hits.with_columns(problem=problem, level=pl.when(obligatory).then(pl.lit("error")))


ROW_GUARDS: dict[str, Guard] = {
    "SCH008": Guard(lambda c: _claims(c, "low"), lambda *_: ~_disordered(), _bounds_tell, _bounds_given),
    "SCH009": Guard(lambda c: _claims(c, *BOUNDS), _whole_right, _nothing_to_add),
    "SCH010": Guard(_least, _least_right, _least_tell),
    "SCH011": Guard(lambda c: _claims(c, "comparator"), _mismatch_right, _mismatch_tell),
    "SCH012": Guard(lambda c: _claims(c, "unit"), _unit_right, _unit_tell),
    "SCH013": Guard(_qualified, _qualified_right, _qualified_tell, _qualified_count),
}
