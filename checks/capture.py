"""A document file as text, whatever its format: what claims are drafted from and anchored in."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from checks.dataset import MAX_DOCUMENT
from checks.files import read_whole
from checks.load import decode

PLAIN = (".txt", ".md", ".markdown")
SUFFIXES = PLAIN


class Captured(NamedTuple):
    """The text of a document file."""

    text: str


def is_document(path: Path) -> bool:
    """Whether a path is named like a document."""
    return path.suffix.lower() in SUFFIXES


def capture(path: Path) -> Captured:
    """The text of a document. Raises InputError for what cannot be read."""
    return Captured(decode(path, read_whole(path, MAX_DOCUMENT, "split the document")))
