"""Dates as far as they are known: their EDTF text, their bounds, and steps from one to another."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_CENTURY, _DECADE = 100, 10
_WEEKS = {"first week": 1, "second week": 8, "third week": 15, "fourth week": 22}


def word_list(text: str) -> tuple[str, ...]:
    """Words that stand in one string."""
    return tuple(text.split())


class Part(NamedTuple):
    """One date, as much of it as is known. `month` may be a season (21 to 24); `span` is the number of years that a decade or century has.

    `year` counts from 1; 44 BC is -43. `mod` is the part of it that is meant (early, mid, late, start, end, ...).
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    mark: str = ""
    span: int = 1
    mod: str = ""

    @property
    def edtf(self) -> str:
        """The EDTF text, without `mod`."""
        if self.year is None:
            year = "XXXX"
        elif self.span > 1:
            year = f"{self.year // self.span:0{2 if self.span == _CENTURY else 3}}" + "X" * (2 if self.span == _CENTURY else 1)
        else:
            year = f"{self.year:04}" if self.year >= 0 else f"-{-self.year:04}"
        rest = "" if self.month is None else f"-{self.month:02}" if self.day is None else f"-{self.month:02}-{self.day:02}"
        return year + rest + self.mark

    @property
    def known(self) -> bool:
        """Whether it has bounds."""
        return self.year is not None and 1 < self.year < 9990

    @property
    def counted(self) -> bool:
        """Whether years can be counted from it; those before Christ have no bounds here."""
        return self.year is not None and -9000 < self.year < 9990

    @property
    def last_month(self) -> int | None:
        """The last month that it may mean, None for a whole year."""
        if self.month is None:
            return {"late": 12, "end": 12, "start": 1, "early": 3, "half2": 12}.get(self.mod)
        return self.month if self.month < 21 else (self.month - 20) * 3 + 2 if self.month < 24 else 12

    def first(self) -> date | None:
        """The first day that it may mean."""
        if not self.known or self.year is None:
            return None
        month = 1 if self.month is None else self.month if self.month < 21 else (self.month - 20) * 3
        return date(self.year, month, self.day or 1)

    def last(self) -> date | None:
        """The last day that it may mean."""
        start = self.first()
        if start is None or self.day:
            return start
        if self.month is None:
            return date(start.year + self.span - 1, 12, 31)
        return _month_end(start, 1 if self.month < 21 else 3)


class When(NamedTuple):
    """A date (`form` empty, `first` alone), some day within two dates (`..`), or the time through from one to the other (`/`)."""

    first: Part | None
    last: Part | None = None
    form: str = ""

    @property
    def edtf(self) -> str:
        """The EDTF text."""
        if not self.form:
            return self.first.edtf if self.first else ""
        ends = [end.edtf if end else ".." for end in (self.first, self.last)]
        return "/".join(ends) if self.form == "/" else f"[{'..'.join(ends)}]"

    def bounds(self) -> tuple[date | None, date | None]:
        """The first and the last day."""
        last = self.last if self.form else self.first
        return (self.first.first() if self.first else None), (last.last() if last else None)


def _month_end(start: date, months: int) -> date:
    index = start.year * 12 + start.month - 1 + months
    return date(index // 12, index % 12 + 1, 1) - timedelta(days=1)


def exists(part: Part) -> bool:
    """Whether the day is on the calendar; one of an unknown year may be 29 February."""
    if part.day is None:
        return True
    if part.month is None or part.month > 12:
        return False
    try:
        date(part.year if part.known and part.year else 2000, part.month, part.day)
    except ValueError:
        return False
    return True


def of_date(day: date) -> Part:
    """A whole date."""
    return Part(day.year, day.month, day.day)


def spread(part: Part) -> When:
    """What the modifier of a date means: `late 2015`, `mid-June 2017`, `the end of May`."""
    plain = part._replace(mod="")
    if not part.mod:
        return When(plain)
    if part.span > 1:
        return _of_years(plain, part.mod)
    if part.day or (part.month or 0) > 12:
        return When(plain._replace(mark="~"))
    return _of_month(plain, part.mod) if part.month else _of_year(plain, part.mod)


def _of_years(part: Part, mod: str) -> When:
    tenths = {"early": (0, 3), "start": (0, 1), "mid": (4, 6), "late": (7, 9), "end": (9, 9), "half1": (0, 4), "half2": (5, 9)}
    low, high = tenths.get(mod, (0, 9))
    step = part.span // _DECADE
    year = part.year or 0
    if part.year is None:
        return When(part)
    return When(Part(year + low * step), Part(year + high * step + step - 1), "..")


def _of_month(part: Part, mod: str) -> When:
    if mod in _WEEKS:
        return When(part._replace(day=_WEEKS[mod]), part._replace(day=_WEEKS[mod] + 6), "..")
    if mod == "mid":
        return When(part._replace(day=15, mark="~"))
    if mod in ("start", "half1"):
        return When(part._replace(day=1), part._replace(day=10 if mod == "start" else 15), "..")
    if mod in ("end", "half2", "last week"):
        last = part.last()
        day = last.day if last else {2: 28, 4: 30, 6: 30, 9: 30, 11: 30}.get(part.month or 1, 31)
        return When(part._replace(day={"end": 21, "half2": 16}.get(mod, day - 6)), part._replace(day=day), "..")
    return When(part._replace(mark="~"))


def _of_year(part: Part, mod: str) -> When:
    if mod in _WEEKS or mod == "last week":
        return _of_month(part._replace(month=1 if mod in _WEEKS else 12), mod)
    if mod in ("start", "end"):
        return When(part._replace(month=1 if mod == "start" else 12, mark="~"))
    first, last = {"early": (1, 3), "mid": (5, 8), "late": (10, 12), "half1": (1, 6), "half2": (7, 12)}.get(mod, (1, 12))
    low, high = part._replace(month=first, day=1), part._replace(month=last, day=31 if last != 6 else 30)
    return When(low, high, "..")


def shift(part: Part, count: float, unit: str) -> Part | None:
    """The date so many units away, as fine as its own date and the unit allow; None when it leaves the calendar."""
    try:
        return _shift(part, count, unit)
    except (ValueError, OverflowError):
        return None


def _shift(part: Part, count: float, unit: str) -> Part | None:
    if part.counted and part.year is not None and unit in ("year", "decade", "century"):
        years = round(count * {"year": 1, "decade": 10, "century": 100}[unit])
        moved = Part(part.year + years, part.month, None, part.mark)
        return moved if moved.counted else None
    if part.year is None or not part.known:
        return None
    if unit == "month":
        if part.month is None:
            return None
        index = part.year * 12 + (part.last_month or 1) - 1 + round(count)
        moved = Part(index // 12, index % 12 + 1)
        return moved if moved.known else None
    start = part.first()
    days = round(count * {"week": 7.0, "fortnight": 14.0, "day": 1.0}.get(unit, 0.0))
    if start is None or (part.month is None and days < 300):
        return None
    if part.day:
        moved = of_date(start + timedelta(days=days))._replace(mark=part.mark)
    else:
        middle = start + timedelta(days=15 + days)
        moved = Part(middle.year, middle.month, None, "~")
    return moved if moved.known else None


def week(day: date, weeks: int) -> When:
    """The week, Monday to Sunday, that lies so many weeks from the one of a day."""
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=weeks)
    return When(of_date(monday), of_date(monday + timedelta(days=6)), "..")


def away(day: Part, count: float, unit: str) -> Part | None:
    """The day so many units from a whole day: the same day of another month, or its last."""
    moved = shift(day, count, unit)
    if moved is None or moved.day or moved.month is None or moved.month > 12:
        return moved
    last = moved.last()
    return moved._replace(day=min(day.day or 1, last.day if last else 28))
