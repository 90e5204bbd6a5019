"""The command `extract`: documents in, rows or drafts out; a bad document is named and passed over."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from checks.capture import capture
from checks.cli import emit, printable, whole_day
from checks.errors import InputError, UsageError
from checks.extract.about import about
from checks.extract.append import Target
from checks.extract.cells import Names
from checks.extract.draft import draft
from checks.extract.rows import extract, read
from checks.files import sole
from checks.sheet import table_text
from checks.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator


def run_extract(paths: tuple[str, ...], output: str, into: str | None, published: str | None) -> int:
    """Extract from every document, and return the exit code."""
    day = whole_day(published, "--published") if published else None
    if into is not None:
        with sole(Path(into), lambda: click.echo(printable(f"waiting for another run that adds to {into}"), err=True)):
            return _into(Target(Path(into)), paths, day)
    failed, names = 0, Names()
    if output == "csv":
        emit(table_text(list(TABLES["claims"]), []))
    for path in _progress(paths):
        try:
            text = _rows(path, day) if output == "jsonl" else _claims(path, day, names)
        except InputError as error:
            failed += _say(error)
        else:
            emit(_shown(text))
            if not text:
                click.echo(printable(f"validate: {path}: holds no figure and no date"), err=True)
    return 2 if failed else 0


def _shown(text: str) -> str:
    """Rows without what could steer a terminal, when they go to one; a file or a program gets every character."""
    if not _terminal(sys.stdout) or text.replace("\n", "").isprintable():
        return text
    return "".join(char if char.isprintable() or char == "\n" else " " for char in text)


def _rows(path: str, day: date | None) -> str:
    text, stated = _read(path, day)
    rows = extract(path, text, stated)
    return "".join(json.dumps(row._asdict(), ensure_ascii=False, allow_nan=False) + "\n" for row in rows)


def _claims(path: str, day: date | None, names: Names) -> str:
    text, stated = _read(path, day)
    claims = draft(names.document(Path(path)), read(path, text, stated)).claims
    return table_text(list(TABLES["claims"]), claims).partition("\n")[2]


def _into(target: Target, paths: tuple[str, ...], day: date | None) -> int:
    failed = 0
    for path in _progress(paths, rows=False):
        try:
            captured = capture(Path(path))
            name, known = target.document(Path(path), captured)
            target.add(draft(name, read(path, captured.text, day or _known(known))))
        except InputError as error:
            failed += _say(error)
    added = target.write()
    told = ", ".join(f"{number} {name if number > 1 else name[:-1]}" for name, number in added.items())
    click.echo(printable(f"{target.folder}: {f'added {told}' if told else 'nothing new'}"), err=True)
    return 2 if failed else 0


def _read(path: str, day: date | None) -> tuple[str, date | None]:
    """The text of a document, and its day of publication: as the user says, else as it says itself."""
    captured = capture(Path(path))
    return captured.text, day or captured.published or about(captured.text).published


def _known(text: str) -> date | None:
    """A whole day of a table; a coarser date gives none."""
    try:
        return whole_day(text, "")
    except UsageError:
        return None


def _say(error: InputError) -> int:
    clear = "\r\x1b[K" if _terminal(sys.stderr) else ""  # the line that the progress stands on
    click.echo(f"{clear}validate: {printable(str(error))}", err=True)
    return 1


def _terminal(stream: TextIO | None) -> bool:
    """Whether a stream, which is None when it was closed, goes to a terminal."""
    return stream is not None and stream.isatty()


def _progress(paths: tuple[str, ...], rows: bool = True) -> Iterator[str]:
    """The paths, with progress on a terminal unless `rows` go to one and show it themselves."""
    if not _terminal(sys.stderr) or (rows and _terminal(sys.stdout)):
        yield from paths
        return
    with click.progressbar(paths, file=sys.stderr, label="extract") as bar:
        yield from bar
