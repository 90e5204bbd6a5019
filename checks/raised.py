"""Raised figures: a note's marker in brackets, which no reader of figures takes for a part of one, or the power of a measure."""

from __future__ import annotations

import re

MARK = r"[0-9]{1,3}(?:\s*[,;\u2013-]\s*[0-9]{1,3})*"
"""One note's number or several."""
_MEASURE = re.compile(r"(?<![^\W\d])(?:[kcm]?m|mi|ft|in|yd|miles?|met(?:er|re)s?|feet)$")
_POWERS = {"2": "\u00b2", "3": "\u00b3"}


def raised(mark: str, before: str, linked: bool = False) -> str:
    """A raised mark as it stands in a capture, by the words before it: `km²`, else `killed[2]`."""
    if mark in _POWERS and not linked and _MEASURE.search(before):
        return _POWERS[mark]
    return f"[{mark}]"
