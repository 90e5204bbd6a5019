"""Lengths of time: `nine consecutive days`, `over 6-year`, `for months`, `two years and three months`; which way they count is told too."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from checks.extract.calendar import word_list
from checks.numbers import parse
from checks.numerals import WORDS as NUMERALS

NAMES = {
    "second": "second", "sec": "second", "minute": "minute", "min": "minute", "hour": "hour", "hr": "hour", "day": "day", "night": "day",
    "week": "week",
    "fortnight": "week", "month": "month", "year": "year", "decade": "decade", "century": "century", "centurie": "century",
}  # fmt: skip
_FINER = {"year": (12, "month"), "month": (30, "day"), "week": (7, "day"), "day": (24, "hour"), "hour": (60, "minute"), "minute": (60,
"second"),
          "decade": (10, "year"), "century": (10, "decade")}  # fmt: skip
_ADJECTIVES = word_list(
    "consecutive full whole straight entire more additional extra further long short calendar successive solid odd fewer less or so "
    "other bloody hard"
)
_ADJECTIVES_AFTER = re.compile(rf"(?:[ -]+(?:{'|'.join(sorted(_ADJECTIVES))}))+[ -]*$")
_NO_AMOUNTS = word_list("zero once first second third both last")
_AMOUNTS = (NUMERALS | {"a", "an", "some", "many", "another", "quarter"}) - set(_NO_AMOUNTS)
_HEDGES = word_list(
    "at least no fewer than less more over greater exceeding excess upwards above beyond up most under below about around "
    "approximately roughly "
    "circa some nearly almost close near just little only"
)
_LINKS = word_list(
    "the last past previous next coming following ensuing subsequent preceding first these final to and or of between from well"
)
WORDS = _AMOUNTS.union(_ADJECTIVES, _HEDGES, _LINKS)
_STARTERS = _AMOUNTS.union(_HEDGES, ("between", "from")).difference(("of", "or", "than", "to"))
_WINDOW = re.compile(
    r"(?:the |these )?(?P<which>last|past|previous|next|coming|following|ensuing|subsequent|preceding|first|final|opening|closing)\b ?"
)
_START = re.compile(rf"(?:{'|'.join(sorted(_STARTERS, key=len, reverse=True))}|[0-9])")
_ONLY_HEDGE = re.compile(r"(?P<hedge>.*?)\b(?:an?|one|another)$")
_HALF = re.compile(r"\bhalf an?$")
_TAIL = re.compile(
    r"(?P<half>(?:,? and (?:an? )?|-and-a-)(?P<part>half|quarter)\b)?(?: or (?:so|more|"
    r"less)\b)?(?P<long>[ -]long\b)?(?:'s?(?![a-z]))?(?P<old>[ -](?:old|olds)\b)?"
)
_WAY = re.compile(
    r"(?P<space>,? (?:or so )?)(?P<way>ago|earlier|later|before|previously|prior to|prior|beforehand|after|afterwards?|hence|"
    r"from now|thereafter|on,)(?![a-z])"
)
_WAYS = {"ago": -1, "earlier": -1, "before": -1, "previously": -1, "prior": -1, "prior to": -1, "beforehand": -1}
_ARTICLE = re.compile(
    r"(?:an?|the) (?=[0-9]|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty|"
    r"thirty|forty|fifty|sixty)[- ])"
)
_RUN = re.compile(r"\b(?:consecutive|straight|successive)\b")
_AS_MANY = re.compile(r"\bas (?:many )?$")
_RATE = re.compile(r"(?:[0-9]|\b(?:times|once|twice|dozen|hundred|thousand|million)|[a-z]s|people) $")
_BEFORE_A = re.compile(r"\b(?:for|within|in|after|only|just|of|about|lasted|took|than|over|almost|nearly|half) $")
_BEFORE_BARE = re.compile(r"\b(?:for|over|after|within|in|only|just|several|of|lasting?|lasted|took|takes?|mere) (?:the )?(?:[a-z]+ )?$")

_OF_DOING = re.compile(
    r" of (?!the\b|this\b|that\b|these\b|those\b|january|february|march|april|may|june|july|august|sept|octo|nove|dece)[a-z]{4}"
)
"""After `weeks`: `weeks of sailing`."""
_EDGE = re.compile(r"\b(?:the|last|first|early|final|closing|dying|opening|these|those|all|both|[a-z]+'s) $")


class Length(NamedTuple):
    """A length of time. `way`: -1 before, 1 after, 0 when it counts from nothing; `since`: the word that says so; `window`: last, next, ...

    `end` is the end of the whole expression, `offset_end` that of its way.
    """

    start: int
    end: int
    unit: str
    comparator: str
    low: float | None
    best: float | None
    high: float | None
    sure: float = 0.9
    way: int = 0
    since: str = ""
    window: str = ""
    scale: float = 1

    @property
    def middle(self) -> float | None:
        """The count that a date is computed with."""
        if self.best is not None:
            return self.best
        if self.low is not None and self.high is not None:
            return (self.low + self.high) / 2
        return self.low if self.low is not None else self.high


@lru_cache(maxsize=4096)
def _amount(phrase: str) -> tuple[str, float | None, float | None, float | None] | None:
    """Comparator, low, best and high of `more than four`, `a`, `almost a`."""
    bare = phrase.strip(" -")
    bare = _HALF.sub("half", bare)
    if alone := _ONLY_HEDGE.fullmatch(bare):
        bare = f"{alone['hedge']}one"
    bare = {"many": "several", "some": "several", "between": ""}.get(bare, bare)
    if bare.startswith(("a little ", "just ", "only ", "a mere ", "well ")):
        bare = bare.split(" ", 2 if bare.startswith("a ") else 1)[-1]
    bare = bare.removesuffix(" of")
    reading = parse(bare) if bare else None
    if reading is None or reading.start or reading.end < len(bare) or reading.kind in ("ordinal", "percent", "money"):
        return None
    return reading.comparator, reading.low, reading.best, reading.high


def length(text: str, starts: list[int], at: int, word: str) -> Length | None:
    """The length whose unit stands at a place; it may begin at any of `starts`."""
    end = at + len(word)
    stem = word if word in NAMES else word[:-1]
    unit, plural = NAMES.get(stem, ""), word != stem
    if not unit:
        return None
    factor = 2.0 if stem == "fortnight" else 1.0
    for start in starts:
        if start == at:
            break
        window = _WINDOW.match(text, start, at)
        first = window.end() if window else start
        if not _START.match(text, first) and not (window and first == at and plural):
            continue
        found = _amount(_ADJECTIVES_AFTER.sub("", text[first:at])) if first < at else ("vague", None, None, None)
        if found is None or (stem == "second" and not plural and not text[first].isdigit()):
            continue
        low, best, high = (None if value is None else value * factor for value in found[1:])
        first = start if window else first
        got = Length(first, end, unit, found[0], low, best, high, window=window["which"] if window else "")
        got = _trimmed(text, got, at)
        return _with_tail(text, got) if got.sure else None
    if not plural or stem in ("second", "night", "min", "sec"):
        return None
    bare = _with_tail(text, Length(at, end, unit, "vague", None, None, None, 0.6))
    told = _OF_DOING.match(text, end) and not _EDGE.search(text, max(0, at - 12), at)
    return bare if bare.way or told or _BEFORE_BARE.search(text, max(0, at - 24), at) else None


def _trimmed(text: str, found: Length, at: int) -> Length:
    """Without the article of `a four-day`, and without the `over` of `over nine consecutive days`; a bare `a day` may be a rate."""
    phrase = text[found.start : at]
    if article := _ARTICLE.match(phrase):
        return found._replace(start=found.start + article.end())
    if (
        found.comparator == "gt"
        and phrase.startswith("over ")
        and (_RUN.search(phrase) or text.startswith((" between", " from"), found.end))
    ):
        return found._replace(start=found.start + 5, comparator="eq", low=None, best=found.low)
    if _AS_MANY.search(text, max(0, found.start - 10), found.start):
        return found._replace(sure=0.3)
    if phrase in ("a ", "an ", "another ", "the "):
        counted = phrase != "another " and _BEFORE_A.search(text, max(0, found.start - 12), found.start)
        rate = phrase != "another " and not counted and not _WAY.match(text, found.end) and _RATE.search(text, 0, found.start)
        return found._replace(sure=0.8 if counted else 0 if rate else 0.3)
    return found


def _with_tail(text: str, found: Length) -> Length:
    """A length with what follows it: `and a half`, `-long`, `ago`."""
    tail = _TAIL.match(text, found.end)
    if tail and tail.end() > found.end:
        best = found.best
        if tail["half"] and best is not None:
            best += 0.5 if tail["part"] == "half" else 0.25
        stop = tail.end() - (1 if tail[0].endswith("'") else 0)
        found = found._replace(end=stop if not tail[0].endswith("'s") else found.end, best=best, sure=0.3 if tail["old"] else found.sure)
    way = _WAY.match(text, found.end)
    if way and not found.window:
        word = way["way"].rstrip(",")
        found = found._replace(end=way.end("way") - way["way"].endswith(","), way=_WAYS.get(word, 1), since=word, sure=max(found.sure, 0.7))
    return found


def joined(a: Length, b: Length, between: str) -> Length | None:
    """`2 years and 3 months` as one length, in its finer unit."""
    if between not in (" ", ", ", " and ", ", and ", "., ") or a.best is None or b.best is None or a.way or a.window or b.window:
        return None
    count, unit, steps = a.best, a.unit, 0
    while unit != b.unit and unit in _FINER and steps < 9:
        factor, unit = _FINER[unit]
        if unit == "day" and a.unit in ("year", "decade") and steps:
            count, factor = count / 12 * 365, 1
        count, steps = count * factor, steps + 1
    if unit != b.unit or not steps:
        return None
    return b._replace(start=a.start, best=count + b.best, comparator=a.comparator if b.comparator == "eq" else b.comparator)
