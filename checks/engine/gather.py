"""The material of a report that shows documents, gathered from one dataset; only when such a report is asked for."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from checks.engine.evaluate import inputs
from checks.lazy import pl
from checks.load import LINE
from checks.material import Cited, Material, ShownClaim, ShownDocument, ShownEvent
from checks.offers import claim_ids, offers, standings
from checks.rules.cov.uncovered_figure import uncovered_figure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from polars import DataFrame, LazyFrame

    from checks.dataset import Dataset
    from checks.engine.locate import Locator
    from checks.sentences import Span

_NAMED = {"value": "value_text", "place": "place_at", "date": "window", "speaker": "asserted_by"}
_TEXTS = (
    "claim_id", "document_id", "quote", "measure", "kind", "unit", "per", "population", "category", "event_id", "actor", "modality",
)  # fmt: skip
_BOUNDS = ("best", "low_near", "high_near", "low_far", "high_far", "earliest", "latest")


def gather(dataset: Dataset, locator: Locator) -> Material:
    """What is shown of a dataset, with paths and places as `locator` gives them to findings."""
    texts = dict(dataset.texts.select("document_id", "text").iter_rows())
    spans = _spans(dataset, texts, locator)
    parts = inputs(dataset, {"figures", "anchors", "extracted"})
    columns = ("event_id", "label", "type", "date", "place")
    events = _rows(dataset, "events", columns, "event_id")
    return Material(
        dataset.name, dataset.config.title, dataset.config.licence,
        tuple(_documents(dataset, texts, _figures_read(dataset, parts), locator.path)), tuple(_claims(dataset, parts, spans)),
        tuple(ShownEvent(*(row[column] or "" for column in columns)) for row in events), _names(dataset, "entities", "entity_id"),
    )  # fmt: skip


def _rows(dataset: Dataset, table: str, columns: Sequence[str], key: str) -> list[dict[str, Any]]:
    frame = dataset.tables.get(table)
    return (
        list(frame.select(columns).drop_nulls(key).unique(key, keep="first", maintain_order=True).iter_rows(named=True))
        if frame is not None
        else []
    )


def _names(dataset: Dataset, table: str, key: str) -> dict[str, str]:
    return {row[key]: row["name"] or row[key] for row in _rows(dataset, table, (key, "name"), key)}


def _spans(dataset: Dataset, texts: Mapping[str, str], locator: Locator) -> dict[str, Span]:
    """The span of every quote that is found, of dismissed claims too; document by document, which is how pages are kept in mind."""
    claims = dataset.tables["claims"].filter(pl.col("status").ne_missing("retracted"))
    rows = claims.select("document_id", "claim_id", "quote", "occurrence").drop_nulls(["document_id", "claim_id", "quote"])
    places = ((row["claim_id"], locator.quote(row, texts)) for row in rows.sort("document_id", maintain_order=True).iter_rows(named=True))
    return {claim: (at.start, at.end) for claim, at in places if at and at.start is not None and at.end is not None}


def _figures_read(dataset: Dataset, parts: Mapping[str, LazyFrame]) -> dict[str, list[tuple[Span, bool]]]:
    """The figures and dates that are read in every document, and whether a claim covers them, as COV001 judges it."""
    settings = uncovered_figure.settings | dataset.config.settings.get(uncovered_figure.code, {})
    judged = uncovered_figure.function(parts["extracted"], parts["anchors"], parts["claims"], **settings)
    sure = parts["extracted"].filter(pl.col("confidence") >= settings["confidence"])
    rows = sure.select("document_id", "start", "end").join(
        judged.select("document_id", "start", "end", covered=pl.col("verdict") == "ok"), on=["document_id", "start", "end"], how="left"
    )
    found: dict[str, list[tuple[Span, bool]]] = defaultdict(list)
    for document, start, end, covered in rows.sort("document_id", "start", "end").collect().iter_rows():
        found[document].append(((start, end), bool(covered)))
    return found


def _documents(
    dataset: Dataset, texts: Mapping[str, str], figures: Mapping[str, list[tuple[Span, bool]]], shown_path: Callable[[Path], str]
) -> Iterable[ShownDocument]:
    sources = _names(dataset, "sources", "source_id")
    table = shown_path(dataset.files.get("documents", dataset.folder))
    columns = ("document_id", "title", "author", "publisher", "date_published", "url", "language", LINE)
    for row in _rows(dataset, "documents", columns, "document_id"):
        name = row["document_id"]
        path, text = dataset.document_path(name), texts.get(name)
        read = figures.get(name, [])
        yield ShownDocument(
            name, row["title"] or name, shown_path(path) if path else "", f"{table}:{row[LINE]}",
            row["language"] or "", row["author"] or "",
            sources.get(row["publisher"], row["publisher"] or ""), row["date_published"] or "", row["url"] or "",
            text, len(read), tuple(span for span, covered in read if not covered),
        )  # fmt: skip


def _claims(dataset: Dataset, parts: Mapping[str, LazyFrame], spans: Mapping[str, Span]) -> Iterable[ShownClaim]:
    frame, citations = _figures(parts)
    cited = _citations(dataset, citations)
    sources = _names(dataset, "sources", "source_id")
    for row in frame.iter_rows(named=True):
        start, end = spans.get(row["claim_id"], (None, None))
        texts: dict[str, Any] = {name: row[name] or "" for name in (*_TEXTS, *_NAMED)} | {
            "speaker": sources.get(row["speaker"], row["speaker"] or "")
        }
        yield ShownClaim(
            **texts, **{name: row[name] for name in _BOUNDS}, start=start, end=end, draft=row["status"] == "draft",
            own_date=row["own_date"], standing=row["standing"], citations=tuple(cited.get(row["claim_id"], ())),
        )  # fmt: skip


def _figures(parts: Mapping[str, LazyFrame]) -> tuple[DataFrame, DataFrame]:
    """One row a claim that counts, with its standing; and one row a citation and claim."""
    sources = parts.get("sources", pl.LazyFrame(schema=dict.fromkeys(("source_id", "name", "type"), pl.String)))
    offered = offers(parts["figures"], parts["citations"], parts["anchors"], parts["texts"])
    ranks = standings(parts["figures"], parts["citations"], sources, offered).unique("claim_id", keep="first")
    wanted: list[Any] = [*_TEXTS, *_BOUNDS, "status", *(pl.col(column).alias(name) for name, column in _NAMED.items())]
    claims = parts["figures"].drop_nulls("claim_id").unique("claim_id", keep="first", maintain_order=True)
    rows = claims.select(*wanted, own_date=pl.col("date").is_not_null()).join(ranks, on="claim_id", how="left", maintain_order="left")
    citations = claim_ids(
        parts["citations"].select("citation_id", "claim_id", "kind", "quote", "target", "source_id").drop_nulls("claim_id")
    )
    return tuple(pl.collect_all([rows, citations.sort("citation_id")]))  # type: ignore[return-value]  # two plans give two frames


def _citations(dataset: Dataset, citations: DataFrame) -> dict[str, list[Cited]]:
    sources = _names(dataset, "sources", "source_id")
    found: dict[str, list[Cited]] = defaultdict(list)
    for row in citations.iter_rows(named=True):
        source = sources.get(row["source_id"], row["source_id"] or "")
        found[row["claim_id"].strip()].append(Cited(row["kind"] or "", row["quote"] or "", row["target"] or "", source))
    return found
