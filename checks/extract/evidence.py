"""Citation evidence: every mark by which a raw text points to a source, what it points to, and which words it serves.

Offsets are raw code points: links and their targets are gone in a folded text. A note serves the clause before it, from the mark or the
clause boundary before; a link the clause that it stands in, and the quotation that this clause introduces with a colon.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import takewhile
from typing import NamedTuple

from checks.extract.cited import Mark, locates, one_line
from checks.extract.links import links
from checks.extract.notes import Notes, markers, notes
from checks.extract.references import references

_TITLES = "".join(
    f"(?<!\\b{title}\\.\\s)"
    for title in ("Mr", "Dr", "Gen", "Lt", "Col", "Maj", "Brig", "Capt", "St", "vs", "Mrs", "Sgt", "Sen", "Rep", "No")
)
_BOUNDARY = re.compile(
    "[.!?;,\n](?:"
    f"(?<=[.!?])(?<!\\.\\.)(?!\\.)[\u201d\"\u2019')\\]*_]*[0-9]{{0,2}}\\s+"
    f"(?=[\u201c\"\u2018'(\\[*_]*[A-Z0-9])(?<![ .(\n][A-Z]\\.\\s){_TITLES}"
    "|(?<=;)\\s|(?<=\n)[ \t]*\n(?!\\s*[a-z])\\s*|(?<=,)\\s(?:but|yet|while|whereas|although|though)\\s)"
)
_EDGE = " \t\n\r.,;:!?\u201d\"\u2019')]*_"
_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_REACH, _BLOCK = 700, 1024


class Evidence(NamedTuple):
    """One citation: its words [start, end) (`marker`), what they point to, and the raw span that they serve.

    `kind`: footnote, hyperlink, reference or own-data; `followable`: the target says where to look (no lost link, no missing note).
    """

    start: int
    end: int
    kind: str
    marker: str
    target: str
    serves: tuple[int, int]
    followable: bool
    confidence: float


def evidence(raw: str, known: Notes | None = None) -> list[Evidence]:
    """The citation evidence of a raw text, in order; the entries of a list that no mark calls serve the whole text before it.

    `known`: the notes of the text, if they have been read.
    """
    known = known or notes(raw)
    marks = [*markers(raw, known), *(mark for mark in links(raw) if not known.within(mark.start)), *references(raw, known)]
    marks = _apart(sorted(marks, key=lambda mark: (mark.left, -mark.right)))
    clauses = _Clauses(raw)
    found: list[Evidence] = []
    for at, mark in enumerate(marks):
        one = _named(raw, mark, known)
        if at and mark.left - marks[at - 1].right < 2 and not mark.around and not marks[at - 1].around:
            serves = found[-1].serves
        else:
            serves = _serves(raw, clauses, mark, marks[at - 1] if at else None)
        found.append(Evidence(one.start, one.end, one.kind, raw[one.start : one.end], one.target, serves, one.followable, one.confidence))
    called = {one.target for one in found}
    for start, end in known.entries:
        text = one_line(raw[start:end])
        if end > start and not any(text in target for target in called):
            found.append(Evidence(start, end, "reference", raw[start:end], text, (0, start), locates(text), 0.3))
    return found


def _apart(marks: list[Mark]) -> list[Mark]:
    """Marks that do not overlap: the outer one stays."""
    found: list[Mark] = []
    for mark in marks:
        if not found or mark.left >= found[-1].right:
            found.append(mark)
    return found


def _named(raw: str, mark: Mark, known: Notes) -> Mark:
    """A mark whose number counts the entries of an unnumbered list, with the entry itself."""
    if mark.target.startswith("\0"):
        start, end = known.entries[int(mark.target[1:]) - 1]
        text = one_line(raw[start:end])
        return mark._replace(target=text, followable=locates(text), confidence=0.6)
    return mark


class _Clauses:
    """The clauses of a raw text, read block by block where a mark asks for them."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.blocks: dict[int, tuple[list[int], list[int]]] = {}

    def _block(self, number: int) -> tuple[list[int], list[int]]:
        """Where clauses end within a block, and where the next ones begin."""
        if number not in self.blocks:
            low, high = number * _BLOCK, (number + 1) * _BLOCK
            matches = list(takewhile(lambda match: match.start() < high, _BOUNDARY.finditer(self.raw, low, high + _BLOCK)))
            self.blocks[number] = [match.start() for match in matches], [match.end() for match in matches]
        return self.blocks[number]

    def start(self, at: int) -> int:
        """Where the clause begins that holds a place, no further back than is asked for."""
        for number in range(at // _BLOCK, max(-1, (at - _REACH) // _BLOCK - 1), -1):
            starts = self._block(number)[1]
            if found := bisect_right(starts, at):
                return starts[found - 1]
        return 0

    def end(self, at: int) -> int:
        """Where the clause ends that goes on at a place, no further than is asked for."""
        for number in range(at // _BLOCK, (at + _REACH) // _BLOCK + 1):
            ends = self._block(number)[0]
            found = bisect_left(ends, at)
            if found < len(ends):
                return ends[found]
        return len(self.raw)


def _serves(raw: str, clauses: _Clauses, mark: Mark, last: Mark | None) -> tuple[int, int]:
    if mark.around:
        start = max(clauses.start(mark.left), mark.left - _REACH)
        return min(start, mark.start), max(_end(raw, clauses, mark.right), mark.end)
    low = last.right if last and not last.around else 0
    end = mark.left
    while end > low and raw[end - 1] in _EDGE:
        end -= 1
    start = max(low, clauses.start(max(end - 1, 0)), end - _REACH)
    while start < end and raw[start].isspace():
        start += 1
    return min(start, end), end


def _end(raw: str, clauses: _Clauses, low: int) -> int:
    """Where the clause ends that goes on at `low`; after a colon at a paragraph's end, the end of the next paragraph."""
    end = min(clauses.end(low), low + _REACH)
    if raw.startswith("\n", end) and raw[max(low, end - 80) : end].rstrip().endswith(":"):
        after = _PARAGRAPH.search(raw, end + 2, end + 4 * _REACH)
        while after and not raw[end + 1 : after.start()].strip():
            after = _PARAGRAPH.search(raw, after.end(), end + 4 * _REACH)
        return after.start() if after else min(len(raw), end + 4 * _REACH)
    return end
