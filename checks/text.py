"""Anchoring: where the words of a claim stand in its document, and how exactly.

Grades, each tried when the one before finds nothing: `exact` (folded for layout), `letters` (case, quotes, dashes, diacritics), `partly`
(words missing or changed), `absent`. A quote that begins or ends inside a longer word or number of the text does not match there:
"killed 3" is not in "killed 30".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from checks.fold import JOINED, LAYOUT, TOUCHED, folded, folded_text
from checks.lazy import pl
from checks.page import GRADES, Page
from checks.sentences import marked, sentences

if TYPE_CHECKING:
    from collections.abc import Mapping

    from polars import DataFrame, Expr, LazyFrame

    from checks.sentences import Span

_SLICE = 500
_STRETCH = 512
__all__ = ["GRADES", "anchors", "anchors_again", "difference", "locate", "one_line", "position", "quoted", "sentences"]


def anchors(claims: LazyFrame, texts: LazyFrame) -> LazyFrame:
    """One row a claim that has a quote and whose document has a text.

    Columns `claim_id`, `document_id`, `grade` (exact, letters, partly, absent), `matches` (UInt32: how often the quote occurs at that
    grade), `sentence` (String: the whole sentences of the document that hold it, folded for layout; the quote when absent), `at`, `to`
    (UInt32: where it stands in the text that quotes are searched in, folded for layout and joined; null when absent).
    """
    held = claims.filter(pl.col("quote").is_not_null()).join(texts.select("document_id"), on="document_id", how="semi")
    quotes = held.group_by("document_id").agg("claim_id", "occurrence", "quote")
    pages = quotes.join(texts.select("document_id", "text"), on="document_id")
    return pages.map_batches(_match, schema=_schema(), predicate_pushdown=False, projection_pushdown=False)


def quoted(spans: LazyFrame, anchors: LazyFrame) -> LazyFrame:
    """One row a span and a claim whose quote shares words with it: the columns of `spans` (`document_id`, `at`, `to` among them, as in
    `anchors`), `claim_id`, `first`, `last` (UInt32: where the quote stands). Both are cut into stretches of the text, so that only
    those of one stretch are compared."""
    pieces = pl.int_ranges(pl.col("at").cast(pl.Int64) // _STRETCH, pl.col("to").cast(pl.Int64) // _STRETCH + 1)
    quotes = anchors.drop_nulls("at").select("document_id", "claim_id", first="at", last="to", piece=pieces).explode("piece")
    near = spans.with_columns(piece=pieces).explode("piece").join(quotes, on=["document_id", "piece"])
    return near.filter((pl.col("first") < pl.col("to")) & (pl.col("last") > pl.col("at"))).drop("piece").unique()


def anchors_again(claims: LazyFrame, texts: LazyFrame, other: Mapping[str, LazyFrame]) -> LazyFrame:
    """The anchors of another version of a dataset (by name `claims`, `texts` and `anchors`), made anew only where quote or text differ."""
    cells = ["claim_id", "document_id", "quote", "occurrence"]
    ours, theirs = (rows.filter(pl.col("claim_id").is_unique()).select(cells) for rows in (claims, other["claims"]))
    here, there = (rows.filter(pl.col("document_id").is_unique()).select("document_id", "sha256") for rows in (texts, other["texts"]))
    known = here.join(there, on=["document_id", "sha256"], how="semi")
    same = ours.join(theirs, on=cells, how="semi", nulls_equal=True).join(known, on="document_id", how="semi")
    old = other["anchors"].join(same, on="claim_id", how="semi")
    return pl.concat([old, anchors(claims.join(same, on="claim_id", how="anti"), texts)])


def one_line(quote: Expr) -> Expr:
    """A quote folded for layout, on one line."""
    return folded(quote).str.replace_all("\n", " ", literal=True).str.strip_chars(" ")


def _schema() -> dict[str, type[pl.DataType]]:
    texts = dict.fromkeys(("claim_id", "document_id", "grade"), pl.String)
    return {**texts, "matches": pl.UInt32, "sentence": pl.String, "at": pl.UInt32, "to": pl.UInt32}


def _match(frame: DataFrame) -> DataFrame:
    """Match the quotes of every document, some documents at a time: one row a document in, one row a claim out."""
    parts = [_match_some(part) for part in frame.iter_slices(_SLICE)]
    return pl.concat(parts) if parts else pl.DataFrame(schema=_schema())


def _match_some(frame: DataFrame) -> DataFrame:
    pages = frame.select("text", clean=marked(pl.col("text"))).with_columns(joined=folded(pl.col("clean"), JOINED))
    rows = frame.drop("text").explode("claim_id", "occurrence", "quote").with_columns(quote=one_line(pl.col("quote")))
    quotes = zip(rows.select(folded(pl.col("quote"), JOINED)).to_series(), rows["occurrence"], strict=True)
    grades: list[str] = []
    matches: list[int] = []
    sentences: list[str | None] = []
    places: list[Span | tuple[None, None]] = []
    for (text, clean, joined), count in zip(pages.iter_rows(), frame["quote"].list.len(), strict=True):
        page = Page(text, clean, joined)
        for quote, occurrence in islice(quotes, count):
            match = page.match(quote)
            grades.append(GRADES[match.grade])
            matches.append(len(match.spans))
            sentences.append(page.sentence(match, occurrence))
            places.append(page.place(match, occurrence) if match.spans else (None, None))
    sentence = pl.Series("sentence", sentences, pl.String)
    found = rows.with_columns(sentence, grade=pl.Series(grades, dtype=pl.String), matches=pl.Series(matches, dtype=pl.UInt32))
    spans = pl.DataFrame(places, schema={"at": pl.UInt32, "to": pl.UInt32}, orient="row")
    columns = ("claim_id", "document_id", "grade", "matches", pl.coalesce("sentence", "quote"))
    return pl.concat([found.select(columns), spans], how="horizontal")


@lru_cache(maxsize=8)
def _page(text: str) -> Page:
    return Page(text)


def locate(text: str, quote: str, occurrence: int | None = None) -> Span | None:
    """The raw span (code points) of a quote in a text: its n-th occurrence, else its first, else its best window."""
    words = folded_text(quote, LAYOUT + JOINED).replace("\n", " ") if TOUCHED.search(quote) else quote
    match = _page(text).match(words.strip(" "))
    return _page(text).raw(match, occurrence) if match.spans else None


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column, both from 1, of an offset in code points."""
    ends = _line_ends(text)
    line = bisect_left(ends, offset)
    return line + 1, offset - (ends[line - 1] if line else -1)


@lru_cache(maxsize=8)
def _line_ends(text: str) -> list[int]:
    return [found.start() for found in re.finditer("\n", text)]


def difference(sentence: str, quote: str) -> str:
    """Where a quote departs from the words of its sentence, as `"theirs" -> "ours"`, several joined by `; `.

    What the sentence says before and after the quote is left out.
    """
    theirs, ours = sentence.split(), quote.split()
    changes = []
    for kind, a, b, c, d in SequenceMatcher(None, theirs, ours, autojunk=False).get_opcodes():
        if kind == "equal" or (kind == "delete" and c in (0, len(ours))):
            continue
        first = max(a, b - (d - c)) if c == 0 else a
        last = min(b, first + d - c) if d == len(ours) else b
        changes.append(f'"{" ".join(theirs[first:last])}" -> "{" ".join(ours[c:d])}"')
    return "; ".join(changes)
