"""The readings of one run of number words, each with its place: a change told with both its ends is no range."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from checks.numbers import Reading, scan

if TYPE_CHECKING:
    from collections.abc import Iterator

_REACH = 96
STREAK, _LONGEST = 50, 400
"""More numbers than this in a row, so close to each other, are a table: what comes after them is left."""
_CHANGED = re.compile(
    r"\b(?:rose|risen|rises?|fell|fallen|falls?|dropped|grew|grown|grows?|declin\w+|decreas\w+|increas\w+|jumped|soared|surged|climbed|went|goes"
    r"|revis\w+|rais\w+|lower\w+|cut|reduc\w+|correct\w+|up|down|expand\w+|shrank|shrunk|plummet\w+|plung\w+|doubl\w+|tripl\w+|updat\w+)"
    r"\b[^.;]{0,60}\Z"
)


@lru_cache(maxsize=4096)
def read(run: str) -> tuple[Reading, ...]:
    """The readings of a run."""
    return tuple(scan(run))


def told(low: str, run: re.Match[str]) -> Iterator[tuple[Reading, int, int]]:
    """The readings of a run with their places; `rose from 43 to 58` are two figures, not a range."""
    for reading in read(run[0]) if run.end() - run.start() < _LONGEST else scan(run[0][:_LONGEST])[:STREAK]:
        start, end = run.start() + reading.start, run.start() + reading.end
        cut = low.find(" to ", start, end) if reading.kind == "range" and reading.text.startswith("from ") else -1
        if cut < 0 or not _CHANGED.search(low, max(0, start - _REACH), start):
            yield reading, start, end
            continue
        for first, last, value in ((start + len("from "), cut, reading.low), (cut + len(" to "), end, reading.high)):
            yield Reading(low[first:last], first, last, "number", "eq", None, value), first, last
