"""Figures of one document, and the relations between them, as rows; which of them stand in one sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_END = re.compile("[.!?\u2026][\u201d\"\u2019')\\]]*(?:\\s+(?=[\u201c\"\u2018'(]?[A-Z0-9])|$)|\n")
_ABBREVIATED = re.compile(r"(?:^|[ .(])(?:[A-Z]|Mr|Dr|Gen|Lt|Col|Maj|Brig|St|Mrs|No|vs|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.$")
_PERIODS = re.compile(r"(?:second|minute|hour|day|night|week|fortnight|month|year|decade|centur)", re.IGNORECASE)
_DATES = re.compile(
    r"\b(?:jan(?:uary)?|feb(?:ruary)?|march|april|may|june|july|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?|(?:1[5-9]|20)[0-9]{2}"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|spring|summer|autumn|winter|today|yesterday)\b",
    re.IGNORECASE,
)
OF = re.compile(
    r"(?:\s[\w\u2019'-]+){0,2}? (?:out )?of (?:the|these|those|its|their|his|all|all the|a total of"
    r"|some|about|more than|over|at least|nearly|around)?\s?$"
)
ALL_BUT = re.compile(r"\b(?:all|everyone|everybody) but\s(?:about |some |around |roughly )?$", re.IGNORECASE)
OUT_OF = re.compile(
    r"(?:^|[.;:,(\n] ?|\b(?:and|while|but) )(?:out )?of (?:the |those |these |all |some |about |at least |a total of )?$", re.IGNORECASE
)
JOIN = re.compile(
    r"(?:\s[\w\u2019'-]+){0,5}?(?:,|,? and|,? plus|;|,? as well as)"
    r"\s(?:(?:another|about|some|a further|at least|also|more than)\s)?$"
)
_SHARES = frozenset(("fraction", "percent", "share"))


class Figure(NamedTuple):
    """A figure of a text: its span, bounds and noun. `kind` as in the extracted rows; empty: told by its words."""

    start: int
    end: int
    low: float | None = None
    best: float | None = None
    high: float | None = None
    noun: str = ""
    kind: str = ""


class Related(NamedTuple):
    """One operand of a stated relation: `subject` and `object` are places in the list of figures, -1 is open; `role` as in the codebook.

    [start, end) are the words that state it. `predicate` is `enumeration` for a count and the list that follows: `length` items.
    """

    predicate: str
    subject: int
    object: int
    role: str
    start: int
    end: int
    confidence: float
    length: int | None = None


class Page(NamedTuple):
    """A text, its figures, the kind of each and the sentence that it stands in."""

    text: str
    figures: Sequence[Figure]
    kinds: list[str]
    sentences: list[int]

    def gap(self, at: int) -> str:
        """The words between a figure and the next one of its sentence."""
        return self.text[self.figures[at].end : self.figures[at + 1].start] if self.near(at, at + 1) else ""

    def near(self, at: int, other: int) -> bool:
        return 0 <= at < len(self.figures) and 0 <= other < len(self.figures) and self.sentences[at] == self.sentences[other]

    def before(self, at: int, reach: int = 40) -> str:
        floor = self.figures[at - 1].end if at else 0
        return self.text[max(floor, self.figures[at].start - reach) : self.figures[at].start]


def page(text: str, figures: Sequence[Figure]) -> Page:
    """The figures with their kinds and the sentences that they stand in."""
    sentences, number = [], 0
    for at, figure in enumerate(figures):
        number += at > 0 and _ends(text, figures[at - 1].end, figure.start)
        sentences.append(number)
    return Page(text, figures, [_kind(text, figure) for figure in figures], sentences)


def _ends(text: str, start: int, end: int) -> bool:
    """Whether a sentence ends between two places."""
    if end - start > 600:
        return True
    return any(
        match.start() < end and not _ABBREVIATED.search(text, max(0, match.start() - 6), match.start() + 1)
        for match in _END.finditer(text, start, end + 1)
    )


def _kind(text: str, figure: Figure) -> str:
    """count, share, date or duration."""
    words = text[figure.start : figure.end]
    if figure.kind:
        known = {"date": "date", "date-range": "date", "duration": "duration"}.get(figure.kind)
        return known or ("share" if figure.kind in _SHARES else "count")
    if _PERIODS.match(figure.noun) or (not figure.noun and _PERIODS.search(words)):
        return "duration"
    if figure.low is not None and figure.high is not None and 0 < figure.high < 1:
        return "share"
    return "date" if _DATES.search(words) else "count"
