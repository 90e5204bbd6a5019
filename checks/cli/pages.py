"""The catalogue and the page of one check."""

from __future__ import annotations

import difflib
import json
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import click

from checks.cli import emit
from checks.engine.discover import catalogue
from checks.errors import UsageError

if TYPE_CHECKING:
    from checks.example import Example
    from checks.run import Checked

_COLOURS = {"error": "red", "warning": "yellow", "note": "blue"}


_FAMILIES = {
    "ACC": "the ledger of accepted findings", "ANC": "a claim against the words of its own document",
    "CIT": "the evidence that documents offer",
    "COV": "what is covered, and what was looked at", "EXP": "the release as a whole", "NUM": "figures that must agree",
    "SCH": "one row, and the rows it refers to", "TMP": "time", "XDC": "between documents, or speakers",
}  # fmt: skip


def print_catalogue(as_json: bool, as_markdown: bool = False) -> None:
    """Every check on a line, as a JSON list, or as the catalogue page of the documentation."""
    entries = catalogue()
    if as_markdown:
        emit(catalogue_page(entries))
        return
    if as_json:
        facts = ("code", "name", "level", "side", "by", "authority", "title")
        emit(json.dumps([{fact: getattr(entry, fact) for fact in facts} for entry in entries], indent=2) + "\n")
        return
    width = max(len(entry.name) for entry in entries)
    family, lines = "", []
    for entry in entries:
        if entry.code[:3] != family:
            lines += [""] * bool(family)
            family = entry.code[:3]
        level = click.style(f"{entry.level:<8}", fg=_COLOURS[entry.level])
        lines.append(f"{click.style(entry.code, bold=True)}  {entry.name:<{width}}  {level} {entry.side:<6}  {entry.title}")
    emit("\n".join([*lines, ""]))


def catalogue_page(entries: Sequence[Checked]) -> str:
    """The catalogue as Markdown, by family. A check's own page, with its examples, is `validate explain CODE`."""
    parts = [
        "# Catalogue of checks",
        f"{len(entries)} checks. This page is written by `validate rules --markdown`; `validate explain CODE` shows a check with its "
        "examples. A *possible* finding is one level milder. Side data: our row is wrong; side source: the document is.",
    ]
    for family, group in groupby(entries, key=lambda entry: entry.code.rstrip("0123456789")):
        parts.append(f"## {family}: {_FAMILIES.get(family, 'rules of another package')}")
        for entry in group:
            head = f"**{entry.code} {entry.name}** · {entry.level} · {entry.side} side · local to its {entry.by}"
            parts.append(f"{head}  \n{entry.title}  \n*What to do*: {entry.help}.  \n*Rests on*: {entry.authority}.")
    return "\n\n".join(parts) + "\n"


def print_page(code: str) -> None:
    """What a check finds, why, its authority, its settings and its examples. Raises UsageError for an unknown code."""
    entries = {name: entry for entry in catalogue() for name in (entry.code, entry.name)}
    entry = entries.get(code.upper()) or entries.get(code.lower())
    if entry is None:
        near = difflib.get_close_matches(code.upper(), entries, n=3, cutoff=0.5) + difflib.get_close_matches(code.lower(), entries, n=3)
        raise UsageError(f"no check is called {code!r}; {'did you mean ' + ' or '.join(near) + '?' if near else 'see `validate rules`'}")
    emit(page(entry) + "\n")


def page(entry: Checked) -> str:
    """The page as text."""
    head = (
        f"{click.style(f'{entry.code} {entry.name}', bold=True)}   {click.style(entry.level, fg=_COLOURS[entry.level])}, {entry.side} side"
    )
    body = entry.prose.partition("\n")[2].strip()
    settings = [f"  {name} = {value!r}" for name, value in getattr(entry, "settings", {}).items()]
    parts = [head, entry.title, body, f"What to do: {entry.help}.", f"Rests on: {entry.authority}."]
    parts += ["Settings (dataset.toml, [settings." + entry.code + "]):\n" + "\n".join(settings)] if settings else []
    return "\n\n".join([part for part in parts if part] + [_example(example) for example in entry.examples])


def _example(example: Example) -> str:
    """An example as aligned columns; rows that fire are marked."""
    lines = [click.style(example.kind, bold=True) + (f": {example.why}" if example.why else "")]
    for name, rows in example.tables.items():
        columns = list(dict.fromkeys(column for row in rows for column in row))
        widths = {column: max(len(column), *(len(row.get(column, "")) for row in rows)) for column in columns}
        lines += [f"  {name}", "      " + "  ".join(f"{column:<{widths[column]}}" for column in columns)]
        for number, row in enumerate(rows):
            mark = click.style("fires", fg="red") if (name, number) in example.marked else "     "
            lines.append(f"{mark} " + "  ".join(f"{row.get(column, ''):<{widths[column]}}" for column in columns).rstrip())
    return "\n".join(lines)
