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
    r"(?:(?P<b>between|from) (?:the years )?)?(?P<a>[1-9][0-9]{0,3})(?P<ea> ?(?:b\.c\.(?:e\.)?|bce?\b))? ?(?:-|to|and|until) ?"
    r"(?P<y>[1-9][0-9]{0,3} ?(?P<era>b\.c\.(?:e\.)?|bce?\b|a\.d\.|ad\b|ce\b))"
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
    """`from 264 to 241 BC`: both years are of that era; `between 27 BC and 14 AD`."""
    match = _CHRISTIAN.match(low, at)
    if not match or (match["ea"] and not match["b"]) or not ("b" in match["era"] or match["ea"]):
        return None
    first, last = 1 - int(match["a"]), year_of(match["y"]) or 0
    return (match.end(), When(Part(first), Part(last), "/")) if first < last else None


_UNTIL = re.compile(r" ?(?:-|to|until|till|and) ?(?P<z>1?[0-9]{3})(?![0-9]|[.,:][0-9])")


def bare_years(low: str, at: int, *, before: bool) -> tuple[int, When]:
    """`in 667`, `from 861 until 1539`, in a text that tells of such times; `before` Christ where its last date is."""
    first, end = int(low[at : at + 3]), at + 3
    if (match := _UNTIL.match(low, end)) and (int(match["z"]) < first) == before:
        last = int(match["z"])
        return match.end(), When(Part(1 - first if before else first), Part(1 - last if before else last), "/")
    return end, When(Part(1 - first if before else first))


_NTH = rf"(?:[1-9][0-9]?(?:st|nd|rd|th)|(?:{'|'.join(sorted(ORDINALS, key=len, reverse=True))})\b)"
_OF = {"early": (0, 39), "late": (70, 99), "mid": (40, 69), "middle": (40, 69), "later": (70, 99), "beginning": (0, 19), "end": (90, 99),
       "first half": (0, 49), "second half": (50, 99), "latter half": (50, 99), "first quarter": (0, 24), "second quarter": (25, 49),
       "third quarter": (50, 74), "fourth quarter": (75, 99), "last quarter": (75, 99), "final quarter": (75, 99), "first third": (0, 33),
       "last third": (66, 99), "last years": (90, 99), "first years": (0, 9), "last decade": (90, 99), "first decade": (0, 9),
       "early-to-mid": (0, 69), "early to mid": (0, 69), "mid-to-late": (40, 99), "mid to late": (40, 99)}  # fmt: skip
_PART = rf"(?:{'|'.join(sorted(_OF, key=len, reverse=True))})(?:[ -]| of )(?:the )?"
_ERA = r"(?: ?(?:b\.c\.(?:e\.)?|bce?\b|a\.d\.|ad\b|c\.e\.|ce\b))"
_CENTURIES = re.compile(
    rf"(?:(?:from |between )?(?:the )?(?P<m>{_PART})?(?P<a>{_NTH})(?:[ -]century)?(?P<b>{_ERA})?"
    rf"(?P<j> (?:to|and|or|through|until|till) (?:the )?| ?- ?))?(?:the )?(?P<n>{_PART})?(?P<z>{_NTH})[ -]centur(?:y|ies)\b(?P<era>{_ERA})?"
)


def centuries(low: str, at: int) -> tuple[int, When] | None:
    """`the 16th and 17th centuries`, `the early 4th century BC`, `the last quarter of the 19th century`; a plain century is left alone."""
    match = _CENTURIES.match(low, at)
    if not match:
        return None
    before = "b" in (match["era"] or "")
    last = _century(match["z"], match["n"], before=before)
    first = _century(match["a"], match["m"], before="b" in (match["b"] or match["era"] or "")) if match["a"] else last
    if first is None or last is None or first[0] > last[0]:
        return None
    if (match["j"] or "")[1:4] in ("and", "or ") and last[0] // 100 - first[0] // 100 > 1 and not low.startswith("between", at):
        return None
    if match["a"]:
        return match.end(), When(Part(first[0]), Part(last[1]), "/")
    return (match.end(), When(Part(last[0]), Part(last[1]), "..")) if before or match["n"] else None


def _century(nth: str, part: str | None, *, before: bool) -> tuple[int, int] | None:
    """The first and the last year of a century, or of a part of it."""
    number = ORDINALS.get(nth) or (int(nth[:-2]) if nth[0].isdigit() else 0)
    start = 1 - number * 100 if before else number * 100 - 100
    low, high = _OF[re.sub(r"[ -](?:of )?(?:the )?$", "", part)] if part else (0, 99)
    return (start + low, start + high) if 0 < number < (90 if before else 22) else None


_ANCIENT = re.compile(r"(?P<y>-?[0-9]{4})(?:-(?P<m>[0-9]{2})(?:-[0-9]{2})?)?")
_ENDS = {2: 28, 4: 30, 6: 30, 9: 30, 11: 30}


def ancient(edtf: str) -> tuple[str, str]:
    """The first and the last day of a date before Christ, in ISO 8601 with signed years, which `datetime` does not have."""
    ends = list(_ANCIENT.finditer(edtf)) if "-" in (edtf[:1], edtf[1:2], edtf[3:4]) else []
    if not ends:
        return "", ""
    first, last = ends[0], ends[-1]
    low, high = (int(end["m"] or default) for end, default in ((first, 1), (last, 12)))
    low, high = (low - 20) * 3 if low > 20 else low, (high - 20) * 3 + 2 if high > 20 else high
    year = int(last["y"]) + (high > 12)
    high -= 12 * (high > 12)
    until = f"{'-' if year < 0 else ''}{abs(year):04}-{high:02}-{_ENDS.get(high, 31)}"
    return "" if edtf[0] == "." else f"{first['y']}-{low:02}-01", "" if edtf[-1] == "." else until
