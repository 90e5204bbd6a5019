"""The words of table rows, for a report that shows them: SARIF has a snippet for every region."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from checks.engine.locate import repository_root
from checks.finding import Finding, Location
from checks.run import Run

_TEXTS = (".csv", ".ndjson", ".toml", ".json")
_MOST = 2_000


def with_rows(run: Run) -> Run:
    """The run with the line of every place in a table as its quote, where the table is a text (cut to 2,000 characters)."""
    root = repository_root(Path.cwd())

    @cache
    def lines(path: str) -> list[str]:
        file = root / path
        if file.suffix not in _TEXTS or not file.is_file():
            return []
        return file.read_text(encoding="utf-8-sig", errors="replace").splitlines()

    def quoted(at: Location) -> Location:
        if at.kind != "table" or at.line is None or at.line > len(lines(at.path)):
            return at
        return replace(at, quote=lines(at.path)[at.line - 1][:_MOST])

    def told(finding: Finding) -> Finding:
        return replace(finding, locations=tuple(quoted(at) for at in finding.locations))

    return replace(run, findings=tuple(told(finding) for finding in run.findings))
