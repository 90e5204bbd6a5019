"""The command `fix`: show what would be mended as a diff, and write it when told to."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from checks.cli import emit, printable
from checks.engine.paths import datasets
from checks.engine.repair import Repairs, repairs


def run_fix(paths: tuple[str, ...], *, write: bool, hashes: bool) -> int:
    """Show and, with `write` or when the user agrees, make the repairs of every dataset; return the exit code."""
    found = {folder: repairs(folder, hashes=hashes) for folder in datasets([Path(path) for path in paths])}
    for folder, mended in found.items():
        _show(folder, mended)
    changing = [mended for mended in found.values() if mended.sheets]
    if not changing:
        return 0
    if write or _agreed():
        for mended in changing:
            mended.write()
        click.echo("written", err=True)
    else:
        click.echo("nothing written; --write does it", err=True)
    return 0


def _show(folder: Path, mended: Repairs) -> None:
    emit("".join(f"{_coloured(printable(line))}\n" for line in mended.diff().splitlines()))
    for line in mended.refused:
        click.echo(printable(f"left alone  {line}"), err=True)
    for line in mended.done:
        click.echo(printable(f"mended  {line}"), err=True)
    if not mended.done:
        click.echo(printable(f"{folder}: nothing to mend"), err=True)


def _coloured(line: str) -> str:
    colour = {"+": "green", "-": "red", "@": "cyan"}.get(line[:1])
    return click.style(line, fg=colour) if colour else line


def _agreed() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty() and click.confirm("Write these changes?", err=True)
