"""The house rules: sizes, one rule a module, light paths, floors."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from checks.engine.discover import catalogue, rules

PACKAGE = Path(__file__).resolve().parents[1] / "checks"
MODULES = sorted(PACKAGE.rglob("*.py"))
MODULE_LINES, RULE_LINES, FUNCTION_LINES = 250, 80, 40
EXCEPTIONS: dict[str, str] = {}
"""Module or function that is longer than the budget, and why."""


def path(module: Path) -> str:
    return module.relative_to(PACKAGE).as_posix()


def page_lines(tree: ast.Module) -> int:
    """Lines of the module's docstring: a rule's is its page, not its code."""
    first = tree.body[0] if tree.body else None
    return (first.end_lineno or 0) - first.lineno + 1 if isinstance(first, ast.Expr) else 0


@pytest.mark.parametrize("module", MODULES, ids=path)
def test_budgets(module: Path) -> None:
    source = module.read_text(encoding="utf-8")
    tree = ast.parse(source)
    assert ast.get_docstring(tree), "every module says what it is"
    lines = len(source.splitlines())
    if "rules/" in path(module):
        assert lines - page_lines(tree) <= RULE_LINES or path(module) in EXCEPTIONS
    else:
        assert lines <= MODULE_LINES or path(module) in EXCEPTIONS
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            name = f"{path(module)}:{node.name}"
            assert (node.end_lineno or 0) - node.lineno + 1 <= FUNCTION_LINES or name in EXCEPTIONS, name


def test_every_module_under_rules_is_one_registered_rule() -> None:
    files = {path(file) for file in PACKAGE.glob("rules/*/*.py") if file.stem != "__init__"}
    registered = {
        f"rules/{rule.family.lower()}/{rule.function.__name__}.py" for rule in rules() if rule.function.__module__.startswith("checks.")
    }
    assert files == registered


def test_codes_are_unique_and_names_too() -> None:
    entries = catalogue()
    assert len({entry.code for entry in entries}) == len({entry.name for entry in entries}) == len(entries)


def test_every_check_has_a_page() -> None:
    for entry in catalogue():
        kinds = {example.kind for example in entry.examples}
        assert kinds == {"Fires", "Quiet"}, entry.code
        assert entry.title, entry.code
        assert entry.authority, entry.code
        assert entry.help, entry.code
        assert len(entry.prose.split()) > 10, entry.code


PROMISED = {
    "SCH": [*range(1, 19)], "ANC": [*range(1, 12)], "CIT": [1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 14], "NUM": [*range(1, 14), 15],
    "TMP": [*range(1, 12)], "XDC": [1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 15],
}  # fmt: skip


def test_the_catalogue_holds_what_the_first_release_promises() -> None:
    promised = {f"{family}{number:03}" for family, numbers in PROMISED.items() for number in numbers}
    assert promised <= {entry.code for entry in catalogue()}


@pytest.mark.parametrize("command", ["['--help']", "['rules']", "['explain', 'NUM001']", "['--version']"])
def test_light_paths_load_nothing_heavy(command: str) -> None:
    script = (
        f"import sys; sys.argv = ['validate', *{command}]\n"
        "from checks.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "heavy = {'polars', 'pandera', 'pandas', 'great_expectations', 'rich'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", script], check=True, capture_output=True)


def test_the_map_of_the_extractor_names_every_module() -> None:
    folder = PACKAGE / "extract"
    told = ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))) or ""
    assert set(re.findall("`([a-z]+)`", told)) == {file.stem for file in folder.glob("*.py")} - {"__init__"}
