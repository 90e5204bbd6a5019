"""Ancestors and circles, against what a few lines of Python say."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from checks.circles import circles
from checks.lineage import ancestors, roots

NODES = st.sampled_from("abcdef")
EDGES = pl.Schema({"key": pl.String, "u": pl.String, "v": pl.String, "claims": pl.List(pl.String)})


@given(st.dictionaries(NODES, st.none() | NODES))
def test_ancestors(parents: dict[str, str | None]) -> None:
    table = pl.LazyFrame({"id": list(parents), "up": list(parents.values())}, schema={"id": pl.String, "up": pl.String})
    expected = set()
    for node in parents:
        at, distance = node, 0
        while (up := parents.get(at)) is not None and up != at and (node, up) not in {pair[:2] for pair in expected}:
            distance += 1
            expected.add((node, up, distance))
            at = up
    assert set(ancestors(table, "id", "up").collect().iter_rows()) == expected
    for node, root in roots(table, "id", "up").collect().iter_rows():
        assert root == node or (node, root) in {pair[:2] for pair in expected}


@given(st.lists(st.tuples(st.sampled_from(["x", "y", None]), NODES, NODES), max_size=12))
def test_a_circle_is_found_where_there_is_one(edges: list[tuple[str | None, str, str]]) -> None:
    rows = [(key, u, v, [f"{u}{v}"] if key else []) for key, u, v in dict.fromkeys(edges)]
    frame = pl.DataFrame(rows, schema=EDGES, orient="row")
    found = circles(frame.lazy(), 8).collect()
    for key, nodes, _ in found.iter_rows():
        assert len(set(nodes)) == len(nodes)
        for u, v in zip(nodes, [*nodes[1:], nodes[0]], strict=True):
            assert (key, u, v) in edges or (None, u, v) in edges
    for key in ("x", "y", None):
        links = {(u, v) for k, u, v in edges if k in (key, None)}
        reach = links
        for _ in range(6):
            reach = reach | {(u, w) for u, v in reach for v2, w in links if v == v2}
        own = {(k, u, v) for k, u, v in edges if k == key}
        if any(k == key and (v, u) in reach | {(n, n) for n in "abcdef" if u == v} for k, u, v in own):
            assert any(k == key for k in found["key"]), (key, edges)
