"""Dates, ranges of dates, lengths of time and what counts from them, in English prose.

The text is scanned once for trigger words (Aho-Corasick) and four-digit numbers; only around a hit is the grammar tried. Times of day
are left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple

from checks.extract.calendar import Part, When, away, of_date, shift
from checks.extract.datecontext import Context
from checks.extract.dateread import read
from checks.extract.datescan import Hit, plain, starts, triggers
from checks.extract.dayread import Day, earlier_days, later_days
from checks.extract.edges import Read
from checks.extract.lengths import Length, joined

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


class Dated(NamedTuple):
    """One expression of time. `kind`: date, date-range, duration; `resolved_by`: stated, context, relative, publication, unresolved.

    A date that is counted (`ten days later`) carries the length it is counted with, in `comparator`, `low`, `best`, `high` and `unit`.
    """

    start: int
    end: int
    kind: str
    edtf: str
    earliest: date | None
    latest: date | None
    resolved_by: str
    confidence: float
    comparator: str = ""
    low: float | None = None
    best: float | None = None
    high: float | None = None
    unit: str = ""


_THIS_WAS = re.compile(r"\b(?:this|that|it|which) (?:was|came|is) (?:only |just )?$")
_PARAGRAPH = 600
_BARE = re.compile(r"[a-z0-9] ?[0-9]{1,2}(?:st|nd|rd|th)?\Z")
_OPEN = {"day": "XXXX-XX-XX", "month": "XXXX-XX"}
_AFTER = ("following", "ensuing", "subsequent")
_PUBLISHED = ("last", "past", "previous", "next", "coming")
_NOW = re.compile(r"\b(?:will|shall|is|are|has|have|can|may|must|should|going)\b|'ll\b")
_LONG = ("year", "decade", "century")
"""Units that nobody counts back from a publication to the month."""
_CLAUSE = re.compile(r"[.;:\n]|, (?:and|but|which|who)\b")


def dates(
    text: str,
    published: date | None = None,
    low: str = "",
    found: Sequence[Hit] | None = None,
    aside: Sequence[bool] = (),
) -> list[Dated]:
    """Every date, range of dates and length of time of a text, in order; resolved against each other and the publication date.

    The text is folded for layout: a line feed ends a paragraph. `low` and `found`: the plain text and its triggers, if known. Nothing
    counts from a date that is said `aside` (for each trigger; in a note, say).
    """
    reader = _Reader(text, published, low or plain(text))
    hits = triggers(reader.low).dates if found is None else found
    for hit, apart in zip(hits, aside or repeat(False), strict=False):
        if hit.at >= reader.done:
            reader.turn(aside=apart)
            reader.take(hit)
    return reader.rows


class _Reader:
    """One reading of a text: the rows so far, and the state that the next expression is resolved in."""

    def __init__(self, text: str, published: date | None, low: str) -> None:
        self.text, self.low = text, low
        self.context = Context(published if published and 10 < published.year < 9900 else None)
        self.rows: list[Dated] = []
        self.done = 0
        self.breaks = [match.start() for match in re.finditer(r"\n\s*", text)]
        self.pending: Length | None = None
        self.before: Length | None = None
        self.kept: tuple[Context, Length | None, Length | None] | None = None

    def turn(self, *, aside: bool) -> None:
        """Turn to what is said aside, or back to the story, which goes on as if nothing had been said."""
        if aside and self.kept is None:
            self.kept = self.context, self.pending, self.before
            self.context, self.pending, self.before = replace(self.context), None, None
        elif self.kept and not aside:
            self.context, self.pending, self.before = self.kept
            self.kept = None

    def take(self, hit: Hit) -> None:
        """Read what stands at a trigger."""
        self.context.here = bisect_right(self.breaks, hit.at) if self.breaks else hit.at // _PARAGRAPH
        found = read(self.text, self.low, hit, starts(self.low, hit.at, self.done, hit.kind), self.context)
        if isinstance(found, Length):
            self._length(found)
        elif found:
            self._date(found)

    def _date(self, found: Read) -> None:
        part = found.when.first if not found.when.form else None
        dated = part if part and part.day and part.month and part.month < 13 else None
        for day in earlier_days(self.low, found.start, self.done, dated) if dated else ():
            self._day(day, found)
        earliest, latest = found.when.bounds()
        kind = "date-range" if found.when.form == "/" else "date"
        edtf = found.when.edtf if found.when.edtf != "XXXX" else _OPEN.get(found.unit, "XXXX")
        self.rows.append(Dated(found.start, found.end, kind, edtf, earliest, latest, found.basis, found.sure))
        self.done = found.end
        for day in later_days(self.low, found.end, dated) if dated and _BARE.search(self.low, max(0, found.end - 8), found.end) else ():
            self._day(day, found)
            self.done = day.end
        base = found.when.last or found.when.first
        if found.anchors and base:
            self.context.note(base, stated=found.basis == "stated")
        if self.pending and base:
            self._counted(len(self.rows) - 2, self.pending, base)
        self.pending = self.before = None

    def _day(self, day: Day, found: Read) -> None:
        """A day that takes its month and year from the date beside it."""
        when = When(day.part)
        self.rows.append(Dated(day.start, day.end, "date", when.edtf, *when.bounds(), found.basis, min(found.sure, day.sure)))

    def _length(self, found: Length) -> None:
        if self.before and (whole := joined(self.before, found, self.low[self.before.end : found.start])):
            found = whole
            self.rows.pop()
        low, best, high = found.low, found.best, found.high
        row = Dated(
            found.start, found.end, "duration", "", None, None, "unresolved", found.sure, found.comparator, low, best, high, found.unit
        )
        self.rows.append(row._replace(resolved_by="stated") if not found.way and not found.window else row)
        self.before, self.done, self.pending = found, found.end, None
        if found.way:
            self._anchor(found)
        elif found.window:
            self._window(found)

    def _anchor(self, found: Length) -> None:
        """Count from publication (`ago`), from the date that follows in the clause, or from the last one."""
        published = self.context.published
        if found.since in ("ago", "hence", "from now"):
            if published:
                self._counted(len(self.rows) - 1, found, Part(published.year, published.month, published.day), "publication")
        elif found.since in ("before", "after", "prior to") and self.low[found.end : found.end + 1] == " ":
            if self.context.last and _THIS_WAS.search(self.low, max(0, found.start - 16), found.start):
                self._counted(len(self.rows) - 1, found._replace(way=-found.way), self.context.last, sure=0.6)
                return
            self.pending = found
        elif self._apposed(found):
            day = self.rows[-2]
            self.rows[-1] = self.rows[-1]._replace(
                kind="date", edtf=day.edtf, earliest=day.earliest, latest=day.latest, resolved_by="relative", confidence=0.7
            )
        elif self.context.last:
            self._counted(len(self.rows) - 1, found, self.context.last)

    def _apposed(self, found: Length) -> bool:
        """Whether a length stands beside the date that it leads to: `On 7 February, a month later, it fell`."""
        last = self.rows[-2] if len(self.rows) > 1 else None
        near = last and last.kind == "date" and last.earliest is not None and last.earliest == last.latest
        return bool(near and last and self.low[last.end : found.start] == ", " and self.low.startswith(",", found.end))

    def _counted(self, index: int, found: Length, base: Part, basis: str = "relative", sure: float = 0.7) -> None:
        """Turn the row of a length into the date that it leads to."""
        row = self.rows[index]
        if found is self.pending:
            sure = 0.6 if not _CLAUSE.search(self.low, found.end, self.rows[-1].start) and self.rows[-1].start - found.end < 80 else 0
        middle = found.middle
        part = shift(base, middle * found.way, found.unit) if middle is not None and sure else None
        if part is None:
            return
        published, first = self.context.published, part.first()
        if basis == "relative" and published and first and first > published:
            return
        if basis == "publication" and found.unit in _LONG and middle and (middle > 1 or found.unit != "year"):
            part = part._replace(month=None, mark="~" if found.unit != "year" or middle >= 10 else part.mark)
        if found.comparator != "eq" and not part.mark:
            part = part._replace(mark="~")
        first, last = part.first(), part.last()
        self.rows[index] = row._replace(kind="date", edtf=part.edtf, earliest=first, latest=last, resolved_by=basis, confidence=sure)
        if sure > 0.5 and basis == "relative" and found is not self.pending:
            self.context.note(part._replace(mark=""), stated=False)

    def _window(self, found: Length) -> None:
        """`the last three months`, from the publication date; `over the next two weeks` of a story, from the date that is told of."""
        told, count = self._told(found), found.middle
        if count is None or found.unit in ("second", "minute", "hour"):
            return
        side = 1 if found.window in ("next", "coming", *_AFTER) else -1
        today, published = told, self.context.published
        if today is None and published and found.window in _PUBLISHED:
            today = of_date(published)
        far = None if today is None else (away if today.day else shift)(today, count * side, found.unit)
        near = today if told or side < 0 or today is None else shift(today, 1, "day")
        if far is None or near is None:
            return
        when = When(near, far, "/") if side > 0 else When(far, near, "/")
        earliest, latest = when.bounds()
        if earliest and latest and earliest <= latest and not (told and published and earliest > published):  # not `the next half day`
            basis = "relative" if told else "publication"
            self.rows[-1] = self.rows[-1]._replace(
                kind="date-range", edtf=when.edtf, earliest=earliest, latest=latest, resolved_by=basis, confidence=0.6
            )

    def _told(self, found: Length) -> Part | None:
        """The date of a story that a window lies beside: the last one, unless the window is one of today."""
        context = self.context
        if found.window in _AFTER or found.window == "preceding":
            return context.last if context.here - context.paragraph < 2 else None
        sentence = (
            self.low[max(0, found.start - 90) : found.start].rpartition(". ")[2] + self.low[found.end : found.end + 60].partition(". ")[0]
        )
        return context.last if found.window == "next" and context.told_of_old(whole=False) and not _NOW.search(sentence) else None
