"""The README says what the program does."""

import csv
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from checks.cli import cli
from checks.engine.discover import catalogue
from checks.tables import TABLES
from tests import golden
from tests.conftest import Answer

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_reference_is_the_help(validate: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    answer = validate("--help")
    assert answer.code == 0
    assert answer.out.strip() in README


def test_the_reference_has_the_help_of_every_command(validate: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch) -> None:
    """`GOLDEN=write pytest tests/test_readme.py` writes docs/reference.md anew."""
    monkeypatch.setenv("COLUMNS", "100")
    names = ["", *(name for name, command in cli.commands.items() if not command.hidden)]
    parts = ["# Command reference", "What `--help` prints. With bash, zsh or fish, completion is one line: see the end."]
    for name in names:
        told = validate(*name.split(), "--help")
        assert told.code == 0
        parts.append(f"## validate {name}".strip() + f"\n\n```\n{told.out.strip()}\n```")
    shells = {"bash": "~/.bashrc", "zsh": "~/.zshrc", "fish": "~/.config/fish/completions/validate.fish"}
    lines = [f'- {shell}, in `{file}`: `eval "$(_VALIDATE_COMPLETE={shell}_source validate)"`' for shell, file in shells.items()]
    lines[-1] = lines[-1].replace('eval "$(', "").replace(')"', " | source").replace("_VALIDATE_COMPLETE", "env _VALIDATE_COMPLETE")
    parts.append("## Shell completion\n\n" + "\n".join(lines))
    golden.check("../../docs/reference.md", "\n\n".join(parts) + "\n")
    assert "docs/reference.md" in README


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_can_complete(shell: str) -> None:
    """What the shell is given, and what it is offered for a word that was begun."""
    command = [sys.executable, "-c", "from checks.cli import main; main()"]
    environment = {**os.environ, "_VALIDATE_COMPLETE": f"{shell}_source"}
    source = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert "_VALIDATE_COMPLETE" in source.stdout
    words = {"COMP_WORDS": "validate ex", "COMP_CWORD": "1" if shell != "fish" else "ex"}
    offered = subprocess.run(
        command, env={**environment, **words, "_VALIDATE_COMPLETE": f"{shell}_complete"}, capture_output=True, text=True, check=False
    )
    assert "explain" in offered.stdout


def test_every_command_and_option_has_help_and_stands_in_the_readme() -> None:
    for name, command in cli.commands.items():
        assert command.help, name
        assert command.hidden or f"validate {name}" in README
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, parameter.opts
                assert all(option in README for option in parameter.opts), parameter.opts


def test_the_finding_in_the_readme_is_one_of_the_report() -> None:
    report = (ROOT / "tests" / "golden" / "syria_terminal.txt").read_text(encoding="utf-8")
    block = README.split("## Reading a finding\n\n```\n")[1].split("\n```")[0]
    assert block in report


def test_the_commands_of_the_readme_are_those_of_ci() -> None:
    nox = "python3 -m venv .venv && .venv/bin/pip install nox && .venv/bin/nox"
    assert nox in README
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert nox in ci.replace(" --quiet", "")


def test_the_catalogue_page_lists_every_check(validate: Callable[..., Answer]) -> None:
    lines = validate("rules").out
    for entry in catalogue():
        assert f"{entry.code}  {entry.name} " in lines
        page = validate("explain", entry.code).out
        assert entry.title in page
        assert "Fires" in page
        assert "Quiet" in page
        assert validate("explain", entry.name).out == page


def test_the_catalogue_of_the_docs_is_what_the_rules_say(validate: Callable[..., Answer]) -> None:
    """`validate rules --markdown > docs/catalogue.md` writes it anew."""
    assert (ROOT / "docs" / "catalogue.md").read_text(encoding="utf-8") == validate("rules", "--markdown").out


def test_the_worked_example_of_the_codebook_has_every_column() -> None:
    book = (ROOT / "datasets" / "CODEBOOK.md").read_text(encoding="utf-8")
    block = book.split("## One sentence, coded")[1].split("```")[1].strip()
    for line in block.splitlines():
        table, row = line.split(maxsplit=1)
        (cells,) = csv.reader([row])
        assert len(cells) == len(TABLES[table]), line
    for table, columns in TABLES.items():
        assert f"| {table} | {', '.join(name for name, column in columns.items() if column.required)} |" in book
