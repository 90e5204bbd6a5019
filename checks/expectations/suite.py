"""expectations.json: a Great Expectations suite whose expectations each name the table that they are about."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checks.errors import InputError
from checks.files import present, read_whole
from checks.finding import Level

FILE = "expectations.json"
LEVELS: Mapping[str, Level] = {"critical": "error", "warning": "warning", "info": "note"}
"""Severity of an expectation, and the level of a finding."""
_MOST = 5_000_000
_KEYS = {"type", "kwargs", "severity", "meta", "id", "description", "notes", "rendered_content"}
_TYPE = re.compile(r'"type"\s*:\s*"expect_')
_COLUMN = ("column", "column_A", "column_B")
_COLUMNS = ("column_list", "column_set")


@dataclass(frozen=True)
class Expectation:
    """One expectation: `table` (a table of the dataset, or `per_document`), `type` and `kwargs` as Great Expectations names them,
    `severity`, `note` (why it is expected) and the line where it stands."""

    table: str
    type: str
    kwargs: Mapping[str, Any]
    severity: str = "critical"
    note: str = ""
    line: int = 1

    @property
    def columns(self) -> list[str]:
        """The columns that it looks at."""
        single = [self.kwargs[name] for name in _COLUMN if name in self.kwargs]
        return [*single, *(str(column) for name in _COLUMNS for column in self.kwargs.get(name) or ())]

    @property
    def key(self) -> str:
        """What the expectation is, whatever its line, its severity and its reasons."""
        return f"{self.table}:{self.type}:{json.dumps(self.kwargs, sort_keys=True)}"


def read_suite(path: Path) -> list[Expectation]:
    """The expectations of a suite; none when there is no file. Raises InputError for what is no suite."""
    if not present(path):
        return []
    try:
        text = read_whole(path, _MOST, "split the suite").decode("utf-8-sig")
        suite = json.loads(text)
    except UnicodeDecodeError as error:
        raise InputError(path, f"not UTF-8 at byte {error.start}", "save the file as UTF-8") from None
    except json.JSONDecodeError as error:
        raise InputError(path, f"broken JSON ({error.msg})", "mend the line", error.lineno) from None
    except RecursionError:
        raise InputError(path, "is nested too deeply", "write a suite as `validate expect` drafts it") from None
    listed = suite.get("expectations") if isinstance(suite, dict) else None
    if not isinstance(listed, list):
        raise InputError(path, "holds no list of expectations", "write a suite as `validate expect` drafts it", 1)
    lines = [text.count("\n", 0, found.start()) + 1 for found in _TYPE.finditer(text)]
    lines = lines if len(lines) == len(listed) else [1] * len(listed)
    return [_read(path, entry, line) for entry, line in zip(listed, lines, strict=True)]


def _read(path: Path, entry: Any, line: int) -> Expectation:
    def refuse(problem: str, remedy: str) -> InputError:
        return InputError(path, problem, remedy, line)

    if not isinstance(entry, dict) or not isinstance(entry.get("type"), str) or not isinstance(entry.get("kwargs", {}), dict):
        raise refuse(
            "an expectation is no object with type and kwargs", 'write {"type": "expect_…", "kwargs": {…}, "meta": {"table": "claims"}}'
        )
    if unknown := sorted(entry.keys() - _KEYS):
        raise refuse(f"unknown key {unknown[0]!r}", f"known are {', '.join(sorted(_KEYS))}")
    meta = entry.get("meta") or {}
    if not isinstance(meta, dict) or not isinstance(meta.get("table"), str):
        raise refuse("an expectation names no table", 'add "meta": {"table": "claims"}')
    severity = entry.get("severity") or "critical"
    if severity not in LEVELS:
        raise refuse(f"severity {severity!r} is unknown", f"known are {', '.join(LEVELS)}")
    note = meta.get("notes") or entry.get("notes") or entry.get("description") or ""
    return Expectation(
        meta["table"], entry["type"], entry.get("kwargs", {}), severity, note if isinstance(note, str) else "; ".join(note), line
    )
