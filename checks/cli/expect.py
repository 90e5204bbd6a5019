"""The command `expect`: a dataset in, a suite of expectations out."""

from __future__ import annotations

import json
from pathlib import Path

import click

from checks.cli import emit, printable
from checks.dataset import read_dataset
from checks.engine.release import frames
from checks.errors import UsageError
from checks.expectations.draft import draft
from checks.expectations.suite import FILE
from checks.files import write_whole


def run_expect(path: str, write: bool) -> int:
    """Print a draft, or write it beside the data where there is none yet."""
    folder = Path(path)
    dataset = read_dataset(folder)
    target = folder / FILE
    if write and target.exists():
        raise UsageError(f"{target}: is there already; print a draft without --write and compare")
    suite = json.dumps(draft(dataset.name, frames(dataset)), indent=2, ensure_ascii=False)
    if write:
        write_whole(target, suite + "\n")
        click.echo(f"wrote {printable(str(target))}: read it, and say in meta.notes why each expectation is one", err=True)
    else:
        emit(suite + "\n")
    return 0
