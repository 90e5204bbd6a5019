"""Views that rules share, derived lazily from the typed tables.

`days`: one row a date, with its bounds.
`figures`: one row a claim that counts (not retracted or dismissed), with bounds and effective place and window.
`operands`: one row a relation, subject and object, with the figures of both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.edtf import date_bounds
from checks.interval import with_value_bounds
from checks.lazy import pl
from checks.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from polars import Expr, LazyFrame

INACTIVE = ("retracted", "dismissed")
_WINDOW = ("earliest", "latest", "start_latest", "end_earliest", "slack", "lasts", "precision")
_EVENT = ("event_place", "event_date")
_BRIEF = ("attack", "control-change")


def days(tables: Mapping[str, LazyFrame]) -> LazyFrame:
    """Every date of the tables once, with its bounds: `date`, and the columns of `edtf.date_bounds`."""
    columns = [(table, name) for table in TABLES if table in tables for name, column in TABLES[table].items() if column.kind == "date"]
    return date_bounds(pl.concat([tables[table].select(date=name) for table, name in columns]))


def figures(
    claims: LazyFrame, events: LazyFrame, documents: LazyFrame, sources: LazyFrame, measures: LazyFrame, hedges: LazyFrame, days: LazyFrame
) -> LazyFrame:
    """Claims with what can be computed about them.

    All columns of `claims`, with `unit`, `per`, `population` filled (the measure's own unit, else empty), plus
    `low_near`, `high_near`, `low_far`, `high_far` (Float64, see interval), `place_at`, `window` (String: the claim's, else its
    event's), `earliest`, `latest`, `start_latest`, `end_earliest` (Date), `slack` (Int32), `lasts` (Boolean), `precision`
    (String), all of `window`; `same_window` (String: the window for comparing like with like: `window`, but the event's date
    where the claim's own date is some day within a span that holds it, so a coarser rendering of it); `kind` (number, date,
    category), `countable`, `additive`, `cited` (Boolean) of the measure; `voice` (String: asserted_by, else the document), `as_of`
    (Date: latest day of the source's date, else the document's), `brief` (Boolean: its event is an attack or change of control, no window).
    """
    active = claims.filter(~pl.col("status").is_in(INACTIVE).fill_null(False))
    days = days.select("date", *_WINDOW)
    facts = measures.select("measure", "kind", "countable", "additive", "cited", own_unit="unit")
    joined = pl.concat(
        [
            active,
            _found(active, "event_id", _places(events, days)),
            _found(active, "measure", facts),
            _found(active, "date", days),
            _found(active, "document_id", _as_of(documents, days, "document_id", "document_as_of")),
            _found(active, "asserted_by", _as_of(sources, days, "source_id", "source_as_of")),
        ],
        how="horizontal",
    )
    own = pl.col("date").is_not_null()
    return with_value_bounds(joined, hedges).with_columns(
        place_at=pl.coalesce("place", "event_place"),
        window=pl.coalesce("date", "event_date"),
        same_window=pl.when(own & _holds_event()).then("event_date").otherwise(pl.coalesce("date", "event_date")),
        unit=pl.coalesce("unit", "own_unit").fill_null(""),
        per=pl.col("per").fill_null(""),
        population=pl.col("population").fill_null(""),
        voice=pl.coalesce("asserted_by", "document_id"),
        as_of=pl.coalesce("source_as_of", "document_as_of"),
        **{name: pl.when(own).then(name).otherwise(f"event_{name}") for name in _WINDOW},
    ).drop(*_EVENT, *(f"event_{name}" for name in _WINDOW), "own_unit", "source_as_of", "document_as_of")  # fmt: skip


def _places(events: LazyFrame, days: LazyFrame) -> LazyFrame:
    """Place and window of every event that has either, and whether it is brief."""
    brief = pl.col("type").is_in(_BRIEF) & ~pl.col("date").str.contains("/", literal=True).fill_null(False)
    known = events.select("event_id", event_place="place", event_date="date", brief=brief)
    places = known.filter(pl.any_horizontal(pl.col(_EVENT).is_not_null()) | pl.col("brief"))
    spans = days.select(event_date="date", **{f"event_{name}": name for name in _WINDOW})
    return places.join(spans, on="event_date", how="left")


def _holds_event() -> Expr:
    """Whether a claim's own date is some day within a span that holds the event's date."""
    return (pl.col("earliest") <= pl.col("event_earliest")) & (pl.col("latest") >= pl.col("event_latest")) & ~pl.col("lasts")


def _found(rows: LazyFrame, column: str, table: LazyFrame) -> LazyFrame:
    """What a table, by its first column, says of every row, in the order of the rows: joining all columns would copy them."""
    key = table.collect_schema().names()[0]
    keyed = table.drop_nulls(key).unique(key, keep="first", maintain_order=True)
    return rows.select(column).join(keyed, left_on=column, right_on=key, how="left", maintain_order="left").drop(column)


def _as_of(table: LazyFrame, days: LazyFrame, key: str, name: str) -> LazyFrame:
    """The latest day of the date of publication of every document or source."""
    bounds = days.select(date_published="date", **{name: "latest"})
    return table.select(key, "date_published").join(bounds, on="date_published").select(key, name).drop_nulls()


def operands(relations: LazyFrame, figures: LazyFrame) -> LazyFrame:
    """One row a relation and operand: the columns of `relations` (its note as `relation_note`), those of the subject's figures
    prefixed `s_`, those of the object's prefixed `o_`. Relations with an operand that is no active claim are left out."""
    related = pl.concat([relations.select(claim_id=end) for end in ("subject_id", "object_id")])
    held = figures.join(related, on="claim_id", how="semi")
    subject = held.select(pl.all().name.prefix("s_"))
    target = held.select(pl.all().name.prefix("o_"))
    return (
        relations.rename({"note": "relation_note", "_line": "relation_line"})
        .join(subject, left_on="subject_id", right_on="s_claim_id", how="inner", coalesce=False)
        .join(target, left_on="object_id", right_on="o_claim_id", how="inner", coalesce=False)
    )
