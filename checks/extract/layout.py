"""A document as the parts of the extractor read it: folded for layout, with the spans of its sentences.

The same text as `fold` gives and the same sentences as `mark` finds, in steps that begin with a rare character: Python's `re` skips to it,
so one core folds some tens of megabytes a second. Lookbehind stands after that character for the same reason; Rust has none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from checks.fold import LAYOUT, Folded, Step, fold

if TYPE_CHECKING:
    from collections.abc import Sequence

_LETTER = LAYOUT[7][0].partition("([")[2].partition("])")[0]
_HYPHEN = r"[-\u2010\u2011]"
_INLINE = r"\t\x0b-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_BEGIN: Step = ((r"^(#{1,6} [^\n]*\n)"), "${1}\n")
_STEPS: tuple[tuple[str, Step], ...] = (
    ("", LAYOUT[0]),
    ("", (rf"[{_INLINE}][{_INLINE} ]*", " ")),
    ("  ", ("   *", " ")),
    ("", LAYOUT[2]),
    ("\n#", (r"\n(#{1,6} [^\n]*\n)", "\n${1}\n")),
    ("![", (r"!\[([^\[\]]*)\]\([^()\n]*\)", "${1}")),
    ("](", (r"\[([^\[\]]*)\]\([^()\n]*\)", "${1}")),
    ("\\", LAYOUT[5]),
    ("*", LAYOUT[6]),
    (" \n", (" \n", "\n")),
    ("\n", (rf"{_HYPHEN}(?<=[{_LETTER}]{_HYPHEN})\n[ \n]*(?=[{_LETTER}])", "")),
    ("\n", (rf"({_HYPHEN})(?<=[^ \n]{_HYPHEN})\n[ \n]*", "${1}")),
    ("\n", (r"\n ?\n[ \n]*", "\x02")),
    ("\n", (r"\n ?", " ")),
    ("\x02", ("\x02", "\n")),
)
_UPPER = "A-Z\xc0-\xd6\xd8-\xde\u0391-\u03ab\u0410-\u042f"
_CLOSING = r"[\"'\u201d\u2019\u00bb)\]]*"
_OPENING = r"[\"'\u201c\u2018\u00ab(\[]*"
_NOTE = r"(?:[0-9]{1,2}|(?:\[[0-9]{1,3}\])+)"
_END = re.compile(
    rf"[.!?\u2026](?:(?<=[{_UPPER}a-z\xdf-\xff%)\"'\u201d\u2019\]][.!?]){_CLOSING}{_NOTE}|{_CLOSING}) (?={_OPENING}[{_UPPER}0-9])"
)
_TITLES = (
    "Mr|Mrs|Ms|Dr|Prof|Gen|Brig|Lt|Col|Maj|Capt|Cpl|Sgt|Adm|Cmdr|Cdr|Sen|Rep|Gov|Pres|Rev|Hon|St|No|Nos|Fig|vs|v|ca|cf|approx|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|e\\.g|i\\.e|p|pp|Vol|Eds?|est|Mt|Ft|Op"
)
_MAYBE = r"[A-Z](?:\.[A-Z]){0,4}|Jr|Sr|Inc|Ltd|Co|Corp|al|etc|a\.m|p\.m"
_SHORT = re.compile(rf"\b(?:{_TITLES}|{_MAYBE})\.\Z", re.ASCII)
_INITIALS = re.compile(rf"\b(?:{_MAYBE})\.\Z", re.ASCII)
_STARTER = re.compile(
    rf"{_OPENING}(?:The|In|On|At|But|It|He|She|They|We|This|That|These|Those|There|A|An|And|However|Meanwhile|After|Before|As|For|When|While"
    r"|Since|During|According|Although|If|Its|His|Her|Their|Some|Many|By|From|With|Both|Last|Earlier|Later) "
)
_LONGEST = 12


class Layout(NamedTuple):
    """A folded text and the spans of its sentences; paragraphs end with a line feed."""

    folded: Folded
    sentences: list[tuple[int, int]]

    @property
    def text(self) -> str:
        return self.folded.text

    def raw_spans(self, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """The raw spans that folded spans were made from."""
        offsets = sorted({offset for start, end in spans for offset in (start, end - 1)})
        places = offsets
        for new, old in reversed(self.folded.maps):
            places = _back(new, old, places)
        raw = dict(zip(offsets, places, strict=True))
        return [(raw[start], max(raw[end - 1] + 1, raw[start])) for start, end in spans]


def _back(new: Sequence[int], old: Sequence[int], offsets: list[int]) -> list[int]:
    """Offsets in order, one fold back; see `Folded.raw`."""
    found, at, last = [], 0, len(new) - 1
    for offset in offsets:
        at = bisect_right(new, offset, at) - 1
        source = old[at] + offset - new[at]
        if at < last and source >= old[at + 1]:
            source = max(old[at + 1] - 1, old[at])
        found.append(source)
    return found


def layout(raw: str) -> Layout:
    """A raw text as the parts read it."""
    folded = Folded(raw)
    for needed, step in _STEPS:
        if not needed or needed in folded.text:
            folded = folded.then(fold(folded.text, (step,)))
        if step is LAYOUT[2] and folded.text.startswith("#"):
            folded = folded.then(fold(folded.text, (_BEGIN,)))
    return Layout(folded, sentences(folded.text))


def sentences(text: str) -> list[tuple[int, int]]:
    """The spans of the sentences of a folded text."""
    ends = [match.end() - 1 for match in _END.finditer(text) if _ends(text, match)]
    ends += [match.start() for match in re.finditer("\n", text)]
    spans, start = [], 0
    for end in (*sorted(ends), len(text)):
        while start < end and text[start].isspace():
            start += 1
        stop = end
        while stop > start and text[stop - 1].isspace():
            stop -= 1
        if stop > start:
            spans.append((start, stop))
        start = end
    return spans


def _ends(text: str, match: re.Match[str]) -> bool:
    """Whether a sentence ends here: not after a title, after initials only before a word that likes to begin one."""
    blank = match.end() - 1
    head = text[max(0, blank - _LONGEST) : blank]
    if not _SHORT.search(head):
        return True
    return bool(_INITIALS.search(head) and _STARTER.match(text, blank + 1))
