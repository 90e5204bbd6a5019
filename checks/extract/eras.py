"""Quarters and halves of a year, and years before Christ."""

from __future__ import annotations

import re
from typing import NamedTuple

from checks.extract.calendar import Part, When
from checks.extract.datewords import ORDINALS, YEAR, year_of

_QUARTER = re.compile(
    rf"(?:(?P<before>(?:19|20)[0-9]{{2}})[ -])?(?:the )?"
    rf"(?:(?P<q>[qh][1-4])\b|(?P<o>first|second|third|fourth|1st|2nd|3rd|4th|last|final) quarter\b)"
    rf"(?:,? (?:of |in )?(?:the )?(?P<y>{YEAR}))?"
)
_CHRISTIAN = re.compile(
    r"(?:(?:between|from) )?(?P<a>[1-9][0-9]{0,3}) ?(?:-|to|and|until) ?"
    r"(?P<y>[1-9][0-9]{0,3} ?(?:b\.c\.(?:e\.)?|bce?\b))"
)


class Quarter(NamedTuple):
    """A quarter or half of a year as printed: its first and last month."""

    year: int | None
    first: int
    last: int
    end: int


def quarter(text: str, at: int) -> Quarter | None:
    """`Q3 2016`, `2016-H1`, `the third quarter of 2016`; the last one is the fourth only where its year follows."""
    match = _QUARTER.match(text, at)
    if not match or (match["o"] in ("last", "final") and not match["y"]):
        return None
    word, year = match["o"] or "", year_of(match["y"] or match["before"])
    if (match["q"] or "").startswith("h"):
        half = int(match["q"][1])
        return Quarter(year, half * 6 - 5, half * 6, match.end()) if half < 3 else None
    number = int(match["q"][1] if match["q"] else "4" if word in ("last", "final") else ORDINALS.get(word) or word[0])
    return Quarter(year, number * 3 - 2, number * 3, match.end())


def before_christ(low: str, at: int) -> tuple[int, When] | None:
    """`from 264 to 241 BC`: both years are of that era."""
    match = _CHRISTIAN.match(low, at)
    if not match:
        return None
    first, last = 1 - int(match["a"]), year_of(match["y"]) or 0
    return (match.end(), When(Part(first), Part(last), "/")) if first < last else None


_ANCIENT = re.compile(r"(?P<y>-?[0-9]{4})(?:-(?P<m>[0-9]{2}))?")
_ENDS = {2: 28, 4: 30, 6: 30, 9: 30, 11: 30}


def ancient(edtf: str) -> tuple[str, str]:
    """The first and the last day of a date before Christ, in ISO 8601 with signed years, which `datetime` does not have."""
    ends = list(_ANCIENT.finditer(edtf))
    if not edtf.startswith(("-", "[-")) or not ends:
        return "", ""
    first, last = ends[0], ends[-1]
    low, high = (int(end["m"] or default) for end, default in ((first, 1), (last, 12)))
    low, high = (low - 20) * 3 if low > 20 else low, (high - 20) * 3 + 2 if high > 20 else high
    year = int(last["y"]) + (high > 12)
    high -= 12 * (high > 12)
    return f"{first['y']}-{low:02}-01", f"{'-' if year < 0 else ''}{abs(year):04}-{high:02}-{_ENDS.get(high, 31)}"
