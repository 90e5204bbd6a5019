"""Days that are named without their month: `on the 6th`, `6 and 7 April`, `April 6 and 7`, `Christmas Day 1979`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from checks.extract.calendar import Part, exists, shift
from checks.extract.datewords import YEAR, year_of

if TYPE_CHECKING:
    from checks.extract.datecontext import Context

_HOLIDAYS = {
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "christmas": (12, 25),
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
}
_HOLIDAY = re.compile(
    r"(?P<h>christmas(?: day| eve)?|new year's (?:day|eve))\b"
    r"(?! (?:islands?|trees?|cards?|presents?|gifts?|carols?|parties|lights|markets?|songs?|films?|specials?)\b)"
    rf"(?:(?:,| of| in)? (?P<y>{YEAR}))?"
)
_FEAST = re.compile(
    r"(?P<h>easter(?: sunday| monday)?|good friday)(?:,? (?:of |in )?(?P<y>(?:1[5-9]|20)[0-9]{2})\b| (?P<t>that year|of that year))"
)
_FROM_EASTER = {"easter monday": 1, "good friday": -2}
_NTH = re.compile(r"(?P<d>[0-9]{1,2})(?:st|nd|rd|th)")
_ON = re.compile(
    r"\b(?:on|by|until|till|from|since|to|before|after|of|during|and|or|evening|night|morning|afternoon|between|dawn|early|late|mid) the $"
)
_BEFORE = re.compile(r"\b(?P<d>3[01]|[12][0-9]|[1-9])(?:st|nd|rd|th)?,? ?(?:and|or|,) ?(?:the )?$")
_AFTER = re.compile(
    r"(?:,| and| or|, and) (?:the )?(?P<w>(?P<d>3[01]|[12][0-9]|[1-9])(?:st|nd|rd|th)?"
    r"(?:, (?P<y>(?:1[0-9]|20)[0-9]{2})(?![0-9])|(?= ?[,;:)]| ?\.(?![0-9])| (?:in|at|when|the|he|they|and)\b|\Z)))"
)


class Day(NamedTuple):
    """A day and the words that name it."""

    start: int
    end: int
    part: Part
    basis: str
    sure: float


def holiday(low: str, at: int, context: Context) -> Day | None:
    """A feast that is always on the same day."""
    if feast := _FEAST.match(low, at):
        return _feast(feast, context)
    match = _HOLIDAY.match(low, at)
    if not match:
        return None
    month, day = _HOLIDAYS[match["h"]]
    done = context.complete(Part(year_of(match["y"]), month, day))
    return Day(at, match.end(), done.part, done.basis, min(done.sure, 0.85))


def _feast(match: re.Match[str], context: Context) -> Day | None:
    """`Easter Monday 1916`: the year is told."""
    stated = match["y"] is not None
    year = int(match["y"]) if stated else context.last.year if context.last else None
    if year is None or not 1582 < year < 9000:
        return None
    part = shift(_easter(year), _FROM_EASTER.get(match["h"], 0), "day")
    return Day(match.start(), match.end(), part, "stated" if stated else "relative", 0.85) if part else None


def _easter(year: int) -> Part:
    """Easter Sunday of the Gregorian calendar, as in Meeus, Astronomical Algorithms, chapter 8."""
    golden, century, rest = year % 19, year // 100, year % 100
    skipped = (century + 8) // 25
    moon = (19 * golden + century - century // 4 - (century - skipped + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    days = moon + sunday - 7 * late + 114
    return Part(year, days // 31, days % 31 + 1)


def nth(low: str, at: int, context: Context) -> Day | None:
    """`on the 6th`, in the month that the text speaks of, or the next one when that day has passed."""
    match, last = _NTH.match(low, at), context.last
    if not match or not _ON.search(low, max(0, at - 16), at) or last is None or last.month is None or last.month > 12 or not last.known:
        return None
    part = Part(last.year, last.month, int(match["d"]))
    if last.day and part.day and part.day < last.day - 1:
        ahead = shift(Part(last.year, last.month), 1, "month")
        part = ahead._replace(day=part.day) if ahead else part
    return Day(at - 4, match.end(), part, "context", 0.7) if exists(part) else None


def earlier_days(low: str, start: int, floor: int, part: Part) -> list[Day]:
    """The `16` and the `18` of `16, 18 and 19 June`, in order."""
    found: list[Day] = []
    while (match := _BEFORE.search(low, max(floor, start - 14), start)) and exists(part._replace(day=int(match["d"]))):
        if int(match["d"]) >= (found[0].part.day or 0 if found else part.day or 0):
            break
        found.insert(0, Day(match.start(), match.end("d"), part._replace(day=int(match["d"])), "", 0.8))
        start = match.start()
    return found


def later_days(low: str, end: int, part: Part) -> list[Day]:
    """The `7` of `April 6 and 7`, the `7, 1943` of `April 6 and 7, 1943`."""
    found: list[Day] = []
    while (
        (match := _AFTER.match(low, end))
        and match["y"] in (None, str(part.year))
        and exists(part._replace(day=int(match["d"])))
        and int(match["d"]) > (part.day or 0)
    ):
        part = part._replace(day=int(match["d"]))
        found.append(Day(match.start("w"), match.end("w"), part, "", 0.7))
        end = match.end()
    return found
