"""Rules of others: an installed package, and a local file that was asked for. Both are the rule that CONTRIBUTING.md shows."""

import os
import re
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from checks.engine import discover
from tests.conftest import Answer

ROOT = Path(__file__).resolve().parents[1]
PLUGIN = ROOT / "tests" / "plugin"
RULE = PLUGIN / "doubled_rules" / "doubled_toll.py"
DOUBLED = """claim_id,document_id,quote,measure,value_text,comparator,best,population,event_id
d1.killed,d1,200 soldiers were killed,killed,200,eq,200,soldiers,strike
d1.hurt,d1,and 100 soldiers were injured,injured,100,eq,100,soldiers,strike
"""


@pytest.fixture
def doubled(dataset: Path) -> Path:
    """A dataset on which the rule fires."""
    (dataset / "claims.csv").write_text(DOUBLED, encoding="utf-8")
    return dataset


@pytest.fixture
def no_local_rules() -> Iterator[None]:
    yield
    discover._local.clear()
    discover.rules.cache_clear()


def test_the_example_is_the_one_that_contributing_shows() -> None:
    shown = re.search(r"   ```python\n(.*?)\n   ```", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.DOTALL)
    assert shown
    assert textwrap.dedent(shown[1]) + "\n" == RULE.read_text(encoding="utf-8")


def test_an_installed_package_brings_its_rules(tmp_path: Path, doubled: Path) -> None:
    """Installed for real, beside ours, and run in a process of its own; the public kit tests it there."""
    site = tmp_path / "site"
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--target", str(site)]
    subprocess.run([*install, str(PLUGIN)], check=True, capture_output=True)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(site), *sys.path]), "COLUMNS": "100"}

    def run(code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", code, *map(str, arguments)]
        return subprocess.run(command, capture_output=True, text=True, env=environment, check=False, encoding="utf-8")

    validate = "from checks.cli import main; main()"
    assert "NUM900  doubled-toll" in run(validate, "rules").stdout
    assert "Fires" in run(validate, "explain", "NUM900").stdout
    told = run(validate, doubled, "--select", "NUM900", "--fail-on", "note")
    assert (told.returncode, told.stderr) == (1, "")
    assert "200 killed is exactly twice 100 injured" in told.stdout
    kit = "from checks.testing import problems; from doubled_rules.doubled_toll import doubled_toll; print(problems(doubled_toll))"
    assert run(kit).stdout == "[]\n"


@pytest.mark.usefixtures("no_local_rules")
def test_a_local_file_is_run_when_it_is_asked_for_and_only_then(
    doubled: Path, validate: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    (doubled / RULE.name).write_text(RULE.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.chdir(doubled)
    assert "NUM900" not in validate(doubled).out
    told = validate(doubled, "--rules", RULE.name, "--rules", RULE.name, "--select", "NUM900", "--fail-on", "note")
    assert told.code == 1
    assert "200 killed is exactly twice 100 injured" in told.out


@pytest.mark.usefixtures("no_local_rules")
@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (None, "is no Python file"),
        ("1 / 0", "cannot be run (ZeroDivisionError"),
        ("x = (", "cannot be run (SyntaxError"),
        ("x = 1", "holds no rule"),
        (RULE.read_text(encoding="utf-8").replace("NUM900", "NUM001"), "two rules have the code NUM001"),
    ],
)
def test_a_bad_file_is_one_line(text: str | None, problem: str, doubled: Path, validate: Callable[..., Answer]) -> None:
    file = doubled / "mine.py"
    if text is not None:
        file.write_text(text, encoding="utf-8")
    told = validate(doubled, "--rules", file)
    assert (told.code, told.out) == (2, "")
    assert problem in told.err
    assert len(told.err.splitlines()) == 1
