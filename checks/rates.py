"""Figures a period and figures without one, as the words of a sentence set them side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from checks.lazy import pl

if TYPE_CHECKING:
    from polars import Expr, LazyFrame

PERIOD: Final = r"(?i)\b(a|per|each|every)\s+(day|week|month|year)\b|\b(daily|weekly|monthly|yearly|annual)"
DAYS: Final = {"day": (1, 1), "week": (7, 7), "month": (28, 31), "year": (365, 366)}
_TOTAL = r"(?i)\btotal|\bas of\b|\bso far\b|\bto date\b|\bcumulative|\baltogether\b|\bin all\b"
_COMPARED = (
    r"(?i)\b(compared|versus|against|but|whereas|while|from|down|up|only|just|rose|fell|dropped|plummet\w+|plunged|declined?|increased|"
    r"decreased|doubled|halved)\b"
)
_ELSEWHERE = r"\d|\b(one|two|three|four|five|six|when|while|after|before|who|which)\b"
_GROUP = ["document_id", "voice", "measure", "unit", "population", "event_id", "sentence"]


def after(quote: str, figure: str) -> Expr:
    """The words that follow the figure."""
    return pl.col(quote).str.splitn(pl.col(figure), 2).struct.field("field_1")


def days_of(per: Expr, end: int) -> Expr:
    """The least (0) or most (1) days of a period."""
    return per.replace_strict({name: ends[end] for name, ends in DAYS.items()}, default=None, return_dtype=pl.Int32)


def side_by_side(figures: LazyFrame, anchors: LazyFrame, related: LazyFrame) -> LazyFrame:
    """A rate and a bare figure of the same measure that one sentence compares, apart from claims in `related` (claim_id).

    Columns `claims`, `from`, `to`, `one` (period), `days` (of the bare figure's window), `figure` (bare), `missing` (Boolean).
    """
    counts = figures.filter(pl.col("countable") & pl.col("best").is_not_null() & (pl.col("kind") == "number"))
    rates = counts.filter(pl.col("per") != "").join(related, on="claim_id", how="anti")
    bare = counts.filter((pl.col("per") == "") & pl.col("date").is_not_null()).join(rates, on="document_id", how="semi")
    sentences = anchors.select("claim_id", "sentence")
    pairs = rates.join(sentences, on="claim_id").join(bare.join(sentences, on="claim_id"), on=_GROUP, nulls_equal=True, suffix="_bare")
    days = (pl.col("latest_bare") - pl.col("earliest_bare")).dt.total_days() + 1
    length = days_of(pl.col("per"), 1)
    restated = (pl.col("best") * days / length - pl.col("best_bare")).abs() < 0.15 * pl.col("best_bare")
    unsaid = ~after("quote_bare", "value_text_bare").str.slice(0, 60).str.contains(PERIOD)
    compared = pl.col("sentence").str.contains(_COMPARED) & ~pl.col("sentence").str.contains(_TOTAL)
    shown = {"from": pl.col("value_text"), "to": pl.col("value_text_bare"), "one": pl.col("per"), "figure": pl.col("best_bare")}
    found = pairs.select(
        claims=pl.concat_list("claim_id_bare", "claim_id"), **shown, days=days,
        missing=(compared & unsaid & (days > 2 * length) & ~restated).fill_null(False),
    )  # fmt: skip
    return found.sort("claims").unique(pl.col("claims").list.first(), keep="first", maintain_order=True)


def called_a_rate(figures: LazyFrame, anchors: LazyFrame) -> LazyFrame:
    """Counts in a sentence that speaks of a "rate of" what they count, and gives them as a total without a period."""
    counts = figures.filter((pl.col("per") == "") & pl.col("countable") & (pl.col("comparator") != "vague") & pl.col("cited"))
    people = counts.filter(pl.col("measure").is_in(["countries", "settlements", "bases", "vehicles"]).not_())
    said = people.select("claim_id", "value_text", "quote").join(anchors.select("claim_id", "sentence"), on="claim_id")
    rate = pl.col("sentence").str.contains(r"(?i)\brate of\b") & ~pl.col("sentence").str.contains(PERIOD)
    split = pl.col("sentence").str.splitn(pl.col("value_text"), 2).struct.rename_fields(["head", "rest"]).alias("words")
    named = said.filter(rate).with_columns(split).unnest("words")
    near = named.with_columns(gap=pl.col("head").str.extract(r"(?i)^.*\brate of\b(.*)", 1)).drop_nulls(["gap", "rest"])
    total = pl.concat_str("gap", "rest").str.contains(_TOTAL)
    return near.with_columns(total=total, near=(pl.col("gap").str.len_chars() < 120) & ~pl.col("gap").str.contains(_ELSEWHERE))
