"""What a text says of dates so far: the running year, and the date that `ten days later` counts from.

A year is completed from the paragraph, across paragraphs where the text is a chronicle, else from the publication date; a date
never falls after publication. Without any of these it stays open.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from checks.extract.calendar import Part, exists, of_date, shift

_ROLLS = 4
_CHRONICLE = 3
_LONG_AGO = timedelta(days=366)


class Completed(NamedTuple):
    """A date with its year, where the year comes from, and how far to trust it."""

    part: Part
    basis: str
    sure: float


@dataclass(slots=True)
class Context:
    """The state of one reading. `last` is the date that was resolved last, `era` the decade or century after it, `seen` how many years were
    stated."""

    published: date | None
    last: Part | None = None
    era: Part | None = None
    paragraph: int = 0
    here: int = 0
    seen: int = 0

    def note(self, part: Part, *, stated: bool) -> None:
        """Take a resolved date as the one to count from."""
        if part.counted and part.span == 1:
            if not self._holds(part):
                self.last, self.era = part, None
            self.paragraph = self.here
            self.seen += stated
        elif part.span > 1:
            self.era = part

    def _holds(self, part: Part) -> bool:
        """Whether a date only names the year or month that the last one, of the same paragraph, lies in."""
        last = self.last
        if last is None or self.here != self.paragraph or last.year != part.year or part.day:
            return False
        return last.month is not None if part.month is None else part.month == last.month and last.day is not None

    def told_of_old(self, *, whole: bool = True) -> bool:
        """Whether the paragraph tells of times long before publication, of `whole` days, so that a bare weekday is one of those days."""
        last = self.last if self.here == self.paragraph else None
        day = last.last() if last and (last.day or not whole) else None
        return bool(day and (self.published is None or (self.seen > whole and self.published - day > _LONG_AGO)))

    def running(self) -> Part | None:
        """The date whose year still holds."""
        if self.last is None or self.here == self.paragraph or self.last.month or self.seen >= _CHRONICLE:
            return self.last
        return None

    def complete(self, part: Part, *, back: bool = False, ahead: bool = False, weekday: int | None = None) -> Completed:
        """A date without a year, with one; a weekday that stands with it decides between years."""
        found = self._completed(part, back=back, ahead=ahead)
        if weekday is None or found.basis in ("stated", "unresolved") or found.part.year is None:
            return found
        for step in (0, -1, 1, -2, -3, -4, -5, -6):
            twin = found.part._replace(year=found.part.year + step)
            day = twin.first() if twin.day and exists(twin) else None
            if day and day.weekday() == weekday and (self.published is None or day <= self.published or (ahead and step >= 0)):
                return found._replace(part=twin, sure=max(found.sure, 0.8))
        return found

    def _completed(self, part: Part, *, back: bool, ahead: bool) -> Completed:
        if part.year is not None:
            return Completed(part, "stated", 0.95)
        base = self.running()
        if base and base.year is not None:
            year = base.year + _roll(base, part, back=back)
            found = self._published(part._replace(year=year), ahead=ahead)
            near = self.here - self.paragraph
            return Completed(found, "context", 0.85 if near == 0 else 0.7 if near == 1 else 0.55)
        if self.published:
            return Completed(self._published(part._replace(year=self.published.year), ahead=ahead), "publication", 0.7)
        return Completed(part, "unresolved", 0.6)

    def _published(self, part: Part, *, ahead: bool) -> Part:
        """The same date in the latest year that is not after publication, on a day that exists."""
        for _ in range(8):
            first = part.first() if exists(part) else None
            if first and (ahead or self.published is None or first <= self.published):
                return part
            if part.year is None or (self.published is None and exists(part)):
                return part
            part = part._replace(year=part.year - 1)
        return part

    def weekday(self, number: int, side: int) -> Part | None:
        """The last such day before publication (`side` -1), the next one (1) or that of its week (0)."""
        if self.published is None:
            return None
        away = (number - self.published.weekday()) % 7
        days = {-1: away - 7, 1: away or 7}.get(side, number - self.published.weekday())
        return moved(self.published, days)

    def nearest(self, month: int, side: int) -> Part | None:
        """The last such month (or season) before publication, or the next one, or that of its year."""
        if self.published is None:
            return None
        part = Part(self.published.year, month)
        first, last = part.first(), part.last()
        if side < 0 and last and last >= self.published.replace(day=1):
            part = Part(self.published.year - 1, month)
        if side > 0 and first and first <= self.published:
            part = Part(self.published.year + 1, month)
        return part


def moved(day: date, days: int) -> Part | None:
    """A day so many days away; None beyond the calendar."""
    return shift(of_date(day), days, "day")


def following(base: Part, month: int, side: int) -> Part | None:
    """The first such month (or season) after a date, or the last one before it."""
    if base.year is None or not base.known:
        return None
    start = base.last() if side > 0 else base.first()
    part = Part(base.year, month)
    first = part.first()
    if start and first and side > 0 and first <= start:
        part = part._replace(year=base.year + 1)
    if start and first and side < 0 and first + timedelta(days=27) >= start:
        part = part._replace(year=base.year - 1)
    return part if part.known else None


def _roll(base: Part, part: Part, *, back: bool) -> int:
    """The year that a month after a dated one belongs to: January after December is the next."""
    before, now = base.last_month, part._replace(year=base.year, mod="").last_month
    if before is None or now is None:
        return 0
    if not back and now < before and now + 12 - before <= _ROLLS:
        return 1
    return -1 if back and now - before > 12 - _ROLLS else 0
