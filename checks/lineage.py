"""What derives from what: the ancestors of rows that point at another row of their own table (origin, derived_from, part_of)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.lazy import pl

if TYPE_CHECKING:
    from polars import DataFrame, LazyFrame

_DEEPEST = 32


def ancestors(table: LazyFrame, key: str, parent: str) -> LazyFrame:
    """Every row with each row above it: `key`, `ancestor` (String), `distance` (Int32, 1 for its parent).

    A row that points at itself has nothing above it. In a circle every row is its own ancestor, too. Such tables are small: this is
    worked out at once, not lazily.
    """
    schema = {key: pl.String, "ancestor": pl.String, "distance": pl.Int32}
    links = table.select(pl.col(key), ancestor=pl.col(parent)).filter(pl.col(key) != pl.col("ancestor"))
    return links.map_batches(lambda frame: _climbed(frame, key), schema=schema)


def _climbed(links: DataFrame, key: str) -> DataFrame:
    known = links.unique(key, keep="first", maintain_order=True)
    up = known.rename({key: "ancestor", "ancestor": "further"})
    steps = [known.with_columns(distance=pl.lit(1, pl.Int32))]
    for distance in range(2, _DEEPEST):
        next_ = steps[-1].join(up, on="ancestor").filter(pl.col(key) != pl.col("ancestor"))
        if next_.is_empty():
            break
        steps.append(next_.select(key, ancestor="further", distance=pl.lit(distance, pl.Int32)))
    return pl.concat(steps).unique([key, "ancestor"], keep="first", maintain_order=True)


def roots(table: LazyFrame, key: str, parent: str) -> LazyFrame:
    """Every row with the one that all its information comes from: `key`, `root` (String, itself when it has no parent)."""
    above = ancestors(table, key, parent)
    last = above.group_by(key).agg(root=pl.col("ancestor").sort_by("distance").last())
    return table.select(key).drop_nulls().unique().join(last, on=key, how="left").select(key, root=pl.coalesce("root", key))
