"""A run of numbers, read whole or, when it is as long as a table, piece by piece, so that none of it is dropped."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from checks import numbers
from checks.numbers import Reading, scan

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST = 400
_NUMERAL = re.compile("[0-9.,]+")


@lru_cache(maxsize=4096)
def read(run: str) -> tuple[Reading, ...]:
    """The readings of a run."""
    return tuple(scan(run))


@lru_cache(maxsize=4096)
def _whole(run: str) -> tuple[Reading, ...]:
    """The readings of what is known to be one run."""
    return tuple(numbers.read(run))


def pieces(low: str, first: int, end: int) -> tuple[Sequence[Reading], int]:
    """The readings of a run at [first, end) of a lower-case text, or of its first piece, and where the next one begins.

    The last reading of a piece may be cut: it is read again with the next.
    """
    if end - first < LONGEST:
        return _whole(low[first:end]), end
    numeral = _NUMERAL.match(low, first)
    blank = low.rfind(" ", first + 1, first + LONGEST)
    end = max(numeral.end() if numeral else 0, blank if blank > 0 else first + LONGEST)
    readings = read(low[first:end])
    return (readings[:-1], first + readings[-2].end) if len(readings) > 1 else (readings, end)
