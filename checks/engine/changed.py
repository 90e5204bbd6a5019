"""The rows of two versions of a dataset that the other version does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.lazy import pl
from checks.load import LINE
from checks.tables import TABLES

if TYPE_CHECKING:
    from polars import DataFrame, Series

    from checks.dataset import Dataset

Lines = tuple["Series", "Series"]
"""Lines of a table's file, of either version."""


def changed(now: Dataset, then: Dataset) -> dict[str, Lines]:
    """By table the lines of the rows that the other version does not have as often, whatever their order, line and columns."""
    tables = dict.fromkeys([*now.raw, *then.raw])
    return {table: _changed(*(_texts(table, version.raw.get(table)) for version in (now, then))) for table in tables if table in TABLES}


def _texts(table: str, frame: DataFrame | None) -> DataFrame:
    """The known columns of a table as text, those that are missing empty."""
    held = pl.DataFrame(schema={LINE: pl.UInt32}) if frame is None else frame
    cells = (pl.col(name).cast(pl.String) if name in held.columns else pl.lit(None, pl.String).alias(name) for name in TABLES[table])
    return held.select(LINE, *cells)


def _changed(one: DataFrame, other: DataFrame) -> Lines:
    frames = [frame.select(LINE, _hash=frame.drop(LINE).hash_rows()) for frame in (one, other)]
    kept = _moved(*frames)
    counts = [frame.group_by("_hash").agg(times=pl.len()) for frame in kept]
    same = counts[0].join(counts[1], on=["_hash", "times"], how="semi")
    first, second = (frame.join(same, on="_hash", how="anti")[LINE] for frame in kept)
    return first, second


def _moved(one: DataFrame, other: DataFrame) -> tuple[DataFrame, DataFrame]:
    """Rows of either that are not, at the same place, in the other: mostly the few that have changed."""
    short = min(len(one), len(other))
    apart = one["_hash"].head(short) != other["_hash"].head(short)
    return tuple(pl.concat([frame.head(short).filter(apart), frame.slice(short)]) for frame in (one, other))  # type: ignore[return-value]
