"""Which rules there are: every Rule in a module under an entry point of the group `checks.rules`."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Sequence
from functools import cache
from importlib.metadata import entry_points
from types import ModuleType

from checks.errors import RuleError, UsageError
from checks.rule import Rule

GROUP = "checks.rules"


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, ours and third parties', in order of code. Raises RuleError when two share a code or a name."""
    found: dict[str, Rule] = {}
    for point in entry_points(group=GROUP):
        for rule in rules_of(importlib.import_module(point.value)):
            twin = found.setdefault(rule.code, rule)
            if twin is not rule:
                ours = (twin.function.__module__, rule.function.__module__)
                raise RuleError(f"two rules have the code {rule.code}: {ours[0]} and {ours[1]}; rename one")
    return tuple(found[code] for code in sorted(found))


def rules_of(module: ModuleType) -> list[Rule]:
    """The rules of a module and of all modules below it."""
    modules = [module]
    for info in pkgutil.walk_packages(getattr(module, "__path__", []), f"{module.__name__}."):
        modules.append(importlib.import_module(info.name))
    return [value for part in modules for value in vars(part).values() if isinstance(value, Rule)]


def select(codes: Sequence[str], known: Sequence[str]) -> set[str]:
    """Codes that a list of codes, families or prefixes names. Raises UsageError for one that names nothing."""
    chosen: set[str] = set()
    for wanted in codes:
        matching = {code for code in known if code.startswith(wanted.upper())}
        if not matching or not wanted:
            families = ", ".join(sorted({code.rstrip("0123456789") for code in known}))
            raise UsageError(f"no check is called {wanted!r}; families are {families}; see `validate rules`")
        chosen |= matching
    return chosen
