"""SCH018 duplicate-claim: a claim that says the same of the same words as another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.lazy import pl
from checks.schemas.context import TERM_LIKE, TYPED, Context
from checks.schemas.guard import Cells, Guard, none_alike
from checks.schemas.rows import BOUNDS
from checks.views import INACTIVE

if TYPE_CHECKING:
    from polars import DataFrame, Expr

_SAME = ("document_id", "quote", "occurrence", "measure", *TERM_LIKE[:1], "per", "population", "comparator", "category", "actor", "place",
         "event_id", "date", "asserted_by")  # fmt: skip


def _alike(context: Context) -> DataFrame:
    """Active claims that share document and quote with another, with `index` and `twin` (id of the first that says the same)."""
    active = pl.col("claim_id").is_not_null() & pl.col("quote").is_not_null() & ~pl.col("status").is_in(INACTIVE).fill_null(False)
    said = pl.when(active).then(pl.col("quote").hash(1) ^ pl.col("document_id").hash(2))
    frame = context.frames["claims"]
    shared = pl.lit(value=False) if none_alike(frame, said) else said.is_duplicated() & said.is_not_null()
    again = frame.with_row_index("index").filter(shared)
    figures = [pl.col(TYPED + name).alias(f"figure.{name}") for name in BOUNDS]
    printed = pl.when(~pl.any_horizontal(pl.col(BOUNDS).is_not_null())).then("value_text").alias("printed")
    keys = again.select("index", "claim_id", *_SAME, *figures, printed)
    same = [name for name in keys.columns if name not in ("index", "claim_id")]
    return keys.with_columns(twin=pl.col("claim_id").first().over(same)).filter(pl.col("claim_id") != pl.col("twin"))


def _quotes(context: Context) -> Cells:
    return [("claims", "quote")] if "claims" in context.frames else []


def _twin_right(context: Context, _: str, __: str) -> Expr | bool:
    alike = _alike(context)
    return ~pl.int_range(pl.len(), dtype=pl.UInt32).is_in(alike["index"].implode()) if len(alike) else True


def _twin_tell(context: Context, _: str, hits: DataFrame) -> DataFrame:
    twins = _alike(context).select("index", "twin")
    joined = hits.join(twins, on="index", how="left", maintain_order="left")
    both = pl.concat_list("claim_id", "twin")
    return joined.with_columns(problem=pl.lit(""), value=pl.col("twin"), claims=both)


TWIN_GUARDS: dict[str, Guard] = {"SCH018": Guard(_quotes, _twin_right, _twin_tell)}
