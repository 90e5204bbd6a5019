"""Every rule's examples are its tests."""

import pytest

from checks.engine.discover import rules
from checks.rule import Rule
from checks.schemas.catalogue import SCHEMAS
from checks.schemas.validate import validate
from checks.testing import complete, problems

ORPHANS = "SCH007"


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)
def test_examples(rule: Rule) -> None:
    family = [other for other in rules() if other.family == rule.family]
    assert problems(rule, family) == []


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)
def test_what_fires_is_well_formed(rule: Rule) -> None:
    """Each fact is guarded once: what a rule finds is nothing that a schema finds too. Small examples leave rows unreferred to."""
    schemas = [schema for schema in SCHEMAS if schema.code != ORPHANS]
    for example in rule.examples:
        if example.kind == "Fires":
            results = validate(complete(example.tables), schemas)
            found = {result.rule.code: result.violations["problem"].to_list() for result in results if result.violations is not None}
            assert {code: problems for code, problems in found.items() if problems} == {}
