"""A suite drafted from a dataset as it stands: what the next release should not fall behind."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from checks.expectations.tables import PER_DOCUMENT, keys
from checks.lazy import pl

if TYPE_CHECKING:
    from polars import DataFrame

_FILLED = {"claims": ("event_id", "date", "place", "actor", "value_text")}
_SETS = {"documents": ("genre", "language"), "sources": ("type",), "citations": ("kind",)}
_DISTRIBUTIONS = {"claims": ("measure", "modality")}
_SHARES = {
    "followable": "claims that ask for a citation should not lose those that can be followed",
    "covered": "every figure of the document is covered by a claim, or dismissed with a reason",
}
_DIVERGENCE, _MARGIN = 0.1, 365
Entry = dict[str, Any]


def draft(name: str, tables: Mapping[str, DataFrame]) -> dict[str, Any]:
    """A Great Expectations suite, ready to be written as JSON. `tables` are those of `release_tables`."""
    held = {table: frame for table, frame in tables.items() if len(frame)}
    listed = [entry for table, frame in held.items() if table != PER_DOCUMENT for entry in _table(table, frame)]
    return {"name": name, "expectations": [*listed, *_documents(held[PER_DOCUMENT])] if PER_DOCUMENT in held else listed, "meta": {}}


def _entry(table: str, kind: str, severity: str, note: str = "", **kwargs: Any) -> Entry:
    return {"type": f"expect_{kind}", "kwargs": kwargs, "severity": severity, "meta": {"table": table, **({"notes": note} if note else {})}}


def _table(table: str, frame: DataFrame) -> Iterable[Entry]:
    severity = "critical" if table in ("claims", "documents") else "warning"
    yield _entry(table, "table_row_count_to_be_between", severity, "rows are retracted by their status, not removed", min_value=len(frame))
    key = keys()[table]
    if frame[key].n_unique() == len(frame):
        yield _entry(table, "column_values_to_be_unique", "critical", column=key)
    for column in _FILLED.get(table, ()):
        if share := _down(1 - frame[column].null_count() / len(frame)):
            yield _entry(table, "column_values_to_not_be_null", "warning", column=column, mostly=share)
    for column in _SETS.get(table, ()):
        if found := frame[column].drop_nulls().unique().sort().to_list():
            yield _entry(table, "column_values_to_be_in_set", "info", "a kind that is new here", column=column, value_set=found)
    for column in _DISTRIBUTIONS.get(table, ()):
        counts = frame[column].drop_nulls().value_counts().sort(column)
        parts = {"values": counts[column].to_list(), "weights": [round(n / counts["count"].sum(), 8) for n in counts["count"]]}
        yield _entry(
            table, "column_kl_divergence_to_be_less_than", "info", "the mix of what is claimed changed", column=column,
            partition_object=parts, threshold=_DIVERGENCE, tail_weight_holdout=0.01,
        )  # fmt: skip


def _documents(frame: DataFrame) -> Iterable[Entry]:
    yield _entry(
        PER_DOCUMENT, "column_pair_values_a_to_be_greater_than_b", "critical", "a figure is a claim", column_A="claims", column_B="figures",
        or_equal=True,
    )  # fmt: skip
    for column, note in _SHARES.items():
        for document, share in frame.select("document_id", column).drop_nulls().iter_rows() if column in frame.columns else ():
            where = {"row_condition": f'document_id=="{document}"', "condition_parser": "pandas"}
            yield _entry(PER_DOCUMENT, "column_values_to_be_between", "warning", note, column=column, min_value=_down(share), **where)
    age = frame.select(pl.col("age_days").min()).item()
    if age is not None:
        note = "the newest document; a release that nobody feeds goes stale"
        yield _entry(PER_DOCUMENT, "column_min_to_be_between", "info", note, column="age_days", max_value=age + _MARGIN)


def _down(share: float) -> float:
    return math.floor(share * 100) / 100
