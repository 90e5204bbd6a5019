"""What the examples of the rules on time cannot show: empty dates of publication, and the settings of a chain."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.engine.evaluate import evaluate
from checks.rules.tmp.after_publication import after_publication
from checks.rules.tmp.order_contradiction import order_contradiction
from checks.rules.tmp.unresolved_date import unresolved_date
from checks.testing import complete, run

UNDATED = {"document_id": "d1", "date_published": ""}


@pytest.mark.parametrize("document", [UNDATED, {"document_id": "d1", "date_published": "2017-04-01", "date_captured": "2016-01-01"}])
def test_a_document_without_a_date_or_with_a_later_one_is_no_reason_to_doubt_a_claim(document: dict[str, str]) -> None:
    claim = {"claim_id": "toll", "document_id": "d1", "value_text": "60", "date": "2017-03-31"}
    assert run(after_publication, complete({"documents": [document], "claims": [claim]})) == set()


def test_an_empty_date_of_publication_is_reported_for_the_document() -> None:
    assert run(unresolved_date, complete({"documents": [UNDATED], "claims": []})) == {("documents", "d1")}


@pytest.mark.parametrize("size", [2, 5, 16])
def test_a_circle_is_found_up_to_sixteen_links(size: int) -> None:
    claims = [{"claim_id": f"c{i}", "measure": "trend", "category": "rising"} for i in range(size)]
    links = [{"relation_id": f"r{i}", "predicate": "before", "subject_id": f"c{i}", "object_id": f"c{(i + 1) % size}"} for i in range(size)]
    assert run(order_contradiction, complete({"claims": claims, "relations": links})) == {("claims", f"c{i}") for i in range(size)}


@settings(max_examples=40)
@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)).filter(lambda pair: pair[0] != pair[1]), max_size=9, unique=True),
    st.lists(st.none() | st.integers(1, 4), min_size=6, max_size=6),
)
def test_the_shortest_chain_is_told(links: list[tuple[int, int]], days: list[int | None]) -> None:
    dates = [f"2016-12-0{day}" if day else "" for day in days]
    claims = [{"claim_id": f"c{i}", "measure": "trend", "category": "rising", "date": date} for i, date in enumerate(dates)]
    before = [
        {"relation_id": f"r{n}", "predicate": "before", "subject_id": f"c{u}", "object_id": f"c{v}"} for n, (u, v) in enumerate(links)
    ]
    found = evaluate(complete({"claims": claims, "relations": before}), [order_contradiction])[0].violations
    assert found is not None
    assert min(found["links"], default=None) == shortest(links, days)


def shortest(links: list[tuple[int, int]], days: list[int | None]) -> int | None:
    """The fewest links of a chain that comes back to its start, or ends before it begins."""
    ends = set(links)
    for length in range(1, 7):
        for u, v in ends:
            first, last = days[u], days[v]
            if u == v or (first is not None and last is not None and first > last):
                return length
        ends = {(u, w) for u, v in ends for start, w in links if start == v}
    return None
