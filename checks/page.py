"""One document as it is searched: its text on three levels of folding, each made when it is first needed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from difflib import SequenceMatcher
from functools import cached_property
from itertools import accumulate, count, islice
from operator import add
from typing import NamedTuple

from checks.fold import JOINED, Folded, fold, letters, plain
from checks.sentences import Span, mark

GRADES = ("exact", "letters", "partly", "absent")
EXACT, LETTERS, PARTLY, ABSENT = range(4)
ENOUGH = 0.6
"""Share of a quote's words that must stand in the text, in order, for it to match partly."""
_WORD = re.compile(r"[^\W_]+(?:[.,][0-9]+)*")
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}$")
_LAST, _FIRST = re.compile(r"[^\W\d_]+$"), re.compile(r"[^\W\d_]+")
_REACH = 40
_HYPHEN = re.compile(rf"[-\u2010\u2011]\s*+(?=([^\W\d_]{{1,{_REACH}}}))")
_SEEDS, _COMMON, _BUCKET, _LONGEST = 6, 30, 16, 400


class Match(NamedTuple):
    """Where a quote occurs. `spans` are those of the grade's own level, in order; a partial match has one."""

    grade: int
    spans: tuple[Span, ...] = ()

    def pick(self, occurrence: int | None) -> Span:
        """The n-th occurrence, else the first."""
        return self.spans[occurrence - 1] if occurrence and 0 < occurrence <= len(self.spans) else self.spans[0]


class Page:
    """A raw text and its folds.

    `clean`: folded for layout, with a line feed after every sentence. `joined`: the same without hyphens between letters, which is
    what quotes are searched in. Both can be given when they are known.
    """

    def __init__(self, text: str, clean: str | None = None, joined: str | None = None) -> None:
        self.text = text
        self.clean = self._layout.text if clean is None else clean
        self.joined = self._hyphens.text if joined is None else joined
        self._flat = self.joined.replace("\n", " ")

    @cached_property
    def _layout(self) -> Folded:
        return mark(self.text)

    @cached_property
    def _hyphens(self) -> Folded:
        return fold(self.clean, JOINED)

    @cached_property
    def _plain(self) -> str:
        return plain(self.joined)

    @cached_property
    def _plain_flat(self) -> str:
        return self._plain.replace("\n", " ")

    @cached_property
    def _lines(self) -> list[str]:
        return self.clean.split("\n")

    @cached_property
    def _breaks(self) -> list[int]:
        return _breaks(self.joined)

    @cached_property
    def _plain_breaks(self) -> list[int]:
        return _breaks(self._plain)

    def match(self, quote: str) -> Match:
        """Find a quote, which is folded and joined, at the first grade that has it."""
        if not quote:
            return Match(ABSENT)
        if spans := self._all(quote, EXACT):
            return Match(EXACT, tuple(spans))
        bare = plain(quote).strip()
        if bare and (spans := self._all(bare, LETTERS)):
            return Match(LETTERS, tuple(spans))
        window = self._window(bare)
        return Match(PARTLY, (window,)) if window else Match(ABSENT)

    def sentence(self, match: Match, occurrence: int | None) -> str | None:
        """The sentences around the match, on one line, as `clean` has them."""
        if not match.spans:
            return None
        start, end = match.pick(occurrence)
        breaks = self._breaks if match.grade == EXACT else self._plain_breaks
        first, last = bisect_left(breaks, start), bisect_left(breaks, end)
        return " ".join([line.strip() for line in self._lines[first : last + 1]])

    def place(self, match: Match, occurrence: int | None) -> Span:
        """The span of a match in `joined`."""
        start, end = match.pick(occurrence)
        return (start, end) if match.grade == EXACT else self._letters.raw(start, end)

    def raw(self, match: Match, occurrence: int | None) -> Span:
        """The raw span of a match."""
        return self._layout.raw(*self._hyphens.raw(*self.place(match, occurrence)))

    @cached_property
    def _letters(self) -> Folded:
        return letters(self.joined)

    def _all(self, quote: str, grade: int) -> list[Span]:
        text = self._flat if grade == EXACT else self._plain_flat
        spans = []
        start = text.find(quote)
        while start >= 0:
            end = start + len(quote)
            begins = not _cuts_before(text, start) or self._halved(text, start)
            if begins and (not _cuts_after(text, end) or self._halved(text, end)):
                spans.append((start, end))
            start = text.find(quote, end)
        return spans

    def _halved(self, text: str, at: int) -> bool:
        """Whether it is a compound that is cut here, not a word: folding has deleted the hyphen, the raw text has it."""
        if not self._compounds:
            return False
        left, right = _LAST.search(text[max(at - _REACH, 0) : at]), _FIRST.match(text[at : at + _REACH])
        return bool(left and right and (left[0].lower(), right[0].lower()) in self._compounds)

    @cached_property
    def _compounds(self) -> set[tuple[str, str]]:
        """The two words around each hyphen of the raw text, as far as they are looked at."""
        found = set()
        for match in _HYPHEN.finditer(self.text):
            if left := _LAST.search(self.text[max(match.start() - _REACH, 0) : match.start()]):
                found.add((left[0].lower(), match[1].lower()))
        return found

    def _window(self, quote: str) -> Span | None:
        """The stretch of the plain text that has most of the quote's words in order.

        The quote's longest words vote for where it would begin; only the best places are compared.
        """
        words = [(found[0], found.start()) for found in islice(_WORD.finditer(quote), _LONGEST)]
        votes: Counter[int] = Counter()
        for word, at in sorted(words, key=lambda item: -len(item[0]))[:_SEEDS]:
            place = self._plain_flat.find(word)
            for _ in range(_COMMON):
                if place < 0:
                    break
                votes[(place - at) // _BUCKET] += 1
                place = self._plain_flat.find(word, place + 1)
        wanted = [word for word, _ in words]
        need = max(2, ENOUGH * len(wanted))
        length = words[-1][1] + len(words[-1][0]) if len(words) == _LONGEST else len(quote)
        found = [self._compare(wanted, bucket * _BUCKET, length) for bucket, _ in votes.most_common(3)]
        count, span = max(found, default=(0, (0, 0)))
        return span if count >= need else None

    def _compare(self, wanted: list[str], place: int, length: int) -> tuple[int, Span]:
        slack = length // 4 + 2 * _BUCKET
        window = list(_WORD.finditer(self._plain_flat, max(place - slack, 0), place + length + slack))
        blocks = SequenceMatcher(None, wanted, [word[0] for word in window], autojunk=False).get_matching_blocks()
        if len(blocks) == 1:
            return 0, (0, 0)
        count = sum(block.size for block in blocks)
        return count, (window[blocks[0].b].start(), window[blocks[-2].b + blocks[-2].size - 1].end())


def _breaks(text: str) -> list[int]:
    """Where the lines end."""
    return list(map(add, accumulate(map(len, text.split("\n"))), count()))


def _cuts_before(text: str, start: int) -> bool:
    """Whether a match that starts here starts inside a word or a number."""
    left, right = text[start - 1 : start], text[start]
    if left in (".", ","):
        return right.isdigit() and text[max(start - 2, 0) : start - 1].isdigit()
    return _glued(left, right)


def _cuts_after(text: str, end: int) -> bool:
    """Whether a match that ends here ends inside a word or a number; a year may have a footnote's digit at its heels."""
    left, right = text[end - 1], text[end : end + 1]
    decimal = right in (".", ",") and left.isdigit() and text[end + 1 : end + 2].isdigit()
    return (decimal or _glued(left, right)) and not _YEAR.search(text[max(end - 5, 0) : end])


def _glued(left: str, right: str) -> bool:
    return (left.isalpha() and right.isalpha()) or (left.isdigit() and right.isdigit())
