"""Dates that other dates give: `yesterday`, `this week`, `the following month`, `the end of that year`, `last Tuesday`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from checks.extract.calendar import SEASONS, Part, When, away, of_date, shift, spread, week
from checks.extract.datecontext import following, moved
from checks.extract.datewords import MONTH, SEASON, WEEKDAYS, month_of

if TYPE_CHECKING:
    from datetime import date

    from checks.extract.datecontext import Context

_DAYS = {"the day before yesterday": -2, "day before yesterday": -2, "yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1,
"last night": -1,
         "the day after tomorrow": 2, "day after tomorrow": 2, "this morning": 0, "this afternoon": 0, "this evening": 0}  # fmt: skip
_DAY = re.compile(rf"(?P<d>{'|'.join(sorted(_DAYS, key=len, reverse=True))})(?: (?:morning|afternoon|evening|night)\b)?")
_MODS = {"early": "early", "earlier": "early", "late": "late", "later": "late", "mid": "mid", "middle of": "mid", "end of": "end",
"close of": "end",
         "beginning of": "start", "start of": "start", "first half of": "half1", "second half of": "half2",
         "last weeks of": "end"}  # fmt: skip
_LETTERS = frozenset("abcdefijlmnoprstuvy")
_SIDES = {"this": 0, "current": 0, "last": -1, "past": -1, "next": 1, "coming": 1, "upcoming": 1}
_FROM_LAST = {
    "following": 1,
    "subsequent": 1,
    "ensuing": 1,
    "previous": -1,
    "preceding": -1,
    "prior": -1,
    "same": 0,
    "that": 0,
    "that same": 0,
    "very same": 0,
}
_WINDOWS = ("week", "month", "year", "decade")
_WHICH = "|".join(sorted({*_SIDES, *_FROM_LAST}, key=len, reverse=True))
_UNIT = r"day|week|weekend|month|year|decade|morning|afternoon|evening|night|quarter|century"
_PHRASE = re.compile(
    rf"(?:(?:the )?(?:very )?(?P<mod>{'|'.join(sorted(_MODS, key=len, reverse=True))})[ -])?(?P<the>the )?(?P<which>{_WHICH})?(?: same)? ?"
    rf"(?P<of>(?:{_UNIT})\b(?!-)|{'|'.join(WEEKDAYS)}|{MONTH}|{SEASON})"
)
_CONJUNCTION = re.compile(r"\b(?:said|says|told|found|reported|announced|confirmed|claimed|claims|noted|added|stated|show(?:s|ed)?|so) $")
"""Before the `that` of `said that January was the worst month`."""
_AFTER = re.compile(r"(?:the )?(?:very )?(?P<which>next|day|month|week|year)(?P<tail> day| after| before| prior)?\b")

_IDIOMS = {"this": "to ", "last": "by the "}
"""After these words they count from no publication: `to this day`, `by the last year of it`."""
_ALONE = re.compile(r" ?(?:[,.;:)\n]|$)| (?:and|but|when|with)\b")
"""What follows `the day after` where no clause says after what."""


_WEEKEND = re.compile(r"the weekend\b")
_OVER = ("at ", "over ", "during ", "on ")


class Related(NamedTuple):
    """A date that another gives; `when` is None as long as nothing gives it."""

    end: int
    when: When | None
    basis: str
    sure: float
    unit: str


def relative(text: str, at: int, context: Context) -> Related | None:
    """The expression that begins at a place and counts from publication or from the last date."""
    if text[at : at + 1] not in _LETTERS:
        return None
    if match := _DAY.match(text, at):
        part = moved(context.published, _DAYS[match["d"]]) if context.published else None
        return Related(match.end(), When(part) if part else None, "publication", 0.6 if match["d"] == "today" else 0.85, "day")
    match = _PHRASE.match(text, at)
    if match and text.endswith(_IDIOMS.get(match["which"] or "", "\n"), 0, match.start("which")):
        return None
    if not match or not (match["which"] or (match["mod"] and match["the"])) or (match["which"] == "past" and not match["the"]):
        return _day_after(text, at, context)
    which, of = match["which"] or "that", match["of"]
    if match["which"] == "that" and text[at] == "t" and _CONJUNCTION.search(text, max(0, at - 12), at):
        return None
    if which == "next" and match["the"] and context.last:
        which = "following"
    mod = _MODS.get(match["mod"] or "", "")
    unit = of if of in ("week", "month", "year", "decade", "quarter", "weekend", "century") else "month" if of[:3] in MONTH else "day"
    if which in _FROM_LAST:
        base = context.era if context.era and of in ("decade", "century") else context.last
        when, basis = from_last(of, _FROM_LAST[which], base), "relative"
        if not base and context.published:
            when, basis = _from_publication(of, _FROM_LAST[which], context), "publication"
    else:
        window = of in _WINDOWS and (which == "past" or (which == "last" and match["the"]))
        when = _up_to(of, context.published) if window else _from_publication(of, _SIDES[which], context)
        basis = "publication"
    today = of_date(context.published) if basis == "publication" and context.published else context.last
    if when and today and (match["mod"] or "")[-2:] == "er":
        when = _so_far(when, today, earlier=match["mod"] == "earlier")
    elif when and mod and when.first and not when.form:
        when = spread(when.first._replace(mod=mod))
    return Related(match.end(), when, basis, 0.8 if basis == "publication" else 0.7, unit)


def _up_to(unit: str, day: date | None) -> When | None:
    """The `past year`: the twelve months before publication, not the year before."""
    far = away(of_date(day), -1, unit) if day else None
    return When(far, of_date(day), "/") if day and far else None


def _weekend(day: date | None) -> When | None:
    """The weekend that a report of these days speaks of: the last one, or the one that has begun."""
    found = week(day, 0 if day.weekday() > 4 else -1) if day else None
    return When(shift(found.last, -1, "day"), found.last, "..") if found and found.last else None


def _so_far(when: When, now: Part, *, earlier: bool) -> When:
    """`earlier this year` is before publication, `later that month` after the date that is told of."""
    (first, last), (since, until) = when.bounds(), When(now).bounds()
    if not (first and last and since and until) or not first <= since <= until <= last or (first, last) == (since, until):
        return when
    return When(of_date(first), of_date(until), "..") if earlier else When(of_date(since), of_date(last), "..")


def _day_after(text: str, at: int, context: Context) -> Related | None:
    """`the next day`, `the day after`, `the year before`, `over the weekend`."""
    if _WEEKEND.match(text, at) and text.endswith(_OVER, 0, at):
        return Related(at + len("the weekend"), _weekend(context.published), "publication", 0.8, "day")
    match = _AFTER.match(text, at)
    if not match or match["tail"] is None:
        return None
    which, tail = match["which"], match["tail"].strip()
    if (which == "next") != (tail == "day") or (which != "next" and not text.startswith("the ", at)):
        return None
    if which != "next" and not _ALONE.match(text, match.end()):
        return None
    unit = "day" if which == "next" else which
    part = shift(context.last, 1 if tail in ("day", "after") else -1, unit) if context.last else None
    return Related(match.end(), When(part) if part else None, "relative", 0.7, unit)


def _from_publication(of: str, side: int, context: Context) -> When | None:
    day = context.published
    if day is None:
        return None
    if of == "week":
        found = week(day, side)
        return When(found.first, of_date(day), "..") if side == 0 else found
    if of == "weekend":
        found = week(day, side)
        return When(shift(found.last, -1, "day"), found.last, "..") if found.last else None
    part: Part | None
    if of in WEEKDAYS:
        part = context.weekday(WEEKDAYS.index(of), side)
    elif of in SEASONS:
        part = context.nearest(SEASONS[of], side)
    elif of in ("day", "morning", "afternoon", "evening", "night"):
        part = moved(day, side)
    elif of in ("month", "year", "decade", "century", "quarter"):
        return _units(of_date(day), of, side)
    else:
        part = context.nearest(month_of(of), side)
    return When(part) if part else None


def from_last(of: str, side: int, base: Part | None) -> When | None:
    """The day, week, month, ... of a date (`side` 0), the next one or the one before."""
    if base is None or base.year is None:
        return None
    if of in ("week", "weekend"):
        anchor = base.first() if base.day else None
        return week(anchor, side) if anchor else None
    if of in WEEKDAYS:
        return _weekday(base, WEEKDAYS.index(of), side)
    part: Part | None
    if of in ("day", "morning", "afternoon", "evening", "night"):
        part = shift(base, side, "day") if base.day else None
    elif of in ("month", "year", "decade", "century", "quarter"):
        return _units(base, of, side)
    else:
        month = SEASONS.get(of) or month_of(of)
        part = following(base, month, side) if side else Part(base.year, month)
    return When(part) if part else None


def _weekday(base: Part, number: int, side: int) -> When | None:
    day = base.first() if base.day else None
    if day is None:
        return None
    away = (number - day.weekday()) % 7
    part = moved(day, (away - 7) if side < 0 else (away or 7) if side else away)
    return When(part) if part else None


def _units(base: Part, unit: str, side: int) -> When | None:
    """The whole month, quarter, year, decade or century of a date, or its neighbour."""
    if base.year is None:
        return None
    if unit == "month":
        part = shift(base._replace(day=None), side, "month")
        return When(part) if part else None
    if unit == "quarter":
        index = base.year * 4 + ((base.last_month or 1) - 1) // 3 + side
        first = Part(index // 4, index % 4 * 3 + 1)
        return When(first, first._replace(month=index % 4 * 3 + 3), "/") if first.known else None
    if unit == "decade" and side > 0 and base.span == 1:
        return When(Part(base.year), Part(base.year + 10), "..")
    span = {"year": 1, "decade": 10, "century": 100}[unit]
    year = base.year // span * span + side * span
    return When(Part(year, span=span)) if (0 < year < 9000 or (span == 1 and year > -9000)) else None
