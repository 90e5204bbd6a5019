"""The command `report --data-docs`: the pages of Great Expectations, for those who know them."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import click

from checks.cli import printable
from checks.engine.paths import datasets
from checks.engine.release import docs
from checks.errors import UsageError


def run_data_docs(paths: tuple[str, ...], folder: Path) -> int:
    """Build Data Docs of every dataset that has a suite, and return the exit code. The folder appears when all are built."""
    if folder.exists():
        raise UsageError(f"{folder}: is there already; name a new folder for Data Docs")
    folder.parent.mkdir(parents=True, exist_ok=True)
    built = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    try:
        found = {dataset.resolve().name: dataset for dataset in datasets([Path(path) for path in paths])}
        names = [name for name, dataset in found.items() if docs(dataset, built / name)]
        if not names:
            raise UsageError("no dataset has an expectations.json; validate expect drafts one")
        built.rename(folder)
    finally:
        shutil.rmtree(built, ignore_errors=True)
    for name in names:
        click.echo(printable(str(folder / name / "index.html")), err=True)
    return 0
