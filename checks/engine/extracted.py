"""What extraction reads in the documents, for the rules that ask what the rows of the dataset cover: figures and dates, and evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.edtf import date_bounds
from checks.lazy import pl

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from polars import DataFrame, LazyFrame

    from checks.dataset import Dataset

_SCHEMA = ("document_id", "text", "sentence", "basis", "start", "end", "at", "to", "confidence", "earliest", "latest")


def readers(dataset: Dataset, wanted: Collection[str], other: Mapping[str, LazyFrame] | None = None) -> dict[str, LazyFrame]:
    """`extracted` and `evidence`, as far as they are wanted; `other`: the inputs of another version of the dataset, whose rows are taken
    over where a document and its text are the same."""
    documents, texts = dataset.tables["documents"], dataset.texts
    made = {"extracted": lambda fresh: extracted(fresh, documents), "evidence": evidence}
    if other is None:
        return {name: made[name](texts).lazy() for name in wanted}
    there = _papers(*(other[name].collect() for name in ("texts", "documents")))
    same = _papers(texts, documents).join(there, on=there.columns, how="semi", nulls_equal=True)["document_id"]
    fresh, kept = texts.filter(~pl.col("document_id").is_in(same.implode())), pl.col("document_id").is_in(same.implode())
    return {name: pl.concat([other[name].filter(kept), made[name](fresh).lazy()]) for name in wanted}


def _papers(texts: DataFrame, documents: DataFrame) -> DataFrame:
    """What a reading depends on."""
    once = pl.col("document_id").is_unique()
    dated = documents.filter(once).select("document_id", "date_published")
    return texts.filter(once).select("document_id", "sha256").join(dated, on="document_id")


def extracted(texts: DataFrame, documents: DataFrame) -> DataFrame:
    """One row a figure or date of `texts`; `documents` say when they appeared.

    `document_id`, `text` (as printed, on one line), `sentence` (likewise), `basis` (String: how a date was completed: stated, context,
    relative, publication, unresolved; empty for figures), `start`, `end` (Int64: its raw code points), `at`, `to` (Int64: its place in
    the text that quotes are searched in, as `anchors` has them), `confidence` (Float64), `earliest`, `latest` (Date, null when open).
    """
    from checks.extract.rows import spotted

    issued = dict(documents.select("document_id", "date_published").iter_rows())
    days = dict(date_bounds(documents.lazy().select(date="date_published")).select("date", "latest").collect().iter_rows())
    rows = [
        (
            document_id, _line(text[one.start : one.end]), _line(text[slice(*one.sentence)]), one.resolved_by,
            one.start, one.end, *one.joined, one.confidence, one.earliest, one.latest,
        )
        for document_id, text in texts.select("document_id", "text").iter_rows()
        for one in spotted(text, days.get(issued.get(document_id)))
    ]  # fmt: skip
    typed = {"confidence": pl.Float64, "earliest": pl.Date, "latest": pl.Date}
    types = {name: typed.get(name, pl.String if at < 4 else pl.Int64) for at, name in enumerate(_SCHEMA)}
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
