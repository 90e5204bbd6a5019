"""What the examples of the rules on time cannot show: empty dates of publication, and the settings of a chain."""

import pytest

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
