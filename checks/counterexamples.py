"""Members of a series that stand against a first, only, last, largest or smallest of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from checks.lazy import pl

if TYPE_CHECKING:
    from polars import DataFrame, Expr

BOUND = (
    r"(?i)\b(since|this (year|month|week|season|decade)|in (\w+ ){0,3}(years|months|weeks|decades)|before the|under the|so far this|"
    r"(one of|among) (the|its|their))\b"
)
"""Words that bound what a superlative ranges over more narrowly than its series."""
SIZE = ["series", "measure", "unit", "per", "population"]
_WHY = {"first": "it is wholly earlier", "last": "it is wholly later", "only": "it is a second one", "largest": "it is larger",
        "smallest": "it is smaller"}  # fmt: skip


def against(rows: DataFrame) -> DataFrame:
    """Every superlative compared with the member of its series that would refute it."""
    stating = rows.filter(pl.col("superlative").is_not_null()).with_columns(asked=pl.col("as_of").fill_null(date.max))
    wanted = rows.join(stating.select("series").unique(), on="series", how="semi")
    return pl.concat([find(stating, wanted) for find in (_first, _last, _only, _size)])


def _result(pairs: DataFrame, against: Expr) -> DataFrame:
    """Comparisons of a superlative with the member (`m_` columns) that would be its counterexample."""
    firm = pl.col("firm") & pl.col("m_firm") & pl.col("as_of").is_not_null()
    return pairs.select(
        "value_text", "superlative", "series", pl.col("window").fill_null("no date"), other="m_said",
        why=pl.col("superlative").replace_strict(_WHY, default=None, return_dtype=pl.String),
        verdict=pl.when(against.is_null()).then(pl.lit(None, dtype=pl.String)).when(~against).then(pl.lit("ok"))
        .when(firm).then(pl.lit("definite")).otherwise(pl.lit("possible")), claims=pl.concat_list("claim_id", "m_claim_id"),
    )  # fmt: skip


def _members(rows: DataFrame) -> DataFrame:
    return rows.select("series", pl.col("thing", "event_id", "claim_id", "said", "firm", "earliest", "latest").name.prefix("m_"))


def _first(stating: DataFrame, rows: DataFrame) -> DataFrame:
    """The member that ended first; an event ends with the last day that any claim gives it."""
    dated = _members(rows).drop_nulls("m_latest").sort("m_latest", "m_claim_id")
    events = dated.unique(["series", "m_thing"], keep="last", maintain_order=True)
    soonest = events.sort("m_latest", "m_claim_id").unique("series", keep="first", maintain_order=True)
    pairs = stating.filter(pl.col("superlative") == "first").join(soonest, on="series").filter(pl.col("thing") != pl.col("m_thing"))
    return _result(pairs, pl.col("m_latest") < pl.col("earliest"))


def _last(stating: DataFrame, rows: DataFrame) -> DataFrame:
    """The next member to begin after the last one ended."""
    dated = _members(rows).drop_nulls("m_earliest").sort("m_earliest", "m_claim_id")
    events = dated.unique(["series", "m_thing"], keep="first", maintain_order=True)
    last = stating.filter((pl.col("superlative") == "last") & pl.col("latest").is_not_null()).sort("latest")
    pairs = last.join_asof(
        events.sort("m_earliest"), left_on="latest", right_on="m_earliest", by="series", strategy="forward", allow_exact_matches=False,
        check_sortedness=False,
    )  # fmt: skip
    return _result(pairs, (pl.col("m_earliest") <= pl.col("asked")).fill_null(False))


def _only(stating: DataFrame, rows: DataFrame) -> DataFrame:
    """A second event: among the two earliest of the series, one that is not this."""
    known = _members(rows).filter(pl.col("m_event_id").is_not_null()).with_columns(m_earliest=pl.col("m_earliest").fill_null(date.min))
    events = known.sort("m_earliest", "m_claim_id").unique(["series", "m_thing"], keep="first", maintain_order=True)
    two = events.group_by("series", maintain_order=True).head(2)
    only = stating.filter((pl.col("superlative") == "only") & pl.col("event_id").is_not_null())
    pairs = only.join(two, on="series").filter(pl.col("event_id") != pl.col("m_event_id")).sort("m_earliest")
    return _result(pairs.unique(["series", "claim_id"], keep="first", maintain_order=True), pl.col("m_earliest") <= pl.col("asked"))


def _size(stating: DataFrame, rows: DataFrame) -> DataFrame:
    """The largest and the smallest member that was known when the superlative was stated: a record of its day."""
    sized = rows.filter(pl.col("low_near").is_not_null())
    sized = sized.with_columns(asked=pl.col("earliest").fill_null(date.min)).sort("asked", "claim_id")
    frames = []
    for name, sign, bound, own in (("largest", 1, "low_near", "high_near"), ("smallest", -1, "high_near", "low_near")):
        size = sign * pl.col(bound)
        record = size > size.cum_max().shift(1).over(SIZE).fill_null(float("-inf"))
        records = sized.filter(size.cum_max().over(SIZE) == size).filter(record).select(
            *SIZE, "asked", m_size=sign * pl.col(bound), **{f"m_{c}": pl.col(c) for c in ("thing", "claim_id", "said", "firm")}
        )  # fmt: skip
        pairs = stating.filter((pl.col("superlative") == name) & pl.col(own).is_not_null()).sort("asked").join_asof(
            records, on="asked", by=SIZE, strategy="backward", check_sortedness=False
        ).filter(pl.col("thing") != pl.col("m_thing"))  # fmt: skip
        frames.append(_result(pairs, pl.col("m_size") > sign * pl.col(own)))
    return pl.concat(frames)
