"""What the words beside a duration say of dates: how long between two of them, how long before or after one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checks.extract.related import Page, Related

if TYPE_CHECKING:
    from collections.abc import Iterator

BETWEEN = re.compile(r"(?:\s[\w\u2019'-]+){0,3}?,? (?:between|from|running from|lasting from|stretching from)\s$")
_TO = re.compile(r"\s?(?:and|to|until|till|through|[\u2013-])\s?$")
_AFTER_DATE = re.compile(r"\s(?:after|following|at the end of) an?\s$")
_OFFSET = re.compile(
    r"\s?(?:[\w-]+ ){0,1}?(before|after|later|earlier|prior to|previously|ago|since|following|beforehand|afterwards?|on)\b"
)
_INSIDE = re.compile(r"\b(before|after|later|earlier|prior to|previously|ago|since|following|beforehand|afterwards?)\Z", re.IGNORECASE)
_PERIOD = re.compile(r"(?:,| \(|,? [\u2013\u2014-])\s?(?:or |a (?:period|total|span) of |about |some )?$")
_BRACKET = re.compile(r"(?:\s[\w\u2019'-]+){0,4} \($")
_LASTED = re.compile(r"\b(?:last(?:ed|ing|s)|went on for|raged for|continued for|held for)(?: (?:for|about|some|around|nearly|almost))?\s$")
_BEGUN = re.compile(r"\b(?:of|from|since|began|begun|begins?|beginning|started|starting|launched|opened|broke out)(?: (?:on|in))?\s$")
_ENDED = re.compile(r"\b(?:until|till|ended|ending|ends?|finished|ceased|concluded|was lifted|was broken)(?: (?:on|in))?\s$")
_HELD = re.compile(r"\bafter (?:about |some |around |nearly |almost )?$")
_IN_JAIL = re.compile(r" (?:in|of|behind) (?:\w+ )?(?:jail|prison|captivity|custody|detention|bars|imprisonment)\b")
_TAKEN = re.compile(r"\b(?:arrested|detained|seized|jailed|imprisoned|captured|kidnapped|abducted|taken)(?: [\w-]+){0,3}? (?:on|in)\s$")
_FREED = re.compile(
    r",?(?: and| but)?(?: then| later)?(?: he| she| they)?(?: was| were)?(?: only| finally| later)? "
    r"(?:freed|released|set free|let go|rescued|escaped)(?: [\w-]+){0,3}? (?:on|in)\s$"
)
_BESIDE = re.compile(r"(?: \([^()]*\))?,\s(?:just |only |some |about )?$")
_THEN = re.compile(r",(?: on| in)?\s$")
_ON = re.compile(r",?(?: on| in)?\s$")
_OPENINGS = ("between ", "from ")


def opened(page: Page, at: int) -> str:
    """The words between a figure and the next one, with the `between` that belongs to a range of dates."""
    words = page.text[page.figures[at + 1].start : page.figures[at + 1].end].lower()
    return page.gap(at) + next((opening for opening in _OPENINGS if words.startswith(opening)), "")


def times(page: Page, at: int) -> Iterator[Related]:
    """What a duration says of the dates around it."""
    if page.kinds[at] != "duration":
        return
    figure, text = page.figures[at], page.text
    if page.near(at, at + 1) and page.kinds[at + 1] == "date" and BETWEEN.match(opened(page, at) or " "):
        yield from _lasting(page, at, at + 1)
        return
    ranged = [other for other in (at - 1, at + 1) if page.near(at, other) and page.figures[other].kind == "date-range"]
    beside = [other for other in ranged if (_PERIOD if other < at else _BRACKET).match(page.gap(min(at, other)))]
    if beside:
        start, end = page.figures[min(at, beside[0])].start, page.figures[max(at, beside[0])].end
        yield Related("duration-of", at, beside[0], "span", start, end, 0.8)
        return
    if _LASTED.search(page.before(at)) and (ends := _begun_ended(page, at)):
        for date, role in zip(ends, ("start", "end"), strict=True):
            yield Related("duration-of", at, date, role, min(figure.start, page.figures[ends[0]].start), figure.end, 0.8)
        return
    if _IN_JAIL.match(text, figure.end) and _held(page, at):
        for date, role in ((at - 2, "start"), (at - 1, "end")):
            yield Related("duration-of", at, date, role, page.figures[at - 2].start, figure.end, 0.8)
        return
    offset = _INSIDE.search(text, figure.start, figure.end) or _OFFSET.match(text, figure.end)
    if offset and offset[1] != "on":
        yield from _offset(page, at, offset)
    elif at and page.near(at - 1, at) and page.kinds[at - 1] == "date" and _AFTER_DATE.match(page.gap(at - 1)):
        yield Related("duration-of", at, at - 1, "end", page.figures[at - 1].start, figure.end, 0.5)


def _lasting(page: Page, at: int, date: int) -> Iterator[Related]:
    """`nine days between 19 and 27 February`: one date claim with the whole window, or its two ends."""
    start, figure = page.figures[at].start, page.figures[date]
    pair = page.near(date, date + 1) and page.kinds[date + 1] == "date" and _TO.match(page.gap(date))
    if pair:
        yield Related("duration-of", at, date, "start", start, page.figures[date + 1].end, 0.9)
        yield Related("duration-of", at, date + 1, "end", start, page.figures[date + 1].end, 0.9)
    else:
        yield Related("duration-of", at, date, "span", start, figure.end, 0.9)


def _held(page: Page, at: int) -> bool:
    """Whether the two dates before a length are those of one person's arrest and release: `arrested on A and freed on B after a year`."""
    dates = page.near(at - 2, at) and page.kinds[at - 2] == page.kinds[at - 1] == "date"
    told = dates and _HELD.search(page.before(at)) and _TAKEN.search(page.before(at - 2)) and _FREED.match(page.gap(at - 2))
    return bool(told)


def _begun_ended(page: Page, at: int) -> tuple[int, int] | None:
    """The dates of `began on 5 June and ended on 10 June` in the sentence of a length; None unless there is one of each."""
    near = [other for other in range(max(0, at - 4), min(len(page.figures), at + 5)) if page.near(other, at)]
    dates = [other for other in near if page.kinds[other] == "date"]
    found = [[date for date in dates if words.search(page.before(date))] for words in (_BEGUN, _ENDED)]
    return (found[0][0], found[1][0]) if len(dates) == 2 and list(map(len, found)) == [1, 1] else None


def _paired(page: Page, at: int) -> bool:
    """Whether two dates stand before, the last one right beside: `began on 1 March and ended on 1 June, three months later`."""
    dates = at > 1 and page.near(at - 2, at) and page.kinds[at - 2] == page.kinds[at - 1] == "date"
    return bool(dates and _BESIDE.match(page.gap(at - 1)))


def _offset(page: Page, at: int, offset: re.Match[str]) -> Iterator[Related]:
    """`two days before its start in September`, `ten days later`: the date counted from and the date arrived at."""
    start, end, word = page.figures[at].start, offset.end(), offset[1].lower()
    dates = [other for other in range(max(0, at - 8), min(len(page.figures), at + 6)) if page.kinds[other] == "date"]
    last = max((other for other in dates if other < at and page.sentences[at] - page.sentences[other] < 3), default=-1)
    following = min((other for other in dates if other > at and page.near(at, other)), default=-1)
    forward = word in ("before", "after", "prior to", "following", "since")
    open_end = page.text[end : end + 1] in ("", ",", ".", ";", ")", "\n")
    if word == "ago":
        yield Related("offset-from", at, -1, "from", start, end, 0.6)
    elif forward and not open_end:
        yield Related("offset-from", at, following, "from", start, end, 0.8 if following >= 0 else 0.3)
        if following == at + 1 and page.near(at, at + 2) and page.kinds[at + 2] == "date" and _THEN.match(opened(page, at + 1)):
            yield Related("offset-from", at, at + 2, "to", start, page.figures[at + 2].end, 0.8)
        elif last >= 0:
            beside = page.near(last, at) and _BESIDE.match(page.gap(last)) and last == at - 1
            yield Related("offset-from", at, last, "to", start, end, 0.8 if beside else 0.6 if page.near(last, at) else 0.4)
    elif word in ("later", "earlier", "afterwards", "afterward") and open_end and _paired(page, at):
        yield Related("offset-from", at, at - 2, "from", page.figures[at - 2].start, end, 0.8)
        yield Related("offset-from", at, at - 1, "to", page.figures[at - 2].start, end, 0.8)
    else:
        told = following == at + 1 and _ON.match(page.text[end : page.figures[following].start])
        close = last >= 0 and page.sentences[at] - page.sentences[last] <= bool(told)
        yield Related("offset-from", at, last, "from", start, end, 0.7 if told and close else 0.6 if close else 0.4)
        if following >= 0:
            yield Related("offset-from", at, following, "to", start, end, 0.8 if told else 0.4)
