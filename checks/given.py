"""The dates that the words of a claim give it: those in its quote, or beside it in its sentence; of several that of its own clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.fold import JOINED, folded
from checks.lazy import pl
from checks.text import quoted

if TYPE_CHECKING:
    from polars import Expr, LazyFrame

_CLAUSE = r"; |, (?:but|while|whereas|and|yet|though|although) | compared (?:with|to) "
_OPENING = r"^((?:In|On|During|Throughout|At|Over|Since|Until|From|Between|Late in|Early in) [^,]{0,120})"


def given(dates: LazyFrame, rows: LazyFrame, anchors: LazyFrame, reach: int) -> LazyFrame:
    """One row a claim and a date that its words give.

    `dates`: `document_id`, `words`, `at`, `to` (as in `anchors`). `rows`: `claim_id`, `date_basis`, `measure`, `kind`, `quote` and
    `value_text`. All their columns, `sentence` (String), and as Boolean `own` (the words are the value of a claim of the measure date),
    `opening` (the date opens the sentence, and holds for all of it), `clause` (other dates of the words stand in other clauses and are
    left out). Only claims of basis context are given a date that stands up to `reach` characters beside the quote, when it has none.
    """
    ends = {name: pl.col(name).cast(pl.Int64) for name in ("at", "to")}
    wide = anchors.filter(pl.col("grade") != "absent").with_columns(ends["at"] - reach, ends["to"] + reach)
    near = quoted(dates, wide).join(rows, on="claim_id").join(anchors.select("claim_id", "sentence"), on="claim_id")
    within = (pl.col("at") >= pl.col("first") + reach) & (pl.col("to") <= pl.col("last") - reach)
    sentence, words = (folded(pl.col(name).str.replace_all("- ", "", literal=True), JOINED) for name in ("sentence", "words"))
    beside = (pl.col("date_basis") == "context") & ~within.any().over("claim_id") & sentence.str.contains(words, literal=True)
    opening = sentence.str.extract(_OPENING).str.contains(words, literal=True).fill_null(value=False)
    inside = near.with_columns(opening=beside & opening).filter(within | beside)
    told = inside.with_columns(own=_own(), apart=_apart()).filter(pl.col("own") | ~pl.col("own").any().over("claim_id"))
    clause = pl.col("apart").any().over("claim_id") & ~pl.col("apart").all().over("claim_id")
    return told.with_columns(clause=clause).filter(~(pl.col("clause") & pl.col("apart"))).drop("apart")


def _own() -> Expr:
    value, words = _low("value_text"), _low("words")
    same = value.str.contains(words, literal=True) | words.str.contains(value, literal=True)
    return (same & (pl.col("measure") == "date") & (value != "")).fill_null(value=False)


def _apart() -> Expr:
    """Whether another clause begins between a date and the figure in the quote."""
    (figure, size), (date, length) = ((_low("quote").str.find(_low(name), literal=True), _low(name).str.len_bytes())
                                      for name in ("value_text", "words"))  # fmt: skip
    start, end = (turn.cast(pl.Int64) for turn in (pl.min_horizontal(figure + size, date + length), pl.max_horizontal(figure, date)))
    words = _low("quote").cast(pl.Binary).bin.slice(start, (end - start).clip(0)).cast(pl.String, strict=False)
    return ((pl.col("kind") == "number") & (_low("value_text") != "") & words.str.contains(_CLAUSE)).fill_null(value=False)


def _low(name: str) -> Expr:
    return pl.col(name).fill_null("").str.to_lowercase()
