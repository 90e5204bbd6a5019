"""So many days, weeks, months or years at the beginning or the end of a time: `the first three months of 1968`, `the last day of May`."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from checks.cardinals import UNITS
from checks.extract.calendar import Part, When, away, exists, of_date, spread
from checks.extract.datewords import point
from checks.extract.relative import from_last, relative

if TYPE_CHECKING:
    from datetime import date

    from checks.extract.datecontext import Context

_COUNTS = {word: int(value) for word, value in UNITS.items() if 2 <= value <= 12}
_PORTION = re.compile(
    rf"(?:the )?(?:very )?(?P<which>first|last|final|opening|closing) "
    rf"(?:(?P<n>[0-9]{{1,2}}|{'|'.join(_COUNTS)}) (?P<units>day|week|month|year)s"
    r"|(?P<unit>day|month)) of (?P<whole>the (?P<of>year|month|decade|century)\b)?"
)


class Portion(NamedTuple):
    """A part of a time that is named, and where its words end."""

    end: int
    when: When
    basis: str
    sure: float


def portion(low: str, at: int, context: Context) -> Portion | None:
    """The portion whose words begin at a place."""
    match = _PORTION.match(low, at)
    if not match:
        return None
    whole = _whole(low, match, context)
    first, last = whole.when.bounds() if whole else (None, None)
    if whole is None or first is None or last is None:
        return None
    number, unit = match["n"] or "1", match["units"] or match["unit"]
    count = int(number) if number.isdigit() else _COUNTS[number]
    ends = _ends(first, last, count, unit, opening=match["which"] in ("first", "opening"))
    return whole._replace(when=When(*ends, "..") if ends[0] != ends[1] else When(ends[0])) if ends else None


def _whole(low: str, match: re.Match[str], context: Context) -> Portion | None:
    """The time that is a part of: a date, or what another date gives."""
    if match["whole"]:
        when = from_last(match["of"], 0, context.last)
        return Portion(match.end(), when, "relative", 0.7) if when else None
    if found := point(low, match.end()):
        done = context.complete(found.part)
        return Portion(found.end, spread(done.part), done.basis, done.sure) if exists(done.part) and not found.part.day else None
    told = relative(low, match.end(), context)
    return Portion(told.end, told.when, told.basis, told.sure) if told and told.when else None


def _ends(first: date, last: date, count: int, unit: str, *, opening: bool) -> tuple[Part, Part] | None:
    """The first and last day of so many units from the first day on, or up to the last one; None when they are more than the whole."""
    day = timedelta(days=1)
    if last.year > 9000:
        return None
    far = away(of_date(first if opening else last + day), count if opening else -count, unit)
    if unit == "year" and far:
        far = far._replace(month=1, day=1)
    edge = far.first() if far else None
    if edge is None or not first <= edge <= last + day:
        return None
    return (of_date(first), of_date(edge - day)) if opening else (of_date(edge), of_date(last))
