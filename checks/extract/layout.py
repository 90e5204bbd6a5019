"""A document as the parts of the extractor read it: folded for layout, with the spans of its sentences.

The same text as `fold` gives and the same sentences as `mark` finds, in steps that begin with a rare character: Python's `re` skips to it,
so one core folds some tens of megabytes a second. Lookbehind stands after that character for the same reason; Rust has none.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from checks.fold import LAYOUT, LETTER, Folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_HYPHENS = "-\u2010\u2011"
_INLINE = r"\t\x0b-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_ODD = re.compile(rf"{LAYOUT[0][0]}|[{_INLINE}]")
_USUAL = bytes((10, *range(32, 127)))


class _Cut(NamedTuple):
    """A step of folding: what the groups of the pattern hold, or its whole match, becomes `word`; without a pattern, `needle` does.

    Every match begins with `needle`: a text without it is passed over, and a long one, which its pattern does not begin with letter by
    letter, is looked for with `find`.
    """

    needle: str
    pattern: re.Pattern[str] | None = None
    word: str = ""


def _cut(needle: str, pattern: str, word: str = "") -> _Cut:
    return _Cut(needle, re.compile(pattern, re.ASCII), word)


_ENTITIES = (_cut("&", r"(&(?:nbsp|thinsp);)", " "), _cut("&", r"(&[nm]dash;)", "\u2013"))
_RARE = (_cut("", LAYOUT[0][0]), _cut("", rf"[{_INLINE}][{_INLINE} ]*", " "))
_MARKDOWN = (
    _cut("  ", r" ( +)"),
    _cut("\n", r"(\n ?)(?=[\u2022\u25aa\u25e6*\-] |#{1,6} )", "\n\n"),
    _cut("\n", r"\n#{1,6} [^\n]*\n()", "\n"),
    _cut("!", r"(!\[)[^\[\]]*(\]\([^()\n]*\))"),
    _cut("[", r"(\[)[^\[\]]*(\]\([^()\n]*\))"),
    _cut("\\", r"(\\)[!-/:-@\[-`{-~]"),
    _Cut("*"),
    _Cut(" \n", None, "\n"),
)
_HEADED = _cut("", r"\A#{1,6} [^\n]*\n()", "\n")
_HYPHENATED = {hyphen: _cut(f"{hyphen}\n", rf"{hyphen}(?<=[{LETTER}]{hyphen})\n[ \n]*(?=[{LETTER}])") for hyphen in _HYPHENS}
_KEPT = _cut("-\n", r"-(?<=[^ \n]-)(\n[ \n]*)")
_ALL_KEPT = _cut("", rf"[{_HYPHENS}](?<=[^ \n][{_HYPHENS}])(\n[ \n]*)")
_JOINT = re.compile(rf"[{_HYPHENS}](?<=[{LETTER}].)(?=[{LETTER}])")
"""The hyphens that `fold.JOINED` takes away."""
_PARAGRAPHS = (_cut("\n", r"\n\n[ \n]*", "\x02"), _Cut("\n ", None, " "))
_UPPER = "A-Z\xc0-\xd6\xd8-\xde\u0391-\u03ab\u0410-\u042f"
_CLOSING = r"[\"'\u201d\u2019\u00bb)\]]*"
_OPENING = r"[\"'\u201c\u2018\u00ab(\[]*"
_NOTE = r"(?:[0-9]{1,2}|(?:\[[0-9]{1,3}\])+)"
_WIKI = r"(?:<ref[^<>]*/>|<ref[^<>]*>[^<>]*</ref>|\{\{[^{}]*\}\})"
_END = re.compile(
    rf"[.!?\u2026](?:(?<=[{_UPPER}a-z\xdf-\xff%)\"'\u201d\u2019\]][.!?]){_CLOSING}{_NOTE}|{_CLOSING}{_WIKI}*) (?={_OPENING}[{_UPPER}0-9])"
)
_TITLES = (
    "Mr|Mrs|Ms|Dr|Prof|Gen|Brig|Lt|Col|Maj|Capt|Cpl|Sgt|Adm|Cmdr|Cdr|Sen|Rep|Gov|Pres|Rev|Hon|St|No|Nos|Fig|vs|v|ca|cf|approx|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|e\\.g|i\\.e|p|pp|Vol|Eds?|est|Mt|Ft|Op"
)
_MAYBE = r"[A-Z](?:\.[A-Z]){0,4}|Jr|Sr|Inc|Ltd|Co|Corp|al|etc|a\.m|p\.m"
_SHORT = re.compile(rf"\b(?:{_TITLES}|{_MAYBE})\.\Z", re.ASCII)
_INITIALS = re.compile(rf"\b(?:{_MAYBE})\.\Z", re.ASCII)
_STARTER = re.compile(
    rf"{_OPENING}(?:The|In|On|At|But|It|He|She|They|We|This|That|These|Those|There|A|An|And|However|Meanwhile|After|Before|As|For|When|While"
    r"|Since|During|According|Although|If|Its|His|Her|Their|Some|Many|By|From|With|Both|Last|Earlier|Later) "
)
_LONGEST, _WORD = 12, 8
"""What may hold an abbreviation with its full stop; a plain word so long is none."""


class Layout(NamedTuple):
    """A folded text and the spans of its sentences; paragraphs end with a line feed."""

    folded: Folded
    sentences: list[tuple[int, int]]

    @property
    def text(self) -> str:
        return self.folded.text

    def raw_spans(self, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """The raw spans that folded spans were made from."""
        offsets = sorted({offset for start, end in spans for offset in (start, end - 1)})
        places = offsets
        for new, old in reversed(self.folded.maps):
            places = _back(new, old, places)
        raw = dict(zip(offsets, places, strict=True))
        return [(raw[start], max(raw[end - 1] + 1, raw[start])) for start, end in spans]

    def place(self, offset: int) -> int:
        """Where a raw offset is in the folded text; what folding took away is where the words after it are."""
        for new, old in self.folded.maps:
            at = max(bisect_right(old, offset) - 1, 0)
            place = new[at] + max(offset - old[at], 0)
            offset = min(place, new[at + 1]) if at + 1 < len(new) else place
        return offset

    def joined(self, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """Folded spans in the text that quotes are searched in: hyphens between letters are gone."""
        hyphens = [match.start() for match in _JOINT.finditer(self.text)]
        return [(start - bisect_left(hyphens, start), end - bisect_left(hyphens, end)) for start, end in spans]


def _back(new: Sequence[int], old: Sequence[int], offsets: list[int]) -> list[int]:
    """Offsets in order, one fold back; see `Folded.raw`."""
    found: list[int] = []
    at, last = 0, len(new) - 1
    for offset in offsets:
        at = bisect_right(new, offset, at) - 1
        source = old[at] + offset - new[at]
        if at < last and source >= old[at + 1]:
            source = max(old[at + 1] - 1, old[at])
        found.append(source)
    return found


def layout(raw: str) -> Layout:
    """A raw text as the parts read it."""
    odd = raw.encode("utf-8", "surrogatepass").translate(None, _USUAL).decode("utf-8", "surrogatepass")
    rare = (_RARE[0], *_ENTITIES, _RARE[1]) if _ODD.search(odd) else _ENTITIES
    folded = _folded(Folded(raw), (*rare, *_MARKDOWN[:2]))
    if folded.text.startswith("#"):
        folded = _applied(folded, _HEADED)
    folded = _folded(folded, _MARKDOWN[2:])
    hyphens = [hyphen for hyphen in _HYPHENS if hyphen == "-" or hyphen in odd]
    folded = _folded(folded, (_HYPHENATED[hyphen] for hyphen in hyphens))
    folded = _folded(folded, [_KEPT if len(hyphens) == 1 else _ALL_KEPT])
    folded = _folded(folded, _PARAGRAPHS)
    text = folded.text.replace("\n", " ").replace("\x02", "\n")
    return Layout(Folded(text, folded.maps), sentences(text))


def _folded(folded: Folded, steps: Iterable[_Cut]) -> Folded:
    for step in steps:
        if step.needle in folded.text:
            folded = _applied(folded, step)
    return folded


def _applied(folded: Folded, step: _Cut) -> Folded:
    """A folded text after one more step."""
    text, wide = folded.text, len(step.word)
    parts: list[str] = []
    new, old = [0], [0]
    done = shift = 0
    for start, end in _spans(text, step):
        parts.append(text[done:start])
        done = end
        if change := start + wide - end:
            shift += change
            if new[-1] == end + shift:
                old[-1] = end
            else:
                new.append(end + shift)
                old.append(end)
    if not done:
        return folded
    parts.append(text[done:])
    return Folded(step.word.join(parts), (*folded.maps, (new, old)) if len(new) > 1 or old[0] else folded.maps)


def _spans(text: str, step: _Cut) -> Iterable[tuple[int, int]]:
    """What a step replaces."""
    needle, pattern = step.needle, step.pattern
    if pattern is None:
        return _literal(text, needle)
    matches = _matches(text, needle, pattern) if len(needle) > 1 else pattern.finditer(text)
    if pattern.groups < 2:
        group = pattern.groups
        return (match.span(group) for match in matches)
    return (span for match in matches for span in match.regs[1:])


def _literal(text: str, needle: str) -> Iterator[tuple[int, int]]:
    length, at = len(needle), 0
    for part in text.split(needle)[:-1]:
        at += len(part) + length
        yield at - length, at


def _matches(text: str, needle: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """What `finditer` finds."""
    at = text.find(needle)
    while at >= 0:
        match = pattern.match(text, at)
        if match:
            yield match
        at = text.find(needle, match.end() if match else at + 1)


def sentences(text: str) -> list[tuple[int, int]]:
    """The spans of the sentences of a folded text."""
    ends = [match.end() - 1 for match in _END.finditer(text) if _ends(text, match)]
    ends += [match.start() for match in re.finditer("\n", text)]
    spans, start = [], 0
    for end in (*sorted(ends), len(text)):
        while start < end and text[start].isspace():
            start += 1
        stop = end
        while stop > start and text[stop - 1].isspace():
            stop -= 1
        if stop > start:
            spans.append((start, stop))
        start = end
    return spans


def _ends(text: str, match: re.Match[str]) -> bool:
    """Whether a sentence ends here: not after a title, after initials only before a word that likes to begin one."""
    blank = match.end() - 1
    if text[blank - 1] != "." or (blank > _WORD and (word := text[blank - _WORD : blank - 1]).isalpha() and word.isascii()):
        return True
    head = text[max(0, blank - _LONGEST) : blank]
    if not _SHORT.search(head):
        return True
    return bool(_INITIALS.search(head) and _STARTER.match(text, blank + 1))
