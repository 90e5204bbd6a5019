"""Values as intervals: what a comparator and a hedge allow, in a near and a far band, and verdicts on them.

The near band is what the words plainly mean, the far band the most that they can be stretched to. A rule that is broken
under both is broken definitely, under the near one only possibly. Bands of hedge words come from the lexicon
`data/hedges.csv` (version 1), which a dataset may override: they follow the usage of casualty reporting, where "dozens" is
anything from two dozen to under a hundred, and "about" a tenth either way (Ferson et al., Natural language of uncertainty:
numeric hedge words, Int. J. Approximate Reasoning 57, 2015).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.lazy import pl

if TYPE_CHECKING:
    from polars import Expr, LazyFrame

VALUE_BOUNDS = ("low_near", "high_near", "low_far", "high_far")
_HEDGED = ("approx", "vague")
_DECIMAL = r"(\d[\d,]*\.\d+)"
_ROUND = (100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000)


def hedge_bands(claims: LazyFrame, hedges: LazyFrame) -> LazyFrame:
    """Find the longest hedge of the lexicon in every hedged `value_text`.

    Returns one row a distinct value_text: `value_text` (String), `hedge_kind` (factor or value), `near_low`, `near_high`,
    `far_low`, `far_high` (Float64).
    """
    wanted = claims.filter(pl.col("comparator").is_in(_HEDGED)).select("value_text").drop_nulls().unique()
    found = pl.col("value_text").str.to_lowercase().str.replace_all(r"\s+", " ").str.contains(pl.col("hedge"), literal=True)
    return (
        wanted.join(hedges, how="cross")
        .filter(found)
        .sort(pl.col("hedge").str.len_bytes(), descending=True)
        .unique("value_text", keep="first", maintain_order=True)
        .rename({"kind": "hedge_kind"})
    )


def with_value_bounds(claims: LazyFrame, hedges: LazyFrame) -> LazyFrame:
    """Add `low_near`, `high_near`, `low_far`, `high_far` (Float64, +-inf when open, null when there is no figure).

    Needs `comparator`, `low`, `best`, `high`, `value_text` and `countable` (Boolean). A round number that is stated
    plainly may be off by half of its last non-zero digit in the far band, from hundreds on: trailing zeros are precision. In
    both bands so may one that is plainly rounded: printed with decimals (1.3 million), or from thousands on with two digits (16,000).
    """
    hedged = claims.select(value_text=pl.when(pl.col("comparator").is_in(_HEDGED)).then("value_text"))
    bands = hedged.join(hedge_bands(claims, hedges), on="value_text", how="left", maintain_order="left").drop("value_text", "hedge")
    default = {"near_low": 0.9, "near_high": 1.1, "far_low": 0.75, "far_high": 1.25}
    names = {"low_near": "near_low", "high_near": "near_high", "low_far": "far_low", "high_far": "far_high"}
    bounds = {name: _bound(band, default[band]) for name, band in names.items()}
    return pl.concat([claims, bands], how="horizontal").with_columns(**bounds).drop("hedge_kind", *default)


def _bound(band: str, default: float) -> Expr:
    """One of the four bounds as a function of the comparator."""
    lower = band.endswith("low")
    comparator, best = pl.col("comparator"), pl.col("best")
    factor = pl.when(pl.col("hedge_kind") == "factor").then(pl.col(band)).otherwise(pl.lit(default))
    step = pl.when(pl.col("countable").fill_null(False)).then(1.0).otherwise(0.0)
    slack = rounding(best, pl.col("value_text"))
    slack = pl.max_horizontal(slack, round_slack(best)) if band.startswith("far") else slack
    open_end = pl.lit(float("-inf") if lower else float("inf"))
    atleast = {"ge": pl.col("low"), "gt": pl.col("low") + step}
    atmost = {"le": pl.col("high"), "lt": pl.col("high") - step}
    expr = pl.when(comparator == "eq").then(best - slack if lower else best + slack).when(comparator == "approx").then(best * factor)
    expr = expr.when(comparator == "between").then(pl.col("low") if lower else pl.col("high"))
    for name, value in (atleast | atmost).items():
        closed = (name in atleast) == lower
        expr = expr.when(comparator == name).then(value if closed else pl.when(value.is_not_null()).then(open_end))
    return expr.when((comparator == "vague") & (pl.col("hedge_kind") == "value")).then(pl.col(band))


def round_slack(value: Expr) -> Expr:
    """Half a unit of the last non-zero digit of a round whole number, 0 below hundreds."""
    expr = pl.lit(0.0)
    for unit in _ROUND:
        expr = pl.when((value % unit == 0) & (value != 0)).then(unit / 2).otherwise(expr)
    return expr


def rounding(value: Expr, text: Expr) -> Expr:
    """Half a unit of the last printed decimal ("1.3 million"), or of the last non-zero digit of a number of two digits or more that
    ends in thousands or hundreds ("16,000"); else 0."""
    printed = text.str.extract(_DECIMAL, 1).str.replace_all(",", "")
    number, decimals = printed.cast(pl.Float64, strict=False), printed.str.extract(r"\.(\d+)", 1).str.len_bytes().cast(pl.Int32)
    decimal = pl.when(number > 0).then(0.5 * pl.lit(10.0).pow(-decimals) * (value / number))
    coarse = pl.when((value.abs() >= 1_000) & (round_slack(value) <= value.abs() / 20)).then(round_slack(value))
    return pl.max_horizontal(decimal.fill_null(0.0), coarse.fill_null(0.0))


def verdict(near: Expr, far: Expr) -> Expr:
    """`definite` when violated under the far bands, `possible` under the near ones only, `ok`; null when near is null."""
    return (
        pl.when(near.is_null())
        .then(pl.lit(None, dtype=pl.String))
        .when(far.fill_null(False))
        .then(pl.lit("definite"))
        .when(near)
        .then(pl.lit("possible"))
        .otherwise(pl.lit("ok"))
    )


def disjoint(low_a: str, high_a: str, low_b: str, high_b: str) -> Expr:
    """Whether two closed intervals, given as columns, have nothing in common; null when an end is unknown.

    Ends within a billionth of each other meet: decimals such as 0.1 are not exact.
    """
    tolerance = 1e-9 * pl.max_horizontal(
        pl.lit(1.0), *(pl.when(pl.col(c).is_finite()).then(pl.col(c).abs()) for c in (low_a, high_a, low_b, high_b))
    )
    return (pl.col(low_a) - pl.col(high_b) > tolerance) | (pl.col(low_b) - pl.col(high_a) > tolerance)
