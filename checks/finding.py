"""One finding, and the places it points at: plain values that every report is a function of."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Literal

Level = Literal["error", "warning", "note"]
Certainty = Literal["definite", "possible"]
Side = Literal["data", "source"]

LEVELS: tuple[Level, ...] = ("error", "warning", "note")
MILDER: dict[Level, Level] = {"error": "warning", "warning": "note", "note": "note"}


@dataclass(frozen=True, slots=True)
class Location:
    """A table row that can be edited (`table`) or words in a document (`text`).

    `line` and `column` are 1-based; `start` and `end` are code points of the raw document, end exclusive.
    """

    kind: Literal["text", "table"]
    path: str
    line: int | None = None
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None
    start: int | None = None
    end: int | None = None
    quote: str | None = None
    claim_id: str | None = None
    note: str | None = None
    primary: bool = False

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A person's recorded decision to live with a finding."""

    resolution: str
    reason: str
    by: str
    date: str


@dataclass(frozen=True, slots=True)
class Finding:
    """An inconsistent set of claims, or a row that is wrong, with its arithmetic and places."""

    dataset: str
    code: str
    name: str
    level: Level
    certainty: Certainty
    side: Side
    message: str
    help: str
    claims: tuple[str, ...]
    fingerprint: str
    locations: tuple[Location, ...] = field(default=())
    accepted: Acceptance | None = None
    new: bool | None = None


def fingerprint(dataset: str, code: str, key: str) -> str:
    """Name a finding by what it is about, so that it survives edits of lines, order and wording."""
    return hashlib.sha256("\x1f".join((dataset, code, key)).encode()).hexdigest()[:16]
