"""A document file as text, whatever its format: what claims are drafted from and anchored in.

Plain text and Markdown are their own capture. Of a web page or a PDF the words are taken out once and kept beside the original.
"""

from __future__ import annotations

import hashlib
import os
import re
from datetime import date
from pathlib import Path
from typing import NamedTuple

from checks.dataset import MAX_DOCUMENT
from checks.errors import InputError, UsageError
from checks.files import read_whole
from checks.load import decode

PLAIN = (".txt", ".md", ".markdown")
PAGES = (".html", ".htm", ".xhtml")
PDF = ".pdf"
SUFFIXES = (*PLAIN, *PAGES, PDF)
CAPTURE = ".txt"
"""What the name of a capture adds to that of its original: `report.pdf.txt`."""


class Captured(NamedTuple):
    """The text of a document file, what the file says of its publication beside the text, and the hash of its bytes."""

    text: str
    published: date | None
    sha256: str


def is_document(path: Path) -> bool:
    """Whether a path is named like a document."""
    return path.suffix.lower() in SUFFIXES


def is_original(path: Path) -> bool:
    """Whether a document needs a capture, for it is no text itself."""
    return path.suffix.lower() in (*PAGES, PDF)


def capture(path: Path) -> Captured:
    """The text of a document.

    Raises InputError for what cannot be read or holds no words, UsageError when the extra that reads the format is not installed.
    """
    if re.search("[\ud800-\udfff]", str(path)):
        raise InputError(path, "has a name that is not UTF-8", "rename it")
    if os.path.isdir(path):
        raise InputError(path, "is a directory, not a file", f"name the documents in it: {path}/*")
    data = read_whole(path, MAX_DOCUMENT, "split the document")
    digest = hashlib.sha256(data).hexdigest()
    kind = path.suffix.lower()
    if kind == PDF:
        return Captured(_pdf(path, data), None, digest)
    if kind in PAGES:
        return Captured(*_page(path, data), digest)
    return Captured(decode(path, data), None, digest)


def _pdf(path: Path, data: bytes) -> str:
    try:
        from checks.pdf import words
    except ImportError as error:
        raise _missing(path, "pdf", error) from None
    return words(path, data)


def _page(path: Path, data: bytes) -> tuple[str, date | None]:
    try:
        from checks.webpage import words
    except ImportError as error:
        raise _missing(path, "html", error) from None
    return words(path, data)


def _missing(path: Path, extra: str, error: ImportError) -> UsageError:
    wanted = f"needs {error.name}" if isinstance(error, ModuleNotFoundError) else f"fails ({str(error).partition(chr(10))[0]})"
    return UsageError(f"{path}: reading {extra.upper()} {wanted}; install what it needs: pip install 'claim-checks[{extra}]'")
