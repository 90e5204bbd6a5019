"""One document as text: cut into blocks, each with its claims highlighted and its findings beside it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from checks.offers import STANDINGS
from checks.run import CONTRADICTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from checks.material import ShownClaim
    from checks.reports.site.index import Index, Key, Shown

_SOFT, _HARD = 900, 1600
"""A block ends at the first sentence end or blank line after so many characters, and in any case before so many."""
_ENDS = (".", "!", "?", "”", '"', ":")
_ALIKE = 3
"""More contradictions of one check beside one block are folded away; other findings, when there are two."""


class Block(NamedTuple):
    """A stretch of the text, and the number of its first line."""

    start: int
    end: int
    line: int
    continues: bool = False
    """Whether it begins within a line."""


class Piece(NamedTuple):
    """Words under the same claims. `anchors`: of claims that begin here; `claims`: their numbers in the document."""

    text: str
    anchors: tuple[str, ...] = ()
    claims: tuple[int, ...] = ()
    standing: str = ""


class Note(NamedTuple):
    """Findings of one check beside one block, each with the numbers of its claims there."""

    code: str
    name: str
    findings: tuple[tuple[Shown, tuple[int, ...]], ...]

    @property
    def folded(self) -> bool:
        return len(self.findings) > (_ALIKE if self.code.startswith(CONTRADICTIONS) else 1)


class Told(NamedTuple):
    """A claim with its anchor and its number in the document."""

    claim: ShownClaim
    anchor: str
    number: int


class Row(NamedTuple):
    """A block as it is shown."""

    block: Block
    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...]
    claims: tuple[Told, ...]


def rows(index: Index, key: Key) -> list[Row]:
    """The blocks of a document with what belongs to each."""
    text = index.documents[key].text or ""
    cuts = blocks(text)
    starts = [block.start for block in cuts]
    told = _told(index, key)
    numbers = {one.claim.claim_id: one.number for one in told}
    claims: dict[int, list[Told]] = defaultdict(list)
    begins: dict[int, list[Told]] = defaultdict(list)
    for one in told:
        start, end = one.claim.start or 0, one.claim.end or 0
        first, last = _within(starts, start, end)
        begins[first].append(one)
        for at in range(first, last + 1):
            claims[at].append(one)
    notes = _notes(index, key, starts, numbers)
    return [
        Row(block, tuple(pieces(text, block, claims[at])), notes.get(at, ()), tuple(begins[at])) for at, block in enumerate(cuts)
    ]  # fmt: skip


def unplaced(index: Index, key: Key) -> list[Shown]:
    """Findings about a document that have no words in it."""
    return [
        shown
        for shown in index.by_document.get(key, ())
        if not any(index.document_of(shown.finding, at) == key for at in shown.finding.locations)
    ]


def blocks(text: str) -> list[Block]:
    """Cut a text at blank lines and sentence ends, so that notes stand beside their words; blank lines are left out."""
    found: list[Block] = []
    start, line, open_line = 0, 1, 1
    for part in re.finditer(r"[^\n]*\n|[^\n]+", text):
        words = part[0].strip()
        if not words or part.start() - start > _SOFT:
            found += _cut(text, start, part.start(), open_line)
            start, open_line = part.start(), line
        if not words:
            start, open_line = part.end(), line + 1
        elif words.endswith(_ENDS) and part.end() - start > _SOFT:
            found += _cut(text, start, part.end(), open_line)
            start, open_line = part.end(), line + 1
        line += 1
    return [*found, *_cut(text, start, len(text), open_line)]


def _cut(text: str, start: int, end: int, line: int) -> Iterable[Block]:
    """One block, or several when it is longer than may be: at a sentence end, else at a blank, else anywhere."""
    continues = False
    while end - start > _HARD:
        window = text[start : start + _HARD]
        ends = (window.rfind(mark, _SOFT // 2) + len(mark) for mark in (". ", " ") if mark in window[_SOFT // 2 :])
        at = next(ends, _HARD)
        yield Block(start, start + at, line, continues)
        line += window.count("\n", 0, at)
        start, continues = start + at, True
    if text[start:end].strip():
        yield Block(start, end, line, continues)


def _told(index: Index, key: Key) -> list[Told]:
    claims = (claim for claim in index.claims_of.get(key, ()) if claim.start is not None)
    return [Told(claim, index.anchors[key[0], claim.claim_id], number) for number, claim in enumerate(claims)]


def _within(starts: Sequence[int], start: int, end: int) -> tuple[int, int]:
    """First and last block that a span touches."""
    first = max(bisect_right(starts, start) - 1, 0)
    return first, max(bisect_left(starts, end) - 1, first)


def pieces(text: str, block: Block, claims: Sequence[Told]) -> Iterable[Piece]:
    """The words of a block, cut wherever a claim begins or ends; the worst standing shows."""
    opens: dict[int, list[Told]] = defaultdict(list)
    closes: dict[int, list[int]] = defaultdict(list)
    for one in claims:
        opens[max(one.claim.start or 0, block.start)].append(one)
        closes[min(one.claim.end or 0, block.end)].append(one.number)
    cuts = sorted({block.start, block.end, *opens, *closes})
    live: dict[int, str] = {}
    for start, end in pairwise(cuts):
        for number in closes[start]:
            live.pop(number, None)
        live |= {one.number: one.claim.standing for one in opens[start]}
        anchors = tuple(one.anchor for one in opens[start] if one.claim.start == start)
        yield Piece(text[start:end], anchors, tuple(live), min(live.values(), key=STANDINGS.index, default=""))


def _notes(index: Index, key: Key, starts: Sequence[int], numbers: dict[str, int]) -> dict[int, tuple[Note, ...]]:
    """Findings beside every block that holds words of theirs."""
    beside: dict[int, dict[str, dict[str, tuple[Shown, tuple[int, ...]]]]] = defaultdict(lambda: defaultdict(dict))
    for shown in index.by_document.get(key, ()):
        for at in shown.finding.locations:
            if index.document_of(shown.finding, at) == key and at.start is not None:
                block = _within(starts, at.start, at.start + 1)[0]
                own = tuple(numbers[claim] for claim in shown.finding.claims if claim in numbers)
                beside[block][shown.finding.code].setdefault(shown.url, (shown, own))
    return {
        block: tuple(Note(code, next(iter(found.values()))[0].finding.name, tuple(found.values())) for code, found in codes.items())
        for block, codes in beside.items()
    }  # fmt: skip
