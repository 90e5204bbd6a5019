"""The probable slip behind a numeric finding: a hint at the end of its message, never a finding of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from checks.lazy import pl
from checks.slips import date_slip, slip
from checks.views import INACTIVE

if TYPE_CHECKING:
    from polars import DataFrame

Account = tuple[str, str]
"""A document and an event: what one document says of one event."""
_MOST = 50


def hint(row: Mapping[str, Any], neighbours: Mapping[str, float]) -> str:
    """What a violated row's `given`, `due_low` and `due_high` (values, or lists of as many) suggest, in brackets, or nothing."""
    if row.get("given") is None or row.get("due_low") is None or row.get("due_high") is None:
        return ""
    given, lows, highs = ([value] if not isinstance(value, list) else value for value in (row["given"], row["due_low"], row["due_high"]))
    values = given * len(lows) if len(given) == 1 else given
    for value, low, high in list(zip(values, lows, highs, strict=True))[:_MOST]:
        if None in (value, low, high):
            continue
        found = date_slip(value, low, high) if isinstance(value, date) else slip(value, low, high, neighbours)
        if found:
            return f" (a slip? {found})"
    return ""


def beside(claim: Mapping[str, Any] | None, known: Mapping[Account, Mapping[str, float]]) -> dict[str, float]:
    """The other figures of the account that a claim is of."""
    if claim is None:
        return {}
    own = _what(claim["measure"], claim["population"])
    account = known.get((claim["document_id"], claim["event_id"]), {})
    return {name: value for name, value in account.items() if name != own}


def _what(measure: str, population: str | None) -> str:
    return f"{measure} of {population}" if population else measure


def accounts(claims: DataFrame, wanted: Iterable[tuple[str | None, str | None]]) -> dict[Account, dict[str, float]]:
    """The exact figures of each wanted account by what they count, as far as one account gives one."""
    keys = sorted({(document, event) for document, event in wanted if document and event})
    if not keys:
        return {}
    frame = pl.DataFrame(keys, schema={"document_id": pl.String, "event_id": pl.String}, orient="row")
    active = ~pl.col("status").is_in(INACTIVE).fill_null(False)
    near = claims.filter(pl.col("document_id").is_in(frame["document_id"].implode()))
    exact = near.filter(active & (pl.col("comparator") == "eq") & pl.col("best").is_not_null()).join(
        frame, on=["document_id", "event_id"], how="semi"
    )
    what = pl.concat_str("measure", "population", separator=" of ", ignore_nulls=True)
    rows = (
        exact.select("document_id", "event_id", "best", what=what)
        .unique(maintain_order=True)
        .sort("document_id", "event_id", "what", "best")
    )
    found: dict[Account, dict[str, float]] = {}
    for document, event, best, name in rows.iter_rows():
        found.setdefault((document, event), {}).setdefault(name, best)
    return found
