"""Circles in a graph of who has his information from whom.

An edge leads from `u` to `v`: u has it from v. Edges with a `key` hold for what that key names (an event and a measure), those without for
everything. A circle is closed within one key. The graphs are small: circles are worked out at once, not lazily.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checks.lazy import pl

if TYPE_CHECKING:
    from polars import DataFrame, LazyFrame


def circles(edges: LazyFrame, longest: int) -> LazyFrame:
    """The circles of at most `longest` edges, each once, and of those through one edge the shortest.

    Needs `key`, `u`, `v` (String) and `claims` (List[String]). Returns `key`, `nodes` (List[String], in order, the first once),
    `claims` (List[String]).
    """
    schema: dict[str, Any] = {"key": pl.String, "nodes": pl.List(pl.String), "claims": pl.List(pl.String)}
    wanted = edges.select("key", "u", "v", "claims")
    return wanted.map_batches(lambda frame: _closed(_peeled(frame), longest).select(schema.keys()).cast(pl.Schema(schema)), schema=schema)


def _peeled(edges: DataFrame) -> DataFrame:
    """Edges without those that lead nowhere or come from nowhere: what is left holds all circles, and mostly nothing is."""
    while True:
        kept = edges.filter(pl.col("v").is_in(edges["u"].implode()) & pl.col("u").is_in(edges["v"].implode()))
        if len(kept) == len(edges):
            return kept.sort("key", "u", "v")
        edges = kept


def _closed(edges: DataFrame, longest: int) -> DataFrame:
    keyed, general = (edges.filter(test) for test in (pl.col("key").is_not_null(), pl.col("key").is_null()))
    paths = edges.with_columns(nodes=pl.concat_list("u"))
    seen = paths.select("key", "u", "v")
    found = [paths.clear()]
    for _ in range(longest):
        found.append(paths.filter(pl.col("u") == pl.col("v")))
        paths = _longer(paths.filter(pl.col("u") != pl.col("v")), keyed, general)
        paths = paths.join(seen, on=["key", "u", "v"], how="anti", nulls_equal=True)
        seen = pl.concat([seen, paths.select("key", "u", "v")])
        if paths.is_empty():
            break
    every = pl.concat(found).with_columns(members=pl.col("nodes").list.sort().list.join(";"))
    return every.unique(["key", "members"], keep="first", maintain_order=True)


def _longer(paths: DataFrame, keyed: DataFrame, general: DataFrame) -> DataFrame:
    """Paths one edge longer: one of the same key, or one that always holds."""
    by_key = paths.join(keyed.rename({"u": "v", "v": "w", "claims": "more"}), on=["key", "v"])
    always = paths.join(general.drop("key").rename({"u": "v", "v": "w", "claims": "more"}), on="v")
    names = ("key", "u", "v", "w", "nodes", "claims", "more")
    both = pl.concat([by_key.select(names), always.select(names)])
    onwards = both.select(
        "key", "u", v="w", nodes=pl.concat_list("nodes", "v"), claims=pl.concat_list("claims", "more").list.unique(maintain_order=True)
    ).select("key", "u", "v", "claims", "nodes")  # fmt: skip
    return onwards.sort("key", "u", "v", pl.col("nodes").list.join(";")).unique(["key", "u", "v"], keep="first", maintain_order=True)
