"""Totals of Markdown tables: the cell in a row or a column called total, and the cells that it adds up."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from checks.extract.related import Related

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_ROW = r"(?=[^\n]*\|)[^\n]*(?:\n|\Z)"
_TABLE = re.compile(rf"^(?P<head>{_ROW})(?=[^\n]*\|)(?=[^\n]*-)[ \t|:-]+\n(?P<body>(?:{_ROW})+)", re.MULTILINE)
_BAR = re.compile(r"(?<!\\)\|")
_TOTAL = re.compile(r"(?:(?:grand|overall) )?totals?|sum|in total|all told|altogether", re.IGNORECASE)
_APART = re.compile(
    r"\bsub-?total|\bof which\b|\bincluding\b|\bthereof\b|\b(?:mean|average|median|min|max|minimum|maximum|std|stdev|p[0-9]{2})\b",
    re.IGNORECASE,
)
"""Rows that are counted in other rows, too, or are no counts."""
_NO_COUNT = re.compile(
    r"%|\b(?:per|percent|percentage|shares?|rates?|rank|no|nr|id|years?|age|average|mean|median|ratio|index)\b|#", re.IGNORECASE
)
"""Headings of numbers that are not added up."""
_NOTHING = frozenset(("-", "\u2013", "\u2014", "\u2212"))
"""What stands for none."""


class _Cell(NamedTuple):
    start: int
    text: str


def totals(raw: str, numbers: Mapping[tuple[int, int], int]) -> Iterator[Related]:
    """What the totals of the tables of a raw text add up; `numbers`: the place of each plain number in the list of figures, by raw span.

    A table counts whose last row, or last column, is called total, and of which every cell that is added up is a plain number, or a dash.
    The total of all totals is that of its column.
    """
    for table in _TABLE.finditer(raw):
        head, *body = (_cells(raw, *line) for part in ("head", "body") for line in _lines(raw, *table.span(part)))
        if not head or len(body) < 2 or any(len(row) != len(head) for row in body) or any(_APART.search(row[0].text) for row in body):
            continue
        sure = [at for at in range(1, len(head)) if not _NO_COUNT.search(head[at].text)]
        columns = [[row[at] for row in body] for at in sure] if _ends_in_total([row[0] for row in body]) else []
        lines = body[:-1] if columns else body
        rows = [[row[at] for at in sure] for row in lines] if _ends_in_total([head[at] for at in sure]) else []
        for line in (*columns, *rows):
            yield from _sum(line, numbers)


def _ends_in_total(labels: Sequence[_Cell]) -> bool:
    """Whether the last label is that of a total, and no other one is."""
    return [at for at, label in enumerate(labels) if _TOTAL.fullmatch(label.text)] == [len(labels) - 1]


def _sum(line: Sequence[_Cell], numbers: Mapping[tuple[int, int], int]) -> Iterator[Related]:
    """The last cell as the sum of the others."""
    filled = [cell for cell in line if cell.text not in _NOTHING]
    known = [numbers.get((cell.start, cell.start + len(cell.text)), -1) for cell in filled]
    same = line[-1].text in (cell.text for cell in line[:-1])  # the whole run beside its stages, not their sum
    if same or len(known) < 3 or min(known) < 0 or filled[-1] is not line[-1]:
        return
    for term in known[:-1]:
        yield Related("sum-of", known[-1], term, "term", 0, 0, 0.8)


def _lines(raw: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines of a part of a text."""
    while start < end:
        stop = raw.find("\n", start, end)
        stop = end if stop < 0 else stop
        yield start, stop
        start = stop + 1


def _cells(raw: str, start: int, end: int) -> list[_Cell]:
    """The cells of one line, without the stars and blanks around their text."""
    bars = [match.start() for match in _BAR.finditer(raw, start, end)]
    edges = [start - 1, *bars, end]
    parts = [(left + 1, raw[left + 1 : right]) for left, right in pairwise(edges)]
    outer = {0: not parts[0][1].strip(), len(parts) - 1: not parts[-1][1].strip()}
    inner = [part for at, part in enumerate(parts) if not outer.get(at)]
    return [_Cell(at + len(text) - len(text.lstrip(" \t*_")), text.strip(" \t*_\r")) for at, text in inner]
