"""The words beside a date that make it an edge of a time: `by March`, `since the 6th`, `from 2001 onwards`, `2002-present`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from checks.extract.calendar import When

if TYPE_CHECKING:
    from checks.extract.calendar import Part

_BEFORE = re.compile(r"\b(?P<word>by|no later than|not later than|since|starting in|beginning in|from|around|about|circa|ca?\."
                     r"|approximately)(?: at least| at latest| about| around| the)?(?: early in| late in)? $")  # fmt: skip
_ENDS = frozenset(("by", "than", "since", "in", "from", "around", "about", "circa", "approximately", "least", "latest", "the"))
_ONWARDS = re.compile(r",? (?:onwards?|on(?=[,.;]))")
_PRESENT = re.compile(r"(?: ?- ?| (?:to|until|till|through) (?:the )?)(?:present(?: day)?|now|today|date)\b(?! [a-z]+ly\b)")
_DOER = re.compile(r" (?!(?:deadline|date|cut-?off|target|and|or|at|to|in|when|with|for|on|as|of|but|that|which|he|she|it|they|we)\b)[a-z]")
_SINCE = ("since", "starting in", "beginning in", "from")
_ABOUT = ("around", "about", "circa", "approximately", "c.", "ca.")


class Read(NamedTuple):
    """A date or range with its words, how it was resolved, and whether later expressions count from it."""

    start: int
    end: int
    when: When
    basis: str
    sure: float
    anchors: bool = True
    unit: str = "day"


def edged(low: str, found: Read, *, stated: bool = True) -> Read:
    """A date, not a range, with the words beside it that make it an edge; a `stated` one (`early 2014`) is known to the month."""
    when, at = found.when, found.start
    last = low[max(0, at - 16) : max(0, at - 1)].rpartition(" ")[2]
    before = _BEFORE.search(low, max(0, at - 30), at) if last in _ENDS or not last.isalpha() else None
    before = None if stated and by_whom(low, at, found.end) else before
    after = _PRESENT.match(low, found.end) or _ONWARDS.match(low, found.end)
    word = before["word"] if before else ""
    if (word == "from" and not after) or not (before or after):
        return found
    start, end = before.start() if before else at, after.end() if after else found.end
    if word in _SINCE or after:
        return found._replace(start=start, end=end, when=When(_blurred(when.first, when) if stated else when.first, None, "/"))
    if word in _ABOUT:
        vague = when if when.form else When(when.first._replace(mark="~") if when.first else None)
        return found._replace(start=start, when=vague)
    return found._replace(start=start, when=When(None, _blurred(when.last or when.first, when) if stated else when.last or when.first, "/"))


def _blurred(end: Part | None, when: When) -> Part | None:
    """The near end of `early 2014` as a month, about."""
    return end._replace(day=None, mark="~") if end and when.form == ".." else end


def by_whom(low: str, start: int, end: int) -> bool:
    """Whether `by the` names who did it, not a deadline: `by the September 11 hijackers`."""
    at = start - 4 * (not low.startswith("the ", start))
    return low.startswith("by the ", max(0, at - 3)) and bool(_DOER.match(low, end))
