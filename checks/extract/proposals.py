"""The measures of measures.csv that a noun or a verb proposes (data/proposals.csv)."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from checks.config import packaged

LENGTHS = {"mile": "mile", "mi": "mile", "kilometre": "km", "kilometer": "km", "km": "km", "kms": "km", "metre": "m", "meter": "m"}
"""Nouns that measure a distance, and how their unit is written."""

AREAS = {"sqmi": "square mile", "km2": "square km", "m2": "square m"}


class _Class(NamedTuple):
    verbs: list[str]
    nouns: tuple[str, ...]


@cache
def classes() -> dict[str, _Class]:
    """The verbs and nouns that propose a measure, by their beginnings."""
    return {
        row["measure"]: _Class([word for word in row["verbs"].split(";") if word], tuple(word for word in row["nouns"].split(";") if word))
        for row in packaged("proposals.csv")
    }


@cache
def verbs() -> re.Pattern[str]:
    """The verbs that propose a measure, each group named after it."""
    groups = (f"(?P<{name}>{'|'.join(map(re.escape, one.verbs))})" for name, one in classes().items() if one.verbs)
    return re.compile(rf"\b(?:{'|'.join(groups)})", re.ASCII)


@cache
def _openers() -> re.Pattern[str]:
    words = {verb.partition(" ")[0] for one in classes().values() for verb in one.verbs}
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(words)))})", re.ASCII)


@lru_cache(maxsize=1 << 15)
def harms(word: str) -> bool:
    """Whether a verb of harm may begin in a word; a quick look before the search."""
    return _openers().search(word) is not None


@lru_cache(maxsize=4096)
def proposed(unit: str) -> str:
    """The measure that the counted noun proposes by itself: by its longest beginning, so that bombers are no bombs."""
    if unit in LENGTHS:
        return "distance"
    if unit in ("time", "occasion"):
        return "recurrence"
    found = [(len(noun), name) for name, one in classes().items() for noun in one.nouns if unit.startswith(noun)]
    return max(found)[1] if found else ""
