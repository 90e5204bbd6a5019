"""Every rule's examples are its tests."""

import pytest

from checks.engine.discover import rules
from checks.rule import Rule
from checks.testing import problems


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)
def test_examples(rule: Rule) -> None:
    family = [other for other in rules() if other.family == rule.family]
    assert problems(rule, family) == []
