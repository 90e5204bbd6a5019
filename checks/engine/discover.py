"""Which rules there are: every Rule in a module under an entry point of the group `checks.rules`, and in local files asked for."""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil
import sys
from collections.abc import Sequence
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path
from types import ModuleType

from checks.errors import RuleError, UsageError
from checks.expectations.catalogue import UNMET
from checks.rule import Rule
from checks.run import Checked
from checks.schemas.catalogue import SCHEMAS

GROUP = "checks.rules"
_local: dict[Path, ModuleType] = {}
"""Modules of local files, which are run only because the user named them."""


def add_file(path: Path) -> None:
    """Add the rules of a local Python file to those of this process. Raises UsageError when it holds none, or cannot be run."""
    where = path.resolve()
    if where in _local:
        return
    name = f"local_rules_{len(_local)}_{where.stem}"
    spec = importlib.util.spec_from_file_location(name, where)
    if spec is None or spec.loader is None or not where.is_file():
        raise UsageError(f"{path}: is no Python file; give one that holds rules")
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        raise UsageError(f"{path}: cannot be run ({type(error).__name__}: {error}); mend it, or leave --rules out") from error
    if not rules_of(module):
        raise UsageError(f"{path}: holds no rule; see CONTRIBUTING.md for what a rule is")
    _local[where] = module
    rules.cache_clear()


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, ours and third parties', in order of code. Raises RuleError when two share a code or a name."""
    found: dict[str, Rule] = {}
    for module in [*(importlib.import_module(point.value) for point in entry_points(group=GROUP)), *_local.values()]:
        for rule in rules_of(module):
            twin = found.setdefault(rule.code, rule)
            if twin is not rule:
                ours = (twin.function.__module__, rule.function.__module__)
                raise RuleError(f"two rules have the code {rule.code}: {ours[0]} and {ours[1]}; rename one")
    return tuple(found[code] for code in sorted(found))


def catalogue() -> list[Checked]:
    """Every check there is, in order of code."""
    return sorted([*SCHEMAS, *rules(), UNMET], key=lambda check: check.code)


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
