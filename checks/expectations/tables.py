"""The tables that expectations are about: those of the dataset, and what is known of each document as a whole."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from checks.edtf import date_bounds
from checks.lazy import pl
from checks.offers import offers, standings
from checks.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from polars import DataFrame, Expr, LazyFrame

    from checks.dataset import Dataset

PER_DOCUMENT = "per_document"


def keys() -> dict[str, str]:
    """The column that names a row of each table."""
    return {name: next(iter(columns)) for name, columns in TABLES.items()} | {PER_DOCUMENT: "document_id"}


def columns() -> dict[str, list[str]]:
    """The columns of each table."""
    return {name: list(columns) for name, columns in TABLES.items()} | {PER_DOCUMENT: list(_SHAPE)}


def release_tables(dataset: Dataset, parts: Mapping[str, LazyFrame], coverage: LazyFrame) -> dict[str, DataFrame]:
    """The typed tables, and `per_document`. `parts` are the tables and views of the rules: `figures`, `anchors` among them; `coverage` has
    a row a figure that was read in a document: `document_id`, `covered` (Boolean)."""
    today = dataset.config.today or date.today()
    tables = {name: frame.select(list(TABLES[name])) for name, frame in dataset.tables.items()}
    return tables | {PER_DOCUMENT: per_document(parts, coverage, today)}


_SHAPE = ("document_id", "held", "claims", "figures", "followable", "named", "uncited", "covered", "age_days")


def per_document(parts: Mapping[str, LazyFrame], coverage: LazyFrame, today: date) -> DataFrame:
    """One row a document: `document_id`, `held` (String), `claims` (Int64, those that count), `figures` (Int64, of these with a value),
    `followable`, `named`, `uncited` (Float64: shares of the claims that ask for a citation whose best one is so, see
    `checks.offers.standings`), `covered` (Float64: share of the figures read in its text that a claim covers), `age_days` (Int64: from
    the latest day of publication to today). Null where there is nothing to count."""
    figures = parts["figures"]
    sources = parts.get("sources", pl.LazyFrame(schema=dict.fromkeys(("source_id", "name", "type"), pl.String)))
    offered = offers(figures, parts["citations"], parts["anchors"], parts["texts"])
    ranks = standings(figures, parts["citations"], sources, offered).unique("claim_id", keep="first")
    rows = figures.select("claim_id", "document_id", "cited", "low", "best", "high").join(ranks, on="claim_id", how="left")
    counts = rows.group_by("document_id").agg(
        claims=pl.len().cast(pl.Int64),
        figures=pl.any_horizontal(pl.col("low", "best", "high").is_not_null()).sum().cast(pl.Int64),
        followable=_share("followable"), named=_share("named"), uncited=_share("none"),
    )  # fmt: skip
    documents = parts["documents"].select("document_id", "held", "date_published").drop_nulls("document_id")
    days = date_bounds(documents, "date_published").select("date_published", "latest")
    age = (pl.lit(today) - pl.col("latest")).dt.total_days()
    dated = documents.unique("document_id", keep="first").join(days, on="date_published", how="left")
    shares = coverage.group_by("document_id").agg(pl.col("covered").mean())
    known = (
        dated.join(counts, on="document_id", how="left")
        .join(shares, on="document_id", how="left")
        .with_columns(pl.col("claims", "figures").fill_null(0), age_days=age)
    )
    return known.select(_SHAPE).sort("document_id").collect()


def _share(standing: str) -> Expr:
    asked = pl.col("cited").fill_null(False)
    return (pl.col("standing") == standing).filter(asked).mean()
