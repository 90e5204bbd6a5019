"""What stands at a trigger: an expression of time with its words, resolved, or nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checks.extract.calendar import Part, When, exists, of_date, spread
from checks.extract.datewords import MONTH, WEEKDAYS, Expression, expression, year_of
from checks.extract.dayread import holiday, nth
from checks.extract.edges import Read, by_whom, edged
from checks.extract.eras import bare_years, before_christ, centuries, quarter
from checks.extract.lengths import Length, length
from checks.extract.nodates import VERBS, names, plausible
from checks.extract.portions import portion
from checks.extract.relative import from_last, relative
from checks.extract.years import sure_year

if TYPE_CHECKING:
    from checks.extract.datecontext import Context
    from checks.extract.datescan import Hit

_LIST_YEAR = re.compile(
    rf"(?:(?: ?,| and| or| to| until| through| ?-){{1,2}} ?(?:early |late |mid-)?(?:the )?(?:[0-9]{{1,2}}(?:st|nd|rd|"
    rf"th)?(?=[ ,]) ?)?(?:{MONTH}(?: [0-9]{{1,2}}(?![0-9]))?)?){{1,3}},? (?P<y>(?:1[0-9]|20)[0-9]{{2}})(?![0-9a-z,.]*[0-9])"
)
_OF_YEAR = re.compile(r",? (?:of )?(?=(?:that|this|last|the|next|same|previous|following) )")
_PLANNED = re.compile(r"\b(?:will|would|shall|scheduled|planned|expected|due) [^.;]*$")
"""Before a date that nothing counts from, for the story goes on before it."""
_AFTER_DIGIT = frozenset(f"{digit} " for digit in "0123456789")
_BEGIN = {name[:3]: number for number, name in enumerate(WEEKDAYS)}
_NUMBER_NEXT = re.compile(r",? (?:of )?(?:[0-9]{4}(?![0-9,])|[0-9]{1,2}(?:st|nd|rd|th)?(?![0-9a-z%]|[.,][0-9]))")
_NO_YEAR_NEXT = re.compile(r"[ -][qh][1-4]\b| ?(?:gmt|utc|hrs)\b")
_OF_DATE = re.compile(rf" of (?:{MONTH}|[0-9]|the (?!year\b|month\b)|[a-z]+ing\b)")
_BACK = re.compile(r"\b(?:earlier|previously|since|had|already|back|prior|preceding|former)\b")
_AHEAD = re.compile(r"\b(?:will|would|next|upcoming|scheduled|planned|due|until|till|expected|going|shall|coming)\b|'ll\b|\bby (?:the )?$")
"""After `the` and a month, the rest of a name: `the October Revolution`."""
_COMING = re.compile(r"\b(?:will|would|to be|scheduled|due|planned|set to|expected to|going to|shall|until|till)\b[^.;:]*\Z|\bby \Z")
_TOLD = re.compile(r"\b(?:said|says|told|announced|reported|confirmed|warned|vowed|promised)\b[^,]*\Z")
"""Before a weekday that is the day of the saying, not of what will be: `will leave, he said on Friday`."""
_NOT_A_WEEKDAY = re.compile(r" (?:times|telegraph|mirror|express|mail|herald|sun|post|school|worship|best|agreement|island)\b")
_NAMED_DAY = re.compile(r"\b(?:first|second|third|fourth|black|bloody|good|cyber|easter|palm|super|ash|holy|man|giving|girl|shrove)[ -]$")
_BACKGROUND = 90
"""How far before a date the word may stand that makes it no year which the next dates share."""
_NOUN = re.compile(r" [a-z]")
_FIXED = re.compile(r"(?:the|its|his|her|their|'s|a|an|own) $")


def read(text: str, low: str, hit: Hit, places: list[int], context: Context) -> Read | Length | None:
    """What stands at a trigger; its expression may begin at any of `places`."""
    stop = hit.at + len(hit.word)
    alone = (
        hit.kind in ("era", "holiday", "nth", "ancient") or hit.word == "centuries" or (hit.kind == "unit" and low.startswith(" of ", stop))
    )
    if alone and (found := _alone(low, hit, places, context)):
        return found
    dated = hit.kind not in ("unit", "relative") or low.startswith((" of ", " in "), stop)
    if hit.kind == "year" and (low[max(0, hit.at - 2) : hit.at] in _AFTER_DIGIT or _NO_YEAR_NEXT.match(low, stop)):
        return None
    verb = hit.word in VERBS and not text[hit.at].isupper()
    named = hit.kind in ("year", "month", "weekday", "season")
    for at in places:
        related = None if verb or (named and at == hit.at) else relative(low, at, context)
        if related and related.end >= stop and not _goes_on(low, related.end, hit.kind) and not names(text, low, hit, related.end):
            found = _related(at, related.end, related.when, related.basis, related.sure, related.unit)
            return edged(low, found, stated=False) if related.when else found
        if dated and (found := _expression(text, low, hit, at, context)):
            return found
    if hit.kind == "weekday":
        return _weekday(low, hit, context)
    return length(low, places, hit.at, hit.word) if hit.kind == "unit" else None


def _portion(low: str, places: list[int], context: Context) -> Read | None:
    for at in places:
        if found := portion(low, at, context):
            return edged(low, Read(at, found.end, found.when, found.basis, found.sure), stated=False)
    return None


def _goes_on(low: str, end: int, kind: str) -> bool:
    """Whether a month that seemed relative is followed by its day or year, a week by `of July`."""
    return bool(_NUMBER_NEXT.match(low, end)) if kind in ("month", "season") else bool(_OF_DATE.match(low, end))


def _related(start: int, end: int, when: When | None, basis: str, sure: float, unit: str) -> Read:
    if when is None:
        return Read(start, end, When(Part()), "unresolved", 0.4, anchors=False, unit=unit)
    return Read(start, end, when, basis, sure)


def _alone(low: str, hit: Hit, places: list[int], context: Context) -> Read | None:
    """What its trigger says alone: a feast, a day of the running month, a quarter."""
    if hit.kind == "unit" and hit.word != "centuries":
        return _portion(low, places, context)
    if hit.kind == "ancient":
        years = bare_years(low, hit.at, before=bool(context.last and (context.last.year or 0) < 0))
        return Read(hit.at, years[0], years[1], "stated", 0.6)
    if hit.kind in ("era", "unit"):
        return _era(low, hit, places, context)
    day = (holiday if hit.kind == "holiday" else nth)(low, hit.at, context)
    return edged(low, Read(day.start, day.end, When(day.part), day.basis, day.sure)) if day else None


def _era(low: str, hit: Hit, places: list[int], context: Context) -> Read | None:
    """A quarter or half of a year, centuries, or years before Christ."""
    for at in places:
        if (years := centuries(low, at)) and years[0] > hit.at:
            return edged(low, Read(at, years[0], years[1], "stated", 0.8, anchors=False))
        if (found := quarter(low, at)) and found.end > hit.at:
            done = context.complete(Part(found.year, found.first))
            last = done.part._replace(month=found.last)
            return Read(at, found.end, When(done.part, last, "/"), done.basis, done.sure)
        if (years := before_christ(low, at)) and years[0] > hit.at:
            return Read(at, years[0], years[1], "stated", 0.9)
    return None


def _weekday(low: str, hit: Hit, context: Context) -> Read | None:
    if _NOT_A_WEEKDAY.match(low, hit.at + len(hit.word)) or _NAMED_DAY.search(low, max(0, hit.at - 8), hit.at):
        return None
    end = hit.at + len(hit.word)
    if context.told_of_old() and (when := from_last(hit.word, 0, context.last)):
        return _related(hit.at, end, when, "relative", 0.6, "day")
    number, today = WEEKDAYS.index(hit.word), context.published
    ahead = _COMING.search(low, max(0, hit.at - 56), hit.at) and not _TOLD.search(low, max(0, hit.at - 24), hit.at)
    part = of_date(today) if today and today.weekday() == number else context.weekday(number, 1 if ahead else -1)
    return _related(hit.at, end, When(part) if part else None, "publication", 0.75, "day")


def _expression(text: str, low: str, hit: Hit, at: int, context: Context) -> Read | None:
    found = expression(low, at)
    if not found or found.end <= hit.at or found.start > hit.at or not plausible(text, low, hit, found):
        return None
    sure = min(found.first.sure or 1, found.last.sure if found.last else 1, sure_year(low, hit, found))
    if sure <= 0:
        return None
    before = low[max(0, found.start - 48) : found.start]
    if told := _of_year(low, found, context):
        return told
    first, last, basis, trust = _complete(low, found, before, context)
    if last is None and found.first.other:
        last = found.first.other
        return Read(found.start, found.end, When(first, last, ".."), basis, sure, anchors=False)
    if not exists(first) or (last and not exists(last)):
        return None
    when = spread(first)
    if last:
        end = spread(last)
        when = When(when.first, end.last or end.first, "/")
    read = _bounded(low, found, when, basis, min(sure, trust), ranged=last is not None)
    return read._replace(anchors=False) if basis == "context" and _PLANNED.search(before) else read


def _of_year(low: str, found: Expression, context: Context) -> Read | None:
    """A date or range without a year, with `this year`, `of that year` after it."""
    a, b = found.first.part, found.last.part if found.last else None
    named = _OF_YEAR.match(low, found.end) if a.year is None and (b is None or b.year is None) else None
    year = relative(low, named.end(), context) if named else None
    if not year or not low.endswith("year", 0, year.end):
        return None
    of = year.when.first.year if year.when and year.when.first else None
    a, b = a._replace(year=of, month=a.month or (b.month if b else None)), b and b._replace(year=of)
    if not exists(a) or (b and not exists(b)):
        return None
    first, last = spread(a), spread(b) if b else None
    when = When(first.first, last.last or last.first, "/") if last else first
    basis, sure = (year.basis, 0.75) if of else ("unresolved", 0.4)
    return Read(found.start, year.end, when, basis, sure, anchors=bool(of))


def _past(low: str, start: int) -> bool:
    """Whether a date only says how far back something goes: `the worst since the strikes began in`."""
    since = low.rfind(" since ", max(0, start - _BACKGROUND), start)
    return since > 0 and low[since - 1].isalnum() and not any(edge in low[since:start] for edge in ".,;:\n")


def _bounded(low: str, found: Expression, when: When, basis: str, sure: float, *, ranged: bool) -> Read:
    """With the word beside it: `since`, `by`, `around`, `onwards`."""
    part = found.first.part
    if low.startswith("the ", found.start) and not part.mod and not ranged and (part.day or (part.month is None and part.span == 1)):
        found = found._replace(start=found.start + 4)
    anchors = sure >= 0.5 and not _past(low, found.start) and not (when.first and when.first.month is None and _weak(low, found))
    whole = Read(found.start, found.end, when, basis, sure, anchors)
    if ranged:
        return whole
    edge = edged(low, whole)
    opens = low.startswith("since", edge.start)
    return edge._replace(anchors=anchors and (part.month is not None or not opens))


def _weak(low: str, found: Expression) -> bool:
    """Whether a year only names something (`the 2014 report`)."""
    return bool(_NOUN.match(low, found.end) and _FIXED.search(low, max(0, found.start - 7), found.start))


def _complete(low: str, found: Expression, before: str, context: Context) -> tuple[Part, Part | None, str, float]:
    """Both dates of an expression with their years."""
    a, b = found.first.part, found.last.part if found.last else None
    if b is None and a.year is not None:
        return a, None, *context.complete(a)[1:]
    back, ahead = bool(_BACK.search(before)), bool(_AHEAD.search(before[-24:])) and not by_whom(low, found.start, found.end)
    if b is None:
        year = year_of(match["y"]) if a.year is None and (match := _LIST_YEAR.match(low, found.end)) else None
        if year:
            return a._replace(year=year), None, "context", 0.85
        day = _BEGIN.get(low[found.start : found.start + 3])
        done = context.complete(a, back=back, ahead=ahead, weekday=day)
        return done.part, None, done.basis, done.sure
    if a.day and a.month is None:
        a = a._replace(month=b.month)
    if a.year is None and b.year is None:
        done = context.complete(a, back=back, ahead=ahead)
        a, basis, sure = done
        end, today = b._replace(year=a.year), context.published
        late = end.first() if exists(end) and a.year else None
        if a.year and today and late and late > today and not ahead:
            a = a._replace(year=a.year - 1)
    else:
        basis, sure = "stated", 0.95
    wraps = (a.month or 0, a.day or 0) > (b.month or 0, b.day or 0)
    if b.year is None and a.year is not None:
        b = b._replace(year=a.year + wraps)
    elif a.year is None and b.year is not None:
        a = a._replace(year=b.year - wraps)
    return a, b, basis, sure
