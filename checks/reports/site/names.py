"""Names of pages and anchors. Ids are text from outside: they become names only through a slug, and names never collide."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable
from typing import TypeVar

_UNSAFE = re.compile(r"[^a-z0-9._-]+")
_LONGEST = 80
Key = TypeVar("Key", bound=Hashable)


def slug(text: str) -> str:
    """Letters, digits, `.`, `_` and `-` of a text, never empty, hidden or a path."""
    return _UNSAFE.sub("-", text.lower())[:_LONGEST].strip(".-") or "unnamed"


def unique(wanted: Iterable[tuple[Key, str]]) -> dict[Key, str]:
    """A slug for every key, made from the text beside it; keys whose slugs would be the same are numbered."""
    found: dict[Key, str] = {}
    taken: set[str] = set()
    counts: dict[str, int] = {}
    for key, text in wanted:
        base = name = slug(text)
        while name in taken:
            counts[base] = counts.get(base, 1) + 1
            name = f"{base}-{counts[base]}"
        taken.add(name)
        found[key] = name
    return found
