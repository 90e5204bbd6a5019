"""Rules on figures that need settings of dataset.toml, which no page can show."""

from checks.config import Config
from checks.rules.num.part_exceeds_whole import part_exceeds_whole
from checks.testing import complete, run

TABLES = {
    "claims": [
        {"claim_id": "dead", "value_text": "60", "population": "soldiers"},
        {"claim_id": "some", "value_text": "12", "population": "civilians"},
        {"claim_id": "few", "value_text": "3", "population": "officers"},
    ],
    "relations": [
        {"relation_id": "r1", "predicate": "part-of", "subject_id": "some", "object_id": "dead", "role": "whole"},
        {"relation_id": "r2", "predicate": "part-of", "subject_id": "few", "object_id": "dead", "role": "whole"},
    ],
}


def test_a_population_is_no_part_of_one_that_excludes_it() -> None:
    assert run(part_exceeds_whole, complete(TABLES)) == {("claims", "some"), ("claims", "dead")}
    declared = [row | {"population": row["population"].replace("civilians", "medics")} for row in TABLES["claims"]]
    config = Config(exclusive={"people": ["soldiers", "medics"]})
    assert run(part_exceeds_whole, complete(TABLES | {"claims": declared}, config)) == {("claims", "some"), ("claims", "dead")}
    assert run(part_exceeds_whole, complete(TABLES | {"claims": declared})) == set()
