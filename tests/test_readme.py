"""The README says what the program does."""

import csv
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from checks.cli import cli
from checks.engine.check import catalogue
from checks.tables import TABLES
from tests.conftest import Answer

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_reference_is_the_help(validate: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    answer = validate("--help")
    assert answer.code == 0
    assert answer.out.strip() in README


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
