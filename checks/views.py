"""Views that rules share, derived lazily from the typed tables.

`figures`: one row a claim that counts (not retracted or dismissed), with bounds and effective place and window.
`operands`: one row a relation, subject and object, with the figures of both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.edtf import date_bounds
from checks.interval import with_value_bounds
from checks.lazy import pl

if TYPE_CHECKING:
    from polars import LazyFrame

INACTIVE = ("retracted", "dismissed")
_WINDOW = ("earliest", "latest", "start_latest", "end_earliest", "slack", "lasts", "precision")


def figures(
    claims: LazyFrame, events: LazyFrame, documents: LazyFrame, sources: LazyFrame, measures: LazyFrame, hedges: LazyFrame
) -> LazyFrame:
    """Claims with what can be computed about them.

    All columns of `claims`, with `unit`, `per`, `population` filled (the measure's own unit, else empty), plus
    `low_near`, `high_near`, `low_far`, `high_far` (Float64, see interval), `place_at`, `window` (String: the claim's, else its
    event's), `earliest`, `latest`, `start_latest`, `end_earliest` (Date), `slack` (Int32), `lasts` (Boolean), `precision`
    (String), all of `window`; `kind` (number, date, category), `countable`, `additive`, `cited` (Boolean) of the measure; `voice`
    (String: asserted_by, else the document), `as_of` (Date: latest day of the source's date, else the document's).
    """
    places = events.select("event_id", event_place="place", event_date="date")
    facts = measures.select("measure", "kind", "countable", "additive", "cited", own_unit="unit")
    joined = (
        claims.filter(~pl.col("status").is_in(INACTIVE).fill_null(False))
        .join(places, on="event_id", how="left")
        .join(facts, on="measure", how="left")
        .with_columns(
            place_at=pl.coalesce("place", "event_place"),
            window=pl.coalesce("date", "event_date"),
            unit=pl.coalesce("unit", "own_unit").fill_null(""),
            per=pl.col("per").fill_null(""),
            population=pl.col("population").fill_null(""),
            voice=pl.coalesce("asserted_by", "document_id"),
        )
        .drop("event_place", "event_date", "own_unit")
    )
    dated = joined.join(date_bounds(joined, "window").select("window", *_WINDOW), on="window", how="left")
    valued = with_value_bounds(dated, hedges)
    return valued.join(_as_of(documents, "document_id", "document_as_of"), on="document_id", how="left").join(
        _as_of(sources, "source_id", "source_as_of"), left_on="asserted_by", right_on="source_id", how="left"
    ).with_columns(as_of=pl.coalesce("source_as_of", "document_as_of")).drop("source_as_of", "document_as_of")  # fmt: skip


def _as_of(table: LazyFrame, key: str, name: str) -> LazyFrame:
    bounds = date_bounds(table, "date_published").select("date_published", pl.col("latest").alias(name))
    return table.select(key, "date_published").unique(key).join(bounds, on="date_published", how="left").select(key, name)


def operands(relations: LazyFrame, figures: LazyFrame) -> LazyFrame:
    """One row a relation and operand: the columns of `relations` (its note as `relation_note`), those of the subject's figures
    prefixed `s_`, those of the object's prefixed `o_`. Relations with an operand that is no active claim are left out."""
    subject = figures.select(pl.all().name.prefix("s_"))
    target = figures.select(pl.all().name.prefix("o_"))
    return (
        relations.rename({"note": "relation_note", "_line": "relation_line"})
        .join(subject, left_on="subject_id", right_on="s_claim_id", how="inner", coalesce=False)
        .join(target, left_on="object_id", right_on="o_claim_id", how="inner", coalesce=False)
    )
