"""What extraction reads in the documents, for the rules that ask what the rows of the dataset cover: figures and dates, and evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.lazy import pl

if TYPE_CHECKING:
    from polars import DataFrame

_SCHEMA = ("document_id", "text", "sentence", "start", "end", "at", "to", "confidence")


def extracted(texts: DataFrame) -> DataFrame:
    """One row a figure or date of `texts`.

    `document_id`, `text` (as printed, on one line), `sentence` (likewise), `start`, `end` (Int64: its raw code points), `at`, `to`
    (Int64: its place in the text that quotes are searched in, as `anchors` has them), `confidence` (Float64).
    """
    from checks.extract.rows import spotted

    rows = [
        (document_id, _line(text[one.start : one.end]), _line(text[slice(*one.sentence)]), one.start, one.end, *one.joined, one.confidence)
        for document_id, text in texts.select("document_id", "text").iter_rows()
        for one in spotted(text)
    ]
    types = {name: pl.Float64 if name == "confidence" else pl.String if at < 3 else pl.Int64 for at, name in enumerate(_SCHEMA)}
    return pl.DataFrame(rows, schema=types, orient="row")


_EVIDENCE = ("document_id", "kind", "words", "target", "start", "end", "at", "to", "confidence")


def evidence(texts: DataFrame) -> DataFrame:
    """One row a mark or an attribution of `texts` that somebody is named by, and the words that it serves.

    `document_id`, `kind` (footnote, hyperlink, reference, own-data, attribution), `words` (as printed, on one line), `target`
    (String: what it points to, or empty), `start`, `end` (Int64: its raw code points), `at`, `to` (Int64: what it serves, in the text that
    quotes are searched in: of a link the clause around it, of a note the clause before it, of an attribution the sentence), `confidence`
    (Float64).
    """
    from checks.extract.served import served

    rows = [
        (document_id, one.kind, _line(one.words), one.target, one.start, one.end, *one.serves, one.confidence)
        for document_id, text in texts.select("document_id", "text").iter_rows()
        for one in served(text)
    ]
    types = {name: pl.Float64 if name == "confidence" else pl.String if at < 4 else pl.Int64 for at, name in enumerate(_EVIDENCE)}
    return pl.DataFrame(rows, schema=types, orient="row")


def _line(text: str) -> str:
    return " ".join(text.split())
