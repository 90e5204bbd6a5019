"""What of a raw text is no statement of its own: notes and reference lists, markup, the line that dates it, page furniture.

Figures there are read like all others and kept, with little confidence: they count pages, comments and issues, or date what is cited.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from checks.extract.about import HEAD, dates_the_document
from checks.extract.markup import markup

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from checks.extract.notes import Notes

Span = tuple[int, int]
_FURNITURE = re.compile(
    r"^[ \t\f>*_#|]*+(?:"
    r"[-–—|]?[ \t]*[0-9]{1,4}[ \t]*[-–—|]?"
    r"|(?:page|p\.)[ \t]*[0-9]{1,4}(?:[ \t]*(?:of|/)[ \t]*[0-9]{1,4})?"
    r"|[0-9]{1,4}[ \t]*\|[ \t]*page"
    r"|(?:[0-9][0-9,]*|one)[ \t]+(?:comments?|thoughts?[ \t]on|responses?[ \t]to|repl(?:y|ies)|shares?|likes?|views?"
    r"|min(?:utes?)?[ \t]read)\b[^.]{0,90}"
    r"|.{0,60}\b(?:tel|phone|telephone|fax|mobile)\b[.:]{0,2}[ \t]*[+(]?[0-9].*"
    r"|(?:[0-9]{1,3}\.[ \t]+)?(?:pingback|trackback)\b.*"
    r"|(?:copyright\b|©|\(c\)[ \t]).*|.{0,60}\ball rights reserved\b.*"
    r"|(?:last[ \t]+)?(?:updated|modified|edited|published|posted|accessed|retrieved|printed|filed under|tags?|categor(?:y|ies)|issn|isbn"
    r"|doi|vol(?:ume)?\.?[ \t][0-9]|issue[ \t][0-9]|tel(?:ephone)?\.?|fax|phone)\b[ \t]*[:.]?.{0,100}"
    r")[ \t]*\r?$",
    re.IGNORECASE | re.MULTILINE,
)
_ACT = re.compile(r"(?:[Rr]esolution|[Dd]ecision|[Dd]irective|[Rr]egulation|[Dd]ecree|[Ll]aw|Act)s? (?:[Nn]o\.? ?)?[0-9/]+ \Z")
_ACT_YEAR = re.compile(r"\((?<=[0-9/] \()[0-9]{4}\)")
"""The year is part of the name of an act of law."""
_PHONE = re.compile(
    r"\+(?<!\w\+)(?![0-9]{1,3}(?:[ .][0-9]{3})+(?![ .-]?[0-9]))[1-9][0-9]{0,2}"
    r"(?:[ .-]?\([0-9]{1,4}\)[ .-]?[0-9]{1,5}(?:[ .-][0-9]{2,5}){1,4}|(?:[ .-][0-9]{2,5}){2,5})(?![0-9%])"
)
"""`+44 20 7946 0958`, but not `+1 000 000`."""
_HEADS = re.compile(
    r"\n[ \t\f>*_#|]*+(?=[-–—0-9©(]|page|p\.|one|pingback|trackback|copyright|last|updated|modified|edited|published|posted|accessed"
    r"|retrieved|printed|filed|tag|categor|issn|isbn|doi|vol|issue|tel|fax|phone)",
    re.IGNORECASE,
)
_WITHIN = (b"tel", b"phone", b"fax", b"mobile", b"rights reserved", b"pingback", b"trackback")
"""What a line of furniture begins with, or holds."""
_DIGIT = re.compile("[0-9]")
_NEAR, _FAR = 60, 200


def aside(raw: str, known: Notes) -> list[Span]:
    """The spans of a raw text that are no part of what it tells: notes, reference lists and markup, in order; they may overlap."""
    return sorted([*known.regions, *known.entries, *markup(raw)])


def apart(raw: str) -> list[Span]:
    """The spans of its own lines that state nothing, in order; a year that stands alone may still be the heading of what follows."""
    return sorted([*_furniture(raw), *_acts(raw), *_dated(raw), *(match.span() for match in _PHONE.finditer(raw))])


def _furniture(raw: str) -> Iterator[Span]:
    """Page furniture: the pattern is tried at the lines alone that may be some."""
    starts = {0, *(match.start() + 1 for match in _HEADS.finditer(raw))}
    low = raw.encode("ascii", "replace").lower()
    for word in _WITHIN:
        at = low.find(word)
        while at >= 0:
            start = raw.rfind("\n", max(0, at - _FAR), at) + 1
            if start or at < _FAR:
                starts.add(start)
            at = low.find(word, at + 1)
    done = 0
    for start in sorted(starts):
        match = _FURNITURE.match(raw, start) if start >= done else None
        if match:
            done = match.end()
            yield match.span()


def _acts(raw: str) -> Iterator[Span]:
    for match in _ACT_YEAR.finditer(raw):
        if name := _ACT.search(raw, max(0, match.start() - _NEAR), match.start()):
            yield name.start(), match.end()


def _dated(raw: str) -> list[Span]:
    """The lines at the head that say when the document was published."""
    spans, start, seen = [], 0, 0
    while seen < HEAD and start < len(raw):
        end = raw.find("\n", start)
        end = len(raw) if end < 0 else end
        line = raw[start:end]
        if line.strip():
            seen += 1
            if _DIGIT.search(line) and dates_the_document(line, title=seen == 1):
                spans.append((start, end))
        start = end + 1
    return spans


def within(spans: Sequence[Span], offsets: Sequence[int]) -> list[bool]:
    """For each offset, whether one of the spans, in order, holds it."""
    starts = [start for start, _ in spans]
    reach: list[int] = []
    for _, end in spans:
        reach.append(max(end, reach[-1] if reach else end))
    return [(at := bisect_right(starts, offset)) > 0 and offset < reach[at - 1] for offset in offsets]
