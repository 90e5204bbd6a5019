"""Every figure of a text: its value by the grammar of `numbers`, what it counts, per what, and the measure that the words suggest.

Digits and number words are found first; the grammar is tried only there, anchored where the hedges before them begin. What is no figure
(notes, names, times, the pronoun *one*) is passed over; what may be none has a low confidence.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from math import isfinite
from typing import TYPE_CHECKING, NamedTuple

from checks.extract import scales
from checks.extract.counted import Counted, counted, per, subject
from checks.extract.datescan import plain, triggers
from checks.extract.masks import doubt, masked
from checks.extract.pieces import LONGEST, read
from checks.extract.proposals import proposed
from checks.extract.told import hedged, told
from checks.parts import MARKS
from checks.runs import compiled, lowered, odd

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checks.extract.datescan import Triggers
    from checks.numbers import Reading


class Figured(NamedTuple):
    """One figure. `noun`: the words counted, as printed; `unit`: the thing counted in the singular, percent, fraction or a currency."""

    start: int
    end: int
    kind: str
    comparator: str
    low: float | None
    best: float | None
    high: float | None
    unit: str
    per: str
    measure: str
    confidence: float
    noun: str = ""


_REACH = 48
_CLOSE, _STREAK = 5, 50
"""More numbers than this in a row, so close to each other, are a table: those after them are read for what they are alone."""
_MARK = re.compile(f"[{''.join(MARKS)}]")
_DIGITS = re.compile(rf"[0-9{''.join(MARKS)}][0-9.,]*(?:[-/:\u2013][0-9][0-9.,]*)*")
_CHAIN = re.compile("[-/:\u2013]")
_ADDRESSES = (re.compile(r"http(?:s?://)\S*"), re.compile(r"www\.\S*"))
_NEXT = re.compile(r"\s+")
_KINDS = {"vague": "number", "year": "number"}
_ORDINAL = re.compile(r" (?!of\b|in\b|to\b|and\b|were\b|was\b|are\b|is\b|have\b|had\b|as\b|on\b|at\b|by\b|or\b|from\b|more\b|less\b)[a-z]")
_MINUS = re.compile(r"(?:\A|[\s(])(?P<sign>[-\u2212]|minus |negative )\Z")
_SIGNED = ("-", "\u2212", "s", "e")
"""What `_MINUS` ends with."""
_TURNED = {"ge": "le", "le": "ge", "gt": "lt", "lt": "gt"}
Values = tuple[str, float | None, float | None, float | None]
_JOINTS = ("and", "or", ",", "to", "but")
_OF_THEM = re.compile(r" of (?:whom|them|these|those)\b")
_PART = re.compile(r"\b(?:including|among them|of whom|of them)\b")
_MOVED = re.compile(r"\b(?:to|from|than) (?:just |only |about )?\Z")
_AGAIN = re.compile(r" (?:again|more)\b")
_NOT_FIRST = re.compile(r"\bnot (?:for )?the \Z")
_PLURAL = re.compile(r"s\Z|people\Z|children\Z|women\Z|men\Z")
_POPULATION = re.compile(r"\b(?:population|people|refugees|residents|inhabitants|displaced|idps|persons)\b")
_SIZE = re.compile(r"(?:metres|meters|inches|feet)\b")
_BARE = re.compile(r"(?:\b(?:to|just|only|by|from|than|versus|against|another|some|and|at least|about|including|among them) ){1,3}$")


def figures(text: str, taken: Sequence[tuple[int, int]] = (), known: Triggers | None = None) -> list[Figured]:
    """Every figure of a folded text, in order; none that touches a span taken by a date. `known`: the triggers of the text, if known."""
    low = lowered(text)
    if "://" in low or "www." in low:
        taken = sorted((*taken, *(match.span() for one in _ADDRESSES for match in one.finditer(low))))
    found: list[Figured] = []
    starts = [start for start, _ in taken]
    done = 0
    last, streak = -_CLOSE, 0
    for at, stop in _spots(low, known or triggers(plain(text))):
        if at < done:
            continue
        streak, last = streak + 1 if at - last < _CLOSE else 0, stop
        if _touches(taken, starts, at, stop) or masked(text, low, at, stop):
            continue
        run = _run(low, at, done)
        if run is None:
            continue
        readings, done = told(low, *run.span())
        last = done
        for reading, start, end in readings:
            streak += 1
            before = found[-1] if found else None
            if not _touches(taken, starts, start, end):
                found.append(_figured(text, low, reading, start, end, before) if streak < _STREAK else _alone(low, reading, start, end))
                continue
            free = taken[bisect_right(starts, start)][0] if bisect_right(starts, start) < len(taken) else start
            for part in read(low[start:free]) if start < free < end and not _touches(taken, starts, start, start + 1) else ():
                found.append(_figured(text, low, part, start + part.start, start + part.end, found[-1] if found else None))
    return found


def _alone(low: str, reading: Reading, start: int, end: int) -> Figured:
    """A figure of a table: its value, with what stands before it and after it left aside."""
    values, start = _signed(low, reading, start)
    kind = _KINDS.get(reading.kind, reading.kind)
    unit = kind if kind in ("percent", "fraction") else ""
    return Figured(start, end, kind, *values, unit, "", "share" if unit else "money" if kind == "money" else "count", 0.3)


def _spots(low: str, known: Triggers) -> list[tuple[int, int]]:
    """Where numbers may stand; a chain such as `555-0192-33` is a name of something."""
    found, end = list(known.numbers), 0
    marks = [match.start() for match in _MARK.finditer(low)] if _MARK.search(odd(low)) else []
    for at in sorted((*known.digits, *marks)) if marks else known.digits:
        if at >= end and (match := _DIGITS.match(low, at)):
            end = match.end()
            if end - at < 5 or len(_CHAIN.findall(low, at, end)) < 2:
                found.append((at, end))
    return sorted(found)


def _touches(taken: Sequence[tuple[int, int]], starts: list[int], start: int, end: int) -> bool:
    at = bisect_right(starts, end - 1) - 1
    return at >= 0 and taken[at][1] > start


def _run(low: str, at: int, done: int) -> re.Match[str] | None:
    """The run of number words that holds a trigger, hedges before it included."""
    floor = max(done, at - _REACH)
    first = at
    if first > floor and low[first - 1] in "$£€":
        first -= 1
    elif first > floor + 1 and low[first - 1] == " " and low[first - 2] in "$£€":
        first -= 2
    start = hedged(low, floor, first)
    while start <= first:
        run = compiled()[0].match(low, start, max(start, at) + 2 * LONGEST)
        if run and run.end() > at:
            return run
        after = _NEXT.search(low, start, first)
        start = after.end() if after else start + 1 if start == first else first
    return None


def _figured(text: str, low: str, reading: Reading, start: int, end: int, last: Figured | None) -> Figured:
    kind, best = _KINDS.get(reading.kind, reading.kind), reading.best
    values, start = _signed(low, reading, start)
    sure = doubt(text, low, reading, start, end)
    if kind == "fraction" and len(reading.also) == 1 and _ORDINAL.match(low, end):
        kind, values = "ordinal", ("eq", None, reading.also[0], None)
    if told := _again(low, reading, start, end):
        return told
    if kind in ("percent", "fraction"):
        return Figured(start, end, kind, *values, kind, "", scales.measure(low, kind, start, end), sure)
    if kind == "money" or scales.priced(low, reading.text, start, end):
        unit, stop = scales.currency(low, start, end)
        return Figured(start, end, "money", *values, unit, per(low, stop), "money", sure)
    found = counted(text, low, start, end, reading.kind == "ordinal" or best == 1)
    if not found.noun:
        found, sure = _taken(text, low, found, last, start, end, sure)
    if reading.text.endswith("m") and _millions(low, found.noun, start):
        bottom, best, top = (value and value * 1e6 for value in values[1:])
        values = (values[0], bottom, best, top)
    if kind == "ordinal":
        return Figured(start, end, kind, *values, found.unit, "", "recurrence" if found.unit == "time" else "count", sure, found.noun)
    kind = "rate" if found.per else kind
    if reading.text.endswith(("once", "twice", "thrice")):
        return Figured(start, end, kind, *values, "time", found.per, "recurrence", sure)
    if reading.kind == "year" and not found.noun:
        sure = min(sure, 0.3)
    measure = found.measure or "count"
    return Figured(start, end, kind, *values, found.unit, found.per, measure, sure, found.noun)


def _millions(low: str, noun: str, start: int) -> bool:
    """Whether the `m` of `5m` is no length."""
    if not noun:
        return _POPULATION.search(low, max(0, start - _REACH), start) is not None
    return bool(_PLURAL.search(noun) and not _SIZE.match(noun))


def _signed(low: str, reading: Reading, start: int) -> tuple[Values, int]:
    """The values with what stands before them: a minus, or the point of `.25`; what is too large to be written is vague."""
    bottom, best, top = reading.low, reading.best, reading.high
    if not isfinite((bottom or 0) + (best or 0) + (top or 0)):
        return ("vague", None, None, None), start
    before = low[start - 2 if start > 1 else 0 : start]
    if before[-1:] == "." and reading.text.isdigit() and not before[:-1].isalnum():
        return (reading.comparator, None, float(f"0.{reading.text}"), None), start - 1
    minus = _MINUS.search(low, max(0, start - 10), start) if before.rstrip()[-1:] in _SIGNED else None
    if not minus:
        return (reading.comparator, bottom, best, top), start
    return (_TURNED.get(reading.comparator, reading.comparator), _minus(top), _minus(best), _minus(bottom)), minus.start("sign")


def _minus(value: float | None) -> float | None:
    return None if value is None else -value


def _again(low: str, reading: Reading, start: int, end: int) -> Figured | None:
    """`once again`, `not for the first time`: more than one, nobody says how many."""
    if reading.text == "once" and (match := _AGAIN.match(low, end)):
        return Figured(start, match.end(), "number", "vague", None, None, None, "time", "", "recurrence", 0.6)
    before = _NOT_FIRST.search(low, max(0, start - 16), start) if reading.text == "first" else None
    if before and low.startswith(" time", end):
        return Figured(before.start(), end + 5, "ordinal", "gt", 1.0, None, None, "time", "", "recurrence", 0.7)
    return None


def _taken(text: str, low: str, found: Counted, last: Figured | None, start: int, end: int, sure: float) -> tuple[Counted, float]:
    """A figure without a noun counts what the last one did, or what its sentence says a number of."""
    if last and last.noun and _inherits(low, last, start, end):
        other = proposed(last.unit) in ("killed", "injured") or _PART.search(low, max(0, last.start - _REACH), last.start)
        apart = found.measure and found.measure != last.measure and other
        return (found if apart else Counted(last.noun, last.unit, found.per or last.per, found.measure or last.measure)), min(sure, 0.7)
    told = subject(text, low, start)
    return (told._replace(per=found.per) if told.noun else found), sure


def _inherits(low: str, last: Figured, start: int, end: int) -> bool:
    """Whether a figure without a noun counts what the last one did: `63 attacks monthly ... to just 10`, `another thirteen`."""
    between = low[last.end : start]
    if len(between) > 160 or "\n" in between or ". " in between:
        return False
    if _MOVED.search(between) and _PART.search(low, max(0, last.start - _REACH), last.start):  # `including 24 children, and rose to 45`
        return False
    return bool(_BARE.search(low, max(0, start - 24), start) or _OF_THEM.match(low, end)) or between.strip() in _JOINTS
