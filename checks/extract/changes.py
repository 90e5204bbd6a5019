"""Changes that words put between two figures: `fell by 84 percent, from 63 to 10`, `doubled from 40 to 80`, `from 5 to 6, a rise of 1`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checks.extract.related import Page, Related

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHANGED = re.compile(
    r"\b(?:from|rose|risen|fell|fallen|dropped|grew|grown|plummeted|declined|decreased|increased"
    r"|jumped|soared|surged|shrank|went|doubled|up|down)\b"
)
_FROM_TO = re.compile(
    r"(?:\s[\w\u2019'-]+){0,6}? (?:to|to just|to only|to about|to some|to around|to nearly|to more than|to over)\s$"
    r"|[^.;]{0,60}\b(?:plummeted|fell|dropped|rose|grew|declined|decreased|increased|jumped|soared|surged|shrank)"
    r" to (?:just |only |about |some |around )?$"
)
_FROM = re.compile(r"(?:\s[\w\u2019'-]+){0,4}?,?\sfrom\s$")
_TIMES = re.compile(r"(?:more than |almost |nearly |about )?(?:doubled|tripled|trebled|quadrupled|halved)\Z", re.IGNORECASE)
_BY = re.compile(r"\b(?P<rose>rose|risen|rises|grew|grown|increased?|climbed|jumped|went up|up)?(?:\s\w+ly)? ?by\s$|"
                 r"\b(?:fell|fallen|falls|dropped|declined?|decreased?|went down|down|shrank)(?:\s\w+ly)? by\s$")  # fmt: skip
_AMOUNT = re.compile(
    r"(?:\s[\w\u2019'-]+){0,3},?\s\(?(?:or )?an? (?:[\w-]+ )?"
    r"(?P<way>rise|increase|jump|surge|growth|drop|fall|decline|decrease|reduction) of\s$"
)
_UP = ("rise", "increase", "jump", "surge", "growth")


def changes(page: Page, at: int) -> Iterator[Related]:
    """What a count and the next one, to which it changed, say of a third."""
    if page.kinds[at] != "count" or not page.near(at, at + 1) or page.kinds[at + 1] != "count":
        return
    start, end = page.figures[at].start, page.figures[at + 1].end
    if not (_FROM_TO.match(page.gap(at)) and _CHANGED.search(page.text, max(0, start - 30), end)):
        return
    before, after = at - 1, at + 2
    if page.near(before, at) and _FROM.match(page.gap(before)):
        yield from _change(page, before, at, _step(page, before))
    elif page.near(after, at) and (told := _AMOUNT.match(page.gap(at + 1))):
        yield from _change(page, after, at, 1 if told["way"] in _UP else -1)
    else:
        yield from _ends(-1, at, start, end, 0.7)


def _step(page: Page, subject: int) -> int:
    """1 when the words before an amount say that it was gained, -1 lost, 0 neither."""
    told = _BY.search(page.before(subject))
    return 0 if told is None else 1 if told["rose"] else -1


def _change(page: Page, subject: int, at: int, step: int) -> Iterator[Related]:
    """A share or a factor is a change; a count by which another rose or fell is a difference."""
    figure = page.figures[subject]
    start, end = min(figure.start, page.figures[at].start), max(figure.end, page.figures[at + 1].end)
    if page.kinds[subject] == "share" or _TIMES.match(page.text, figure.start, figure.end):
        yield from _ends(subject, at, start, end, 0.8)
    elif page.kinds[subject] == "count" and step:
        more, less = (at + 1, at) if step > 0 else (at, at + 1)
        yield Related("difference-of", subject, more, "term", start, end, 0.8)
        yield Related("difference-of", subject, less, "minus", start, end, 0.8)
    else:
        yield from _ends(-1, at, page.figures[at].start, page.figures[at + 1].end, 0.7)


def _ends(subject: int, at: int, start: int, end: int, sure: float) -> Iterator[Related]:
    yield Related("change-of", subject, at, "from", start, end, sure)
    yield Related("change-of", subject, at + 1, "to", start, end, sure)
