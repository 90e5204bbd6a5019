"""The command `report`: check, and write the findings as a folder of HTML pages."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checks.cli import printable
from checks.errors import UsageError
from checks.files import check_folder, write_folder
from checks.reports.site.build import check_extra, render

if TYPE_CHECKING:
    from checks.engine.check import Options


def run_report(paths: tuple[str, ...], folder: Path, options: Options) -> int:
    """Write the site and return the exit code: that of the run, but findings do not fail it."""
    check_extra()
    from checks.engine.check import check
    from checks.engine.paths import targets

    given = [Path(path) for path in paths]
    _check_place(folder, targets(given)[0])
    run = check(given, options)
    write_folder(folder, render(run))
    click.echo(printable(f"{folder / 'index.html'}: {len(run.findings):,} finding{'s' * (len(run.findings) != 1)}"), err=True)
    return 0 if run.exit_code == 1 else run.exit_code


def _check_place(folder: Path, datasets: Iterable[Path]) -> None:
    """Refuse a place where pages would lie among the data, or in place of what we did not write."""
    place = folder.resolve()
    for dataset in datasets:
        if place.is_relative_to(dataset.resolve()) or dataset.resolve().is_relative_to(place):
            raise UsageError(f"{folder}: lies within the dataset {dataset}, or holds it; name a folder elsewhere")
    check_folder(folder)
