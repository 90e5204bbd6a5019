"""The default command: parse what was asked, run the checks, write the reports."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from checks.cli import REPORTS
from checks.errors import UsageError
from checks.files import write_whole

if TYPE_CHECKING:
    from checks.finding import Level
    from checks.run import Run


def run_check(
    paths: tuple[str, ...], select: tuple[str, ...], ignore: tuple[str, ...], fail_on: str, reports: tuple[str, ...],
    *, fast: bool, strict: bool, verbose: bool,
) -> int:  # fmt: skip
    """Check, report, and return the exit code."""
    wanted = _reports(reports)
    from checks.engine.check import Options, check

    options = Options(select, ignore, cast("Level", fail_on), strict, fast)
    run = check([Path(path) for path in paths], options)
    for name, file in wanted:
        _write(run, name, file, verbose)
    return run.exit_code


def _reports(reports: tuple[str, ...]) -> list[tuple[str, Path | None]]:
    """Format and file of each report; the terminal is added when nothing else goes to standard output."""
    wanted: list[tuple[str, Path | None]] = []
    for entry in reports:
        name, has_file, file = entry.partition("=")
        if name not in REPORTS:
            raise UsageError(f"no report format is called {name!r}; formats are {', '.join(REPORTS)}")
        if has_file and (not file or Path(file).is_dir()):
            raise UsageError(f"--report {entry}: names no file; write --report {name}=FILE")
        wanted.append((name, Path(file) if has_file else None))
    to_stdout = [name for name, file in wanted if file is None]
    if len(to_stdout) > 1:
        raise UsageError(f"--report: {' and '.join(to_stdout)} cannot both go to standard output; write {to_stdout[1]}=FILE")
    return wanted if to_stdout else [*wanted, ("terminal", None)]


def _write(run: Run, name: str, file: Path | None, verbose: bool) -> None:
    text = _render(name, verbose, None if file else sys.stdout)(run)
    if file:
        write_whole(file, text)
    else:
        click.echo(text, nl=False, color=True)


def _render(name: str, verbose: bool, stream: object) -> Callable[[Run], str]:
    if name == "json":
        from checks.reports.json import render

        return render
    from checks.reports.terminal import render as render_terminal

    return lambda run: render_terminal(run, verbose=verbose, interactive=stream is not None and sys.stdout.isatty())
