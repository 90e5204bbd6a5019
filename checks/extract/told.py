"""The readings of one run of number words, each with its place: a change told with both its ends is no range."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checks.extract.pieces import pieces
from checks.numbers import Reading
from checks.runs import HEDGES

if TYPE_CHECKING:
    from collections.abc import Iterator

_REACH = 96
_CHANGED = re.compile(
    r"\b(?:rose|risen|rises?|fell|fallen|falls?|dropped|grew|grown|grows?|declin\w+|decreas\w+|increas\w+|jumped|soared|surged|climbed|went|goes"
    r"|revis\w+|rais\w+|lower\w+|cut|reduc\w+|correct\w+|up|down|expand\w+|shrank|shrunk|plummet\w+|plung\w+|doubl\w+|tripl\w+|updat\w+)"
    r"\b[^.;]{0,60}\Z"
)
_TAG = re.compile(r"<[a-z/!][^<>\n]*>\Z")
_GLUE = ("'", "\u2019", "-", *"0123456789")


def hedged(low: str, floor: int, first: int) -> int:
    """Where the hedges begin that stand right before a number."""
    while first > floor:
        end = first
        while end > floor and low[end - 1] in " \n":
            end -= 1
        start = end
        while start > floor and (low[start - 1].isalpha() or low[start - 1] == "."):
            start -= 1
        if start == end > floor and low[end - 1] in "<>~=\u2264\u2265" and not _TAG.search(low, max(0, end - _REACH), end):
            start -= 1
        if start == end or low[start:end] not in HEDGES or low[start - 1 : start] in _GLUE:
            break
        first = start
    return first


def told(low: str, first: int, end: int) -> tuple[list[tuple[Reading, int, int]], int]:
    """The readings of a run at [first, end), or of its first piece, with their places, and where the next piece begins.

    `rose from 43 to 58` are two figures, not a range.
    """
    readings, done = pieces(low, first, end)
    found: list[tuple[Reading, int, int]] = []
    for reading in readings:
        start, end = first + reading.start, first + reading.end
        if reading.kind == "range":
            found += _parted(low, reading, start, end)
        else:
            found.append((reading, start, end))
    return found, done


def _parted(low: str, reading: Reading, start: int, end: int) -> Iterator[tuple[Reading, int, int]]:
    cut = low.find(" to ", start, end) if reading.text.startswith("from ") else -1
    if cut < 0 or not _CHANGED.search(low, max(0, start - _REACH), start):
        yield reading, start, end
        return
    for first, last, value in ((start + len("from "), cut, reading.low), (cut + len(" to "), end, reading.high)):
        yield Reading(low[first:last], first, last, "number", "eq", None, value), first, last
