"""Marks beside claims, and whether a citation row has them: links, notes and the sources of notes, those who speak and who are named.

All take `beside`, evidence (`kind`, `words`, `target`, `start`, `confidence`) with a claim (`claim_id`, `document_id`, `asserted_by`) that
it may serve, and `rows`, one a citation and claim (`claim_id`, `document_id`, `kind`, `target`, `words`); all return some of `beside` with
`open` (Boolean).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.lazy import pl
from checks.text import one_line

if TYPE_CHECKING:
    from polars import Expr, LazyFrame

_SPOKEN = ("attribution", "reference", "own-data")
_MARKS = ("hyperlink", "footnote", "reference")
_LOCATED = r"^[a-z]{3,6}://."
_NOBODY = r"(?i)^\W*(?:(?:he|she|it|they|who|which)\b|(?:said|told|wrote)\W*$)|\b(?:den(?:y|ies|ied)|reject|dismiss|disput|refut|contest)"
_DATED = r"(?:19|20)[0-9]{2}|://"


def marks(beside: LazyFrame, rows: LazyFrame) -> LazyFrame:
    """Marks beside claims; open: no row of the document has it, or of what is short, or read alike elsewhere, none of its claims."""
    marks = beside.filter(pl.col("kind").is_in(_MARKS))
    printed = rows.filter(~pl.col("kind").is_in(["attribution", "own-data"]))
    all_of = {"known": pl.col("words").str.join("\n"), "targets": pl.col("target").str.join("\n")}
    known = printed.group_by("document_id", "claim_id").agg(**all_of)
    whole = printed.group_by("document_id").agg(**{f"all_{name}": words for name, words in all_of.items()})
    here = marks.join(known, on=["document_id", "claim_id"], how="left").join(whole, on="document_id", how="left")
    once = pl.col("start").n_unique().over("document_id", "kind", "words") == 1
    alone = once & (pl.col("words").str.contains(" ", literal=True) | (pl.col("kind") == "footnote"))
    own = _has("known", "targets").any().over("document_id", "start")
    return here.with_columns(open=~pl.when(alone).then(_has("all_known", "all_targets")).otherwise(own)).drop(*all_of, "^all_.*$")


def _has(known: str, targets: str) -> Expr:
    """Whether recorded words or targets hold those of a mark: the number of a note at the end of a line, all others as they are."""
    note = pl.format(r"(?m)(?:^|[^0-9]){}[^0-9]?$", pl.col("words").str.extract("([0-9]{1,3})[^0-9]*$"))
    found = pl.when((pl.col("kind") == "footnote") & note.is_not_null()).then(pl.col(known).str.contains(note))
    there = pl.col("target").str.contains(_LOCATED) & pl.col(targets).str.contains(pl.col("target"), literal=True)
    return (found.otherwise(pl.col(known).str.contains(pl.col("words"), literal=True)) | there).fill_null(False)


def speakers(beside: LazyFrame, rows: LazyFrame) -> LazyFrame:
    """The surest attribution beside every cited claim of a speaker; open: its citations are links and notes alone."""
    spoken = beside.filter((pl.col("kind") == "attribution") & pl.col("asserted_by").is_not_null())
    surest = spoken.sort("confidence", "start", descending=[True, False]).unique("claim_id", keep="first", maintain_order=True)
    cited = rows.group_by("claim_id").agg(open=~pl.col("kind").is_in(_SPOKEN).fill_null(False).any())
    return surest.join(cited, on="claim_id")


def named(beside: LazyFrame, rows: LazyFrame) -> LazyFrame:
    """Those whom the words name beside a claim that has an attribution; open: no attribution of the document has these words, and none of
    the claim is a part of them or has the last one."""
    said = beside.filter(pl.col("kind") == "attribution", ~pl.col("words").str.contains(_NOBODY))
    spoken = rows.filter(pl.col("kind").is_in(_SPOKEN)).select("document_id", "claim_id", row=pl.col("words").str.to_lowercase())
    whole = spoken.group_by("document_id").agg(all_rows=pl.col("row").unique().str.join("\n"))
    pairs = said.join(spoken.drop("document_id"), on="claim_id").join(whole, on="document_id")
    words, row = pl.col("words").str.to_lowercase(), pl.col("row")
    verb = words.str.extract(r"(\w+)\W*$")
    known = (
        pl.col("all_rows").str.contains(words, literal=True) | words.str.contains(row, literal=True) | row.str.contains(verb, literal=True)
    )
    return pairs.with_columns(open=~known.fill_null(False).any().over("document_id", "start")).drop("all_rows", "row")


def listed(beside: LazyFrame, rows: LazyFrame) -> LazyFrame:
    """The sources of a note, with what each is as its words, where a row has one of them; open: no row has it as its target."""
    notes = beside.filter(pl.col("kind") == "footnote", pl.col("target").str.contains(";", literal=True))
    parts = notes.with_columns(words=pl.col("target").str.split(";")).explode("words").with_columns(pl.col("words").str.strip_chars(" ."))
    targets = rows.group_by("document_id").agg(targets=one_line(pl.col("target")).str.join("\n"))
    has = pl.col("targets").str.contains(pl.col("words"), literal=True)
    held = parts.filter(pl.col("words").str.contains(_DATED)).join(targets, on="document_id").with_columns(has=has)
    some = pl.col("has").any().over("document_id", "start")
    return held.filter(some).with_columns(open=~pl.col("has")).drop("has", "targets")
