"""Sentences of news prose: where they end, marked in a text that is folded for layout.

Marking never changes the length of the folded text: the blank after a sentence becomes a line feed. Full stops
of abbreviations, initials and decimals end nothing; a footnote digit that is glued to the full stop (`Assad.1 In`) belongs to it, a note of
a wiki page, too;
blank lines, headings and list items end a sentence whatever they end with.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.fold import LAYOUT, Folded, Step, fold, folded

if TYPE_CHECKING:
    from polars import Expr

_ENDS = "\x1e"
_UPPER = "A-Z\xc0-\xd6\xd8-\xde\u0391-\u03ab\u0410-\u042f"
_CLOSING = r"[\"'\u201d\u2019\u00bb)\]]*"
_OPENING = r"[\"'\u201c\u2018\u00ab(\[]*"
_NOTED = rf"[{_UPPER}a-z\xdf-\xff%)\"'\u201d\u2019\]][.!?]{_CLOSING}(?:[0-9]{{1,2}}|(?:\[[0-9]{{1,3}}\])+)"
_WIKI = r"(?:<ref[^<>]*/>|<ref[^<>]*>[^<>]*</ref>|\{\{[^{}]*\}\})"
_TITLES = (
    "Mr|Mrs|Ms|Dr|Prof|Gen|Brig|Lt|Col|Maj|Capt|Cpl|Sgt|Adm|Cmdr|Cdr|Sen|Rep|Gov|Pres|Rev|Hon|St|No|Nos|Fig|vs|v|ca|cf|approx|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|e\\.g|i\\.e|p|pp|Vol|Eds?|est|Mt|Ft|Op"
)
_MAYBE = r"[A-Z](?:\.[A-Z]){0,4}|Jr|Sr|Inc|Ltd|Co|Corp|al|etc|a\.m|p\.m"
_STARTERS = (
    "The|In|On|At|But|It|He|She|They|We|This|That|These|Those|There|A|An|And|However|Meanwhile|After|Before|As|For|When|While|"
    "Since|During|According|Although|If|Its|His|Her|Their|Some|Many|By|From|With|Both|Last|Earlier|Later"
)
MARKS: tuple[Step, ...] = (
    ("\n", _ENDS),
    (rf"({_NOTED}|[.!?\u2026]{_CLOSING}{_WIKI}*) ({_OPENING}[{_UPPER}0-9])", "${1}\n${2}"),
    (rf"\b((?:{_TITLES}|{_MAYBE})\.)\n", "${1} "),
    (rf"\b((?:{_MAYBE})\.{_CLOSING}) ({_OPENING}(?:{_STARTERS}) )", "${1}\n${2}"),
    (_ENDS, "\n"),
)

Span = tuple[int, int]


def marked(text: Expr) -> Expr:
    """A raw text folded for layout, with a line feed for the blank where a sentence ends."""
    return folded(text, LAYOUT + MARKS)


def mark(text: str) -> Folded:
    """The same for one text, with the map back to it."""
    return fold(text, LAYOUT + MARKS)


def sentences(text: str) -> list[Span]:
    """The spans of the sentences of a raw text, in code points."""
    page = mark(text)
    spans = []
    start = 0
    for line in page.text.split("\n"):
        if bare := line.strip():
            at = start + line.index(bare)
            spans.append(page.raw(at, at + len(bare)))
        start += len(line) + 1
    return spans
