"""The command `diff`: what was added, removed and changed between two versions of a dataset, with old and new values."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from checks.cli import emit, printable
from checks.engine.diff import differences

if TYPE_CHECKING:
    from checks.engine.diff import Change

_SIGNS = {"added": ("+", "green"), "removed": ("-", "red"), "changed": ("~", "yellow")}
_SHOWN = ("quote", "measure", "value_text", "name", "title", "label", "predicate", "kind", "code")
_LONGEST = 200


def run_diff(old: str, new: str, as_json: bool) -> int:
    """Print the differences, as text or as JSON, and return the exit code: like `git diff`, differences are no failure."""
    changes = differences(old, new)
    if as_json:
        emit(json.dumps([asdict(change) for change in changes], indent=2) + "\n")
        return 0
    lines: list[str] = []
    for change in changes:
        lines += _lines(change)
    emit("".join(f"{line}\n" for line in [*lines, _summary(changes)]))
    return 0


def _lines(change: Change) -> list[str]:
    sign, colour = _SIGNS[change.kind]
    head = click.style(f"{sign} {change.table} {printable(change.row)}", fg=colour)
    if change.kind == "changed":
        return [head, *(line for name, (was, now) in change.cells.items() for line in _cell(name, was, now))]
    told = 1 if change.kind == "added" else 0
    values = [cells[told] for name in _SHOWN if (cells := change.cells.get(name))]
    return [head, *([f"    {' · '.join(_short(value) for value in values if value)}"] if any(values) else [])]


def _cell(name: str, was: str | None, now: str | None) -> list[str]:
    """Old and new value of a cell: on one line when they are short."""
    old, new = _short(was), _short(now)
    if len(old) + len(new) + len(name) < 66:
        return [f"    {name}: {old} → {new}"]
    return [f"    {name}:", f"      - {old}", f"      + {new}"]


def _short(value: str | None) -> str:
    text = "(empty)" if value is None else printable(value)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _summary(changes: list[Change]) -> str:
    counts = Counter((change.table, change.kind) for change in changes)
    tables = dict.fromkeys(change.table for change in changes)
    told = [f"{table}: " + ", ".join(f"{counts[table, kind]} {kind}" for kind in _SIGNS if counts[table, kind]) for table in tables]
    return "; ".join(told) + "." if told else "no difference"
