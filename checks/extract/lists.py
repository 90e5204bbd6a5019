"""A count and the closed list of names that follows it: `the four towns A, B, C and D`, `two factors: A and B`."""

from __future__ import annotations

import re

_NOUN = re.compile(
    "((?:\\s[a-z\u00df-\u00ff][\\w\u2019'-]*){1,4}?)"
    "(?:\\s?:\\s|,\\s(?:namely\\s)?|\\s?[\u2013\u2014]\\s?|\\s\\(|\\s|, that is,?\\s)"
    "(?=(?:the\\s)?(?:[\\w-]+\\s){0,2}[A-Z\u00c0-\u00de(\u2018\u201c])"
)
_NAME = "(?:[A-Z\u00c0-\u00de][\\w\u2019'./-]*|al-[\\w\u2019'-]+)(?:\\s(?:of the |of |al-|bin )?[A-Z\u00c0-\u00de][\\w\u2019'./-]*){0,5}"
_ITEM = re.compile(f"(?:the\\s[A-Z][\\w\u2019'-]*,\\s(?:[a-z][\\w-]*\\s){{1,2}}|(?:the\\s)?(?:[a-z][\\w-]*,?\\s){{0,3}})({_NAME})")
_ASIDE = re.compile(
    ",?\\s(?:in|near|on|at)\\s(?:the\\s)?[A-Z\u00c0-\u00de][\\w\u2019'-]*(?:\\s[A-Z\u00c0-\u00de][\\w\u2019'-]*){0,3}|\\s\\([^()]{0,60}\\)"
)
_COMMA = re.compile(",\\s(?!and\\b|or\\b|which|who|where)")
_AND = re.compile(",?\\s(?:and|&)\\s")
_OPEN = re.compile(
    r"\b(?:including|such as|like|among them|e\.g\.|for example|in|of|from|by|against|on|at|with|to|that|who|which|between"
    r"|for|under|near|across|were|was|are|is|have|has)\b"
)

Listed = tuple[int, int, int]
"""Where a list begins and ends, and how many names it has."""


def enumeration(text: str, end: int, value: float | None) -> Listed | None:
    """The list that follows a small count and its noun, when it closes with `and`."""
    if value is None or not 2 <= value <= 20:
        return None
    noun = _NOUN.match(text, end)
    if noun is None:
        return None
    at = start = noun.end()
    items, closed = 0, False
    while items < 40:
        item = _ITEM.match(text, at)
        if item is None:
            break
        if not items and _OPEN.search(text, end, item.start(1)):
            return None
        items, at = items + 1, item.end()
        aside = _ASIDE.match(text, at)
        follow = aside.end() if aside else at
        last, comma = _AND.match(text, follow), _COMMA.match(text, follow)
        if closed and comma and last is None:
            closed = False
        step = last or comma
        if step is None or _ITEM.match(text, step.end()) is None:
            break
        closed = closed or last is not None
        at = step.end()
    at -= text[at - 1] == "."
    return (start, at, items) if closed and items > 1 else None
