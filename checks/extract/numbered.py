"""The numbers of a numbered list, which count nothing: `1.`, `2.`, `3.` where lines begin, each one more than the one before."""

from __future__ import annotations

import re
from itertools import pairwise

_ITEM = r"[ \t\f>]*\(?([0-9]{1,3})[.)][ \t]+(?=\S)"
_FIRST, _LATER = re.compile(_ITEM), re.compile(rf"\n{_ITEM}")
_SURE = 3
"""So many numbers in a row are a list wherever it begins; fewer, when it begins with 1."""


def numbered(raw: str) -> list[tuple[int, int]]:
    """The spans of these numbers in a raw text."""
    first = _FIRST.match(raw)
    found = [*([first] if first else []), *_LATER.finditer(raw)]
    counts = [int(match[1]) for match in found]
    breaks = [at for at, (one, other) in enumerate(pairwise(counts), 1) if other != one + 1]
    runs = [range(start, end) for start, end in pairwise([0, *breaks, len(found)])]
    return [found[at].span(1) for run in runs if len(run) >= _SURE or (len(run) > 1 and counts[run[0]] == 1) for at in run]
