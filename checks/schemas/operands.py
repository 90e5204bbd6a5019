"""SCH019 operand-mismatch: a relation whose subject or object is no claim of the kind that its predicate relates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.config import packaged
from checks.lazy import pl
from checks.schemas.context import Context
from checks.schemas.guard import Cells, Guard

if TYPE_CHECKING:
    from polars import DataFrame, Expr

_ENDS = {"subject_id": "subject", "object_id": "object"}


def _ends(context: Context) -> Cells:
    known = "claims" in context.frames and "relations" in context.frames and context.has("relations", "predicate")
    return [("relations", end) for end in _ENDS if known and context.has("relations", end)]


def _fits(end: str) -> Expr:
    """Whether a measure, of its kind, may stand at an end of a relation; null for an unknown predicate or measure."""
    fits = []
    for row in packaged("predicates.csv"):
        terms = row[_ENDS[end]].split(";")
        wanted, barred = [t for t in terms if not t.startswith("!")], [t[1:] for t in terms if t.startswith("!")]
        named = pl.col("measure").is_in(wanted) | pl.col("kind").is_in(wanted)
        allowed = pl.lit(value=True) if "*" in wanted else ~pl.col("measure").is_in(barred) if barred else named
        fits.append(pl.when(pl.col("predicate") == row["predicate"]).then(allowed))
    return pl.coalesce(fits)


def _misfits(context: Context, end: str) -> DataFrame:
    """Relations whose end does not fit: `index`, `measure` (what it is a claim of), `wanted`."""
    relations = context.frames["relations"].select("predicate", end).with_row_index("index")
    meant = context.all_rows("claims", "claim_id", "measure").join(relations, left_on="claim_id", right_on=end, how="semi")
    claims = meant.select(pl.col("claim_id").alias(end), "measure").drop_nulls().unique(end, keep="first", maintain_order=True)
    kinds = context.measures.select("measure", "kind")
    known = relations.join(claims, on=end).join(kinds, on="measure", how="left")
    wanted = {row["predicate"]: row[_ENDS[end]].replace("!", "no ").replace(";", ", ") for row in packaged("predicates.csv")}
    told = pl.col("predicate").replace_strict(wanted, default=None)
    return known.filter(~_fits(end).fill_null(True)).select("index", measure="measure", wanted=told)


def _right(context: Context, _: str, end: str) -> Expr | bool:
    misfits = _misfits(context, end)
    return ~pl.int_range(pl.len(), dtype=pl.UInt32).is_in(misfits["index"].implode()) if len(misfits) else True


def _tell(context: Context, _: str, hits: DataFrame) -> DataFrame:
    parts = [_misfits(context, end).with_columns(column=pl.lit(end)) for end in _ENDS if end in hits["column"].to_list()]
    joined = hits.join(pl.concat(parts), on=["index", "column"], how="left", maintain_order="left")
    said = pl.format("{} of a {} is a claim of {}, and must be of {}", pl.col("column"), "predicate", "measure", "wanted")
    return joined.with_columns(problem=said, claims=pl.concat_list("value"))


OPERAND_GUARDS: dict[str, Guard] = {"SCH019": Guard(_ends, _right, _tell, table="relations")}
