"""Cells of drafts: ids that say what they are of, and numbers as the tables hold them."""

from __future__ import annotations

import re
from hashlib import blake2s
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

Cells = dict[str, str]
_WORD = re.compile(r"[a-z0-9]+")


def slug(words: str, longest: int = 24) -> str:
    """Words as a part of an id."""
    return "-".join(_WORD.findall(words.lower()))[:longest].strip("-")


class Names:
    """Ids that are given once: twins are numbered."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)

    def new(self, base: str) -> str:
        """The base itself, or with the first number that is free."""
        name = next(name for number in count(1) if (name := base if number == 1 else f"{base}-{number}") not in self._taken)
        self._taken.add(name)
        return name

    def document(self, path: Path) -> str:
        """The id of a document, from the name of its file."""
        return self.new(slug(path.stem, 40) or "document")


def free(document_id: str, words: str, content: tuple[str, ...], taken: set[str], mark: str = "") -> str:
    """An id that says what it is of, with a hash of its content; twins are numbered."""
    twin = 0
    while True:
        digest = blake2s("\0".join((document_id, words, *content, str(twin))).encode("utf-8", "replace"), digest_size=4).hexdigest()
        name = f"{document_id[:24].rstrip('.-_')}.{mark}{'-'.join(part for part in (slug(words), digest) if part)}"
        if name not in taken:
            taken.add(name)
            return name
        twin += 1


def decimal(value: float | None) -> str:
    """A number to six places, without an exponent; empty for None."""
    if value is None:
        return ""
    return f"{value:.6f}".rstrip("0").rstrip(".") if abs(value) < 1e15 else f"{value:.0f}"
