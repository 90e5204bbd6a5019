"""Where quotes stand in their text: every quote of a document looked up in one pass, however many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_KEYS = (16, 4)
_FEW = 400
"""So many keys are looked for one by one in the time that one pass over every place takes."""

Quote = tuple[str, int]
"""The words of a quote, and the place within them that tells it best from others."""


def occurrences(text: str, quotes: Iterable[Quote]) -> dict[str, list[int]]:
    """For each quote, where it begins in the text, in order; those that overlap the one before are left out, as `str.count` does."""
    found: dict[str, list[int]] = {}
    keyed: dict[int, dict[str, list[Quote]]] = {size: {} for size in _KEYS}
    for quote, at in dict(quotes).items():
        size = next((size for size in _KEYS if size <= len(quote)), 0)
        if size:
            first = min(at, len(quote) - size)
            keyed[size].setdefault(quote[first : first + size], []).append((quote, first))
        else:
            found[quote] = _find(text, quote)
    for size, keys in keyed.items():
        for key, places in _places(text, keys, size).items():
            for quote, at in keys[key]:
                found[quote] = _apart([place - at for place in places if place >= at and text.startswith(quote, place - at)], len(quote))
    return found


def _places(text: str, keys: Iterable[str], size: int) -> dict[str, list[int]]:
    """Where each key stands, overlaps included."""
    places: dict[str, list[int]] = {key: [] for key in keys}
    if len(places) < _FEW:
        return {key: _find(text, key, 1) for key in places}
    for at in range(len(text)):
        if (key := text[at : at + size]) in places:
            places[key].append(at)
    return places


def _find(text: str, words: str, step: int = 0) -> list[int]:
    found, at = [], text.find(words)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + (step or len(words)))
    return found


def _apart(places: list[int], length: int) -> list[int]:
    found: list[int] = []
    for place in places:
        if not found or place >= found[-1] + length:
            found.append(place)
    return found
