"""What the words around a claim offer as evidence, whether or not the dataset has recorded it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.lazy import pl

if TYPE_CHECKING:
    from polars import LazyFrame

_LINK = r"(?:[^\s\[\]]+ )?\[[^\]\n]+\]\([^)\n]*\)(?:[,.;:]? [^\s\[\]]+)?"
_MARKER = r"^[^.;:]{0,80}(?:[.,;:”\"’)]{1,2}\d{1,2}(?:\s|$)|\[\d{1,3}\])|^.?\[\d{1,3}\]"
_SPOKEN = r"(?i)\b(according to|citing|sa(?:id|ys)|told|reported|confirmed|claimed|announced that|estimate[sd]|counted|recorded|wrote)\b"
_NOBODY = (
    r"(?i)\b(?:is|are|was|were|be|been|being) (?:said|told|reported)\b|\bclaimed (?:responsibility|(?:the|an?|this) \w+)\b|"
    r"\b(?:confirmed|reported) (?:deaths?|dead|cases|casualt\w+)\b|\btold to\b|\breportedly\b"
)


def offers(figures: LazyFrame, citations: LazyFrame, anchors: LazyFrame, texts: LazyFrame) -> LazyFrame:
    """One row a claim without citation and speaker whose quote is found: `claim_id`, `offer` (String: the evidence that its words
    hold, null when they hold none)."""
    cited = citations.select(claim_id=pl.col("claim_id").str.split(";")).explode("claim_id").unique()
    bare = figures.filter(pl.col("asserted_by").is_null() & pl.col("quote").is_not_null() & pl.col("measure").ne_missing("utterance"))
    links = texts.filter(pl.col("text").str.contains("](", literal=True)).select(
        "document_id", link=pl.col("text").str.replace_all(r"\s+", " ").str.extract_all(_LINK)
    )
    plain = links.explode("link").drop_nulls().with_columns(pl.col("link").str.replace(r"\[([^\]]+)\]\([^)]*\)", "$1"))
    quote = pl.col("quote").str.replace_all(r"\s+", " ")
    after = pl.col("sentence").str.splitn(quote, 2).struct.field("field_1")
    rest = pl.col("sentence").str.replace_all(_NOBODY, "")
    spoken = pl.format("an attribution in its sentence (“{}”)", rest.str.extract(_SPOKEN))
    offer = (
        pl.when(pl.col("linked").fill_null(False)).then(pl.lit("a link in the quote"))
        .when(after.str.contains(_MARKER)).then(pl.lit("a note marker after the quote"))
        .when(pl.col("cited") & rest.str.contains(_SPOKEN)).then(spoken)
    )  # fmt: skip
    open_claims = bare.select("claim_id", "document_id", "quote", "cited").join(cited, on="claim_id", how="anti")
    linked = open_claims.join(plain, on="document_id").filter(quote.str.contains(pl.col("link"), literal=True)).select("claim_id").unique()
    found = anchors.filter(pl.col("grade") != "absent").select("claim_id", "sentence")
    rows = open_claims.join(found, on="claim_id").join(linked.with_columns(linked=pl.lit(True)), on="claim_id", how="left")
    return rows.select("claim_id", offer=offer)
