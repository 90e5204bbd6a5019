"""The default command: parse what was asked, run the checks, write the reports."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from checks.cli import emit, printable, whole_day
from checks.cli.progress import Progress
from checks.errors import UsageError
from checks.files import check_target, write_whole
from checks.reports import FORMATS

if TYPE_CHECKING:
    from checks.finding import Level
    from checks.reports.terminal import Half
    from checks.run import Run


def run_check(
    paths: tuple[str, ...], select: tuple[str, ...], ignore: tuple[str, ...], fail_on: str, reports: tuple[str, ...],
    *, base: str, fast: bool, strict: bool, verbose: bool, published: str | None,
) -> int:  # fmt: skip
    """Check, report, and return the exit code."""
    wanted = _reports(reports)
    day = whole_day(published, "--published") if published else None
    from checks.engine.check import Options, check
    from checks.engine.paths import targets

    given = [Path(path) for path in paths]
    for name, file in wanted:
        if file is not None:
            _check_file(name, file, *targets(given))
    page = _Terminal(verbose) if ("terminal", None) in wanted else None
    options = Options(select, ignore, cast("Level", fail_on), strict, fast, base=base, published=day)
    progress = Progress()
    progress.start("checking")
    try:
        run = check(given, options, page.between(progress) if page else None)
    finally:
        progress.stop()
    if page:
        page.rest(run)
    for name, file in wanted:
        if (name, file) != ("terminal", None):
            _write(run, name, file)
    for one in run.unread:
        click.echo(f"validate: {printable(f'{one.path}: {one.reason}')}", err=True)
    return run.exit_code


class _Terminal:
    """The terminal report in two parts: findings as soon as they are known, the rest at the end."""

    def __init__(self, verbose: bool) -> None:
        self._verbose = verbose
        self._shown = False

    def between(self, progress: Progress) -> Callable[[Run], None]:
        """Prints the findings known so far, and goes on telling what is awaited."""

        def early(run: Run) -> None:
            from checks.reports.terminal import render

            progress.stop()
            emit(render(run, verbose=self._verbose, interactive=sys.stdout.isatty(), half="findings"), color=True)
            self._shown = True
            progress.start("waiting for the expectations about the release")

        return early

    def rest(self, run: Run) -> None:
        from checks.reports.terminal import render

        half: Half = "rest" if self._shown else "whole"
        emit(render(run, verbose=self._verbose, interactive=sys.stdout is not None and sys.stdout.isatty(), half=half), color=True)


def _reports(reports: tuple[str, ...]) -> list[tuple[str, Path | None]]:
    """Format and file of each report; the terminal is added when nothing else goes to standard output."""
    wanted: list[tuple[str, Path | None]] = []
    for entry in reports:
        name, has_file, file = entry.partition("=")
        if name not in FORMATS:
            raise UsageError(f"no report format is called {name!r}; formats are {', '.join(FORMATS)}")
        if has_file and not file:
            raise UsageError(f"--report {entry}: names no file; write --report {name}=FILE")
        wanted.append((name, Path(file) if has_file else None))
    to_stdout = [name for name, file in wanted if file is None]
    if len(to_stdout) > 1:
        raise UsageError(f"--report: {' and '.join(to_stdout)} cannot both go to standard output; write {to_stdout[1]}=FILE")
    return wanted if to_stdout else [*wanted, ("terminal", None)]


def _check_file(name: str, file: Path, folders: Iterable[Path], documents: Iterable[Path]) -> None:
    """Refuse a report that would take the place of what is no plain file, of a part of a dataset that is checked, or of a document."""
    from checks.dataset import owns

    check_target(file)
    if any(path.resolve() == file.resolve() for path in documents):
        raise UsageError(f"--report {name}={file}: is a document that is checked; name another")
    if any(owns(folder, file) for folder in folders):
        raise UsageError(f"--report {name}={file}: is a file of a dataset that is checked; name another")


def _write(run: Run, name: str, file: Path | None) -> None:
    if name == "sarif":
        from checks.engine.rows import with_rows

        run = with_rows(run)
    text: str = import_module(f"checks.reports.{name}").render(run)
    if file:
        write_whole(file, text)
    else:
        emit(text, color=True)
