"""Running totals: counts of one series up to ever later dates, by one voice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.days import exact_day
from checks.lazy import pl

if TYPE_CHECKING:
    from polars import Expr, LazyFrame

SERIES = ("voice", "of", "measure", "unit", "population", "place_at", "actor")
"""What claims of one series have in common; `of` is the series, else the event. Empty equals only empty."""

BOUNDS = ("low_near", "high_near", "low_far", "high_far")
_RETURNING = ("displaced", "missing", "recurrence", "change")
_REVISED = (
    r"(?i)\b(revis\w+|recount\w*|correct(ed|ion)s?|re-?set|restated?|re-?classif\w+|adjust\w+|lowered|downward\w*|duplicat\w+|removed|"
    r"clarif\w+|new (definition|method|count|criteria)\w*|backlog|previously|belated\w*|reported late|"
    r"earlier (deaths?|cases?|wounds|injuries)|no longer (counts?|includes?)|removing|"
    r"counted (twice|double)|(toll|total|count)\b[^.;]{0,40}\bdown from)\b"
)


def counted(figures: LazyFrame, relations: LazyFrame) -> LazyFrame:
    """Figures that add up over time, of a series or an event that has a running total: SERIES, `claim_id`, `value_text`, `date`,
    `earliest`, `latest`, `lasts`, BOUNDS, `firm` (Boolean: a series of exact days, not only an event), `revised` (Boolean: its words or a
    relation say so).

    People who come home or are found make a stock: displaced and missing are left out. A superseded figure is left out, too.
    """
    older = relations.filter(pl.col("predicate") == "supersedes").select(claim_id="object_id")
    redone = relations.filter(pl.col("predicate").is_in(["supersedes", "different-quantity"]))
    ends = pl.concat([redone.select(claim_id=end) for end in ("subject_id", "object_id")]).unique().with_columns(redone=pl.lit(True))
    flow = pl.col("additive") & (pl.col("kind") == "number") & (pl.col("per") == "") & ~pl.col("measure").is_in(_RETURNING)
    stated = ~pl.col("modality").is_in(["denied", "planned", "open"]).fill_null(False)
    dated = pl.all_horizontal(pl.col("date", "latest", "low_near").is_not_null())
    rows = figures.filter(flow & stated & dated).with_columns(of=pl.coalesce("series", "event_id")).filter(pl.col("of").is_not_null())
    running = rows.filter("lasts").select("of").unique()
    held = rows.join(running, on="of", how="semi").join(older, on="claim_id", how="anti").join(ends, on="claim_id", how="left")
    return held.select(
        "claim_id", "value_text", "date", "earliest", "latest", "lasts", *SERIES, *BOUNDS,
        firm=pl.col("series").is_not_null() & _day(), revised=pl.col("redone").fill_null(False) | _revised(),
    )  # fmt: skip


def totals(counts: LazyFrame) -> LazyFrame:
    """Running totals among counts, one row a series, start and end: the lowest and highest that is said, and the first claim by id."""
    running = counts.filter(pl.col("lasts"))
    key = [*SERIES, "earliest", "latest"]
    return running.sort("claim_id").group_by(key, maintain_order=True).agg(
        pl.col("claim_id", "value_text", "date").first(), pl.col("low_near", "low_far").min(), pl.col("high_near", "high_far").max(),
        pl.col("firm").all(), pl.col("revised").any(),
    )  # fmt: skip


def _day() -> Expr:
    """Whether the last day is one day: a running total has no first."""
    return exact_day() | ((pl.col("precision") == "day") & (pl.col("slack") == 0)).fill_null(False)


def _revised() -> Expr:
    return pl.col("quote").str.contains(_REVISED).fill_null(False)
