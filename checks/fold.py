"""Folding of texts for matching: what a reader would not call a difference, with a map back to the raw code points.

A fold is a list of steps, each a regular expression and its replacement, written so that Rust and Python read
it alike: `fold` runs it on one text and keeps the offsets, `folded` is the same as a Polars expression. The layout
level takes white-space runs, hyphenation, invisible characters and Markdown for nothing; the letters level also case,
diacritics, ligatures, curly quotes and kinds of dash.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from polars import Expr

Step = tuple[str, str]
"""A pattern and its replacement: `${1}` stands for a group, everything else for itself."""

_INLINE = r"\t\x0b-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_PARAGRAPH = "\x02"
_HIDDEN = _PARAGRAPH + r"\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
LETTER = (
    r"A-Za-z\xaa\xba\xc0-\xd6\xd8-\xf6\xf8-\u02af\u0370-\u0373\u0376-\u037d\u0386-\u03ff\u0400-\u0481\u048a-\u052f\u05d0-\u05ea"
    r"\u0620-\u064a\u1e00-\u1fff\ufb00-\ufb06"
)
_BREAK = r" ?\n[ \n]*"
_LINE_END: Step = (rf"([{LETTER}])[-\u2010\u2011]{_BREAK}([{LETTER}])", "${1}${2}")
_HYPHEN: Step = (rf"([{LETTER}])[-\u2010\u2011]([{LETTER}])", "${1}${2}")

LAYOUT: tuple[Step, ...] = (
    (rf"[{_HIDDEN}]", ""),
    (r"&(?:nbsp|thinsp);", " "),
    (r"&[nm]dash;", "\u2013"),
    (rf"(?:[{_INLINE}]| [{_INLINE} ])[{_INLINE} ]*", " "),
    (r"\n ?([\u2022\u25aa\u25e6*\-] |#{1,6} )", "\n\n${1}"),
    (r"((?:^|\n)#{1,6} [^\n]*\n)", "${1}\n"),
    (r"!?\[([^\[\]]*)\]\([^()\n]*\)", "${1}"),
    (r"\\([!-/:-@\[-`{-~])", "${1}"),
    (r"\*", ""),
    _LINE_END,
    _LINE_END,  # the letter between two hyphens belongs to the first match, so `a-⏎b-⏎c` takes two rounds
    (rf"([^ \n])([-\u2010\u2011]){_BREAK}", "${1}${2}"),
    (r" ?\n ?\n[ \n]*", _PARAGRAPH),
    (r" ?\n ?", " "),
    (_PARAGRAPH, "\n"),
)
"""White-space runs become one blank, blank lines one line feed; hyphenation at line ends and what is invisible go; links leave their
text."""

JOINED: tuple[Step, ...] = (_HYPHEN, _HYPHEN)
"""Hyphens between letters go, so that a compound matches whether or not it was cut at a line end."""
TOUCHED = re.compile(rf"[\n*&\[\\\-\u2010\u2011{_INLINE}{_HIDDEN}]|  ")
"""What a step of LAYOUT or JOINED changes holds one of these, or a second blank: most quotes have none."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text. `maps`: per step that changed something, breakpoints (new offset, old offset), in order."""

    text: str
    maps: tuple[tuple[Sequence[int], Sequence[int]], ...] = ()

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """The raw span that a non-empty folded span was made from."""
        last = end - 1
        for new, old in reversed(self.maps):
            start, last = _back(new, old, start), _back(new, old, last)
        return start, max(last + 1, start)

    def then(self, other: Folded) -> Folded:
        """This fold followed by another, made of this one's text."""
        return Folded(other.text, self.maps + other.maps)


def _back(new: Sequence[int], old: Sequence[int], offset: int) -> int:
    at = bisect_right(new, offset) - 1
    source = old[at] + offset - new[at]
    # A replacement longer than what it replaces ends where the next piece begins.
    return min(source, max(old[at + 1] - 1, old[at])) if at + 1 < len(old) else source


def fold(text: str, steps: Sequence[Step] = LAYOUT) -> Folded:
    """Fold a text, step by step."""
    maps = []
    for pattern, replacement in steps:
        if _compiled(pattern).search(text):  # most steps change nothing
            text, new, old = _replace(_compiled(pattern), _pieces(replacement), text)
            if len(new) > 1 or old[0]:
                maps.append((new, old))
    return Folded(text, tuple(maps))


def folded_text(text: str, steps: Sequence[Step] = LAYOUT) -> str:
    """The text of `fold` alone, which spares most of its work."""
    for pattern, replacement in steps:
        text = _compiled(pattern).sub(_GROUP.sub(r"\\g<\1>", replacement), text)
    return text


def folded(text: Expr, steps: Sequence[Step] = LAYOUT) -> Expr:
    """The text of `fold`, as an expression."""
    for pattern, replacement in steps:
        text = text.str.replace_all(pattern.replace(r"\b", r"(?-u:\b)"), replacement)
    return text


_GROUP = re.compile(r"\$\{(\d)\}")


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII)


@cache
def _pieces(replacement: str) -> tuple[int | str, ...]:
    parts = re.split(r"\$\{(\d)\}", replacement)
    return tuple(int(part) if i % 2 else part for i, part in enumerate(parts) if part)


def _replace(pattern: re.Pattern[str], pieces: Sequence[int | str | Callable[[str], str]], text: str) -> tuple[str, list[int], list[int]]:
    out: list[str] = []
    new, old = [0], [0]
    done = length = 0
    for match in pattern.finditer(text):
        out.append(text[done : match.start()])
        length += match.start() - done
        done = match.start()
        for piece in pieces:
            if isinstance(piece, int):
                word, done = match[piece], match.start(piece)
            else:
                word = piece if isinstance(piece, str) else piece(match[0])
            _mark(new, old, length, done)
            out.append(word)
            length += len(word)
            done = match.end(piece) if isinstance(piece, int) else done
        done = match.end()
        _mark(new, old, length, done)
    out.append(text[done:])
    return "".join(out), new, old


def _mark(new: list[int], old: list[int], at: int, source: int) -> None:
    if new[-1] == at:
        old[-1] = source
    elif at - new[-1] != source - old[-1]:
        new.append(at)
        old.append(source)


_STRAIGHT = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u00b4\u0060\u2039\u203a", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    "\u2044": "/", "\u2026": "...", "\xf8": "o", "\xd8": "o", "\u0142": "l", "\u0141": "l", "\u0131": "i", "\u0111": "d", "\u0110": "d",
}  # fmt: skip
_DASHES: tuple[Step, ...] = ((" -", "-"), ("-[ -]+", "-"), (rf"-(?<=[{LETTER}]-)(?=[{LETTER}])", ""))


@cache
def _table() -> tuple[dict[str, str], re.Pattern[str], dict[int, str]]:
    """Every character that has a plain form; those whose form has another length, as a pattern; the rest, to translate."""
    table = {chr(code): chr(code + 32) for code in range(65, 91)} | _STRAIGHT
    for code in (*range(0x80, 0x2600), *range(0xFB00, 0xFB07), *range(0xFF01, 0xFF5F)):
        char = chr(code)
        plain = unicodedata.normalize("NFKD", char).casefold()
        bare = "".join(c for c in plain if unicodedata.category(c) != "Mn")
        bare = "".join(_STRAIGHT.get(c, c) for c in bare)
        if char not in table and bare != char and not bare.isspace() and (bare or unicodedata.category(char) == "Mn"):
            table[char] = bare
    uneven = [char for char, plain in table.items() if len(plain) != 1]
    even = {ord(char): plain for char, plain in table.items() if len(plain) == 1}
    return table, re.compile("[" + re.escape("".join(uneven)) + "]"), even


def letters(text: str) -> Folded:
    """The letters level of a text that is folded for layout already."""
    table, uneven, even = _table()
    expanded, new, old = _replace(uneven, (lambda char: table[char],), text)
    maps = ((new, old),) if len(new) > 1 or old[0] else ()
    return Folded(expanded, maps).then(fold(expanded.translate(even), _DASHES))


def plain(text: str) -> str:
    """The text of `letters`, without its map."""
    table, uneven, even = _table()
    text = (text if text.isascii() else uneven.sub(lambda char: table[char[0]], text)).translate(even)
    for pattern, replacement in _DASHES:
        text = _compiled(pattern).sub(replacement, text)
    return text
