"""Cases as reports are really written: for every rule what must stay quiet, and what must not be missed.

A file of `cases/` holds the cases of one family under the code of each rule, in the syntax of the rules' pages.
"""

import re
from functools import cache
from pathlib import Path

import pytest

from checks.engine.discover import rules
from checks.example import Example, parse
from checks.rule import Rule
from checks.testing import complete, marked, run, seen

FOLDER = Path(__file__).parent / "cases"
TEMPTING = 3


@cache
def cases() -> dict[str, list[Example]]:
    """The cases of every rule, by its code."""
    parts = [part for path in sorted(FOLDER.glob("*.txt")) for part in re.split(r"(?m)^([A-Z]{3}\d{3})\b", path.read_text())[1:]]
    return {code: parse(text)[1] for code, text in zip(parts[::2], parts[1::2], strict=True)}


@pytest.mark.parametrize("rule", [rule for rule in rules() if rule.code in cases()], ids=lambda rule: rule.code)
def test_cases(rule: Rule) -> None:
    wrong = []
    for number, example in enumerate(cases()[rule.code], 1):
        got, wanted = seen(example, run(rule, complete(example.tables))), marked(example)
        if got != wanted or (example.kind == "Fires") != bool(wanted):
            wrong.append(f"case {number} ({example.kind}: {example.why}): fires on {sorted(got)}, marked are {sorted(wanted)}")
    assert wrong == []


@pytest.mark.parametrize("code", sorted({rule.code for rule in rules() if rule.function.__module__.startswith("checks.")} | set(cases())))
def test_each_rule_has_tempting_cases(code: str) -> None:
    examples = cases().get(code, [])
    assert code in {rule.code for rule in rules()}
    assert sum(example.kind == "Quiet" for example in examples) >= TEMPTING
    assert [example for example in examples if not example.why] == []
