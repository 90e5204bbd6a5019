"""What a citation mark in a raw text is, before it is known which words it serves; and whether its target can be followed."""

from __future__ import annotations

import re
from typing import NamedTuple

_LOCATOR = re.compile(r"https?://[^\s/]|www\.\w|\bdoi\b|\b10\.\d{4,9}/|\bISBN\b|\barXiv\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:1[5-9]|20)[0-9]{2}")
_DEAD = re.compile(
    r"#|javascript:|about:|data:|file:|(?:https?://)?(?:www\.)?example\.(?:com|org|net)\b|(?:https?://)?(?:localhost|127\.)|https?:/{0,2}$",
    re.IGNORECASE,
)


class Mark(NamedTuple):
    """A citation as it stands in the raw text: its words [start, end), and [left, right), what of the text is no prose."""

    start: int
    end: int
    left: int
    right: int
    kind: str
    target: str
    followable: bool
    confidence: float = 1.0
    around: bool = False
    """Whether it serves the clause that it stands in (a link) rather than the words before it (a note)."""


def opens(url: str) -> bool:
    """Whether a link's target leads anywhere: not empty, not `#`, no placeholder."""
    return bool(url) and not _DEAD.match(url)


def locates(note: str) -> bool:
    """Whether a note or entry says where to look: an address, or a title with its year."""
    return bool(_LOCATOR.search(note)) or (len(note.split()) > 3 and bool(_YEAR.search(note)))


def one_line(text: str) -> str:
    """Text with its white space as single blanks."""
    return " ".join(text.split())
