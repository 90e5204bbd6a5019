"""How a finding about one cell is worded: the nearest term, the name of an invisible character, what a spreadsheet did."""

from __future__ import annotations

import difflib
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence

MAX_SHOWN = 80
_WORK, _NEIGHBOURS = 20_000, 100
_NAMES = {"\n": "a line break", "\r": "a carriage return", "\t": "a tab", "\xa0": "a no-break space"}
_AT_HOME = "\n\r\t\xa0\xad\u200c\u200d"
_DAMAGE = (
    (r"(?i)\d{1,2}[-/][a-z]{3,9}.*|[a-z]{3,9}[-/]\d{2,4}|\d{1,4}[/.]\d{1,2}[/.]\d{1,4}", "looks like a date as a spreadsheet writes it"),
    (r"(?i).*[t ]00:00.*", "has the midnight that a spreadsheet adds"),
    (r"(?i)[+-]?\d+([.,]\d+)?e[+-]?\d+", "is in scientific notation, which has lost digits"),
    (r"[+-]?\d{1,3}([,.' \u00a0\u202f]\d{3})+([.,]\d+)?", "has thousands separators"),
    (r"\d+,\d+", "has a decimal comma"),
    (r"\d+\s*\+", "is an open end: write comparator ge and the bound in low"),
    (r"\d{5}(\.\d+)?", "looks like a spreadsheet's day number"),
    (r"(?i)-?\d+|\?+|[-–—]+|n\.?/?a\.?|nan|nil|null|none|unk[a-z]*|tbd", "stands for 'unknown': leave the cell empty"),
    (r"(?i)#[a-z0-9/]+[!?]?", "is a spreadsheet's error value"),
)  # fmt: skip


def shown(value: str | None) -> str:
    """A cell as it may stand in a message: cut, and with nothing in it that a terminal obeys."""
    text = value or ""
    return repr(text if len(text) <= MAX_SHOWN else text[:MAX_SHOWN] + "…")


def listed(terms: Iterable[str], limit: int = 8) -> str:
    """The first terms of a list."""
    some = list(terms)
    return ", ".join(some[:limit]) + (f" and {len(some) - limit} more" if len(some) > limit else "")


def nearest(values: Sequence[str], terms: Iterable[str]) -> dict[str, str]:
    """The most similar term for every value that has one. Of long lists only neighbours in order are compared."""
    ordered = sorted(set(terms))
    found: dict[str, str] = {}
    for value in values[: _WORK // (min(len(ordered), 2 * _NEIGHBOURS) + 1)]:
        short = value[:MAX_SHOWN]
        at = bisect_left(ordered, short)
        near = ordered if len(ordered) <= 2 * _NEIGHBOURS else ordered[max(at - _NEIGHBOURS, 0) : at + _NEIGHBOURS]
        if match := difflib.get_close_matches(short.strip().lower(), near, n=1):
            found[value] = match[0]
    return found


def hint(value: str, near: dict[str, str]) -> str:
    """A suggestion to append to a message."""
    return f"; did you mean {shown(near[value])}?" if value in near else ""


def dirt(value: str, mojibake: re.Pattern[str], *, text: bool) -> str:
    """What is dirty about a cell; line breaks, tabs and joiners are at home in a text."""
    for character in value:
        if text and character in _AT_HOME:
            continue
        if character in _NAMES or unicodedata.category(character) in ("Cc", "Cf", "Cn") or character == "\ufffd":
            name = _NAMES.get(character) or unicodedata.name(character, "a control character").lower()
            return f"holds {name} (U+{ord(character):04X})"
    if match := mojibake.search(value):
        return f"holds {shown(match[0])}: UTF-8 that was read in another encoding"
    return "begins or ends with a blank"


def damage(value: str) -> str:
    """What became of a number or a date."""
    text = value.strip()
    return next((words for pattern, words in _DAMAGE if re.fullmatch(pattern, text)), "is not written as plain digits")
