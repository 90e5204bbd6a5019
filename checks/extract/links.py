"""Hyperlinks of a raw text: Markdown, HTML, wiki and bare addresses, with the text that stands for them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checks.extract.cited import Mark, opens
from checks.runs import holds

if TYPE_CHECKING:
    from collections.abc import Iterator

_INLINE = re.compile(
    r"\[((?:[^\[\]]++|\[[^\[\]]{0,80}\](?:\([^()\n]{0,300}\))?){0,20}+)\]\(\s*<?((?:[^()\s<>]++|\([^()\s]{0,200}\)){0,50}+)>?"
    r"(?:\s+[\"'(][^\n\"]{0,200}[\"')])?\s*\)"
)
_DEFINED = re.compile(r"\n[ ]{0,3}\[([^\[\]^\n]{1,80})\]:[ \t]*<?(\S{0,2000}?)>?(?=\s|$)")
_REFERRED = re.compile(r"\[([^\[\]]{1,300})\][ ]?\[([^\[\]\n]{0,80})\](?![(:])")
_BARE = re.compile('(?:https?://|www\\.)[^\\s<>"\u201c\u201d\u2019\\[\\]{}|\\\\^`]+')
_HTML = re.compile(r"<a\b([^<>]{0,2000})>((?:[^<]|<(?!/?a\b)[^<>]{0,200}>){0,300})</a\s*>", re.IGNORECASE)
_HREF = re.compile(r"href\s*=\s*[\"']?([^\"'\s>]*)", re.IGNORECASE)
_WIKI = re.compile(r"\[(https?://[^\s\[\]]+)(?:[ \t]+([^\[\]\n]{0,300}))?\](?!\()")
_NOTE_ANCHOR = re.compile(r"#(?:_?ftn|fn|cite|note|ref|footnote|endnote|_?edn|sdfootnote)", re.IGNORECASE)


def links(raw: str) -> list[Mark]:
    """Every hyperlink, those with a lost target too; pictures and mail addresses are none."""
    found: list[Mark] = []
    if holds(raw, "]("):
        found += _inline(raw)
    if holds(raw, "<a", "<A"):
        for match in _HTML.finditer(raw):
            href = _HREF.search(match[1])
            found.append(_link(match.start(2), match.end(2), match.span(), href[1] if href else ""))
    if holds(raw, "]:"):
        found += _referred(raw)
    if "://" in raw or "www." in raw:
        taken = sorted((mark.left, mark.right) for mark in found)
        found += _addresses(raw, taken)
    return [mark for mark in found if not mark.target.startswith("mailto:")]


def _link(start: int, end: int, whole: tuple[int, int], target: str, confidence: float = 1.0) -> Mark:
    start, end = (start, end) if end > start else whole
    return Mark(start, end, *whole, "hyperlink", target, opens(target), confidence, around=True)


def _inline(raw: str) -> Iterator[Mark]:
    for match in _INLINE.finditer(raw):
        text = match[1].strip()
        if raw[match.start() - 1 : match.start()] == "!" or text.startswith("!["):
            continue
        if _NOTE_ANCHOR.match(match[2]) and len(text) < 6:
            yield Mark(match.start(), match.end(), *match.span(), "footnote", match[2], followable=False, confidence=0.8)
        else:
            yield _link(match.start(1), match.end(1), match.span(), match[2])


def _referred(raw: str) -> Iterator[Mark]:
    """`[text][label]` and `[text][]`, whose addresses stand elsewhere."""
    targets = {match[1].lower(): match[2] for match in _DEFINED.finditer(raw)}
    if not targets:
        return
    for match in _REFERRED.finditer(raw):
        label = (match[2] or match[1]).lower()
        if not (match[1].isdecimal() and match[2].isdecimal()) and (label in targets or not match[2]):
            yield _link(match.start(1), match.end(1), match.span(), targets.get(label, ""), 1.0 if label in targets else 0.4)


def _addresses(raw: str, taken: list[tuple[int, int]]) -> Iterator[Mark]:
    at = 0
    wiki = {match.start(1): match for match in _WIKI.finditer(raw)}
    done = 0
    for start in sorted(place for needle in ("http", "www.") for place in _places(raw, needle)):
        match = _BARE.match(raw, start) if start >= done else None
        if not match:
            continue
        done = match.end()
        while at < len(taken) and taken[at][1] <= start:
            at += 1
        line = raw[max(0, raw.rfind("\n", max(0, start - 90), start)) : start]
        if (at < len(taken) and taken[at][0] <= start) or (line.rstrip(" <").endswith("]:") and line.strip().startswith("[")):
            continue
        if start in wiki and wiki[start][2]:
            yield _link(wiki[start].start(2), wiki[start].end(2), wiki[start].span(), match[0])
            continue
        address = match[0].rstrip(".,;:!?'*_")
        while address.endswith(")") and address.count(")") > address.count("("):
            address = address[:-1].rstrip(".,;:!?'*_")
        yield _link(start, start + len(address), (start, start + len(address)), address)


def _places(raw: str, needle: str) -> Iterator[int]:
    at = raw.find(needle)
    while at >= 0:
        yield at
        at = raw.find(needle, at + 1)
