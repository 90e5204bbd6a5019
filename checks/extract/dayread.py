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
_HOLIDAY = re.compile(rf"(?P<h>christmas(?: day| eve)?|new year's (?:day|eve))\b(?:(?:,| of| in)? (?P<y>{YEAR}))?")
_NTH = re.compile(r"(?P<d>[0-9]{1,2})(?:st|nd|rd|th)")
_ON = re.compile(
    r"\b(?:on|by|until|till|from|since|to|before|after|of|during|and|or|evening|night|morning|afternoon|between|dawn|early|late|mid) the $"
)
_BEFORE = re.compile(r"\b(?P<d>3[01]|[12][0-9]|[1-9])(?:st|nd|rd|th)?,? ?(?:and|or|,) ?(?:the )?$")
_AFTER = re.compile(
    r"(?:,| and| or|, and) (?:the )?(?P<w>(?P<d>3[01]|[12][0-9]|[1-9])(?:st|nd|rd|th)?)"
    r"(?= ?[,;:)]| ?\.(?![0-9])| (?:in|at|when|the|he|they|and)\b|\Z)"
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
    match = _HOLIDAY.match(low, at)
    if not match:
        return None
    month, day = _HOLIDAYS[match["h"]]
    done = context.complete(Part(year_of(match["y"]), month, day))
    return Day(at, match.end(), done.part, done.basis, min(done.sure, 0.85))


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
    """The `7` of `April 6 and 7`."""
    found: list[Day] = []
    while (match := _AFTER.match(low, end)) and exists(part._replace(day=int(match["d"]))) and int(match["d"]) > (part.day or 0):
        part = part._replace(day=int(match["d"]))
        found.append(Day(match.start("w"), match.end("w"), part, "", 0.7))
        end = match.end()
    return found
