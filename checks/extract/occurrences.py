"""Where quotes stand in their text: every quote of a document looked up in one pass, however many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LONG, _SHORT = 16, 4
"""The length of a key, the words that a quote is looked for by: a long one begins with a blank, so that not every place is tried."""
_FEW = 100
"""So many keys are looked for one by one in the time that one pass takes."""

Quote = tuple[str, int]
"""The words of a quote, and the place within them that tells it best from others."""


def occurrences(text: str, quotes: Iterable[Quote]) -> dict[str, list[int]]:
    """For each quote, where it begins in the text, in order; those that overlap the one before are left out, as `str.count` does."""
    found: dict[str, list[int]] = {}
    keyed: dict[str, dict[str, int]] = {}
    for quote, at in dict(quotes).items():
        found[quote] = [] if len(quote) >= _SHORT else list(_find(text, quote))
        if len(quote) >= _SHORT:
            first, size = _key(quote, at)
            keyed.setdefault(quote[first : first + size], {})[quote] = first
    for size in (_LONG, _SHORT):
        keys = {key: group for key, group in keyed.items() if len(key) == size}
        shapes = {key: {(first, len(quote)) for quote, first in group.items()} for key, group in keys.items()}
        for key, place in _places(text, keys, size):
            for first, length in shapes[key]:
                words = text[place - first : place - first + length] if first <= place else ""
                if keys[key].get(words) == first and (not found[words] or place - first >= found[words][-1] + length):
                    found[words].append(place - first)
    return found


def _key(quote: str, at: int) -> tuple[int, int]:
    """Where the key of a quote begins, near a place, and its length."""
    end = len(quote) - _LONG + 1
    first = quote.find(" ", at, max(end, 0))
    first = first if first >= 0 else quote.rfind(" ", 0, max(end, 0))
    return (first, _LONG) if first >= 0 else (min(at, len(quote) - _SHORT), _SHORT)


def _places(text: str, keys: Iterable[str], size: int) -> Iterator[tuple[str, int]]:
    """Where the keys stand, those of each in order; overlaps included."""
    known = set(keys)
    if len(known) < _FEW:
        for key in known:
            yield from ((key, place) for place in _find(text, key, 1))
        return
    for place in _find(text, " ", 1) if size == _LONG else range(len(text)):
        if (key := text[place : place + size]) in known:
            yield key, place


def _find(text: str, words: str, step: int = 0) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + (step or len(words)))
