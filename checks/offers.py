"""What is offered as evidence for a claim: by the words around it, whether or not the dataset has recorded it, and by its citations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.lazy import pl

if TYPE_CHECKING:
    from polars import Expr, LazyFrame

_DEAD = (
    r"(?i)^\s*(#.*|(about|javascript|file):.*|(https?://)?((www\.)?example\.(com|org|net)|localhost|127\.0\.0\.1)([:/].*)?|[a-z]:\\.*|"
    r"https?:/*|\.|-|n/?a|todo|tbd|link|url)?\s*$"
)
_TO_NOTE = r"(?i)^\s*#[_-]?(fn|ftn|edn|cite|note|foot|endnote|ref)"
STANDINGS = ("none", "placeholder", "unnamed", "named", "followable")
"""What kind of citation a claim has, from the worst to the best."""

_LINK = r"(?:[^\s\[\]]+ )?\[[^\]\n]+\]\([^)\n]*\)(?:[,.;:]? [^\s\[\]]+)?"
_MARKER = r"^(?:[^.;:]{0,80}[^\d.;:])?(?:[.,;:”\"’)]{1,2}\d{1,2}(?:\s|$)|\[\d{1,3}\])|^.?\[\d{1,3}\]"
_SPOKEN = r"(?i)\b(according to|citing|sa(?:id|ys)|told|reported|confirmed|claimed|announced that|estimate[sd]|counted|recorded|wrote)\b"
_NOBODY = (
    r"(?i)\b(?:is|are|was|were|be|been|being) (?:said|told|reported)\b|\bclaimed (?:responsibility|(?:the|an?|this) \w+)\b|"
    r"\b(?:confirmed|reported) (?:deaths?|dead|cases|casualt\w+|missing|killed|to the)\b|\btold (?:to|off|of)\b|\breportedly\b|"
    r"\ban? estimated\b|\bestimated (?:to|at)\b|\bcounted among\b|\bwrote off\b|\bsaid (?:goodbye|farewell|prayers?|to be|no|yes)\b|"
    r"\baccording to (?:plan|schedule|need|law|age|rank|whether|how|its|his|her|their)\b|"
    r"\bciting (?:\w+ )?(?:reasons?|health|concerns?|fears?|grounds|threats?|security|safety|weather)\b|"
    r"\brecorded (?:its|their|his|her|an?|the) (?:first|last|\w+iest|highest|lowest|worst|best|biggest|largest|record|rise|fall)\b"
)


def offers(figures: LazyFrame, citations: LazyFrame, anchors: LazyFrame, texts: LazyFrame) -> LazyFrame:
    """One row a claim without citation and speaker whose quote is found: `claim_id`, `offer` (String: the evidence that its words
    hold, null when they hold none)."""
    quote = pl.col("quote").str.replace_all(r"\s+", " ")
    after = pl.col("sentence").str.splitn(quote, 2).struct.field("field_1")
    rest = pl.col("sentence").str.replace_all(_NOBODY, "")
    spoken = pl.format("an attribution in its sentence (“{}”)", rest.str.extract(_SPOKEN))
    offer = (
        pl.when(pl.col("linked").fill_null(False)).then(pl.lit("a link in the quote"))
        .when(after.str.contains(_MARKER)).then(pl.lit("a note marker after the quote"))
        .when(pl.col("cited") & rest.str.contains(_SPOKEN)).then(spoken)
    )  # fmt: skip
    open_claims = uncited(figures, citations).select("claim_id", "document_id", "quote", "cited")
    linked = (
        open_claims.join(links(texts), on="document_id")
        .filter(quote.str.contains(pl.col("link"), literal=True))
        .select("claim_id")
        .unique()
    )
    found = anchors.filter(pl.col("grade") != "absent").select("claim_id", "sentence")
    rows = open_claims.join(found, on="claim_id").join(linked.with_columns(linked=pl.lit(True)), on="claim_id", how="left")
    return rows.select("claim_id", offer=offer)


def uncited(figures: LazyFrame, citations: LazyFrame) -> LazyFrame:
    """Figures with a quote, and with neither citation nor speaker."""
    bare = figures.filter(pl.col("asserted_by").is_null() & pl.col("quote").is_not_null() & pl.col("measure").ne_missing("utterance"))
    return bare.join(claim_ids(citations.select("claim_id")), on="claim_id", how="anti")


def links(texts: LazyFrame) -> LazyFrame:
    """One row a Markdown link of a text: `document_id`, `link` (its words and the word on either side), `words`."""
    linked = texts.filter(pl.col("text").str.contains("](", literal=True)).select(
        "document_id", link=pl.col("text").str.replace_all(r"\s+", " ").str.extract_all(_LINK)
    )
    found = linked.explode("link").drop_nulls()
    words = pl.col("link").str.extract(r"\[([^\]]+)\]\([^)]*\)")
    return found.select("document_id", pl.col("link").str.replace(r"\[([^\]]+)\]\([^)]*\)", "$1"), words=words)


def claim_ids(citations: LazyFrame) -> LazyFrame:
    """The rows of `citations`, one for each claim that they serve."""
    several = pl.col("claim_id").str.contains(";", literal=True).fill_null(False)
    split = citations.filter(several).with_columns(pl.col("claim_id").str.split(";")).explode("claim_id")
    return pl.concat([citations.filter(~several), split])


def standings(figures: LazyFrame, citations: LazyFrame, sources: LazyFrame, offered: LazyFrame) -> LazyFrame:
    """The best citation of every claim: `claim_id`, `standing` (String, of STANDINGS).

    followable: a note, reference or link that is `followable`; named: a source with a name, or data of the document's own;
    unnamed: only classes of people or anonymous sources; placeholder: a link that leads nowhere, or evidence in the words (`offered`,
    see `offers`) that the dataset has not recorded; none: nothing.
    """
    kinds = sources.select("source_id", nameless=nameless()).unique("source_id", keep="first")
    counted = citations.filter(~pl.col("role").is_in(["background", "disputes"]).fill_null(False)).select(
        "claim_id", "source_id", own=pl.col("kind") == "own-data",
        followed=pl.col("kind").is_in(["hyperlink", "reference", "footnote"]) & followable(),
    )  # fmt: skip
    spoken = figures.filter(pl.col("asserted_by").is_not_null()).select("claim_id", source_id="asserted_by")
    marked = offered.filter(pl.col("offer").is_not_null()).select("claim_id")
    evidence = pl.concat([claim_ids(counted).with_columns(pl.col("claim_id").str.strip_chars()), spoken, marked], how="diagonal")
    rank = (
        pl.when("followed").then(4)
        .when(pl.col("nameless").fill_null(False)).then(2)
        .when(pl.col("own").fill_null(False) | pl.col("source_id").is_not_null()).then(3)
        .otherwise(1)
    )  # fmt: skip
    best = evidence.join(kinds, on="source_id", how="left").group_by("claim_id").agg(rank=rank.max())
    named = pl.col("rank").fill_null(0).replace_strict(dict(enumerate(STANDINGS)), return_dtype=pl.String)
    return figures.select("claim_id").join(best, on="claim_id", how="left").select("claim_id", standing=named)


def followable(target: str = "target") -> Expr:
    """Whether a citation says where to look: not nowhere, a placeholder or somebody's own disk; a note of the same page will do."""
    told = pl.col(target)
    return (told.is_not_null() & (~told.str.contains(_DEAD) | told.str.contains(_TO_NOTE))).fill_null(False)


def nameless() -> Expr:
    """Whether a row of sources is a class of people or somebody anonymous, whose name is not withheld to protect them."""
    return pl.col("type").is_in(["anonymous", "class-of-people"]) & ~pl.col("name").str.contains("(?i)protected")
