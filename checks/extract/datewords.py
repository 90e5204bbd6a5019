"""The words of dates: how one date, as printed, is read at a place of a lower-case ASCII text.

`point` reads one date, `expression` a date or a range with what stands around it (`between`, `since`, `by`). Nothing is resolved here: what
the words leave open stays open.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from checks.extract.calendar import MONTH_NAMES, SEASONS, Part, exists, word_list

MONTH = (
    r"(?:jan(?:uary\b|\b\.?)|feb(?:ruary\b|\b\.?)|mar(?:ch\b|\b\.?)|apr(?:il\b|\b\.?)|may\b|june?\b|july?\b|aug(?:ust\b|\b\.?)|"
    r"sept?(?:ember\b|\b\.?)|"
    r"oct(?:ober\b|\b\.?)|nov(?:ember\b|\b\.?)|dec(?:ember\b|\b\.?))"
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NAME_LETTERS = frozenset("jfmasondwtyeq")
_MOD_LETTERS = frozenset("tvelmcbsof1234")
_SEPARATORS = frozenset("-/.")
_WEEKDAY = r"(?:(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day|\b\.?)(?:,? ?(?:the )?))?"
SEASON = r"(?:spring|summer|autumn|fall|winter)\b"
_ORDINALS = word_list(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth "
    "seventeenth eighteenth nineteenth twentieth"
)
ORDINALS = {word: number for number, word in enumerate(_ORDINALS, 1)} | {"thirtieth": 30}
ORDINALS |= {f"{tens}-{word}": base + ORDINALS[word] for tens, base in (("twenty", 20), ("thirty", 30)) for word in _ORDINALS[:9]}
_DAY = (
    r"(?:(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?(?![0-9a-z:]|[.,][0-9]|%| ?percent)|(?:twenty|thirty)[- ](?:first|second|third|"
    r"fourth|fifth|sixth|"
    r"seventh|eighth|ninth)\b|(?:" + "|".join(word for word in ORDINALS if "-" not in word) + r")\b)"
)
YEAR = (
    r"(?:[1-9][0-9]{0,3} ?(?:b\.c\.(?:e\.)?|bce?\b|c\.e\.|ce\b|a\.d\.|ad\b)|(?:ad|a\.d\.) ?[1-9][0-9]{0,3}\b|(?:1[0-9]|"
    r"20)[0-9]{2}(?![0-9a-z$%]|[:.,][0-9]))"
)
_MODS = {
    "early": "early", "earlier in": "", "late": "late", "later in": "",
    "later": "late", "latter part": "late", "mid": "mid", "middle": "mid",
    "end": "end",
    "close": "end", "closing days": "end", "final days": "end", "last days": "end", "last week": "last week", "final week": "last week",
    "second week": "second week", "third week": "third week", "fourth week": "fourth week", "1st week": "first week",
    "2nd week": "second week", "3rd week": "third week", "4th week": "fourth week",
    "final weeks": "end",
    "last weeks": "end", "final months": "late", "last months": "late", "beginning": "start", "start": "start", "opening days": "start",
    "first days": "start", "first weeks": "start", "first week": "first week", "outset": "start", "first months": "early",
    "opening months": "early",
    "first half": "half1", "second half": "half2", "latter half": "half2", "later half": "half2", "early part": "early", "latter": "late",
}  # fmt: skip
_MOD = re.compile(
    r"(?:the )?(?:very )?(?P<mod>"
    + "|".join(sorted(_MODS, key=len, reverse=True))
    + r")(?: ?- ?to ?- ?late)?(?:(?: of|(?<=early) in|(?<=late) in) (?:the )?(?:month of |year )?|[ -](?:the )?(?=[a-z0-9]))"
)
_DMY = re.compile(
    rf"{_WEEKDAY}(?:the )?(?P<d>{_DAY})(?:,? (?:day )?(?:of )?(?:the )?| ?[-/] ?)(?P<m>{MONTH})(?:(?:,? (?:of |in )?|[-/])(?P<y>{YEAR}))?"
)
_MDY = re.compile(rf"{_WEEKDAY}(?P<m>{MONTH})(?:[ -/]|, )(?:the )?(?P<d>{_DAY})(?:(?:,? (?:of |in )?|[-/])(?P<y>{YEAR}))?")
_MY = re.compile(rf"(?:month of )?(?P<m>{MONTH})(?:(?:,? (?:of (?:the year )?|in )?|[-/])(?P<y>{YEAR}))?")
_SEASON = re.compile(rf"(?:the )?(?P<s>spring|summer|autumn|fall|winter)\b(?:(?:,? (?:of |in )?)(?P<y>{YEAR})(?:[-/][0-9]{{2,4}}\b)?)?")
_ISO = re.compile(r"(?P<y>(?:1[0-9]|20)[0-9]{2})[-/.](?P<m>1[0-2]|0?[1-9])[-/.](?P<d>3[01]|[12][0-9]|0?[1-9])(?![0-9]|[-/.][0-9])")
_ISO_MONTH = re.compile(r"(?P<y>(?:1[0-9]|20)[0-9]{2})-(?P<m>1[0-2]|0?[1-9])(?![0-9]|[-/.][0-9])")
_NUMERIC = re.compile(r"(?P<a>[0-3]?[0-9])(?P<sep>[-/.])(?P<b>[0-3]?[0-9])(?P=sep)(?P<y>(?:1[0-9]|20)[0-9]{2})(?![0-9]|[-/.][0-9])")
_YEAR = re.compile(rf"(?:the )?(?:year )?(?P<y>{YEAR})")
_SHORT_DECADE = re.compile(r"(?P<d>[2-9])0s\b")
_DECADE = re.compile(r"(?:the )?(?P<y>(?:1[0-9]|20)[0-9])0 ?'?s\b")
_CENTURY = re.compile(r"(?:the )?(?P<n>[1-9][0-9]?(?=st|nd|rd|th)|[a-z]+(?:-[a-z]+)?)(?:st|nd|rd|th)?[ -]century\b(?P<era> b\.?c)?")
_BARE_DAY = re.compile(rf"{_WEEKDAY}(?:the )?(?P<d>{_DAY})")
_DAY_YEAR = re.compile(rf"{_BARE_DAY.pattern}(?:,? (?P<y>{YEAR}))?")
_OPENING = re.compile(r"(?:between|from)(?: the)? ")
_MOVED = re.compile(
    r"\b(?:brought|moved|postponed|delayed|rescheduled|changed|shifted|put|pushed|deferred|advanced|amended|corrected|revised|altered)"
    r"(?: (?:forward|back|up|on))? $"
)
"""Before `from` and two dates that are no span: what was to be on the one is on the other."""
_TO = re.compile(r"(?: ?-{1,2} ?| (?:to|through|thru|until|till|and) (?:the )?| ?/ ?)")
_NTH_OF = re.compile(r" (?!(?:and|or|at|to|in|on|as|by|the|was|is|he|it|they|until|when|with|this|next|last|that|two|nineteen)\b)[a-z]")
"""After a month and `first`: what is the first of its kind (`in November the first policemen came`), not of its month."""
_SHORT_YEAR = re.compile(r"(?P<y>[0-9]{2})(?![0-9a-z:/%-]|[.,][0-9])")


class Point(NamedTuple):
    """One date and where it ends. `sure`: what to trust its reading; `other`: the other reading of `04/05/2016`."""

    part: Part
    end: int
    sure: float = 0.95
    other: Part | None = None


def year_of(text: str | None) -> int | None:
    """The year of a match, counted from 1: `44 BC` is -43."""
    if not text:
        return None
    number = int(re.sub("[^0-9]", "", text))
    return 1 - number if "b" in text else number


def month_of(text: str) -> int:
    """The number of a month's name."""
    return MONTH_NAMES.index(text[:3]) + 1


@lru_cache(maxsize=256)
def _day_of(text: str) -> int:
    digits = re.match("[0-9]+", text)
    return int(digits[0]) if digits else ORDINALS.get(text.replace(" ", "-"), 0)


def _dated(match: re.Match[str]) -> Point | None:
    part = Part(year_of(match["y"]), month_of(match["m"]), _day_of(match["d"]))
    if not exists(part):
        return None
    return Point(part, match.end())


def _numeric(text: str, at: int) -> Point | None:
    """Dates in digits: `2015-05-20`, `20.5.2015`; `04/05/2016` has two readings."""
    if match := _ISO.match(text, at):
        part = Part(int(match["y"]), int(match["m"]), int(match["d"]))
        return Point(part, match.end()) if exists(part) else None
    if match := _NUMERIC.match(text, at):
        a, b, year = int(match["a"]), int(match["b"]), int(match["y"])
        parts = [part for part in (Part(year, b, a), Part(year, a, b)) if 0 < (part.month or 0) < 13 and exists(part)]
        if not parts:
            return None
        return Point(parts[0], match.end()) if len(parts) == 1 or a == b else Point(min(parts), match.end(), 0.3, max(parts))
    if (match := _ISO_MONTH.match(text, at)) and (match["m"][0] == "0" or len(match["m"]) == 1 or int(match["m"]) <= int(match["y"][2:])):
        return Point(Part(int(match["y"]), int(match["m"])), match.end(), 0.7)
    return None


def _digits(text: str, at: int) -> Point | None:
    short = not text[at : at + 3].isdigit()
    if short and (match := _DMY.match(text, at)):
        return _dated(match)
    if found := _numeric(text, at):
        return found
    return _years(text, at)


def _years(text: str, at: int) -> Point | None:
    if text.startswith("0s", at + 1) and text.endswith("'", 0, at) and (match := _SHORT_DECADE.match(text, at)):
        return Point(Part(1900 + int(match["d"]) * 10, span=10), match.end(), 0.7)
    if match := _DECADE.match(text, at):
        return Point(Part(int(match["y"]) * 10, span=10), match.end())
    if match := _CENTURY.match(text, at):
        return _century(match)
    match = _YEAR.match(text, at)
    return Point(Part(year_of(match["y"])), match.end()) if match else None


def _century(match: re.Match[str]) -> Point | None:
    number = int(match["n"]) if match["n"].isdigit() else ORDINALS.get(match["n"], 0)
    if not 0 < number < 22 or match["era"]:
        return None
    return Point(Part((number - 1) * 100, span=100), match.end(), 0.8)


def _named(text: str, at: int) -> Point | None:
    if text[at : at + 1] not in _NAME_LETTERS:
        return None
    if (match := _MDY.match(text, at)) and not (match["d"].isalpha() and match["y"] is None and _NTH_OF.match(text, match.end())):
        return _dated(match)
    if match := _MY.match(text, at):
        return Point(Part(year_of(match["y"]), month_of(match["m"])), match.end())
    return _wordy(text, at)


def _wordy(text: str, at: int) -> Point | None:
    """Dates that begin with other words: `the second of August`, `Tuesday, 20 May`, `spring 2014`, `the 1990s`, `the year 2015`."""
    if match := _DMY.match(text, at):
        return _dated(match)
    if match := _SEASON.match(text, at):
        return Point(Part(year_of(match["y"]), SEASONS[match["s"]]), match.end())
    return _years(text, at)


def point(text: str, at: int) -> Point | None:
    """The date that begins at a place."""
    mod, match = "", None
    if text[at : at + 1] in _MOD_LETTERS and (match := _MOD.match(text, at)):
        mod, at = _MODS[match["mod"]], match.end()
    found = _digits(text, at) if "0" <= text[at : at + 1] <= "9" else _named(text, at)
    if found and found.part.span == 1 and mod == "late" and match and match["mod"] == "later":
        return None
    return found._replace(part=found.part._replace(mod=mod)) if found and mod else found


class Expression(NamedTuple):
    """A date or a range as printed: `start` and `end` of its words, `joint` the word between its two dates."""

    start: int
    end: int
    first: Point
    last: Point | None = None
    joint: str = ""


def expression(text: str, at: int) -> Expression | None:
    """The date or range that begins at a place."""
    opening = _OPENING.match(text, at)
    first = point(text, opening.end() if opening else at) or _bare_day(text, opening.end() if opening else at)
    if not first:
        return None
    moved = opening and opening[0][0] == "f" and _MOVED.search(text, max(0, at - 24), at)
    joint = None if moved else _TO.match(text, first.end)
    word = joint[0].strip() if joint else ""
    between = word == "and" and opening is not None and opening[0][0] == "b"
    if joint and (word != "and" or between) and (last := _upper(text, joint.end(), first, word, between=between)):
        return Expression(at, last.end, first, last, word)
    if first.sure == 0:
        return None
    return Expression(opening.end() if opening else at, first.end, first)


def _bare_day(text: str, at: int) -> Point | None:
    """The `19` of `19 and 27 February`."""
    match = _BARE_DAY.match(text, at)
    return Point(Part(day=_day_of(match["d"])), match.end(), 0) if match else None


def _upper(text: str, at: int, first: Point, word: str, *, between: bool) -> Point | None:
    """The second date of a range, if it fits the first; `8-11 December`, `February 19-27, 2017` and `1914-18` are completed.

    Only what stands `between` two days is a range even when the first of them is the later one."""
    a = first.part
    last = point(text, at)
    if last and last.part.day is None and a.day is None and word == "/" and last.part.month is None:
        return None
    if a.day and not a.month:
        return last if last and last.part.day and last.part.day > a.day else None
    if not last and a.month and a.day and (match := _DAY_YEAR.match(text, at)):
        day = _day_of(match["d"])
        return (
            Point(Part(year_of(match["y"]), a.month, day), match.end())
            if day > a.day and text[match.end() : match.end() + 1] != "-"
            else None
        )
    if not last and a.year and not a.month and "-" in word and (match := _SHORT_YEAR.match(text, at)) and int(match["y"]) > a.year % 100:
        return Point(Part(a.year // 100 * 100 + int(match["y"])), match.end())
    if not last or (last.part.year and a.year and (last.part.year, last.part.month or 0) < (a.year, a.month or 0) and not between):
        return None
    return last if bool(last.part.month) == bool(a.month) or (last.part.year and a.year) else None
