"""Changes that words put between two figures: `fell by 84 percent, from 63 to 10`, `doubled from 40 to 80`, `from 5 to 6, a rise of 1`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checks.extract.related import Page, Related

if TYPE_CHECKING:
    from collections.abc import Iterator

_UP = r"rose|risen|rises|grew|grown|grows|increas(?:ed|es)|climbed|jumped|soared|surged|went up|gone up"
_DOWN = r"fell|fallen|falls|dropped|drops|declin(?:ed|es)|decreas(?:ed|es)|plummeted|plunged|shrank|shrunk|went down|gone down|sank"
TREND = re.compile(rf"\b(?:(?P<rising>{_UP})|(?P<falling>{_DOWN}))\b", re.IGNORECASE)
_CHANGED = re.compile(rf"\b(?:from|went|up|down|doubled|{_UP}|{_DOWN})\b")
_SIZE = r"(?:just |only |about |some |around |nearly |more than |over )?"
_FROM_TO = re.compile(rf"(?:\s[\w\u2019'-]+){{0,6}}? to {_SIZE}\s?$|[^.;]{{0,60}}\b(?:{_UP}|{_DOWN}) to {_SIZE}\s?$")
_TO_FROM = re.compile(r"(?:\s[\w\u2019'-]+){0,3}?,? (?:up |down )?from (?:just |only |about |some |around )?$")
_FROM = re.compile(r"(?:\s[\w\u2019'-]+){0,4}?,?\sfrom\s$")
_GOES_TO = re.compile(r"(?:\s[\w\u2019'-]+){0,3}?\sto\s$")
_TIMES = re.compile(r"(?:more than |almost |nearly |about )?(?:doubled|tripled|trebled|quadrupled|halved)\Z", re.IGNORECASE)
_BY = re.compile(rf"\b(?:(?P<rose>{_UP}|up)|{_DOWN}|down)(?:\s\w+ly)? by\s$", re.IGNORECASE)
_AMOUNT = re.compile(
    r"(?:\s[\w\u2019'-]+){0,3},?\s\(?(?:or )?an? (?:[\w-]+ )?"
    r"(?:(?P<rose>rise|increase|jump|surge|growth)|drop|fall|decline|decrease|reduction) of\s$"
)
_REACH = 60


def changes(page: Page, at: int) -> Iterator[Related]:
    """What a count and the next one, to which or from which it changed, say of a third; an open subject is the word itself."""
    last = at + 1 + (at + 1 < len(page.figures) and page.kinds[at + 1] == "date")
    if page.kinds[at] != "count" or not page.near(at, last) or page.kinds[last] != "count":
        return
    start, end = page.figures[at].start, page.figures[last].end
    between = page.text[page.figures[at].end : page.figures[last].start]
    before = at - 1
    if _FROM_TO.match(between) and _CHANGED.search(page.text, max(0, start - 30), end):
        if page.near(before, at) and _FROM.match(page.gap(before)):
            yield from _change(page, before, (at, last), _step(page, before))
        elif page.near(last, last + 1) and (told := _AMOUNT.match(page.gap(last))):
            yield from _change(page, last + 1, (at, last), 1 if told["rose"] else -1)
        else:
            yield from _trend(page, (at, last), start)
    elif _TO_FROM.match(between):
        if page.near(before, at) and _GOES_TO.match(page.gap(before)) and page.kinds[before] == "share":
            yield from _change(page, before, (last, at), 0)
        elif page.text.endswith(" to ", 0, start):
            yield from _trend(page, (last, at), start)


def _step(page: Page, subject: int) -> int:
    """1 when the words before an amount say that it was gained, -1 lost, 0 neither."""
    told = _BY.search(page.before(subject, _REACH))
    return 0 if told is None else 1 if told["rose"] else -1


def _trend(page: Page, ends: tuple[int, int], start: int) -> Iterator[Related]:
    """A change that is told by a word alone, which stands where the relation begins."""
    clause = page.text[max(0, start - _REACH) : start]
    word = None
    for word in TREND.finditer(clause, max(clause.rfind(mark) for mark in (".", ";", ",")) + 1):  # noqa: B007 - the last one counts
        pass
    yield from _ends(page, -1, ends, start - len(clause) + word.start() if word else start, 0.8 if word else 0.7)


def _change(page: Page, subject: int, ends: tuple[int, int], step: int) -> Iterator[Related]:
    """A share or a factor is a change; a count by which another rose or fell is a difference."""
    figure = page.figures[subject]
    start = min(figure.start, *(page.figures[end].start for end in ends))
    told = page.kinds[subject] == "share" and (step or figure.kind != "fraction")
    if told or _TIMES.match(page.text, figure.start, figure.end):
        yield from _ends(page, subject, ends, start, 0.8)
    elif page.kinds[subject] == "count" and step:
        end = max(figure.end, *(page.figures[other].end for other in ends))
        more, less = (ends[1], ends[0]) if step > 0 else ends
        yield Related("difference-of", subject, more, "term", start, end, 0.8)
        yield Related("difference-of", subject, less, "minus", start, end, 0.8)
    else:
        yield from _ends(page, -1, ends, page.figures[ends[0]].start, 0.7)


def _ends(page: Page, subject: int, ends: tuple[int, int], start: int, sure: float) -> Iterator[Related]:
    end = max(page.figures[other].end for other in (*ends, max(subject, ends[0])))
    for other, role in zip(ends, ("from", "to"), strict=True):
        yield Related("change-of", subject, other, role, start, end, sure)
