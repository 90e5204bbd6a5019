"""Ranges of counts that are printed backwards (`between 50 and 30 people`): claims of them as printed, for their bounds to be judged."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checks.extract.cells import decimal, free
from checks.extract.figures import Figured
from checks.extract.mentions import HARMS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from checks.extract.cells import Cells
    from checks.extract.rows import Extraction

_COUNTED = frozenset(
    ("killed", "injured", "missing", "displaced", "evacuated", "detained", "fighters", "people", "attacks", "vehicles", "settlements")
)
_BETWEEN = re.compile(r"\bbetween\s\Z", re.IGNORECASE)
_APART = re.compile(
    r"\b(?:difference|gap|choice|choose|choosing|split|divided|match|ratio|exchange|swap|cooperation|talks|clash(?:es)?|fighting|battle)\b",
    re.IGNORECASE,
)
_LOWER, _UPPER = ("gt", "ge"), ("lt", "le")


def backward(document_id: str, found: Extraction, claims: Sequence[Cells]) -> Iterator[Cells]:
    """The claims; `claims` are those of the figures, in their order. Only what counts persons and the like: `400 to 300 million years
    ago` and lines of latitude run backwards rightly."""
    text = found.page.text
    for at, (one, other) in enumerate(zip(found.items, found.items[1:], strict=False)):
        if not (isinstance(one, Figured) and isinstance(other, Figured)) or text[one.end : other.start] != " and ":
            continue
        if (
            other.measure not in _COUNTED
            or claims[at]["measure"] not in (other.measure, "count")
            or not (other.noun or other.measure in HARMS)
        ):
            continue
        low, high = _ends(text, one, other)
        if low is None or high is None or low <= high:
            continue
        value = text[one.start : other.end]
        name = free(document_id, value, (claims[at + 1]["quote"], "backward", str(at)), set())
        bounds = {"comparator": "between", "low": decimal(low), "best": "", "high": decimal(high)}
        yield {**claims[at + 1], "claim_id": name, "value_text": value, **bounds}


def _ends(text: str, one: Figured, other: Figured) -> tuple[float | None, float | None]:
    """The lower and the upper end of a range, as printed; none when the words give no range."""
    before = text[max(0, one.start - 60) : one.start]
    if one.comparator in _LOWER and other.comparator in _UPPER:
        return one.low, other.high
    if one.comparator == other.comparator == "eq" and _BETWEEN.search(before) and not _APART.search(before):
        return one.best, other.best
    return None, None
